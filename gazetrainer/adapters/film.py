"""Film: pictures and sound into an MP4 file that any player opens: H.264, and AAC where something is heard."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from gazetrainer.errors import OutputError
from gazetrainer.sounds.tones import RATE_HZ, Stereo
from gazetrainer.whole_file import whole
from targets.language import _

_CODEC: Final = "libx264"
_SOUND_BIT_RATE: Final = 96_000
_KEY_EVERY_S: Final = 2


class Film:
    """A film of pictures that come at a steady rate; a context manager.

    size_px: width and height, both even. is_silent: without a track for sound. Raises OutputError when the file cannot
    be made or cannot take more.
    """

    def __init__(self, path: Path, size_px: tuple[int, int], *, rate_hz: int = 30, is_silent: bool = False) -> None:
        self._path, self._size_px, self._rate_hz = path, size_px, rate_hz
        self._files = ExitStack()
        self._is_silent = is_silent
        self._pictures = self._samples = 0
        self._container: Any = None
        self._sound: Any = None

    def __enter__(self) -> Self:
        """Begin the file."""
        try:
            waiting = self._files.enter_context(whole(self._path))
            self._container = av.open(str(waiting), "w", format="mp4", options={"movflags": "faststart"})
            self._video = self._container.add_stream(_CODEC, rate=self._rate_hz)
            self._video.width, self._video.height = self._size_px
            self._video.pix_fmt = "yuv420p"
            self._video.options = {"crf": "20", "preset": "veryfast", "tune": "animation"}
            self._video.gop_size = _KEY_EVERY_S * self._rate_hz
            if not self._is_silent:
                self._sound = self._container.add_stream("aac", rate=RATE_HZ, layout="stereo")
                self._sound.bit_rate = _SOUND_BIT_RATE
        except (FFmpegError, OSError, ValueError) as fault:
            self._files.__exit__(type(fault), fault, fault.__traceback__)
            raise self._cannot(fault) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what is still to be written and close the file; of a film that came to nothing nothing is left."""
        if error is not None:
            with suppress(FFmpegError, OSError):
                self._container.close()
            self._files.__exit__(kind, error, trace)
            return
        try:
            with self._files:
                self._finish()
        except (FFmpegError, OSError) as fault:
            raise self._cannot(fault) from None

    def _finish(self) -> None:
        for stream in filter(None, (self._video, self._sound)):
            self._container.mux(stream.encode())
        self._container.close()

    def show(self, picture: NDArray[np.uint8]) -> None:
        """Add the next picture, (height, width, 3) uint8 RGB of the film's size."""
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
        frame.pts, frame.time_base = self._pictures, Fraction(1, self._rate_hz)
        self._pictures += 1
        self._write(self._video, frame)

    def hear(self, sound: Stereo) -> None:
        """Add the next samples, (count, 2) from -1 to 1."""
        if self._sound is None or not len(sound):
            return
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound.T, np.float32), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, self._samples, Fraction(1, RATE_HZ)
        self._samples += len(sound)
        self._write(self._sound, frame)

    def _write(self, stream: Any, frame: Any) -> None:
        try:
            self._container.mux(stream.encode(frame))
        except (FFmpegError, OSError) as fault:
            raise self._cannot(fault) from None

    def _cannot(self, fault: Exception) -> OutputError:
        why = (getattr(fault, "strerror", None) or str(fault)).lower()
        return OutputError(_("{path} cannot be written: {why}.").format(path=self._path, why=why))
