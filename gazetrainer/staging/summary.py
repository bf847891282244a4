"""The summary of a sitting: every second of every position in one bar, and in words what kept it from counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Protocol

from gazetrainer.events import Booked, Doubt, Event
from gazetrainer.gaze import GapReason
from gazetrainer.outcomes import Account, SittingOutcome
from gazetrainer.scene import Bar, Key, KeyHint, SummaryScene
from gazetrainer.sitting import Finished, Sitting
from gazetrainer.staging.calibration import widened_steps
from gazetrainer.wording import words
from targets.formats import listed
from targets.language import N_, _, ngettext

_MOST_NAMED: Final = 2
_WORTH_SAYING_S: Final = 2.0
_WORTH_SAYING_SHARE: Final = 0.1
_KEPT_FROM_COUNTING: Final = {
    Account.SETTLING: N_("held {held} of {asked}; {time} went into finding the place"),
    Account.SLIPPED: N_("held {held} of {asked}; {time} a little beside it"),
    Account.EYES_CLOSED: N_("held {held} of {asked}; {time} with closed eyes"),
    Account.HEAD_MOVED: N_("held {held} of {asked}; {time} with the head elsewhere"),
    Account.CANNOT_TELL: N_("held {held} of {asked}; {time} I could not tell"),
}


class Told(Protocol):
    """A run of a plan: its sitting, and all that happened."""

    @property
    def sitting(self) -> Sitting:
        """Where it stands."""
        ...

    @property
    def events(self) -> Sequence[Event]:
        """In order of time."""
        ...


def summary_scene(run: Told, *, fault: str = "") -> SummaryScene:
    """Every second of every position in one bar; `fault`: what went wrong, instead of where things are."""
    sitting = run.sitting
    outcome = sitting.phase.outcome if isinstance(sitting.phase, Finished) else None
    wide = widened_steps(sitting.rules, sitting.prescription)
    kept = _("Recording and report are saved on this computer.")
    return SummaryScene(
        title=words.farewell(outcome or SittingOutcome.FINISHED),
        bars=tuple(_bar(run, number) for number in range(len(sitting.holds))),
        sentence=fault or (f"{_wider(wide)} {kept}" if wide else kept),
        hints=(KeyHint(Key.MAIN, _("finish")),),
    )


def with_note_hint(summary: SummaryScene) -> SummaryScene:
    """The summary where a note can be written about the sitting."""
    return replace(summary, hints=(*summary.hints, KeyHint(Key.SKIP, _("write a note"))))


def _bar(run: Told, hold: int) -> Bar:
    booked = [each for each in run.events if isinstance(each, Booked) and each.place.step == hold]
    seconds = {account: _length_s(booked, account) for account in Account}
    step = run.sitting.holds[hold]
    return Bar(
        name=step.name,
        seconds=tuple((account, length_s) for account, length_s in seconds.items() if length_s > 0),
        sentence=_in_words(seconds, step.hold_s * step.repetitions, _main_reason(booked)),
    )


def _length_s(booked: Sequence[Booked], account: Account) -> float:
    return sum(each.end_s - each.start_s for each in booked if each.account is account)


def _main_reason(booked: Sequence[Booked]) -> GapReason | Doubt | None:
    """Why nothing could be told, for the longest part of the time in which nothing could."""
    seconds: Counter[GapReason | Doubt] = Counter()
    for each in booked:
        if each.account is Account.CANNOT_TELL and each.reason is not None:
            seconds[each.reason] += each.end_s - each.start_s  # type: ignore[assignment]
    return max(seconds, key=lambda reason: seconds[reason], default=None)


def _in_words(seconds: dict[Account, float], asked_s: float, reason: GapReason | Doubt | None) -> str:
    held, asked = _clock(seconds[Account.HELD]), _clock(asked_s)
    account = max(_KEPT_FROM_COUNTING, key=lambda each: seconds[each])
    length_s = seconds[account]
    if length_s < _WORTH_SAYING_S or length_s < _WORTH_SAYING_SHARE * sum(seconds.values()):
        return _("held {held} of {asked}").format(held=held, asked=asked)
    said = _(_KEPT_FROM_COUNTING[account]).format(held=held, asked=asked, time=_clock(length_s))
    if account is Account.CANNOT_TELL and reason is not None:
        return _("{what}: {reason}").format(what=said, reason=words.explain(reason).what)
    return said


def _wider(names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMED:
        return ngettext(
            "A wider circle than the plan asks was used for {count} position.",
            "A wider circle than the plan asks was used for {count} positions.",
            len(names),
        ).format(count=len(names))
    return _("A wider circle than the plan asks was used for: {positions}.").format(positions=listed(names))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
