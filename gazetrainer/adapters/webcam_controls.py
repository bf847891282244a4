"""WebcamControls: holds a webcam's exposure, white balance and focus through OpenCV, where its driver allows.

What is known of the drivers (OpenCV issues 9738, 14494, 17019, 19621): V4L2 takes 1 for manual exposure and 3 for
automatic, older builds 0.25 and 0.75; Windows takes 0.25 and 0.75, and DirectShow could not return to automatic for
long; AVFoundation takes only the size of the picture. A driver may also answer that it did what it did not do, or hold
an exposure that is not the present one; whoever locks looks at the pictures afterwards.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

import cv2

from gazetrainer.camera_lock import CameraControl, CameraLock

ANSWER_S: Final = 1.5
"""A driver that does not answer within this time is left alone."""
_UNKNOWN: Final = (-1.0, 0.0)


class Settings(Protocol):
    """The part of cv2.VideoCapture that is used."""

    def set(self, propId: int, value: float, /) -> bool:  # noqa: N803  (OpenCV's name)
        """Ask for a setting."""

    def get(self, propId: int, /) -> float:  # noqa: N803  (OpenCV's name)
        """Read a setting."""


@dataclass(frozen=True, slots=True)
class _Switch:
    """The property that turns an adjustment on and off, its value's, and (manual, automatic) as drivers know them."""

    automatic: int
    value: int
    modes: tuple[tuple[float, float], ...] = ((0.0, 1.0),)

    def is_automatic(self, mode: float) -> bool:
        """Whether the adjustment is on in this mode."""
        return any(mode == automatic for _, automatic in self.modes)


def _switches(exposure_modes: tuple[tuple[float, float], ...]) -> dict[CameraControl, _Switch]:
    return {
        CameraControl.EXPOSURE: _Switch(cv2.CAP_PROP_AUTO_EXPOSURE, cv2.CAP_PROP_EXPOSURE, exposure_modes),
        CameraControl.WHITE_BALANCE: _Switch(cv2.CAP_PROP_AUTO_WB, cv2.CAP_PROP_WB_TEMPERATURE),
        CameraControl.FOCUS: _Switch(cv2.CAP_PROP_AUTOFOCUS, cv2.CAP_PROP_FOCUS),
    }


_SYSTEMS: Final = {
    "linux": _switches(((1.0, 3.0), (0.25, 0.75))),
    "win32": _switches(((0.25, 0.75),)),
}


def lockable_controls(system: str = sys.platform) -> tuple[CameraControl, ...]:
    """What this system lets a program hold, where the camera has it."""
    return tuple(_SYSTEMS.get(system, {}))


@dataclass(slots=True)
class _Request:
    act: Callable[[Settings], CameraLock]
    done: threading.Event = field(default_factory=threading.Event)


class WebcamControls:
    """Asked by the program, carried out by the thread that owns the device, between two pictures."""

    def __init__(self, system: str = sys.platform, *, answer_s: float = ANSWER_S) -> None:
        self._switches = _SYSTEMS.get(system, {})
        self._answer_s = answer_s
        self._request: _Request | None = None
        self._before: dict[CameraControl, float] = {}
        self._state = CameraLock()

    @property
    def state(self) -> CameraLock:
        """What is held now."""
        return self._state

    def lock(self) -> CameraLock:
        """Hold every adjustment that can be held, as it is now."""
        return self._ask(self._hold)

    def unlock(self) -> CameraLock:
        """Let the camera adjust itself again."""
        return self._ask(self._release)

    def serve(self, device: Settings) -> None:
        """Carry out what was asked for; called by the thread that owns the device."""
        request, self._request = self._request, None
        if request is not None:
            self._state = request.act(device)
            request.done.set()

    def finish(self, device: Settings) -> None:
        """Leave the device as it was found, for the next program."""
        self._state = self._release(device)

    def _ask(self, act: Callable[[Settings], CameraLock]) -> CameraLock:
        request = _Request(act)
        self._request = request
        if not request.done.wait(self._answer_s):
            self._request = None
        return self._state

    def _hold(self, device: Settings) -> CameraLock:
        held = tuple(control for control, switch in self._switches.items() if self._hold_one(device, control, switch))
        return CameraLock(held, tuple(control for control in CameraControl if control not in held))

    def _hold_one(self, device: Settings, control: CameraControl, switch: _Switch) -> bool:
        before, value = device.get(switch.automatic), device.get(switch.value)
        for manual, automatic in switch.modes:
            if before == manual and control not in self._before and value not in _UNKNOWN:
                return True  # somebody has set it by hand already
            if device.set(switch.automatic, manual) and not switch.is_automatic(device.get(switch.automatic)):
                self._before.setdefault(control, before if switch.is_automatic(before) else automatic)
                if value not in _UNKNOWN:
                    device.set(switch.value, value)
                return True
        return False

    def _release(self, device: Settings) -> CameraLock:
        for control, automatic in self._before.items():
            device.set(self._switches[control].automatic, automatic)
        self._before.clear()
        return CameraLock()
