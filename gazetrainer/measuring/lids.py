"""Lids: how open each eye is against the person's own open eye, and whether the eyes are shut."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum
from statistics import median
from typing import Final, Protocol

import numpy as np

from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation
from gazetrainer.measuring.features import Lids, lids
from gazetrainer.measuring.landmarks import LEFT_EYE_SHAPES, RIGHT_EYE_SHAPES

SHUT_BELOW: Final = 0.80
_ONE_SHUT_BELOW: Final = 0.55
"""Shut when the measured eyes together fall below the first share of their usual opening, or one below the second."""
_USUAL_OVER_S: Final = 2.0
_USUAL_FROM_S: Final = 1.0
_LONGEST_STEP_S: Final = 0.2
"""Only time seen open counts: a longer gap between two open frames is a closure, and does not make them old."""
_LEAST_USUAL: Final = 0.65
"""Lids that droop or squint for a while, down to this share of the opening at calibration, still count as open."""
_SURELY_OPEN: Final = 0.62
_BLINK_SHAPE: Final = 0.35
"""What is usual is learned from eyes open wider than the first with a blink shape below the second: closed lids, which
are seen at 0.3 to 0.6 and 0.45 to 0.65, never become usual, however long they stay closed."""


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
    """Follows the lids of the eyes that are measured; what was usual over the last seconds they were seen open is open.

    So lids that droop or squint for a while are no closure, while a blink, which is sudden, always is, and a closure
    stays one for as long as it lasts. shut_below: see SHUT_BELOW.
    """

    def __init__(self, own: OwnLids, eyes: Eyes, *, shut_below: float = SHUT_BELOW) -> None:
        self._own, self._eyes, self._shut_below = own, eyes, shut_below
        self._open: deque[tuple[float, float]] = deque()
        self._open_s, self._last_open_s = 0.0, 0.0

    def look(self, observation: FaceObservation) -> SeenLids:
        """Judge one frame's lids; frames come in order of time."""
        blinks = [float(observation.blendshapes[eye.blink]) for eye in (LEFT_EYE_SHAPES, RIGHT_EYE_SHAPES)]
        return self.follow(observation.time_s, lids(observation), (blinks[0], blinks[1]))

    def follow(self, time_s: float, seen: Lids, blinks: tuple[float, float]) -> SeenLids:
        """Judge the lids of a frame of that time, with the blink shapes of the left and the right eye."""
        left, right = openness_of(seen, self._own)
        measured = {Eyes.LEFT: (left,), Eyes.RIGHT: (right,), Eyes.BOTH: (left, right)}[self._eyes]
        together = sum(measured) / len(measured)
        usual = self._usual()
        is_shut = together < self._shut_below * usual or min(measured) < _ONE_SHUT_BELOW * usual
        if together > _SURELY_OPEN and self._measured(*blinks) < _BLINK_SHAPE:
            self._remember(time_s, together)
        return SeenLids(left, right, LidState.CLOSED if is_shut else LidState.OPEN, together)

    def _remember(self, time_s: float, openness: float) -> None:
        self._open_s += min(time_s - self._last_open_s, _LONGEST_STEP_S)
        self._last_open_s = time_s
        self._open.append((self._open_s, openness))
        while self._open[0][0] < self._open_s - _USUAL_OVER_S:
            self._open.popleft()

    def _usual(self) -> float:
        """The usual opening when last seen open, as a share of that at calibration; a closure leaves it as it was."""
        if not self._open or self._open[-1][0] - self._open[0][0] < _USUAL_FROM_S:
            return 1.0
        return min(max(median(openness for _, openness in self._open), _LEAST_USUAL), 1.0)

    def _measured(self, left: float, right: float) -> float:
        return {Eyes.LEFT: left, Eyes.RIGHT: right, Eyes.BOTH: (left + right) / 2}[self._eyes]


def openness_of(seen: Lids, own: OwnLids) -> tuple[float, float]:
    """Opening of the left and the right eye as a share of what is usual when looking there."""
    return (
        _openness(seen.opening_left, seen.looking_down, own.lid_left),
        _openness(seen.opening_right, seen.looking_down, own.lid_right),
    )


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
    return min(max(opening / expected, 0.0), 1.5)
