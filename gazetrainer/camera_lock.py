"""CameraLock: which of a camera's own adjustments are held still, so that the picture does not pump while measuring."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from targets.formats import listed
from targets.language import N_, _


class CameraControl(StrEnum):
    """What a camera adjusts by itself unless it is told not to."""

    EXPOSURE = "exposure"
    WHITE_BALANCE = "white_balance"
    FOCUS = "focus"


@dataclass(frozen=True, slots=True)
class CameraLock:
    """What is held still, and what the camera or its driver leaves moving."""

    held: tuple[CameraControl, ...] = ()
    moving: tuple[CameraControl, ...] = tuple(CameraControl)


class Lockable(Protocol):
    """A camera whose adjustments can be held; whatever it cannot do it says in the lock, and never raises."""

    @property
    def state(self) -> CameraLock:
        """What is held now."""

    def lock(self) -> CameraLock:
        """Hold every adjustment that can be held, as it is now."""

    def unlock(self) -> CameraLock:
        """Let the camera adjust itself again."""


def controls_in_words(controls: tuple[CameraControl, ...]) -> str:
    """Name some controls within a sentence.

    >>> controls_in_words((CameraControl.EXPOSURE, CameraControl.WHITE_BALANCE, CameraControl.FOCUS))
    'exposure, white balance and focus'
    """
    return listed([_(_NAMES[control]) for control in controls])


_NAMES = {
    CameraControl.EXPOSURE: N_("exposure"),
    CameraControl.WHITE_BALANCE: N_("white balance"),
    CameraControl.FOCUS: N_("focus"),
}
