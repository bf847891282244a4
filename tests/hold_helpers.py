"""Traces of gaze told as stories: what is seen, for how long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gazetrainer.events import Booked, Event, HoldOutcome
from gazetrainer.gaze import EyeState, GapReason, Gaze, GazeGap, GazeSample, HeadPose
from gazetrainer.judging.accounts import Accounts
from gazetrainer.judging.hold import Ended, Hold, HoldRule, begin_hold, end_hold, judge, pause
from targets import Direction

TARGET = Direction(12.0, 8.0)
RULE = HoldRule(hold_s=10.0, tolerance_deg=5.0)
RATE_HZ = 30.0
OPEN = EyeState(1.0, 1.0, 600.0)
STILL = HeadPose(0.0, 0.0, 0.0)

Story = Sequence[tuple[str, float]]


def looking(off_deg: float, time_s: float = 0.0, *, sigma_deg: float = 0.5, head: HeadPose = STILL) -> GazeSample:
    """A sample `off_deg` below the target."""
    return GazeSample(time_s, TARGET.azimuth_deg, TARGET.elevation_deg - off_deg, sigma_deg, head, OPEN)


SEEN: dict[str, Gaze] = {
    "in": looking(1.0),
    "edge": looking(5.5),
    "out": looking(12.0),
    "unsure": looking(4.0, sigma_deg=4.0),
    "turned": looking(1.0, head=HeadPose(12.0, 0.0, 0.0)),
    "tilted": looking(1.0, head=HeadPose(0.0, 0.0, -9.0)),
    "lost": GazeGap(0.0, GapReason.HEAD_TURNED),
    "blink": GazeGap(0.0, GapReason.BLINK),
    "closed": GazeGap(0.0, GapReason.EYES_CLOSED),
    "no face": GazeGap(0.0, GapReason.NO_FACE),
    "dark": GazeGap(0.0, GapReason.TOO_DARK),
}


def at(gaze: Gaze, time_s: float) -> Gaze:
    return replace(gaze, time_s=time_s)


def trace(*story: tuple[str, float], start_s: float = 0.0, rate_hz: float = RATE_HZ) -> list[Gaze]:
    """One gaze per frame, the first a frame after the start; durations are rounded to whole frames."""
    names = [name for name, duration_s in story for _ in range(round(duration_s * rate_hz))]
    return [at(SEEN[name], start_s + (index + 1) / rate_hz) for index, name in enumerate(names)]


def run(gazes: Iterable[Gaze], rule: HoldRule = RULE, *, start_s: float = 0.0) -> tuple[Hold, tuple[Event, ...]]:
    """Judge a trace as one hold."""
    hold: Hold = begin_hold(start_s)
    events: list[Event] = []
    for gaze in gazes:
        hold, new = judge(hold, gaze, TARGET, rule)
        events += new
    return hold, tuple(events)


def run_to_end(
    gazes: Sequence[Gaze], rule: HoldRule = RULE, *, start_s: float = 0.0
) -> tuple[Ended, tuple[Event, ...]]:
    """Judge a trace and stop after it, so that everything is booked."""
    hold, events = run(gazes, rule, start_s=start_s)
    ended, more = end_hold(hold, hold.time_s, HoldOutcome.STOPPED)
    return ended, (*events, *more)


def run_with_pause(
    gazes: Sequence[Gaze], rule: HoldRule, *, after: int, pause_s: float
) -> tuple[Ended, tuple[Event, ...]]:
    """Judge a trace with a pause after so many gazes; what follows comes later by the pause."""
    hold, events = run(gazes[:after], rule)
    hold, more = pause(hold, hold.time_s + pause_s, rule)
    events = (*events, *more)
    for gaze in gazes[after:]:
        hold, more = judge(hold, at(gaze, gaze.time_s + pause_s), TARGET, rule)
        events = (*events, *more)
    ended, more = end_hold(hold, hold.time_s, HoldOutcome.STOPPED)
    return ended, (*events, *more)


def accounts_of(*story: tuple[str, float], rule: HoldRule = RULE) -> Accounts:
    """Accounts of a story, rounded to 10 ms so that they can be compared with plain numbers."""
    ended, _ = run_to_end(trace(*story), rule)
    return rounded(ended.accounts)


def rounded(accounts: Accounts) -> Accounts:
    return Accounts(*(round(getattr(accounts, name), 2) for name in Accounts.__dataclass_fields__))


def bookings(events: Iterable[Event]) -> list[Booked]:
    return [event for event in events if isinstance(event, Booked)]
