"""What a plan asks for beside its positions, and how it went: guided moments, rests, check-ins, searches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gazetrainer.events import StepEnded, StepOutcome, StepStarted
from gazetrainer.judging.rejudge import prescription_of
from gazetrainer.recording import Recording
from gazetrainer.report.words import duration
from targets import SequenceStep, Step
from targets.language import N_, _

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "guided": N_("guided moment"),
        "rest": N_("rest"),
        "checkin": N_("check-in"),
        "find": N_("finding a position"),
    }
)
_OUTCOMES: Mapping[StepOutcome, str] = MappingProxyType(
    {
        StepOutcome.DONE: N_("{time}, to its end"),
        StepOutcome.SKIPPED: N_("{time}, then skipped"),
        StepOutcome.STOPPED: N_("{time}, then the sitting ended"),
    }
)


@dataclass(frozen=True, slots=True)
class BesideLine:
    """One such step: its place in the plan counted from 1, what it is, and how it went in words."""

    number: int
    name: str
    kind: str
    went: str


def beside_of(recording: Recording) -> tuple[BesideLine, ...]:
    """All steps of a recording's plan that are no holds; raises RecordingError when the plan cannot be read."""
    began = {event.number: event.time_s for event in recording.events if isinstance(event, StepStarted)}
    ended = {event.number: event for event in recording.events if isinstance(event, StepEnded)}
    return tuple(
        BesideLine(number + 1, step.name, _(_KINDS[step.kind]), _went(began.get(number), ended.get(number)))
        for number, step in enumerate(prescription_of(recording).steps)
        if not isinstance(step, Step | SequenceStep)
    )


def _went(began_s: float | None, end: StepEnded | None) -> str:
    if began_s is None:
        return _("not reached")
    if end is None:
        return _("the recording ends during it")
    return _(_OUTCOMES[end.outcome]).format(time=duration(end.time_s - began_s))
