"""The scene of finding a position: a pointer that moves slowly over the field, and stays where a place is marked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from gazetrainer.eyes import Eyes
from gazetrainer.scenes.keys import KeyHint
from gazetrainer.scenes.practice import Guide, HoldState
from gazetrainer.screen import Where

CLOSE_BY_DEG: Final = 5.0
"""Eyes that are no further from the pointer need no leading."""


@dataclass(frozen=True, slots=True)
class PointerScene:
    """Where the pointer is; `staying`: share of the time it stays at a marked place, None while it goes on.

    away_deg: azimuth and elevation that the eyes still have to go (pointer minus gaze), None when not known.
    marked: what has been marked so far, in words.
    """

    title: str
    step: str
    where: Where
    azimuth_deg: float
    elevation_deg: float
    staying: float | None
    sentence: str
    time_s: float
    marked: str = ""
    away_deg: tuple[float, float] | None = None
    eyes: Eyes = Eyes.BOTH
    guide: Guide = Guide.SOUND
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = True

    @property
    def subtitle(self) -> str:
        """Which way the pointer is on."""
        return self.step

    @property
    def state(self) -> HoldState:
        """Whether a sound has to lead the eyes to the pointer."""
        if self.away_deg is None:
            return HoldState.CANNOT_TELL
        return HoldState.IN if math.hypot(*self.away_deg) <= CLOSE_BY_DEG else HoldState.OUT
