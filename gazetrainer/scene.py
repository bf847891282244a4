"""Scenes: everything that is to be drawn or shown at one moment; the display draws them and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from gazetrainer.events import Account
from gazetrainer.eyes import Eyes
from gazetrainer.screen import Spot, Where


class Key(StrEnum):
    """What a key press asks for, whichever key it was."""

    MAIN = "main"
    SKIP = "skip"
    RECENTRE = "recentre"
    REPEAT = "repeat"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key that does something now, and what."""

    key: str
    action: str


class Guide(StrEnum):
    """What leads the eyes to a position beyond the edge of the screen."""

    SOUND = "sound"
    GLOW = "glow"


PAUSE_HINT = KeyHint("Space", "pause")


class Mark(StrEnum):
    """How one line of the camera check stands."""

    GOOD = "good"
    ATTENTION = "attention"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check, and what helps when it needs attention."""

    text: str
    mark: Mark
    advice: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class CameraCheckScene:
    """What the camera sees and whether that will do.

    preview: (height, width, 3) uint8 as it came from the camera, never mirrored; None while there is none.
    """

    title: str
    preview: NDArray[np.uint8] | None
    checks: tuple[CheckLine, ...]
    sentence: str
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = True


@dataclass(frozen=True, slots=True)
class DotScene:
    """A dot to look at while calibrating or checking.

    progress: share captured, 0 to 1. nose: where the nose points, when the nose is to lead the dot. step: "3 of 9".
    """

    spot: Spot
    progress: float
    sentence: str
    time_s: float
    step: str = ""
    nose: Spot | None = None
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = True


class Quality(StrEnum):
    """How a calibration turned out, for today's plan."""

    GOOD = "good"
    USABLE = "usable"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class CheckedPoint:
    """A place where the measurement was checked: where it was, the mean offset of what was measured, its spread."""

    azimuth_deg: float
    elevation_deg: float
    offset_azimuth_deg: float
    offset_elevation_deg: float
    spread_deg: float


@dataclass(frozen=True, slots=True)
class CalibrationResultScene:
    """How exact the measurement is and what that means for the plan; `fitted` are places it learned from."""

    quality: Quality
    title: str
    subtitle: str
    headline: str
    weakest: str
    plan: str
    checked: tuple[CheckedPoint, ...]
    fitted: tuple[tuple[float, float], ...] = ()
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = False


@dataclass(frozen=True, slots=True)
class GetReadyScene:
    """The next position and the countdown to it; the face looks toward azimuth and elevation as in a mirror."""

    title: str
    subtitle: str
    azimuth_deg: float
    elevation_deg: float
    remaining_s: float
    sentence: str
    eyes: Eyes = Eyes.BOTH
    hints: tuple[KeyHint, ...] = (PAUSE_HINT,)
    camera_on: bool = True


class HoldState(StrEnum):
    """What is shown about a hold at this moment; each has its own mark, line style and colour."""

    IN = "in"
    OUT = "out"
    CANNOT_TELL = "cannot_tell"
    EYES_CLOSED = "eyes_closed"
    HEAD_MOVED = "head_moved"
    SETTLING = "settling"


@dataclass(frozen=True, slots=True)
class HoldScene:
    """A position being held.

    arrow_deg: which way the eyes should go on the screen (0 right, 90 up), None for no arrow.
    away_deg: azimuth and elevation that the eyes still have to go (target minus gaze), None when not known.
    time_s: drives the breathing of the dot. said_s: since when the headline stands.
    """

    title: str
    subtitle: str
    where: Where
    azimuth_deg: float
    elevation_deg: float
    held_s: float
    hold_s: float
    state: HoldState
    headline: str
    time_s: float
    subline: str = ""
    arrow_deg: float | None = None
    away_deg: tuple[float, float] | None = None
    said_s: float = 0.0
    eyes: Eyes = Eyes.BOTH
    guide: Guide = Guide.SOUND
    hints: tuple[KeyHint, ...] = (PAUSE_HINT,)
    camera_on: bool = True


@dataclass(frozen=True, slots=True)
class RestScene:
    """The rest after a hold; `upcoming` says what comes then."""

    title: str
    remaining_s: float
    sentence: str
    upcoming: str = ""
    hints: tuple[KeyHint, ...] = (PAUSE_HINT,)
    camera_on: bool = True


@dataclass(frozen=True, slots=True)
class PausedScene:
    """Everything waits."""

    title: str
    sentence: str
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """One position of the plan: every second of its holds by account, in order, and a sentence about it."""

    name: str
    seconds: tuple[tuple[Account, float], ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class SummaryScene:
    """What the sitting was."""

    title: str
    bars: tuple[Bar, ...]
    sentence: str
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = False


@dataclass(frozen=True, slots=True)
class MessageScene:
    """Something to read."""

    title: str
    text: str
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = False


Scene = (
    CameraCheckScene
    | DotScene
    | CalibrationResultScene
    | GetReadyScene
    | HoldScene
    | RestScene
    | PausedScene
    | SummaryScene
    | MessageScene
)
