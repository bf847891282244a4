"""Findings: what speaks for trusting a page, and what to look at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gazetrainer.events import (
    LookChanged,
    Recentred,
    SittingStarted,
)
from gazetrainer.judging.rejudge import Rederived
from gazetrainer.recording import Recording, Subject
from gazetrainer.report.calibration import CalibrationSummary
from gazetrainer.report.check_ins import stop_rule_notes, unwell_notes
from gazetrainer.report.interruptions import interruptions
from gazetrainer.report.summary import SittingSummary
from gazetrainer.report.words import SITTING_OUTCOME_WORDS, duration, number_in_words
from gazetrainer.wording.change_words import changed
from targets.formats import number
from targets.language import _, ngettext

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


def chips(
    recording: Recording,
    summary: SittingSummary,
    calibration: CalibrationSummary,
    *,
    rederived: Rederived | None,
    notes: Sequence[str],
) -> list[Chip]:
    """Say in shortest form how far the page can be trusted."""
    told = [_whole(recording, summary), _rederived(rederived)]
    if calibration.mean_error_deg is None:
        told.append(Chip(_("calibration error not known"), Tone.ATTENTION))
    else:
        told.append(
            Chip(
                _("calibration error {error}° on average").format(error=number(calibration.mean_error_deg, ".1f")),
                Tone.PLAIN,
            )
        )
    if recording.header.subject is Subject.SIMULATED:
        told.append(Chip(_("simulated client"), Tone.ATTENTION))
    if notes:
        things = ngettext("one thing to look at", "{count} things to look at", len(notes))
        told.append(Chip(things.format(count=number_in_words(len(notes))), Tone.ATTENTION))
    return told


def to_look_at(recording: Recording, summary: SittingSummary, rederived: Rederived | None) -> list[str]:
    """Say what could change how the page is read."""
    notes = []
    if not recording.complete:
        notes.append(
            _("The recording ends after {time}, before the sitting does; this page shows what is there.").format(
                time=duration(summary.duration_s)
            )
        )
    elif summary.outcome is not None and not all(step.holds for step in summary.steps):
        notes.append(_(SITTING_OUTCOME_WORDS[summary.outcome]))
    if rederived is Rederived.DIFFERENT:
        notes.append(
            _("Judging the recorded gaze again gives other verdicts than the recorded ones; ask for the file again.")
        )
    notes += [
        _(
            "{position}: the plan asks for {asked}°; this set-up could verify {judged}°, and that is what was judged."
        ).format(
            position=step.step.name,
            asked=number(step.step.tolerance_deg),
            judged=number(step.judged_tolerance_deg, ".1f"),
        )
        for step in summary.steps
        if step.judged_tolerance_deg > step.step.tolerance_deg
    ]
    notes = stop_rule_notes(recording) + unwell_notes(recording) + notes + _changes(recording)
    notes += _recentred(recording) + interruptions(recording)
    rate_hz = recording.header.measured_rate_hz
    if rate_hz is not None and rate_hz < LOWEST_RATE_HZ:
        notes.append(
            _("The camera gave only {rate} pictures a second; short slips may be missed.").format(rate=f"{rate_hz:.0f}")
        )
    return notes


def _changes(recording: Recording) -> list[str]:
    """What was different from the calibration at any time, each once."""
    told = (change for event in recording.events if isinstance(event, LookChanged) for change in event.changes)
    different = ", ".join(changed(change).short for change in dict.fromkeys(told))
    said = _("Since the calibration: {changes}; directions are less certain.").format(changes=different)
    return [said] if different else []


def _recentred(recording: Recording) -> list[str]:
    """When the client had a dot shown in the midst of the sitting, and what that changed."""
    start_s = next((event.time_s for event in recording.events if isinstance(event, SittingStarted)), 0.0)
    return [
        ngettext(
            "After {time} the measurement was centred again on one dot; what it tells moved by {moved}°.",
            "After {time} the measurement was centred again on {count} dots; what it tells moved by {moved}°.",
            event.dots,
        ).format(
            time=duration(event.time_s - start_s),
            count=number_in_words(event.dots),
            moved=number(math.hypot(event.moved_azimuth_deg, event.moved_elevation_deg), ".1f"),
        )
        for event in recording.events
        if isinstance(event, Recentred)
    ]


def _whole(recording: Recording, summary: SittingSummary) -> Chip:
    if recording.complete:
        return Chip(_("recording complete"), Tone.SURE)
    return Chip(_("recording cut short after {time}").format(time=duration(summary.duration_s)), Tone.ATTENTION)


def _rederived(rederived: Rederived | None) -> Chip:
    match rederived:
        case Rederived.SAME:
            return Chip(_("verdict re-derived: same"), Tone.SURE)
        case Rederived.DIFFERENT:
            return Chip(_("verdict re-derived: different"), Tone.ATTENTION)
        case Rederived.NOT_STARTED:
            return Chip(_("nothing to judge"), Tone.ATTENTION)
        case None:
            return Chip(_("not judged again yet"), Tone.PLAIN)
