"""What the client said at check-ins, side by side, and what of it met the stop rule; shown and never interpreted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gazetrainer.check_in import CheckIn, Heading, Rating, StopCause, StopReason, When
from gazetrainer.events import CheckedIn, SittingStarted, StopRuleMet
from gazetrainer.recording import Recording
from gazetrainer.report.words import duration
from targets.language import N_, _

RATING_WORDS: Mapping[Rating, str] = MappingProxyType(
    {
        Rating.DIZZINESS: N_("dizziness"),
        Rating.HEADACHE: N_("headache"),
        Rating.EYE_STRAIN: N_("eye strain"),
        Rating.EASE: N_("at ease"),
    }
)
_HEADINGS: Mapping[Heading, str] = MappingProxyType(
    {Heading.BODY: N_("body"), Heading.THOUGHTS: N_("thoughts"), Heading.EMOTIONS: N_("emotions")}
)
_WHEN: Mapping[When, str] = MappingProxyType(
    {When.BEFORE: N_("before"), When.DURING: N_("asked for, after {time}"), When.AFTER: N_("after")}
)
_MET: Mapping[StopCause, str] = MappingProxyType(
    {
        StopCause.HIGH: N_("{what}: {value} of 10"),
        StopCause.RISEN: N_("{what}: from {before} to {value}"),
        StopCause.DOUBLE_VISION: N_("double vision"),
    }
)
_NO_ANSWER = "\u2013"


@dataclass(frozen=True, slots=True)
class CheckInTable:
    """Check-ins as columns; lines: a question and the answers to it; words: a heading, when, and what was written."""

    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    words: tuple[tuple[str, str, str], ...]


def check_ins_of(recording: Recording) -> CheckInTable:
    """All check-ins of a sitting in their order; no columns where there were none."""
    start_s = _start_s(recording)
    told = [event for event in recording.events if isinstance(event, CheckedIn)]
    columns = tuple(_(_WHEN[event.when]).format(time=duration(max(0.0, event.time_s - start_s))) for event in told)
    answers = [event.answers for event in told]
    rated = [(_(RATING_WORDS[rating]), tuple(_rated(each.rating(rating)) for each in answers)) for rating in Rating]
    double = (_("double vision"), tuple(_yes_or_no(each) for each in answers))
    words = [
        (_(_HEADINGS[heading]), column, each.words(heading))
        for heading in Heading
        for column, each in zip(columns, answers, strict=True)
        if each.words(heading)
    ]
    return CheckInTable(columns, (*rated, double), tuple(words))


def stop_rule_notes(recording: Recording) -> list[str]:
    """When the stop rule was met, and by what."""
    start_s = _start_s(recording)
    return [
        _("After {time} the stop rule was met: {reasons}.").format(
            time=duration(max(0.0, event.time_s - start_s)),
            reasons=", ".join(_met(reason) for reason in event.reasons) or _NO_ANSWER,
        )
        for event in recording.events
        if isinstance(event, StopRuleMet)
    ]


def unwell_notes(recording: Recording) -> list[str]:
    """When the client said of their own accord that they did not feel well."""
    start_s = _start_s(recording)
    return [
        _("After {time} the client pressed the key for not feeling well.").format(
            time=duration(max(0.0, event.time_s - start_s))
        )
        for event in recording.events
        if isinstance(event, CheckedIn) and event.when is When.DURING
    ]


def _met(reason: StopReason) -> str:
    what = _(RATING_WORDS[reason.rating]) if reason.rating is not None else ""
    return _(_MET[reason.cause]).format(what=what, value=_rated(reason.value), before=_rated(reason.before))


def _rated(value: int | None) -> str:
    return _NO_ANSWER if value is None else str(value)


def _yes_or_no(answers: CheckIn) -> str:
    if answers.double_vision is None:
        return _NO_ANSWER
    return _("yes") if answers.double_vision else _("no")


def _start_s(recording: Recording) -> float:
    return next((event.time_s for event in recording.events if isinstance(event, SittingStarted)), 0.0)
