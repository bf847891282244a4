"""Scene of a guided moment: a text to follow with the eyes open or closed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gazetrainer.scenes.keys import KeyHint


class Lids(StrEnum):
    """What the text asks of the eyes."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class GuidedScene:
    """A text to follow for some time.

    lids: how the eyes are asked to be; sentence: the same in words. remaining_s of lasts_s are left. presence: how far
    text and ring have come out of the paper, 0 to 1.
    """

    title: str
    text: str
    lids: Lids
    sentence: str
    remaining_s: float
    lasts_s: float
    presence: float = 1.0
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = True
