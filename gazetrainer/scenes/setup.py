"""Scenes before practice: camera check, dots to look at, the calibration's result."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from gazetrainer.scenes.keys import KeyHint
from gazetrainer.screen import Spot


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
