"""plan, gaze, commands -> sitting -> events: one run of a plan, from its first step to its end.

The plan's turns come one after another; how a turn begins depends on what it is:
a hold                        --> GetReady --countdown over--> Practising --hold ended--> Resting --over--> next turn
a guided moment, a rest       --> Counting --time over--> next turn
a check-in, finding a place   --> Elsewhere --COME_BACK--> next turn
no turn left, or STOP, or no more pictures --> Finished; there is no rest after the last turn
PAUSE_OR_GO_ON: every phase <--> Pausing, which stops every clock
SKIP: GetReady, Resting, Counting, Elsewhere --> next turn; Practising --> Resting; Pausing goes on, then skips
COME_BACK: Pausing goes on, then Elsewhere --> next turn; nothing elsewhere
"""

from __future__ import annotations

from collections.abc import Sequence

from gazetrainer.changed import changed
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
    StepEnded,
    StepOutcome,
    StepStarted,
)
from gazetrainer.gaze import Gaze
from gazetrainer.judging.accounts import ROUNDING_S
from gazetrainer.judging.hold import Ended, begin_hold, end_hold, judge, pause
from gazetrainer.sitting_state import (
    Counting,
    Elsewhere,
    Finished,
    GetReady,
    Pausing,
    Phase,
    Practising,
    Resting,
    Sitting,
    ahead_of,
)
from targets import GuidedStep, HoldTurn, Prescription, RestStep, StepTurn

