"""Sweeping: a sweep under way, with the gaze that goes along; it stands still at marks, and notes where eyes rest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from gazetrainer.finding.dwells import DwellRule, dwells
from gazetrainer.finding.found import FoundBy, PlaceFound
from gazetrainer.finding.measured_places import closures_in, measured_in
from gazetrainer.finding.sweep import Pointer, Sweep
from gazetrainer.gaze import Gaze, GazeSample
from gazetrainer.measuring.settling import LATE_S
from targets import FindStep

STAY_S: Final = 5.0
"""So long the pointer stays at a marked place, to be measured there."""
COMES_TO_REST_S: Final = 0.5
"""Eyes that followed the pointer need a moment before they are measured at rest."""
MOVES_ON_DEG: Final = 6.0
"""Eyes rest of themselves only where the pointer goes on by so much meanwhile; on a shorter way they may follow it."""
_LONGEST_STEP_S: Final = 0.2
"""After a longer gap between pictures the pointer goes on from where it was last seen."""
_RECENT_S: Final = 0.5


class Sweeping:
    """Takes moments one by one; `found` grows by every place, which `tell` is told of at once."""

    def __init__(self, step: FindStep, tell: Callable[[PlaceFound], None]) -> None:
        left_deg, right_deg = step.azimuth_range_deg
        self.sweep = Sweep(tuple(step.rows_deg), left_deg, right_deg, step.speed_deg_s)
        self.found: list[PlaceFound] = []
        self.recent: GazeSample | None = None
        self._tell = tell
        self._rule = DwellRule(max(step.dwell_s, MOVES_ON_DEG / step.speed_deg_s))
        self._sweep_s = self._time_s = 0.0
        self._stays_from_s: float | None = None
        self._times_s: list[float] = []
        self._pointers: list[Pointer] = []
        self._run: list[Gaze] = []
        self._at_mark: list[Gaze] = []

    @property
    def pointer(self) -> Pointer:
        """Where the pointer is now; while it stays at a mark it is not moving."""
        pointer = self.sweep.at(self._sweep_s)
        return pointer if self._stays_from_s is None else replace(pointer, is_moving=False)

    @property
    def staying(self) -> float | None:
        """Share of the stay at a mark, None while the pointer goes on."""
        return None if self._stays_from_s is None else min((self._time_s - self._stays_from_s) / STAY_S, 1.0)

    @property
    def is_over(self) -> bool:
        """All rows were swept, and no mark waits to be measured."""
        return self._sweep_s >= self.sweep.duration_s and self._stays_from_s is None

    def take(self, time_s: float, gazes: Sequence[Gaze]) -> None:
        """Let time pass; gazes come a little later than their own time. The pointer goes on unless it stays."""
        passed_s = min(time_s - self._time_s, _LONGEST_STEP_S) if self._times_s else 0.0
        self._time_s = time_s
        if self._stays_from_s is None:
            self._sweep_s += passed_s
        self._times_s.append(time_s)
        self._pointers.append(self.pointer)
        for gaze in gazes:
            self._take_gaze(gaze)
        if self.recent is not None and self.recent.time_s < time_s - _RECENT_S:
            self.recent = None
        if self._stays_from_s is not None and time_s > self._stays_from_s + STAY_S + 2 * LATE_S:
            self._measure_mark(self._stays_from_s)

    def mark(self) -> None:
        """Let the pointer stay where it is, to be measured there."""
        if self._stays_from_s is None and self._times_s:
            self._stays_from_s = self._time_s

    def interrupt(self) -> None:
        """What comes now is a pause: it belongs to no rest and no mark."""
        self._stays_from_s = None
        self._at_mark = []
        self._times_s.append(self._time_s)
        self._pointers.append(replace(self.pointer, is_moving=False))

    def end(self) -> None:
        """Tell what is still to be told."""
        self._end_run()
        if self._stays_from_s is not None:
            self._measure_mark(self._stays_from_s)

    def _take_gaze(self, gaze: Gaze) -> None:
        if isinstance(gaze, GazeSample):
            self.recent = gaze
        if self._stays_from_s is not None and gaze.time_s >= self._stays_from_s + COMES_TO_REST_S:
            self._at_mark.append(gaze)
        if self._pointer_at(gaze.time_s).is_moving:
            self._run.append(gaze)
        else:
            self._end_run()

    def _end_run(self) -> None:
        """Tell where the eyes rested of themselves while the pointer was moving."""
        run, self._run = self._run, []
        for rest in dwells(run, self._rule):
            self._add(FoundBy.REST, [gaze for gaze in run if rest.from_s <= gaze.time_s <= rest.to_s])

    def _measure_mark(self, from_s: float) -> None:
        until_s = from_s + STAY_S
        self._add(FoundBy.KEY, [gaze for gaze in self._at_mark if gaze.time_s <= until_s])
        self._at_mark, self._stays_from_s = [], None

    def _add(self, by: FoundBy, gazes: Sequence[Gaze]) -> None:
        from_s, to_s = (gazes[0].time_s, gazes[-1].time_s) if gazes else (self._time_s, self._time_s)
        at = self._pointer_at((from_s + to_s) / 2).direction
        place = PlaceFound(
            time_s=self._time_s,
            by=by,
            from_s=from_s,
            to_s=to_s,
            pointer_azimuth_deg=at.azimuth_deg,
            pointer_elevation_deg=at.elevation_deg,
            closures=closures_in(gazes),
            measured=measured_in(gazes),
        )
        self.found.append(place)
        self._tell(place)

    def _pointer_at(self, time_s: float) -> Pointer:
        return self._pointers[max(0, bisect_right(self._times_s, time_s) - 1)]
