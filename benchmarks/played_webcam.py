"""A webcam that costs the program what a webcam does: a video played to it by another process, at the video's rate.

The process decodes and waits; the program finds a finished picture in shared memory, as it does with a driver, and
takes it through its own Webcam.
"""

from __future__ import annotations

import itertools
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.video_file import VideoFile
from gazetrainer.adapters.webcam import Webcam

if TYPE_CHECKING:
    from collections.abc import Iterator

_SLOTS: Final = 4
_PATIENCE_S: Final = 1.0


@dataclass(slots=True)
class _PlayedCapture:
    """What OpenCV would be to the Webcam; size: width and height."""

    pictures: NDArray[np.uint8]
    told: Connection
    rate_hz: float
    slot: int = 0

    def isOpened(self) -> bool:  # noqa: N802  (OpenCV's name)
        return True

    def set(self, propId: int, value: float, /) -> bool:  # noqa: ARG002, N803  (OpenCV's name)
        return False

    def get(self, propId: int, /) -> float:  # noqa: N803  (OpenCV's name)
        return self.rate_hz if propId == cv2.CAP_PROP_FPS else 0.0

    def grab(self) -> bool:
        with suppress(EOFError):
            if self.told.poll(_PATIENCE_S):
                self.slot = self.told.recv()
                return True
        return False

    def retrieve(self) -> tuple[bool, Any]:
        return True, self.pictures[self.slot].copy()

    def release(self) -> None:
        self.told.close()


@contextmanager
def played_webcam(video: Path, *, size_px: tuple[int, int] | None = None) -> Iterator[Webcam]:
    """A webcam, not yet open, before which a video is played again and again; size_px: enlarged to this."""
    with VideoFile(video) as file:
        width_px, height_px = size_px or (file.info.width_px, file.info.height_px)
        rate_hz = file.info.nominal_rate_hz
    context = get_context("spawn")
    told, telling = context.Pipe(duplex=False)
    memory = SharedMemory(create=True, size=_SLOTS * width_px * height_px * 3)
    shape = (_SLOTS, height_px, width_px, 3)
    player = context.Process(target=_play, args=(str(video), memory.name, shape, rate_hz, telling), daemon=True)
    player.start()
    capture = _PlayedCapture(np.ndarray(shape, np.uint8, memory.buf), told, rate_hz)
    try:
        yield Webcam(0, opener=lambda _index: capture, first_picture_s=120.0)
    finally:
        player.terminate()
        player.join()
        memory.unlink()


def _play(video: str, name: str, shape: tuple[int, int, int, int], rate_hz: float, telling: Connection) -> None:
    memory = SharedMemory(name=name)
    slots: NDArray[np.uint8] = np.ndarray(shape, np.uint8, memory.buf)
    start_s = time.monotonic()
    for number, rgb in enumerate(_pictures(video)):
        bgr = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
        if bgr.shape != shape[1:]:
            bgr = cv2.resize(bgr, (shape[2], shape[1]), interpolation=cv2.INTER_LINEAR)
        slots[number % shape[0]] = bgr
        time.sleep(max(0.0, start_s + number / rate_hz - time.monotonic()))
        telling.send(number % shape[0])


def _pictures(video: str) -> Iterator[NDArray[np.uint8]]:
    """The pictures of a video, again and again from its start."""
    for _round in itertools.count():
        with VideoFile(video) as file:
            for frame in file.frames():
                yield frame.rgb
