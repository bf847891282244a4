"""Sweep: where a pointer is while it moves slowly along the rows of a field, as a function of time."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from targets import Direction

STANDS_S: Final = 1.5
"""The pointer waits so long at the beginning of each row, so that the eyes can come to it."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is; is_moving: along a row, rather than waiting at its beginning or on its way to it."""

    direction: Direction
    row: int
    is_moving: bool


@dataclass(frozen=True, slots=True)
class Sweep:
    """Rows one after another, each the other way than the one before; from one to the next the pointer glides.

    rows_deg: elevations in their order. left_deg, right_deg: where rows end; the first runs from left to right.
    """

    rows_deg: tuple[float, ...]
    left_deg: float
    right_deg: float
    speed_deg_s: float

    @property
    def row_s(self) -> float:
        """How long the pointer takes along a row."""
        return (self.right_deg - self.left_deg) / self.speed_deg_s

    @property
    def duration_s(self) -> float:
        """How long all rows take."""
        return self._starts_s[-1] + STANDS_S + self.row_s

    def at(self, sweep_s: float) -> Pointer:
        """The pointer at a time since its beginning; before it stands at the first place, after it at the last."""
        starts_s = self._starts_s
        row = max(0, bisect_right(starts_s, sweep_s) - 1)
        since_s = max(0.0, sweep_s - starts_s[row] - STANDS_S)
        if since_s < self.row_s or row == len(self.rows_deg) - 1:
            share = min(since_s / self.row_s, 1.0)
            is_moving = 0.0 < since_s < self.row_s
            return Pointer(Direction(self._azimuth_deg(row, share), self.rows_deg[row]), row, is_moving)
        return Pointer(self._between(row, since_s - self.row_s), row + 1, is_moving=False)

    @property
    def _starts_s(self) -> tuple[float, ...]:
        """When the pointer stands at the beginning of each row."""
        glides_s = [
            abs(later - earlier) / self.speed_deg_s
            for earlier, later in zip(self.rows_deg, self.rows_deg[1:], strict=False)
        ]
        return tuple(accumulate((STANDS_S + self.row_s + glide_s for glide_s in glides_s), initial=0.0))

    def _azimuth_deg(self, row: int, share: float) -> float:
        start, end = (self.left_deg, self.right_deg) if row % 2 == 0 else (self.right_deg, self.left_deg)
        return start + share * (end - start)

    def _between(self, row: int, gliding_s: float) -> Direction:
        earlier, later = self.rows_deg[row], self.rows_deg[row + 1]
        way_deg = min(gliding_s * self.speed_deg_s, abs(later - earlier))
        return Direction(self._azimuth_deg(row, 1.0), earlier + (way_deg if later > earlier else -way_deg))
