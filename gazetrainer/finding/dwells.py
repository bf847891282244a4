"""Dwells: stretches in which the eyes rest in one place, found in gaze samples by time and dispersion.

After I-DT (Salvucci & Goldberg 2000, 10.1145/355017.355028): a window of the shortest duration that lies close
together grows until it no longer does. Largest minus smallest, their measure, grows with every further noisy sample;
here nine samples in ten lie within a radius around the middle, and the middle itself does not wander.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gazetrainer.gaze import Gaze, GazeSample

Pairs = NDArray[np.float64]
_ROUNDING_S = 1e-6
_ABOUT_S = 0.15
_LEAST_SHARE = 0.9
"""Ends are told to within a few samples: a rest that seems a little shorter than asked for counts."""


@dataclass(frozen=True, slots=True)
class DwellRule:
    """When eyes count as resting.

    shortest_s: for how long at least. radius_deg: nine samples in ten are no further from the middle. way_deg: the
    middles of the first and the last third are no further apart. bridge_s: without a direction for longer, as in a
    long closure, a rest is over; a blink is shorter.
    """

    shortest_s: float
    radius_deg: float = 3.5
    way_deg: float = 2.0
    bridge_s: float = 1.0
    share: float = 0.9


@dataclass(frozen=True, slots=True)
class Dwell:
    """The eyes rested from one time to another around a direction, the median of what was told meanwhile."""

    from_s: float
    to_s: float
    azimuth_deg: float
    elevation_deg: float


def dwells(gazes: Sequence[Gaze], rule: DwellRule) -> tuple[Dwell, ...]:
    """All rests in consecutive gazes, in order and apart from each other."""
    told = [gaze for gaze in gazes if isinstance(gaze, GazeSample)]
    times_s = np.array([gaze.time_s for gaze in told], np.float64)
    places = np.array([(gaze.azimuth_deg, gaze.elevation_deg) for gaze in told], np.float64).reshape(-1, 2)
    found: list[Dwell] = []
    for first, last in _unbroken(times_s, rule.bridge_s):
        rests = _rests_within(times_s[first:last], places[first:last], rule)
        joined = _joined(rests, places[first:last], rule)
        found += [_dwell(times_s[first:last], places[first:last], rest, rule) for rest in joined]
    return tuple(dwell for dwell in found if dwell.to_s - dwell.from_s >= _LEAST_SHARE * rule.shortest_s)


def _unbroken(times_s: Pairs, bridge_s: float) -> list[tuple[int, int]]:
    """From and up to which sample no interruption is too long to be a blink."""
    breaks = (np.flatnonzero(np.diff(times_s) > bridge_s) + 1).tolist()
    ends = [0, *breaks, len(times_s)]
    return list(pairwise(ends))


def _rests_within(times_s: Pairs, places: Pairs, rule: DwellRule) -> list[slice]:
    found: list[slice] = []
    first = 0
    while first < len(times_s):
        last = int(np.searchsorted(times_s, times_s[first] + rule.shortest_s - _ROUNDING_S)) + 1
        if last > len(times_s):
            break
        if not _rests(places[first:last], rule):
            first += 1
            continue
        while last < len(places) and _rests(places[first : last + 1], rule):
            last += 1
        found.append(slice(first, last))
        first = last
    return found


def _joined(rests: Sequence[slice], places: Pairs, rule: DwellRule) -> list[slice]:
    """Rests one after another in one place are one: a window that began on the way there ends before the rest does."""
    joined: list[slice] = []
    for rest in rests:
        before = joined[-1] if joined else None
        if before is not None and before.stop == rest.start and _way_deg(places[before], places[rest]) <= rule.way_deg:
            joined[-1] = slice(before.start, rest.stop)
        else:
            joined.append(rest)
    return joined


def _dwell(times_s: Pairs, places: Pairs, rest: slice, rule: DwellRule) -> Dwell:
    """A rest from where the eyes came to its middle to where they left it, noise aside."""
    about = max(1, int(np.searchsorted(times_s[rest], times_s[rest.start] + _ABOUT_S)))
    inside, middle = places[rest], np.median(places[rest], axis=0)
    smooth = np.array([np.median(inside[max(0, i - about) : i + about + 1], axis=0) for i in range(len(inside))])
    near = np.flatnonzero(_apart_deg(smooth, middle) <= rule.way_deg / 2) + rest.start
    return Dwell(float(times_s[near[0]]), float(times_s[near[-1]]), float(middle[0]), float(middle[1]))


def _rests(places: Pairs, rule: DwellRule) -> bool:
    if (_distances_deg(places) <= rule.radius_deg).mean() < rule.share:
        return False
    third = max(1, len(places) // 3)
    return _way_deg(places[:third], places[-third:]) <= rule.way_deg


def _way_deg(before: Pairs, after: Pairs) -> float:
    return float(np.hypot(*(np.median(after, axis=0) - np.median(before, axis=0))))


def _distances_deg(places: Pairs) -> Pairs:
    """Distance of each sample from the middle of all."""
    return _apart_deg(places, np.median(places, axis=0))


def _apart_deg(places: Pairs, middle: Pairs) -> Pairs:
    """Degrees of arc for the small angles within a rest."""
    away = places - middle
    distances: Pairs = np.hypot(away[:, 0] * np.cos(np.radians(middle[1])), away[:, 1])
    return distances
