"""Lids: how open each eye is against the person's own open eye, and whether the eyes are shut."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum
from typing import Final, Protocol

import numpy as np

from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation
from gazetrainer.features import Lids, lids

_SHUT_BELOW: Final = 0.80
_ONE_SHUT_BELOW: Final = 0.55
"""Shut when the measured eyes together fall below the first share of their usual opening, or one below the second."""
_USUAL_OVER_S: Final = 5.0
_MOST_DROOPING: Final = 0.85
_LEAST_USUAL: Final = 0.5
"""Lids that droop or squint for a while, down to half of the opening at calibration, still count as open."""


class LidState(Enum):
    """Whether the measured eyes can be seen through their lids."""

    OPEN = "open"
    CLOSED = "closed"
    UNSEEN = "unseen"


class Line(Protocol):
    """An eye's own opening as a line over how far it looks down."""

    @property
    def open_value(self) -> float:
        """Opening when looking straight ahead, as a share of the eye's width."""
        ...

    @property
    def slope(self) -> float:
        """Change of the opening per unit of looking down."""
        ...


class OwnLids(Protocol):
    """Whatever knows a person's two lid lines: the profile."""

    @property
    def lid_left(self) -> Line:
        """The left eye's line."""
        ...

    @property
    def lid_right(self) -> Line:
        """The right eye's line."""
        ...


@dataclass(frozen=True, slots=True)
class SeenLids:
    """Openness of each eye (0 closed, 1 as open as usual when looking there) and what follows."""

    openness_left: float
    openness_right: float
    state: LidState
    openness: float


class LidWatch:
    """Follows the lids of the eyes that are measured; what was usual over the last seconds is open.

    So lids that droop or squint for a while are no closure, while a blink, which is short, always is.
    """

    def __init__(self, own: OwnLids, eyes: Eyes) -> None:
        self._own, self._eyes = own, eyes
        self._recent: deque[tuple[float, float]] = deque()

    def look(self, observation: FaceObservation) -> SeenLids:
        """Judge one frame's lids; frames come in order of time."""
        seen = lids(observation)
        left = _openness(seen.opening_left, seen.looking_down, self._own.lid_left)
        right = _openness(seen.opening_right, seen.looking_down, self._own.lid_right)
        measured = {Eyes.LEFT: (left,), Eyes.RIGHT: (right,), Eyes.BOTH: (left, right)}[self._eyes]
        together = sum(measured) / len(measured)
        usual = self._usual(observation.time_s, together)
        is_shut = together < _SHUT_BELOW * usual or min(measured) < _ONE_SHUT_BELOW * usual
        return SeenLids(left, right, LidState.CLOSED if is_shut else LidState.OPEN, together)

    def _usual(self, time_s: float, openness: float) -> float:
        """The usual opening over the last seconds, as a share of that at calibration."""
        while self._recent and self._recent[0][0] < time_s - _USUAL_OVER_S:
            self._recent.popleft()
        if openness > _SHUT_BELOW * _LEAST_USUAL:
            self._recent.append((time_s, openness))
        if not self._recent or self._recent[-1][0] - self._recent[0][0] < _USUAL_OVER_S / 2:
            return 1.0
        usual = float(np.median([value for _, value in self._recent]))
        return 1.0 if usual > _MOST_DROOPING else max(usual, _LEAST_USUAL)


def fit_lid_line(openings: list[float], looking_down: list[float]) -> tuple[float, float]:
    """Open value and slope of one eye from frames with open eyes; robust against the blinks among them."""
    opening, down = np.array(openings), np.array(looking_down)
    usual = opening > 0.6 * np.median(opening)
    if np.ptp(down[usual]) < 0.05:
        return float(np.median(opening[usual])), 0.0
    slope, open_value = np.polyfit(down[usual], opening[usual], 1)
    return float(max(open_value, 0.05)), float(min(slope, 0.0))


def open_eyed(all_lids: list[Lids]) -> list[bool]:
    """Which of many frames of one person show open eyes, before anything is known of the person."""
    opening = np.array([(each.opening_left + each.opening_right) / 2 for each in all_lids])
    return [bool(value) for value in opening > 0.7 * np.median(opening)]


def _openness(opening: float, looking_down: float, line: Line) -> float:
    expected = max(line.open_value + line.slope * looking_down, 0.3 * line.open_value)
    return float(np.clip(opening / expected, 0.0, 1.5))
