"""Re-judging: a recording's gazes and commands through the same judge again, to the same verdicts."""

from __future__ import annotations

from collections import deque
from enum import StrEnum

from pydantic import ValidationError

from gazetrainer.errors import RecordingError
from gazetrainer.events import UNJUDGED, CommandGiven, Event, SittingEnded, SittingOutcome, SittingStarted
from gazetrainer.gaze import Gaze
from gazetrainer.recording.recording import Recording
from gazetrainer.sitting import Sitting, advance, begin_sitting, end_sitting
from targets import Prescription
from targets.language import _


class Rederived(StrEnum):
    """What came of judging a recording again."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_STARTED = "not_started"


def prescription_of(recording: Recording) -> Prescription:
    """Return the plan that a recording carries; raises RecordingError when it is none or the tolerances do not fit."""
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
    start_s = _start_s(recording)
    if start_s is None:
        return ()
    plan = prescription_of(recording)
    sitting, events = begin_sitting(plan, start_s, recording.header.smallest_tolerances_deg)
    commands = deque(event for event in recording.events if isinstance(event, CommandGiven))
    for gaze in recording.gazes:
        sitting, new = _advance(sitting, gaze, commands)
        events += new
    return events + _ending(sitting, recording)


def rederive(recording: Recording) -> Rederived:
    """Say whether judging again gives the recorded events; of a cut recording, those up to the cut."""
    if _start_s(recording) is None:
        return Rederived.NOT_STARTED
    again, judged = rejudge(recording), tuple(e for e in recording.events if not isinstance(e, UNJUDGED))
    compared = again if recording.complete else again[: len(judged)]
    return Rederived.SAME if compared == judged else Rederived.DIFFERENT


def _advance(sitting: Sitting, gaze: Gaze, commands: deque[CommandGiven]) -> tuple[Sitting, tuple[Event, ...]]:
    """Advance to a gaze and give it the commands that are due: they were given with the first gaze at their time."""
    due = [commands.popleft().command for _ in range(_due(commands, gaze.time_s))]
    events: tuple[Event, ...] = ()
    for command in due or (None,):
        sitting, new = advance(sitting, gaze, command)
        events += new
    return sitting, events


def _due(commands: deque[CommandGiven], time_s: float) -> int:
    return sum(command.time_s <= time_s for command in commands)


def _ending(sitting: Sitting, recording: Recording) -> tuple[Event, ...]:
    match recording.events[-1]:
        case SittingEnded(time_s, outcome):
            return end_sitting(sitting, time_s, outcome)[1]
        case _:
            return end_sitting(sitting, sitting.time_s, SittingOutcome.PICTURES_ENDED)[1]


def _start_s(recording: Recording) -> float | None:
    first = recording.events[0] if recording.events else None
    return first.time_s if isinstance(first, SittingStarted) else None
