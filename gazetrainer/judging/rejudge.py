"""Re-judging: a recording's gazes and commands through the same judge again, to the same verdicts."""

from __future__ import annotations

from collections import deque
from enum import StrEnum
from typing import TypeVar

from pydantic import ValidationError

from gazetrainer.errors import RecordingError
from gazetrainer.events import UNJUDGED, CommandGiven, Event, SittingEnded, SittingOutcome, SittingStarted
from gazetrainer.judging.plan_run import PlanRun
from gazetrainer.own_times import LONGEST_FACTOR, SHORTEST_FACTOR, with_times
from gazetrainer.recording.recording import Recording
from targets import Prescription
from targets.language import _

_Run = TypeVar("_Run", bound=PlanRun)


class Rederived(StrEnum):
    """What came of judging a recording again."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_STARTED = "not_started"


def prescription_of(recording: Recording) -> Prescription:
    """The plan with the client's own times, as it was practised; raises RecordingError as `prescribed` does."""
    plan, factor = prescribed(recording), recording.header.times_factor
    if not SHORTEST_FACTOR <= factor <= LONGEST_FACTOR:
        raise RecordingError(_("The recording's times do not fit its plan: it was altered; ask for it again."))
    return with_times(plan, factor)


def prescribed(recording: Recording) -> Prescription:
    """The plan as it was prescribed; raises RecordingError when it is none or the tolerances do not fit."""
    tolerances_deg = recording.header.smallest_tolerances_deg
    try:
        plan = Prescription.model_validate(recording.header.plan)
    except ValidationError as error:
        raise RecordingError(
            _("The plan in the recording has {error_count} faults; record with this version of gazetrainer.").format(
                error_count=error.error_count()
            )
        ) from error
    if len(tolerances_deg) not in (0, len(plan.holds)):
        raise RecordingError(_("The recording's tolerances do not fit its plan: it was altered; ask for it again."))
    return plan


def rejudge(recording: Recording) -> tuple[Event, ...]:
    """Judge the recorded gazes again, with the commands as they were given; also after gazes were thinned out.

    A recording that was cut short is ended where it stops. Raises RecordingError when the plan cannot be read.
    """
    run = run_again(recording, PlanRun)
    return () if run is None else tuple(run.events)


def run_again(recording: Recording, kind: type[_Run]) -> _Run | None:
    """Run the plan once more over the recorded gazes; None: it was never begun. Raises RecordingError."""
    start_s = start_of(recording)
    if start_s is None:
        return None
    run = kind(prescription_of(recording), start_s, recording.header.smallest_tolerances_deg)
    commands = deque(event for event in recording.events if isinstance(event, CommandGiven))
    for gaze in recording.gazes:
        # They were given with the first gaze at their time.
        due = [commands.popleft().command for _ in range(_due(commands, gaze.time_s))]
        for command in due or (None,):
            run.take(gaze, command)
    _end(run, recording)
    return run


def rederive(recording: Recording, again: tuple[Event, ...] | None = None) -> Rederived:
    """Say whether judging again gives the recorded events; of a cut recording, those up to the cut.

    again: what `rejudge` gave for it; None: it is judged now.
    """
    if start_of(recording) is None:
        return Rederived.NOT_STARTED
    again = rejudge(recording) if again is None else again
    judged = tuple(e for e in recording.events if not isinstance(e, UNJUDGED))
    compared = again if recording.complete else again[: len(judged)]
    return Rederived.SAME if compared == judged else Rederived.DIFFERENT


def _due(commands: deque[CommandGiven], time_s: float) -> int:
    return sum(command.time_s <= time_s for command in commands)


def _end(run: PlanRun, recording: Recording) -> None:
    match recording.events[-1]:
        case SittingEnded(time_s, outcome):
            run.end(time_s, outcome)
        case _:
            run.end(run.sitting.time_s, SittingOutcome.PICTURES_ENDED)


def start_of(recording: Recording) -> float | None:
    """When the sitting began; None: nothing of it was recorded."""
    first = recording.events[0] if recording.events else None
    return first.time_s if isinstance(first, SittingStarted) else None
