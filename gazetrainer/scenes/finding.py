"""The scene of finding a position: a pointer that moves slowly over the field, and stays where a place is marked."""

from __future__ import annotations

from dataclasses import dataclass

from gazetrainer.eyes import Eyes
from gazetrainer.scenes.keys import KeyHint
from gazetrainer.scenes.practice import Guide
from gazetrainer.screen import Where


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
