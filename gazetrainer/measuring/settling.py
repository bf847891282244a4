"""Settling: what was measured frame by frame becomes gaze once no later blink can spoil it any more.

A blink also takes the frames just before and after it, and a direction is the mean over the frames close around it,
never across a gap; so gaze comes out up to `LATE_S` later than the picture it belongs to, with that picture's time.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from gazetrainer.changed import changed
from gazetrainer.gaze import GapReason, Gaze, GazeGap, GazeSample
from gazetrainer.measuring.lids import LidState

LATE_S: Final = 0.07
"""How far the estimator looks ahead: the 2 frames at 30 Hz that are averaged with this one."""
AROUND_BLINK_S: Final = 0.04
"""Frames spoilt on either side of a blink: 1 at 30 Hz, while the lids are on their way; the landmarks do not lag."""
BLINK_LASTS_S: Final = 0.5
"""A closure that lasts longer than this is called closed eyes, not a blink."""

_PACE_FRAMES: Final = 5
"""The camera's pace is the shortest time between two frames of this many: none that comes sooner is expected."""
_JUMP_DEG: Final = 3.0
"""Neighbouring frames further apart than this are a movement of the eyes, not noise: they are not averaged."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One frame by itself: its direction or why there is none, and its lids."""

    gaze: Gaze
    lids: LidState


class Settling:
    """Holds the few frames that a blink may still spoil."""

    def __init__(self) -> None:
        self._waiting: deque[Measured] = deque()
        self._before: deque[Gaze] = deque()
        self._closed_since_s: float | None = None
        self._last_closed_s = -np.inf
        self._times_s: deque[float] = deque(maxlen=_PACE_FRAMES)

    def push(self, measured: Measured) -> tuple[Gaze, ...]:
        """Take the next frame; give the gaze of all frames that no later blink can spoil any more."""
        now_s = measured.gaze.time_s
        self._times_s.append(now_s)
        if measured.lids is LidState.CLOSED:
            if self._closed_since_s is None:
                self._closed_since_s = now_s
            self._last_closed_s = now_s
            self._spoil_waiting(now_s)
        elif measured.lids is LidState.OPEN:
            self._closed_since_s = None
        self._waiting.append(changed(measured, gaze=self._with_closure(measured, now_s)))
        return self._ready(now_s)

    def flush(self) -> tuple[Gaze, ...]:
        """Give the gaze of the frames still held, at the end of the stream."""
        return tuple(self._next() for _ in range(len(self._waiting)))

    def _ready(self, now_s: float) -> tuple[Gaze, ...]:
        """Give the frames that the next one, by the camera's pace, comes too late to change."""
        ready = []
        while self._waiting and self._waiting[0].gaze.time_s < now_s + self._pace_s() - LATE_S:
            ready.append(self._next())
        return tuple(ready)

    def _pace_s(self) -> float:
        """Time until the next frame at the soonest; 0 while that is not known."""
        if len(self._times_s) < _PACE_FRAMES:
            return 0.0
        return max(0.0, min(later_s - s for s, later_s in itertools.pairwise(self._times_s)))

    def _next(self) -> Gaze:
        gaze = self._waiting.popleft().gaze
        while self._before and self._before[0].time_s < gaze.time_s - LATE_S:
            self._before.popleft()
        smooth = _smoothed(gaze, reversed(self._before), (measured.gaze for measured in self._waiting))
        self._before.append(gaze)
        return smooth

    def _spoil_waiting(self, now_s: float) -> None:
        for i, measured in enumerate(self._waiting):
            if measured.gaze.time_s >= now_s - AROUND_BLINK_S:
                self._waiting[i] = changed(measured, gaze=_gap(measured.gaze, GapReason.BLINK))

    def _with_closure(self, measured: Measured, now_s: float) -> Gaze:
        if measured.lids is LidState.CLOSED and self._closed_since_s is not None:
            long = now_s - self._closed_since_s > BLINK_LASTS_S
            return _gap(measured.gaze, GapReason.EYES_CLOSED if long else GapReason.BLINK)
        if measured.lids is LidState.OPEN and now_s - self._last_closed_s <= AROUND_BLINK_S:
            return _gap(measured.gaze, GapReason.BLINK)
        return measured.gaze


def _smoothed(gaze: Gaze, before: Iterable[Gaze], after: Iterable[Gaze]) -> Gaze:
    """Mean direction of a sample and its neighbours close in time, up to the nearest gap or jump on either side."""
    if isinstance(gaze, GazeGap):
        return gaze
    near = [gaze, *_unbroken(gaze, before), *_unbroken(gaze, after)]
    return changed(
        gaze,
        azimuth_deg=sum(each.azimuth_deg for each in near) / len(near),
        elevation_deg=sum(each.elevation_deg for each in near) / len(near),
    )


def _unbroken(gaze: GazeSample, neighbours: Iterable[Gaze]) -> Iterator[GazeSample]:
    for each in neighbours:
        if isinstance(each, GazeGap) or abs(each.time_s - gaze.time_s) > LATE_S or _is_jump(gaze, each):
            return
        yield each


def _is_jump(gaze: GazeSample, other: GazeSample) -> bool:
    return max(abs(other.azimuth_deg - gaze.azimuth_deg), abs(other.elevation_deg - gaze.elevation_deg)) > _JUMP_DEG


def _gap(gaze: Gaze, reason: GapReason) -> GazeGap:
    if isinstance(gaze, GazeGap) and reason is GapReason.BLINK and gaze.reason is not GapReason.BLINK:
        return gaze
    return GazeGap(gaze.time_s, reason, gaze.head, gaze.eyes)
