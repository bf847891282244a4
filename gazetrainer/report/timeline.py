"""Timeline: a whole sitting on one axis of time, thin enough for a page, as plain numbers for any drawing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gazetrainer.events import CameraFound, CameraLost, CheckedIn, Event, Paused, Recentred, SittingStarted, StopRuleMet
from gazetrainer.gaze import Gaze
from gazetrainer.judging.accounts import Span
from gazetrainer.recording import Recording
from gazetrainer.report.summary import HoldSummary, SittingSummary, StepSummary
from gazetrainer.report.traces import Floats, extremes, traces_of
from targets import Step
from targets.language import N_

COLUMNS: Final = 1500
"""Points of a trace: at most twice as many, the lowest and the highest of each column."""
_STRAIGHT_AHEAD: Final = Step(name="-", azimuth_deg=0.0, elevation_deg=0.0)
_MOMENTS: Final = {
    CameraLost: N_("camera gone"),
    CameraFound: N_("camera back"),
    CheckedIn: N_("check-in"),
    StopRuleMet: N_("stop rule met"),
    Paused: N_("paused"),
    Recentred: N_("centred again"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """Values over time (n,), nan where the line breaks; times in seconds from the beginning of the sitting."""

    time_s: Floats
    value: Floats


@dataclass(frozen=True, slots=True, eq=False)
class HoldOnLine:
    """One hold: where it lies in time, what was booked, and within what angle it was judged."""

    name: str
    start_s: float
    end_s: float
    tolerance_deg: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened at one time, in words yet to be translated."""

    time_s: float
    what: str


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """A sitting over time.

    start_s: its beginning in the recording's own time. error: angle to the position, in holds only. yaw, pitch, roll:
    head against neutral. closures: spans (start_s, end_s) with shut lids. samples: how many pictures the traces stand
    for; thinned: whether some of them are not drawn.
    """

    start_s: float
    end_s: float
    holds: tuple[HoldOnLine, ...]
    error: Trace
    yaw: Trace
    pitch: Trace
    roll: Trace
    closures: tuple[tuple[float, float], ...]
    moments: tuple[Moment, ...]
    samples: int
    thinned: bool


def timeline_of(recording: Recording, summary: SittingSummary) -> Timeline:
    """Lay a sitting out over time."""
    times_s = [gaze.time_s for gaze in recording.gazes]
    start_s = next((event.time_s for event in recording.events if isinstance(event, SittingStarted)), 0.0)
    whole = traces_of(recording.gazes, _STRAIGHT_AHEAD)
    time_s = whole.time_s - start_s
    heads = [_thinned(time_s, whole.head_deg[:, axis]) for axis in range(3)]
    holds = sorted(((step, hold) for step in summary.steps for hold in step.holds), key=lambda each: each[1].start_s)
    return Timeline(
        start_s=start_s,
        end_s=max([time_s[-1] if time_s.size else 0.0, *(hold.end_s - start_s for _step, hold in holds)]),
        holds=tuple(_on_line(step, hold, start_s) for step, hold in holds),
        error=_errors(recording.gazes, times_s, holds, start_s),
        yaw=heads[0],
        pitch=heads[1],
        roll=heads[2],
        closures=tuple((a - start_s, b - start_s) for a, b in whole.closures),
        moments=_moments(recording.events, start_s),
        samples=len(times_s),
        thinned=any(trace.time_s.size < time_s.size for trace in heads),
    )


def hold_name(step: StepSummary, hold: HoldSummary) -> str:
    """What a hold is called: its position and, where there are several, which of them."""
    count = step.step.repetitions
    return f"{step.step.name} {hold.place.repetition + 1}/{count}" if count > 1 else step.step.name


def _on_line(step: StepSummary, hold: HoldSummary, start_s: float) -> HoldOnLine:
    spans = tuple(Span(each.start_s - start_s, each.end_s - start_s, each.account, each.reason) for each in hold.spans)
    return HoldOnLine(
        hold_name(step, hold), hold.start_s - start_s, hold.end_s - start_s, step.judged_tolerance_deg, spans
    )


def _errors(
    gazes: Sequence[Gaze],
    times_s: Sequence[float],
    holds: Sequence[tuple[StepSummary, HoldSummary]],
    start_s: float,
) -> Trace:
    """The errors of all holds as one trace that breaks between them."""
    times, values = [np.empty(0)], [np.empty(0)]
    for step, hold in holds:
        during = gazes[bisect_left(times_s, hold.start_s) : bisect_right(times_s, hold.end_s)]
        traces = traces_of(during, step.step)
        times += [traces.time_s - start_s, np.array([hold.end_s - start_s])]
        values += [traces.error_deg, np.array([np.nan])]
    return _thinned(np.concatenate(times), np.concatenate(values))


def _thinned(time_s: Floats, value: Floats) -> Trace:
    """Each stretch without a break by its extremes, the columns shared out by their lengths."""
    finite = np.isfinite(value)
    edges = np.flatnonzero(np.diff(np.r_[False, finite, False].astype(np.int8)))
    total = max(int(finite.sum()), 1)
    times, values = [np.empty(0)], [np.empty(0)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        columns = max(1, round(COLUMNS * (end - start) / total))
        kept = start + extremes(time_s[start:end], value[start:end], columns)
        times += [time_s[kept], time_s[kept[-1:]]]
        values += [value[kept], np.array([np.nan])]
    return Trace(np.concatenate(times), np.concatenate(values))


def _moments(events: Sequence[Event], start_s: float) -> tuple[Moment, ...]:
    told = [(event.time_s, _MOMENTS[type(event)]) for event in events if type(event) in _MOMENTS]  # type: ignore[union-attr]
    return tuple(Moment(time_s - start_s, what) for time_s, what in told)
