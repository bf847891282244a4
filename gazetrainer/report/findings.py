"""Findings: the practitioner's answer in words, what speaks for trusting it, and what to look at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gazetrainer.change_words import changed
from gazetrainer.events import Account, HoldOutcome, LookChanged, Recentred, SittingStarted
from gazetrainer.recording import Recording, Subject
from gazetrainer.rejudge import Rederived
from gazetrainer.report.calibration import CalibrationSummary
from gazetrainer.report.summary import SittingSummary, StepSummary
from gazetrainer.report.words import (
    ACCOUNT_WORDS,
    REASON_WORDS,
    SITTING_OUTCOME_WORDS,
    duration,
    number_in_words,
    share,
)
from targets.language import _

UNTOLD_SHARE = 0.2
"""From this share of a hold on, not knowing is the answer rather than a detail of it."""
LOWEST_RATE_HZ = 15.0


class Tone(StrEnum):
    """How a statement of trust is marked, by sign and by colour."""

    SURE = "sure"
    ATTENTION = "attention"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Chip:
    """One short statement on how far the page can be trusted."""

    text: str
    tone: Tone


def headline(summary: SittingSummary) -> str:
    """Say in one sentence how much of the plan was held as prescribed."""
    total, held = len(summary.steps), sum(step.held_as_prescribed for step in summary.steps)
    if not total:
        return _("The plan asks for no position.")
    if total == 1:
        return f"The position was {'' if held else 'not '}held as prescribed."
    if held == total:
        return f"All {number_in_words(total)} positions were held as prescribed."
    verb = "was" if held <= 1 else "were"
    count = number_in_words(held).capitalize() if held else "None"
    return f"{count} of {number_in_words(total)} positions {verb} held as prescribed."


def explanations(summary: SittingSummary) -> list[str]:
    """Say of each position that was not held as prescribed what is known of it."""
    return [_explained(step) for step in summary.steps if not step.held_as_prescribed]


def _explained(step: StepSummary) -> str:
    name, accounts = step.step.name, step.accounts
    if not step.holds:
        return f"{name} was not reached."
    if accounts.elapsed_s <= 0 and all(hold.outcome is HoldOutcome.SKIPPED for hold in step.holds):
        return f"{name} was skipped."
    active_s = accounts.elapsed_s - accounts.paused_s
    elsewhere_s = active_s - accounts.held_s - accounts.cannot_tell_s
    if accounts.cannot_tell_s > max(UNTOLD_SHARE * active_s, elsewhere_s):
        reason = REASON_WORDS[step.untold[0][0]]
        return f"{name} can't be told: {reason} for {share(step.untold[0][1], active_s)} of the time."
    others = [account for account in Account if account not in (Account.HELD, Account.PAUSED)]
    rest = [
        f"{ACCOUNT_WORDS[account]} {duration(accounts.of(account))}"
        for account in others
        if accounts.of(account) >= 0.1
    ]
    held = f"{name} was held for {duration(accounts.held_s)} of {duration(step.prescribed_s)}"
    return f"{held}; {', '.join(rest)}." if rest else f"{held}."


def chips(
    recording: Recording,
    summary: SittingSummary,
    calibration: CalibrationSummary,
    *,
    rederived: Rederived,
    notes: Sequence[str],
) -> list[Chip]:
    """Say in shortest form how far the page can be trusted."""
    told = [_whole(recording, summary), _rederived(rederived)]
    if calibration.mean_error_deg is None:
        told.append(Chip("calibration error not known", Tone.ATTENTION))
    else:
        told.append(Chip(f"calibration error {calibration.mean_error_deg:.1f}° on average", Tone.PLAIN))
    if recording.header.subject is Subject.SIMULATED:
        told.append(Chip("simulated client", Tone.ATTENTION))
    if notes:
        things = "thing" if len(notes) == 1 else "things"
        told.append(Chip(f"{number_in_words(len(notes))} {things} to look at", Tone.ATTENTION))
    return told


def to_look_at(recording: Recording, summary: SittingSummary, rederived: Rederived) -> list[str]:
    """Say what could change how the page is read."""
    notes = []
    if not recording.complete:
        notes.append(
            f"The recording ends after {duration(summary.duration_s)}, before the sitting does; "
            "this page shows what is there."
        )
    elif summary.outcome is not None and not all(step.holds for step in summary.steps):
        notes.append(SITTING_OUTCOME_WORDS[summary.outcome])
    if rederived is Rederived.DIFFERENT:
        notes.append(
            "Judging the recorded gaze again gives other verdicts than the recorded ones; ask for the file again."
        )
    notes += [
        f"{step.step.name}: the plan asks for {step.step.tolerance_deg:g}°; this set-up could verify "
        f"{step.judged_tolerance_deg:.1f}°, and that is what was judged."
        for step in summary.steps
        if step.judged_tolerance_deg > step.step.tolerance_deg
    ]
    notes += _changes(recording)
    notes += _recentred(recording)
    rate_hz = recording.header.measured_rate_hz
    if rate_hz is not None and rate_hz < LOWEST_RATE_HZ:
        notes.append(f"The camera gave only {rate_hz:.0f} pictures a second; short slips may be missed.")
    return notes


def _changes(recording: Recording) -> list[str]:
    """What was different from the calibration at any time, each once."""
    told = (change for event in recording.events if isinstance(event, LookChanged) for change in event.changes)
    different = ", ".join(changed(change).short for change in dict.fromkeys(told))
    return [f"Since the calibration: {different}; directions are less certain."] if different else []


def _recentred(recording: Recording) -> list[str]:
    """When the client had a dot shown in the midst of the sitting, and what that changed."""
    start_s = next((event.time_s for event in recording.events if isinstance(event, SittingStarted)), 0.0)
    return [
        f"After {duration(event.time_s - start_s)} the measurement was centred again on {number_in_words(event.dots)} "
        f"{'dot' if event.dots == 1 else 'dots'}; what it tells moved by "
        f"{math.hypot(event.moved_azimuth_deg, event.moved_elevation_deg):.1f}°."
        for event in recording.events
        if isinstance(event, Recentred)
    ]


def _whole(recording: Recording, summary: SittingSummary) -> Chip:
    if recording.complete:
        return Chip("recording complete", Tone.SURE)
    return Chip(f"recording cut short after {duration(summary.duration_s)}", Tone.ATTENTION)


def _rederived(rederived: Rederived) -> Chip:
    match rederived:
        case Rederived.SAME:
            return Chip("verdict re-derived: same", Tone.SURE)
        case Rederived.DIFFERENT:
            return Chip("verdict re-derived: different", Tone.ATTENTION)
        case Rederived.NOT_STARTED:
            return Chip("nothing to judge", Tone.ATTENTION)
