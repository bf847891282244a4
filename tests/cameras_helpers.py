"""Small videos and a stand-in for a webcam's driver, for the tests of cameras."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

MILLISECONDS = Fraction(1, 1000)


def picture(grey: int, width_px: int = 64, height_px: int = 48) -> NDArray[np.uint8]:
    """A grey picture with a bright upper left quarter."""
    rgb = np.full((height_px, width_px, 3), grey, np.uint8)
    rgb[: height_px // 2, : width_px // 2] = 250
    return rgb


def write_video(path: Path, times_ms: Sequence[int], *, codec: str = "mpeg4", **options: Any) -> Path:
    """A video whose pictures are shown at these times."""
    noise = np.random.default_rng(7)
    with av.open(str(path), "w", options=options) as container:
        stream = container.add_stream(codec, rate=1000)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.time_base = stream.codec_context.time_base = MILLISECONDS
        stream.codec_context.gop_size = 5
        stream.bit_rate = 40_000_000  # the encoder counts on 1000 pictures a second
        for time_ms in times_ms:
            rgb = np.clip(picture(90) + noise.integers(-40, 40, (48, 64, 3)), 0, 255).astype(np.uint8)
            frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
            frame.pts, frame.time_base = time_ms, MILLISECONDS
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def write_sound(path: Path) -> Path:
    """A file with sound and no pictures."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 8000), np.int16), layout="mono")
        frame.sample_rate = 8000
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def turn_by_a_quarter(path: Path) -> Path:
    """Mark an MP4 file as filmed with the camera held upright (a quarter turn), in its track header."""
    content = bytearray(path.read_bytes())
    start = content.index(b"tkhd") + 4 + 40
    one, none, minus = (1 << 16).to_bytes(4), bytes(4), (0xFFFF0000).to_bytes(4)
    content[start : start + 16] = none + one + none + minus
    content[start + 16 : start + 20] = none
    path.write_bytes(bytes(content))
    return path


class DriverStub:
    """A webcam driver that gives numbered pictures at a steady rate, then fails."""

    def __init__(self, pictures: int, *, interval_s: float = 0.005, opened: bool = True) -> None:
        self.left = pictures
        self.interval_s = interval_s
        self.opened = opened
        self.settings: dict[int, float] = {}
        self.released = threading.Event()
        self._given = 0

    def isOpened(self) -> bool:  # noqa: N802
        return self.opened

    def set(self, prop: int, value: float, /) -> bool:
        self.settings[prop] = value
        return True

    def get(self, prop: int, /) -> float:
        return self.settings.get(prop, 0.0)

    def grab(self) -> bool:
        time.sleep(self.interval_s)
        if self._given >= self.left:
            return False
        self._given += 1
        return True

    def retrieve(self) -> tuple[bool, Any]:
        return True, np.full((48, 64, 3), (self._given - 1, 0, 200), np.uint8)

    def release(self) -> None:
        self.released.set()
