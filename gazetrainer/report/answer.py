"""The answer: in one line what was held as prescribed, and of what was not, where its time went."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gazetrainer.events import Account, HoldOutcome
from gazetrainer.report.summary import SittingSummary, StepSummary
from gazetrainer.report.words import REASON_WORDS, duration, number_in_words, share
from targets.language import N_, _, ngettext

UNTOLD_SHARE: Final = 0.2
"""From this share of a hold on, not knowing is the answer rather than a detail of it."""
_WENT: Mapping[Account, str] = MappingProxyType(
    {
        Account.SETTLING: N_("the eyes were not there yet for {share} of the time"),
        Account.SLIPPED: N_("the eyes were elsewhere for {share} of the time"),
        Account.EYES_CLOSED: N_("the eyes were closed for {share} of the time"),
        Account.HEAD_MOVED: N_("the head was turned for {share} of the time"),
    }
)


def first_line(summary: SittingSummary) -> str:
    """Say how much of the plan was held as prescribed, and of every position that was not what is known of it."""
    return " ".join((headline(summary), *explanations(summary)))


def headline(summary: SittingSummary) -> str:
    """Say in one sentence how much of the plan was held as prescribed."""
    total, held = len(summary.steps), sum(step.held_as_prescribed for step in summary.steps)
    if not total:
        return _("The plan asks for no position.")
    if total == 1:
        return _("The position was held as prescribed.") if held else _("The position was not held as prescribed.")
    if held == total == 2:
        return _("Both positions were held as prescribed.")
    if held == total:
        return _("All {count} positions were held as prescribed.").format(count=number_in_words(total))
    if not held:
        return _("None of {total} positions was held as prescribed.").format(total=number_in_words(total))
    return ngettext(
        "One of {total} positions was held as prescribed.",
        "{count} of {total} positions were held as prescribed.",
        held,
    ).format(count=number_in_words(held).capitalize(), total=number_in_words(total))


def explanations(summary: SittingSummary) -> tuple[str, ...]:
    """Say of each position that was not held as prescribed where its time went, a sentence for each."""
    return tuple(_answer(step) for step in summary.steps if not step.held_as_prescribed)


def is_untold(step: StepSummary) -> bool:
    """Whether not knowing is what there is to say of a position."""
    active_s = active_s_of(step)
    elsewhere_s = active_s - step.accounts.held_s - step.accounts.cannot_tell_s
    return bool(step.untold) and step.accounts.cannot_tell_s > max(UNTOLD_SHARE * active_s, elsewhere_s)


def active_s_of(step: StepSummary) -> float:
    """Seconds of a position's holds, pauses left out."""
    return step.accounts.elapsed_s - step.accounts.paused_s


def was_skipped(step: StepSummary) -> bool:
    """Whether its holds were left before anything could be booked."""
    return step.accounts.elapsed_s <= 0 and all(hold.outcome is HoldOutcome.SKIPPED for hold in step.holds)


def _answer(step: StepSummary) -> str:
    name = step.step.name
    if not step.holds:
        return _("{position} was not reached.").format(position=name)
    if was_skipped(step):
        return _("{position} was skipped.").format(position=name)
    if is_untold(step):
        reason, untold_s = step.untold[0]
        return _("{position} can't be told: {reason} for {share} of the time.").format(
            position=name, reason=_(REASON_WORDS[reason]), share=share(untold_s, active_s_of(step))
        )
    held, asked = duration(step.accounts.held_s, step.prescribed_s), duration(step.prescribed_s)
    most = max(_WENT, key=step.accounts.of)
    if step.accounts.of(most) < 0.1:
        return _("{position} was held for {held} of {asked}.").format(position=name, held=held, asked=asked)
    went = _(_WENT[most]).format(share=share(step.accounts.of(most), active_s_of(step)))
    text = _("{position} was held for {held} of {asked}: {went}.")
    return text.format(position=name, held=held, asked=asked, went=went)