__all__ = [
    "Command",
    "Counting",
    "Elsewhere",
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
    """Start a sitting; `smallest_tolerances_deg`: for each hold what the set-up can verify (none: anything)."""
    sitting = ahead_of(prescription, time_s, smallest_tolerances_deg)
    return _begin_turn(sitting, 0, (SittingStarted(time_s),))


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
    if sitting.sampled_s != until_s:
        sitting = changed(sitting, sampled_s=until_s)
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
        sitting, events = changed(sitting, ended=(*sitting.ended, hold)), (*events, *ending)
    if sitting.beside is not None:
        events = (*events, StepEnded(time_s, sitting.beside.number, StepOutcome.STOPPED))
    return _finish(sitting, time_s, outcome, events)


def _run(sitting: Sitting, gaze: Gaze, until_s: float) -> Advanced:
    """Let the present phase run until a time or its end, whichever comes first."""
    match sitting.phase:
        case Practising(place, hold):
            hold, events = judge(hold, gaze, sitting.holds[place.step], sitting.rules[place.step])
            held_on = changed(sitting, time_s=until_s, sampled_s=until_s, phase=Practising(place, hold)), events
            return _after_hold(sitting, hold, events) if isinstance(hold, Ended) else held_on
        case GetReady() | Resting() | Counting() as phase:
            left_s = phase.remaining_s - (until_s - sitting.time_s)
            if left_s > ROUNDING_S:
                return changed(sitting, time_s=until_s, phase=changed(phase, remaining_s=left_s)), ()
            return _time_is_over(changed(sitting, time_s=min(sitting.time_s + phase.remaining_s, until_s)))
        case Elsewhere():
            return changed(sitting, time_s=until_s), ()
        case Pausing() as phase:
            return _stand_still(sitting, phase, until_s)
        case Finished():
            return sitting, ()


def _time_is_over(sitting: Sitting) -> Advanced:
    """What comes after a phase that was counted down."""
    match sitting.phase:
        case GetReady(place):
            return _begin_hold(sitting, place)
        case Counting():
            return _end_step(sitting, StepOutcome.DONE)
        case _:
            return _begin_turn(sitting, sitting.turn + 1)


def _obey(sitting: Sitting, command: Command) -> Advanced:
    given = CommandGiven(sitting.time_s, command)
    match command:
        case Command.STOP:
            sitting, events = end_sitting(sitting, sitting.time_s, SittingOutcome.STOPPED)
        case Command.SKIP:
            sitting, events = _skip(sitting)
        case Command.PAUSE_OR_GO_ON:
            sitting, events = _pause_or_go_on(sitting)
        case Command.COME_BACK:
            sitting, events = _come_back(sitting)
    return sitting, (given, *events)


def _pause_or_go_on(sitting: Sitting) -> Advanced:
    match sitting.phase:
        case Pausing(interrupted):
            return changed(sitting, phase=interrupted), (Resumed(sitting.time_s),)
        case GetReady() | Practising() | Resting() | Counting() | Elsewhere() as phase:
            return changed(sitting, phase=Pausing(phase)), (Paused(sitting.time_s),)
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
            return _begin_turn(changed(sitting, ended=(*sitting.ended, ended)), sitting.turn + 1, events)
        case Resting():
            return _begin_turn(sitting, sitting.turn + 1)
        case Counting() | Elsewhere():
            return _end_step(sitting, StepOutcome.SKIPPED)
        case Finished():
            return sitting, ()


def _come_back(sitting: Sitting) -> Advanced:
    """Go on after what the sitting waited for."""
    if not isinstance(sitting.current, Elsewhere):
        return sitting, ()
    resumed: tuple[Event, ...] = ()
    if isinstance(sitting.phase, Pausing):
        sitting, resumed = _pause_or_go_on(sitting)
    sitting, events = _end_step(sitting, StepOutcome.DONE)
    return sitting, (*resumed, *events)


def _stand_still(sitting: Sitting, phase: Pausing, time_s: float) -> Advanced:
    """Let time pass in a pause."""
    sitting = changed(sitting, time_s=time_s)
    if not isinstance(phase.interrupted, Practising):
        return sitting, ()
    place = phase.interrupted.place
    hold, events = pause(phase.interrupted.hold, time_s, sitting.rules[place.step])
    return changed(sitting, phase=Pausing(Practising(place, hold))), events


def _begin_hold(sitting: Sitting, place: Place) -> Advanced:
    hold = begin_hold(sitting.time_s, place, sampled_s=sitting.sampled_s)
    return changed(sitting, phase=Practising(place, hold)), (HoldStarted(sitting.time_s, place),)


def _after_hold(sitting: Sitting, hold: Ended, events: tuple[Event, ...]) -> Advanced:
    """Rest after a hold, unless the plan has none; the hold may have ended before the last sample."""
    sitting = changed(sitting, time_s=hold.time_s, ended=(*sitting.ended, hold))
    place = hold.ledger.place
    rest_s = sitting.holds[place.step].rest_s
    if sitting.next_turn is None or rest_s <= 0:
        return _begin_turn(sitting, sitting.turn + 1, events)
    resting = changed(sitting, phase=Resting(place, rest_s))
    return resting, (*events, RestStarted(hold.time_s, place))


def _end_step(sitting: Sitting, outcome: StepOutcome) -> Advanced:
    """Go on from a step that is no hold."""
    told = (StepEnded(sitting.time_s, sitting.beside.number, outcome),) if sitting.beside is not None else ()
    return _begin_turn(sitting, sitting.turn + 1, told)


def _begin_turn(sitting: Sitting, turn: int, events: tuple[Event, ...] = ()) -> Advanced:
    """Begin a turn of the plan, or finish when there is none."""
    if turn >= len(sitting.turns):
        return _finish(sitting, sitting.time_s, SittingOutcome.FINISHED, events)
    match sitting.turns[turn]:
        case HoldTurn(hold, repetition):
            place = Place(hold, repetition)
            phase: Phase = GetReady(place, sitting.holds[hold].get_ready_s)
            began: Event = GetReadyStarted(sitting.time_s, place)
        case StepTurn(number, step):
            is_counted = isinstance(step, GuidedStep | RestStep)
            phase = Counting(number, step.planned_s) if is_counted else Elsewhere(number)
            began = StepStarted(sitting.time_s, number)
    return changed(sitting, turn=turn, phase=phase), (*events, began)


def _finish(sitting: Sitting, time_s: float, outcome: SittingOutcome, events: tuple[Event, ...]) -> Advanced:
    finished = changed(sitting, time_s=time_s, phase=Finished(outcome))
    return finished, (*events, SittingEnded(time_s, outcome))
