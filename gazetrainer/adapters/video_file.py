"""VideoFile: a recorded video (or animated picture) as a camera, with the frames' own times."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
import numpy as np
from av.error import FFmpegError
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from gazetrainer.adapters.picture_size import LARGEST_PX, is_too_large
from gazetrainer.errors import CameraError, CameraFault
from gazetrainer.frame import VIDEO_FILE, CameraInfo, Frame
from targets.language import _

_UNKNOWN_RATE_HZ = 30.0
# Containers round what they declare, and some count the sound's end.
_SLACK_S = 0.25


class VideoFile:
    """Frames of a video file in order, the first at time 0; a rotated video is turned upright.

    A damaged stretch is passed over; a file cut in the middle ends where it was cut. `cut_short` says so afterwards.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self._container: Any = None
        self._pictures: Iterator[VideoFrame] = iter(())
        self._first: VideoFrame | None = None
        self._info: CameraInfo | None = None
        self._declared_s: float | None = None
        self.cut_short = False

    @property
    def info(self) -> CameraInfo:
        """Resolution after turning upright and average rate, known once the file is open."""
        if self._info is None:
            raise RuntimeError("the video is not open")
        return self._info

    def __enter__(self) -> Self:
        """Open the file and decode its first picture; raises CameraError."""
        try:
            self._open()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._close()

    def frames(self) -> Iterator[Frame]:
        """Yield the frames in order of time; a frame whose time does not grow is left out."""
        if self._first is None:
            return
        start_s = _time_s(self._first, 0.0)
        interval_s = 1.0 / self.info.nominal_rate_hz
        last_s, end_s = -interval_s, 0.0
        for index, picture in enumerate(self._all_pictures()):
            time_s = _time_s(picture, start_s + last_s + interval_s) - start_s
            rgb = self._attempt(partial(_upright, picture)) if time_s > last_s else None
            if rgb is not None:
                last_s, end_s = time_s, time_s + _lasts_s(picture)
                yield Frame(index, time_s, rgb)
        if self._declared_s is not None and end_s + _SLACK_S < self._declared_s - start_s:
            self.cut_short = True

    def _all_pictures(self) -> Iterator[VideoFrame]:
        if self._first is not None:
            yield self._first
        yield from self._pictures

    def _open(self) -> None:
        try:
            self._container = av.open(str(self._path))
        except (FFmpegError, OSError, ValueError) as error:
            raise _cannot_open(self._path, error) from None
        if not self._container.streams.video:
            raise CameraError(
                CameraFault.UNREADABLE,
                _("{path} holds no pictures, only sound or data. Choose a video file.").format(path=self._path),
            )
        stream = self._container.streams.video[0]
        if stream.codec_context is None:  # a coding that this machine cannot decode
            raise _unreadable(self._path)
        size_px = stream.codec_context.width, stream.codec_context.height
        if is_too_large(size_px):
            raise _too_large(self._path, size_px)
        stream.codec_context.options = {"max_pixels": str(LARGEST_PX)}  # damage may claim another size later on
        stream.thread_type = "AUTO"
        self._pictures = self._decoded(stream)
        self._first = next(self._pictures, None)
        upright = None if self._first is None else self._attempt(partial(_upright, self._first))
        if upright is None:
            raise _unreadable(self._path)
        rate = stream.average_rate or stream.guessed_rate
        rate_hz = float(rate) if rate and rate > 0 else _UNKNOWN_RATE_HZ
        self._info = CameraInfo(VIDEO_FILE, upright.shape[1], upright.shape[0], rate_hz)
        self._declared_s = _declared_s(self._container, stream)

    def _decoded(self, stream: Any) -> Iterator[VideoFrame]:
        packets = self._container.demux(stream)
        while (packet := self._attempt(partial(next, packets, None))) is not None:
            yield from self._attempt(packet.decode) or ()
        # Whatever the decoder still holds back when a cut file ends without the closing packet.
        yield from self._attempt(partial(stream.codec_context.decode, None)) or ()

    def _attempt(self, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except EOFError:  # the closing packet was there: nothing is held back
            return None
        except (FFmpegError, ValueError, MemoryError):  # damage can also show as an impossible format or size
            self.cut_short = True
            return None

    def _close(self) -> None:
        self._pictures, self._first = iter(()), None
        if self._container is not None:
            self._container.close()
            self._container = None


def _cannot_open(path: Path, error: Exception) -> CameraError:
    if isinstance(error, FileNotFoundError):
        return CameraError(
            CameraFault.NOT_FOUND, _("There is no video at {path}. Check the name and the folder.").format(path=path)
        )
    if isinstance(error, PermissionError):
        return CameraError(
            CameraFault.DENIED,
            _("{path} may not be read. Change its permissions or choose another file.").format(path=path),
        )
    return _unreadable(path)


def _unreadable(path: Path) -> CameraError:
    return CameraError(
        CameraFault.UNREADABLE,
        _(
            "{path} is not a video that can be read, or nothing of it is left. Choose a video file "
            "such as MP4, MKV, WebM or GIF."
        ).format(path=path),
    )


def _too_large(path: Path, size_px: tuple[int, int]) -> CameraError:
    said = _(
        "{path} says that it is {width} x {height} pixels large, which no camera's picture is. Choose another video."
    )
    return CameraError(CameraFault.UNREADABLE, said.format(path=path, width=size_px[0], height=size_px[1]))


def _time_s(picture: VideoFrame, otherwise_s: float) -> float:
    return otherwise_s if picture.pts is None else float(picture.time)


def _lasts_s(picture: VideoFrame) -> float:
    return float(picture.duration * picture.time_base) if picture.duration and picture.time_base else 0.0


def _upright(picture: VideoFrame) -> NDArray[np.uint8]:
    rgb: NDArray[np.uint8] = picture.to_ndarray(format="rgb24").astype(np.uint8, copy=False)
    quarter_turns = round(picture.rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(rgb, quarter_turns)) if quarter_turns else rgb


def _declared_s(container: Any, stream: Any) -> float | None:
    """Duration the file claims for its pictures; the container's own only when there is nothing else in it."""
    if stream.duration is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None and len(container.streams) == 1:
        return float(container.duration / av.time_base)
    return None
