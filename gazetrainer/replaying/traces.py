"""Traces: eyes and head of a recorded sitting as series over time, and the part around one moment."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from gazetrainer.gaze import Gaze, GazeSample
from gazetrainer.replaying.time_line import StretchKind, TimeLine
from targets import Prescription, Step

Series = NDArray[np.float64]
_LEAST_REACH_DEG = 12.0
_HEAD_REACH_DEG = 15.0
_ROOM = 1.15


class TraceKind(StrEnum):
    """What a series tells."""

    AZIMUTH = "azimuth"
    ELEVATION = "elevation"
    YAW = "yaw"
    PITCH = "pitch"
    ROLL = "roll"


@dataclass(frozen=True, slots=True)
class Band:
    """From start_s to end_s a value between low and high was what was asked for."""

    start_s: float
    end_s: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Traces:
    """All series of a sitting in degrees, NaN where nothing was told, with the same times.

    bands: what the holds asked for; reach_deg: the largest value that is drawn.
    """

    times_s: Series
    series: dict[TraceKind, Series]
    bands: dict[TraceKind, tuple[Band, ...]]
    reach_deg: dict[TraceKind, float]

    def around(self, kind: TraceKind, from_s: float, to_s: float) -> tuple[Series, Series]:
        """Times and values of one series from one time to another."""
        first, last = np.searchsorted(self.times_s, (from_s, to_s))
        return self.times_s[first:last], self.series[kind][first:last]

    def value_at(self, kind: TraceKind, time_s: float) -> float | None:
        """The last value up to a time, in degrees; None where nothing was told then."""
        index = int(np.searchsorted(self.times_s, time_s, side="right")) - 1
        value = float(self.series[kind][index]) if index >= 0 else math.nan
        return value if math.isfinite(value) else None

    def bands_between(self, kind: TraceKind, from_s: float, to_s: float) -> tuple[Band, ...]:
        """What was asked for at any moment between two times."""
        return tuple(each for each in self.bands.get(kind, ()) if each.end_s > from_s and each.start_s < to_s)


def traces_of(
    gazes: Sequence[Gaze], line: TimeLine, plan: Prescription, tolerances_deg: Sequence[float] = ()
) -> Traces:
    """The traces of a sitting; tolerances_deg: for each hold of the plan, those of the plan unless given."""
    series = {kind: np.array([_VALUES[kind](gaze) for gaze in gazes], np.float64) for kind in TraceKind}
    for values in series.values():
        values[~np.isfinite(values)] = np.nan
    times_s = np.maximum.accumulate(np.array([gaze.time_s for gaze in gazes], np.float64)) if gazes else np.zeros(0)
    bands = {
        TraceKind.AZIMUTH: _bands(line, plan, tolerances_deg, lambda step: step.azimuth_deg),
        TraceKind.ELEVATION: _bands(line, plan, tolerances_deg, lambda step: step.elevation_deg),
    }
    reach = {kind: _eyes_reach_deg(series[kind], bands[kind]) for kind in bands}
    head = dict.fromkeys((TraceKind.YAW, TraceKind.PITCH, TraceKind.ROLL), _HEAD_REACH_DEG)
    return Traces(times_s, series, bands, reach | head)


_VALUES: dict[TraceKind, Callable[[Gaze], float]] = {
    TraceKind.AZIMUTH: lambda gaze: gaze.azimuth_deg if isinstance(gaze, GazeSample) else math.nan,
    TraceKind.ELEVATION: lambda gaze: gaze.elevation_deg if isinstance(gaze, GazeSample) else math.nan,
    TraceKind.YAW: lambda gaze: gaze.head.yaw_deg if gaze.head is not None else math.nan,
    TraceKind.PITCH: lambda gaze: gaze.head.pitch_deg if gaze.head is not None else math.nan,
    TraceKind.ROLL: lambda gaze: gaze.head.roll_deg if gaze.head is not None else math.nan,
}


def _bands(
    line: TimeLine, plan: Prescription, tolerances_deg: Sequence[float], of: Callable[[Step], float]
) -> tuple[Band, ...]:
    bands = []
    for stretch in line.stretches:
        at = stretch.place
        if stretch.kind is StretchKind.HOLD and at is not None and 0 <= at.step < len(plan.holds):
            step = plan.holds[at.step]
            wide_deg = max(step.tolerance_deg, *tolerances_deg[at.step : at.step + 1], 0.0)
            middle = of(step)
            bands.append(Band(stretch.start_s, stretch.end_s, middle - wide_deg, middle + wide_deg))
    return tuple(bands)


def _eyes_reach_deg(values: Series, bands: Sequence[Band]) -> float:
    """Room for what was asked for and for nearly all that was seen."""
    told = np.abs(values[np.isfinite(values)])
    seen = float(np.percentile(told, 98)) if told.size else 0.0
    asked = max((max(abs(band.low), abs(band.high)) for band in bands), default=0.0)
    return _ROOM * max(_LEAST_REACH_DEG, seen, asked)
