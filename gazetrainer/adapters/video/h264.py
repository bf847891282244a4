"""H264Encoder: pictures to H.264 by PyAV, one packet for each picture at once, and a key picture every second."""

from __future__ import annotations

from collections import deque
from fractions import Fraction
from typing import Any, Final

import cv2
import numpy as np
from av.codec import codecs_available
from av.codec.context import CodecContext
from av.error import FFmpegError
from av.video.frame import PictureType, VideoFrame
from numpy.typing import NDArray

from gazetrainer.errors import OutputError
from gazetrainer.recording.video import KEY_EVERY_S, VideoPacket
from targets.language import _

_ENCODERS: Final = ("libx264", "libopenh264")
"""PyAV's own wheels carry the first; some systems' packages the second alone."""
_X264: Final = {
    "preset": "veryfast",
    "tune": "zerolatency",  # a packet for every picture, and none that needs a later one
    "crf": "23",
    "forced-idr": "1",
    "x264-params": "scenecut=0:keyint=infinite:repeat-headers=1:colormatrix=smpte170m:sliced-threads=0",
}
_MOST_BITS_PER_PX: Final = 8
"""A second: noise of a poor camera would take several times as much; 2.5 Mbit/s at 640x480."""
_TIME_BASE: Final = Fraction(1, 1_000_000)


class H264Encoder:
    """Codes RGB pictures of one size; raises OutputError when this machine has no encoder.

    Width and height that are odd are made even by repeating the last column and row.
    """

    def __init__(self, size_px: tuple[int, int], rate_hz: float) -> None:
        self._size_px = size_px
        self._key_due_s = float("-inf")
        self._times_s: deque[tuple[int, float]] = deque()
        try:
            self._context = _opened(size_px, rate_hz)
        except (FFmpegError, ValueError) as error:
            raise OutputError(
                _("This computer cannot keep video ({why}). Practise without it.").format(why=str(error).lower())
            ) from error

    def encode(self, rgb: NDArray[np.uint8], time_s: float) -> tuple[VideoPacket, ...]:
        """Code one picture; raises ValueError for one of another size, and FFmpegError."""
        if (rgb.shape[1], rgb.shape[0]) != self._size_px:
            raise ValueError("a picture of another size")
        frame = VideoFrame.from_ndarray(_planes(rgb), format="yuv420p")
        frame.pts, frame.time_base = round(time_s / _TIME_BASE), _TIME_BASE
        if time_s >= self._key_due_s:
            frame.pict_type, self._key_due_s = PictureType.I, time_s + KEY_EVERY_S
        self._times_s.append((frame.pts, time_s))
        return self._packets(frame)

    def finish(self) -> tuple[VideoPacket, ...]:
        """Give what the encoder still holds back."""
        return self._packets(None)

    def _packets(self, frame: VideoFrame | None) -> tuple[VideoPacket, ...]:
        return tuple(self._packet(packet) for packet in self._context.encode(frame))

    def _packet(self, packet: Any) -> VideoPacket:
        """The exact time of a picture, which microseconds do not hold; packets come in the order of their pictures."""
        while self._times_s[0][0] < packet.pts:
            self._times_s.popleft()
        return VideoPacket(self._times_s.popleft()[1], bytes(packet))


def encoder_name() -> str | None:
    """The encoder that is used on this machine; None: there is none."""
    return next((each for each in _ENCODERS if each in codecs_available), None)


def _opened(size_px: tuple[int, int], rate_hz: float) -> Any:
    name = encoder_name()
    if name is None:
        raise ValueError("no encoder for H.264")
    context: Any = CodecContext.create(name, "w")
    context.width, context.height = (size + size % 2 for size in size_px)
    context.pix_fmt = "yuv420p"
    context.time_base = _TIME_BASE
    context.framerate = Fraction(max(1.0, rate_hz)).limit_denominator(1000)
    context.thread_count = 1  # the tracker needs the other cores
    most = size_px[0] * size_px[1] * _MOST_BITS_PER_PX
    if name == "libx264":  # as good as asked for, up to so much
        context.options = {**_X264, "maxrate": str(most), "bufsize": str(most)}
    else:
        context.bit_rate = most
    context.open()
    return context


def _planes(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = rgb.shape[:2]
    if height % 2 or width % 2:
        rgb = np.pad(rgb, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2YUV_I420), np.uint8)
