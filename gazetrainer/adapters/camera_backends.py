"""Through which interface of its system a camera is opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

import cv2

# DirectShow opens at once and lets exposure be held; Media Foundation knows cameras that have no driver for it.
_BY_SYSTEM = {
    "linux": (cv2.CAP_V4L2,),
    "darwin": (cv2.CAP_AVFOUNDATION,),
    "win32": (cv2.CAP_DSHOW, cv2.CAP_MSMF),
}


class Openable(Protocol):
    """What may have been opened, or not."""

    def isOpened(self) -> bool:  # noqa: N802  (OpenCV's name)
        """Whether it was."""

    def release(self) -> None:
        """Let go of it."""


_Device = TypeVar("_Device", bound=Openable)


def backends(system: str) -> tuple[int, ...]:
    """OpenCV's numbers of the interfaces to try on a system (as sys.platform names it), the best first."""
    return _BY_SYSTEM.get(system, (cv2.CAP_ANY,))


def open_through(open_one: Callable[[int], _Device], system: str) -> _Device:
    """Open through the first interface that works; what the last one gave, closed, when none does."""
    *others, last = backends(system)
    for backend in others:
        device = open_one(backend)
        if device.isOpened():
            return device
        device.release()
    return open_one(last)
