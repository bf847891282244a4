"""The answer page: what the practitioner says to a sitting, with marks on its time line and perhaps a new plan."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gazetrainer.answers import Decision
from gazetrainer.events import Account, SittingEnded, SittingStarted
from gazetrainer.history.record import record_of
from gazetrainer.judging.rejudge import prescribed
from gazetrainer.recording import Recording
from gazetrainer.report.answer import first_line
from gazetrainer.report.summary import SittingSummary, summarise
from gazetrainer.report.words import ACCOUNT_WORDS, duration
from gazetrainer.review.filed import Filed
from gazetrainer.review.given import Given
from gazetrainer.review.pages import Crumb, render
from gazetrainer.review.plan_form import PlanCheck, check_form, new_row, rows_of
from targets import Prescription
from targets.formats import apart, date_and_time
from targets.language import N_, _

MARK_ROWS: Final = 4
DECISION_WORDS: Final[Mapping[Decision, str]] = {
    Decision.ACCEPTED: N_("accepted"),
    Decision.REDO: N_("once more, please"),
    Decision.COMMENT: N_("a comment only"),
}
_MOMENT: Final = re.compile(r"(?:(\d{1,4}):)?(\d{1,6}(?:[.,]\d+)?)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the sitting's time line: from and how much of it in per cent, and what it was booked as."""

    start_s: float
    left: float
    width: float
    account: Account
    what: str


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """What was said in the form; marks in the recording's own time; plan: TOML text of a new one, empty for none."""

    decision: Decision
    comment: str
    marks: tuple[tuple[float, str], ...]
    practitioner: str
    plan: str


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a form cannot be sent as it is, a sentence for each fault."""

    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that was written: its file's name, and the key that it is encrypted to; empty: anybody can read it."""

    file: str
    key: str


def answer_page(
    filed: Filed,
    story: Recording,
    typed: Mapping[str, str],
    *,
    faults: Sequence[str] = (),
    given: Given | None = None,
    name: str = "",
) -> str:
    """The form, empty or as it was typed; raises RecordingError when the plan cannot be read.

    given: the answer that is there already; name: whose the last answer was, for one whose plan names no author.
    """
    summary, base = summarise(story), prescribed(story)
    plan = check_form(base, typed)
    moment = date_and_time(record_of(story).moment)
    return render(
        "answer.html",
        title=_("Answer"),
        crumbs=(Crumb("/", _("Desk")), Crumb(f"/sitting/{filed.id}", _("Sitting"))),
        filed=filed,
        client=apart(story.header.client or "") or _("no name given"),
        moment=moment,
        line=first_line(summary),
        stretches=_stretches(summary, start_s(story)),
        accounts=tuple(Account),
        length_s=max(1.0, _end_s(summary) - start_s(story)),
        decisions=DECISION_WORDS,
        typed=typed,
        mark_rows=range(max(MARK_ROWS, _marks_typed(typed) + 1)),
        base=base,
        rows=rows_of(base, typed),
        next_row=_next_row(base, typed),
        plan=plan,
        faults=faults,
        given=given,
        name=base.author or name,
    )


def plan_words_page(plan: PlanCheck) -> str:
    """What a plan comes to, as the part of the page that is put in when it is checked while typing."""
    return render("plan_check.html", title="", plan=plan)


def new_row_page(number: int) -> str:
    """One more position, as the part of the page that is put in."""
    return render("plan_row_added.html", title="", row=new_row(number))


def answered_page(filed: Filed, client: str, answered: Answered) -> str:
    """What to do with an answer that was written."""
    return render(
        "answered.html",
        title=_("Answer"),
        crumbs=(Crumb("/", _("Desk")), Crumb(f"/sitting/{filed.id}", _("Sitting"))),
        filed=filed,
        client=apart(client) or _("no name given"),
        answered=answered,
    )


def given_in(story: Recording, typed: Mapping[str, str]) -> AnswerGiven | Unfit:
    """Read what was typed; whatever it is, an answer or its faults."""
    faults: list[str] = []
    decision = typed.get("decision", "")
    if decision not in set(Decision):
        faults.append(_("Choose one: accepted, once more, or a comment only."))
    marks = tuple(_marks(typed, story, faults))
    plan = ""
    if typed.get("new-plan") == "yes":
        checked = check_form(prescribed(story), typed)
        faults += checked.faults
        plan = checked.text
    if not typed.get("practitioner", "").strip():
        faults.append(_("Say your name: your client sees whose answer it is."))
    comment = typed.get("comment", "").replace("\r\n", "\n").strip()
    if decision == Decision.COMMENT and not (comment or marks or plan):
        faults.append(_("A comment only: write one, or set a mark."))
    if faults:
        return Unfit(tuple(faults))
    return AnswerGiven(Decision(decision), comment, marks, typed["practitioner"].strip(), plan)


def start_s(story: Recording) -> float:
    """When the sitting began, in the recording's own time."""
    return next((event.time_s for event in story.events if isinstance(event, SittingStarted)), 0.0)


def _marks(typed: Mapping[str, str], story: Recording, faults: list[str]) -> list[tuple[float, str]]:
    began_s = start_s(story)
    ended_s = next((event.time_s for event in story.events if isinstance(event, SittingEnded)), story.cut_short_at_s)
    marks = []
    for number in range(_marks_typed(typed)):
        time, text = (typed.get(f"mark-{number}-{part}", "").strip() for part in ("time", "text"))
        found = _MOMENT.fullmatch(time)
        if not time and not text:
            continue
        if found is None or not text:
            said = _("Mark {number} needs a moment such as 1:05 and a text.")
            faults.append(said.format(number=number + 1))
            continue
        time_s = began_s + 60.0 * int(found[1] or 0) + float(found[2].replace(",", "."))
        if ended_s is not None and time_s > ended_s + 1.0:  # a moment is told to the second
            said = _("Mark {number} lies after the end: the sitting took {time}.")
            faults.append(said.format(number=number + 1, time=duration(ended_s - began_s)))
        marks.append((time_s, text))
    return marks


def _marks_typed(typed: Mapping[str, str]) -> int:
    return sum(key.startswith("mark-") and key.endswith("-time") for key in typed)


def _next_row(base: Prescription, typed: Mapping[str, str]) -> int:
    return max(row.number for row in rows_of(base, typed)) + 1


def _stretches(summary: SittingSummary, began_s: float) -> list[Stretch]:
    length_s = max(1.0, _end_s(summary) - began_s)
    return [
        Stretch(
            start_s=span.start_s - began_s,
            left=100 * (span.start_s - began_s) / length_s,
            width=100 * span.length_s / length_s,
            account=span.account,
            what=f"{step.step.name}: {_(ACCOUNT_WORDS[span.account])}",
        )
        for step in summary.steps
        for hold in step.holds
        for span in hold.spans
    ]


def _end_s(summary: SittingSummary) -> float:
    return max((hold.end_s for step in summary.steps for hold in step.holds), default=0.0)
