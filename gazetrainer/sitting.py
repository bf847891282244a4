"""plan, gaze, commands -> sitting -> events: one run of a plan, from get ready over holds and rests to its end.

GetReady --countdown over--> Practising --hold ended--> Resting --rest over--> GetReady of the next hold ...
the last hold ended, or STOP, or no more pictures --> Finished; there is no rest after the last hold
PAUSE_OR_GO_ON: GetReady, Practising, Resting <--> Pausing, which stops every clock
SKIP: GetReady --> GetReady of the next hold; Practising --> Resting; Resting --> GetReady; Pausing goes on, then skips
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gazetrainer.accounts import ROUNDING_S
from gazetrainer.events import (
    Command,
    CommandGiven,
    Event,
    GetReadyStarted,
    HoldOutcome,
    HoldStarted,
    Paused,
    Place,
    RestStarted,
    Resumed,
    SittingEnded,
    SittingOutcome,
    SittingStarted,
)
from gazetrainer.gaze import Gaze
from gazetrainer.hold import Ended, begin_hold, end_hold, judge, pause
from gazetrainer.rule import rule_for
from gazetrainer.sitting_state import Finished, GetReady, Pausing, Phase, Practising, Resting, Sitting
from targets import Prescription

__all__ = [
    "Command",
    "Finished",
    "GetReady",
    "Pausing",
    "Phase",
    "Practising",
    "Resting",
    "Sitting",
    "advance",
    "begin_sitting",
    "end_sitting",
]

Advanced = tuple[Sitting, tuple[Event, ...]]


def begin_sitting(prescription: Prescription, time_s: float, smallest_tolerances_deg: Sequence[float] = ()) -> Advanced:
    """Start a sitting; `smallest_tolerances_deg`: for each step what the set-up can verify (none: anything)."""
    smallest = smallest_tolerances_deg or [0.0] * len(prescription.steps)
    rules = tuple(
        rule_for(step, smallest_tolerance_deg=tolerance_deg)
        for step, tolerance_deg in zip(prescription.steps, smallest, strict=True)
    )
    place = Place(0, 0)
    phase = GetReady(place, prescription.steps[0].get_ready_s)
    sitting = Sitting(prescription, rules, time_s, time_s, phase)
    return sitting, (SittingStarted(time_s), GetReadyStarted(time_s, place))


def advance(sitting: Sitting, gaze: Gaze, command: Command | None = None) -> Advanced:
    """Let the sitting run up to the time of one gaze, then obey a command at that time."""
    until_s = max(sitting.time_s, gaze.time_s)
    events: list[Event] = []
    while True:
        sitting, new = _run(sitting, gaze, until_s)
        events += new
        if isinstance(sitting.phase, Finished):
            return sitting, tuple(events)
        if sitting.time_s >= until_s:
            break
    sitting = replace(sitting, sampled_s=until_s)
    if command is not None:
        sitting, new = _obey(sitting, command)
        events += new
    return sitting, tuple(events)


def end_sitting(sitting: Sitting, time_s: float, outcome: SittingOutcome) -> Advanced:
    """End a sitting from outside; everything that waits is booked."""
    if isinstance(sitting.phase, Finished):
        return sitting, ()
    time_s = max(sitting.time_s, time_s)
    events: tuple[Event, ...] = ()
    if isinstance(sitting.phase, Pausing):
        sitting, events = _stand_still(sitting, sitting.phase, time_s)
    if sitting.hold is not None:
        hold, ending = end_hold(sitting.hold, time_s, HoldOutcome.STOPPED)
        sitting, events = replace(sitting, ended=(*sitting.ended, hold)), (*events, *ending)
    return _finish(sitting, time_s, outcome, events)


def _run(sitting: Sitting, gaze: Gaze, until_s: float) -> Advanced:
    """Let the present phase run until a time or its end, whichever comes first."""
    match sitting.phase:
        case Practising(place, hold):
            hold, events = judge(hold, gaze, sitting.prescription.steps[place.step], sitting.rules[place.step])
            if isinstance(hold, Ended):
                return _after_hold(sitting, hold, events)
            return replace(sitting, time_s=until_s, phase=Practising(place, hold)), events
        case GetReady(place, remaining_s) | Resting(place, remaining_s) as phase:
            left_s = remaining_s - (until_s - sitting.time_s)
            if left_s > ROUNDING_S:
                return replace(sitting, time_s=until_s, phase=replace(phase, remaining_s=left_s)), ()
            over = replace(sitting, time_s=min(sitting.time_s + remaining_s, until_s))
            return _begin_hold(over, place) if isinstance(phase, GetReady) else _get_ready(over)
        case Pausing() as phase:
            return _stand_still(sitting, phase, until_s)
        case Finished():
            return sitting, ()


def _obey(sitting: Sitting, command: Command) -> Advanced:
    given = CommandGiven(sitting.time_s, command)
    match command:
        case Command.STOP:
            sitting, events = end_sitting(sitting, sitting.time_s, SittingOutcome.STOPPED)
        case Command.SKIP:
            sitting, events = _skip(sitting)
        case Command.PAUSE_OR_GO_ON:
            sitting, events = _pause_or_go_on(sitting)
    return sitting, (given, *events)


def _pause_or_go_on(sitting: Sitting) -> Advanced:
    match sitting.phase:
        case Pausing(interrupted):
            return replace(sitting, phase=interrupted), (Resumed(sitting.time_s),)
        case GetReady() | Practising() | Resting() as phase:
            return replace(sitting, phase=Pausing(phase)), (Paused(sitting.time_s),)
        case Finished():
            return sitting, ()


def _skip(sitting: Sitting) -> Advanced:
    match sitting.phase:
        case Pausing():
            sitting, resumed = _pause_or_go_on(sitting)
            sitting, events = _skip(sitting)
            return sitting, (*resumed, *events)
        case Practising(_, hold):
            ended, events = end_hold(hold, sitting.time_s, HoldOutcome.SKIPPED)
            return _after_hold(sitting, ended, events)
        case GetReady(place):
            untried = begin_hold(sitting.time_s, place)
            ended, events = end_hold(untried, sitting.time_s, HoldOutcome.SKIPPED)
            return _get_ready(replace(sitting, ended=(*sitting.ended, ended)), events)
        case Resting():
            return _get_ready(sitting)
        case Finished():
            return sitting, ()


def _stand_still(sitting: Sitting, phase: Pausing, time_s: float) -> Advanced:
    """Let time pass in a pause."""
    sitting = replace(sitting, time_s=time_s)
    if not isinstance(phase.interrupted, Practising):
        return sitting, ()
    place = phase.interrupted.place
    hold, events = pause(phase.interrupted.hold, time_s, sitting.rules[place.step])
    return replace(sitting, phase=Pausing(Practising(place, hold))), events


def _begin_hold(sitting: Sitting, place: Place) -> Advanced:
    hold = begin_hold(sitting.time_s, place, sampled_s=sitting.sampled_s)
    return replace(sitting, phase=Practising(place, hold)), (HoldStarted(sitting.time_s, place),)


def _after_hold(sitting: Sitting, hold: Ended, events: tuple[Event, ...]) -> Advanced:
    """Rest after a hold, unless the plan has none; the hold may have ended before the last sample."""
    sitting = replace(sitting, time_s=hold.time_s, ended=(*sitting.ended, hold))
    place = hold.ledger.place
    rest_s = sitting.prescription.steps[place.step].rest_s
    if sitting.next_place is None or rest_s <= 0:
        return _get_ready(sitting, events)
    resting = replace(sitting, phase=Resting(place, rest_s))
    return resting, (*events, RestStarted(hold.time_s, place))


def _get_ready(sitting: Sitting, events: tuple[Event, ...] = ()) -> Advanced:
    """Go to the next hold, or finish when there is none."""
    place = sitting.next_place
    if place is None:
        return _finish(sitting, sitting.time_s, SittingOutcome.FINISHED, events)
    phase = GetReady(place, sitting.prescription.steps[place.step].get_ready_s)
    return replace(sitting, phase=phase), (*events, GetReadyStarted(sitting.time_s, place))


def _finish(sitting: Sitting, time_s: float, outcome: SittingOutcome, events: tuple[Event, ...]) -> Advanced:
    finished = replace(sitting, time_s=time_s, phase=Finished(outcome))
    return finished, (*events, SittingEnded(time_s, outcome))
