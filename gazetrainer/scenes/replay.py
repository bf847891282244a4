"""The scene of a replay: what a sitting showed, as a picture, with its time line, traces and camera picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.events import Account
from gazetrainer.scenes.keys import KeyHint

if TYPE_CHECKING:
    from gazetrainer.scene import Scene

_FRAMED: Final = "\x1f"
"""No keyboard types it."""


@dataclass(frozen=True, slots=True)
class LineStretch:
    """Something that lasted, from share to share of the line; account: of time in a hold, None: not of a hold."""

    from_share: float
    to_share: float
    account: Account | None = None
    is_pause: bool = False


@dataclass(frozen=True, slots=True)
class LineName:
    """A name under a part of the line."""

    from_share: float
    to_share: float
    text: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """The time line; shares go from 0 at the beginning to 1 at the end. A click on it is typed as `place_typed`."""

    at_share: float
    stretches: tuple[LineStretch, ...]
    names: tuple[LineName, ...]
    marks: tuple[float, ...]
    is_torn: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """One line of a trace: shares of the width and values in degrees, NaN where nothing was told."""

    name: str
    value: str
    along: NDArray[np.float64]
    values_deg: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class TraceShown:
    """Some curves from -reach_deg to reach_deg, the present at now_share; bands: from, to, low, high asked for."""

    name: str
    curves: tuple[Curve, ...]
    reach_deg: float
    bands: tuple[tuple[float, float, float, float], ...] = ()
    now_share: float = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class ReplayScene:
    """A moment of a recorded sitting.

    stage: what was shown, laid out for stage_px. heard: the same while it plays as it was, so that its sounds sound;
    None: silence. told: what happened just now. notice: what is to be known of the file. picture: of the camera,
    (height, width, 3) uint8, unmirrored; None: there is none.
    """

    title: str
    stage: Scene
    stage_px: tuple[int, int]
    clock: str
    pace: str
    line: LineShown
    traces: tuple[TraceShown, ...]
    told: str = ""
    notice: str = ""
    picture: NDArray[np.uint8] | None = None
    heard: Scene | None = None
    hints: tuple[KeyHint, ...] = ()


def place_typed(share: float) -> str:
    """What a click on a time line types.

    >>> places_in(place_typed(0.25) + place_typed(0.5) + "x")
    (0.25, 0.5)
    """
    return f"{_FRAMED}{share:.6f}{_FRAMED}"


def places_in(typed: str) -> tuple[float, ...]:
    """The places on a time line that were clicked, 0 to 1."""
    return tuple(float(part) for part in typed.split(_FRAMED)[1::2] if _is_number(part))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()
