"""times -> pace: whether pictures come often enough to be judged by."""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from statistics import median
from typing import Final

SLOWEST_HZ: Final = 9.0
"""Judging is right at 10 Hz; a camera of 10 Hz that now and then misses a picture is still one of 10 Hz."""
_LOOKED_BACK: Final = 9
_ANEW_S: Final = 1.0
"""A longer silence is no pace; the judge has its own word for it."""


class PaceWatch:
    """Keeps the last few intervals between pictures; a single long one is a gap, not a pace."""

    def __init__(self) -> None:
        self._times_s: deque[float] = deque(maxlen=_LOOKED_BACK + 1)

    def push(self, time_s: float) -> float | None:
        """Pictures per second over the last ten of them; None before there are as many."""
        if self._times_s and time_s - self._times_s[-1] > _ANEW_S:
            self._times_s.clear()
        self._times_s.append(time_s)
        if len(self._times_s) <= _LOOKED_BACK:
            return None
        times_s = tuple(self._times_s)
        usual_s = median(after - before for before, after in pairwise(times_s))
        return 1 / usual_s if usual_s > 0 else None

    def is_too_slow(self, time_s: float) -> bool:
        """Take the next time, and say whether so few pictures come that no verdict can be given."""
        rate_hz = self.push(time_s)
        return rate_hz is not None and rate_hz < SLOWEST_HZ
