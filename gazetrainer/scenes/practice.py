"""Scenes of a sitting under way: get ready, hold, rest, pause."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gazetrainer.eyes import Eyes
from gazetrainer.scenes.keys import KeyHint
from gazetrainer.screen import Spot, Where


class Guide(StrEnum):
    """What leads the eyes to a position beyond the edge of the screen."""

    SOUND = "sound"
    VOICE = "voice"
    GLOW = "glow"


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
    hints: tuple[KeyHint, ...] = ()
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
    tolerance_deg: how far from the target still counts, None when not known.
    gaze: where the eyes are seen, on the screen; shown to those who asked for it.
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
    tolerance_deg: float | None = None
    said_s: float = 0.0
    eyes: Eyes = Eyes.BOTH
    guide: Guide = Guide.SOUND
    gaze: Spot | None = None
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = True


@dataclass(frozen=True, slots=True)
class RestScene:
    """The rest after a hold, or one of the plan's own, whose end is heard; `upcoming` says what comes then."""

    title: str
    remaining_s: float
    sentence: str
    upcoming: str = ""
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = True
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class PausedScene:
    """Everything waits."""

    title: str
    sentence: str
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = True
