"""The page: everything a report shows, put into one HTML file that needs nothing else."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from gazetrainer.camera_lock import controls_in_words
from gazetrainer.errors import OutputError
from gazetrainer.events import Account
from gazetrainer.gaze import GapReason, Gaze, GazeGap
from gazetrainer.judging.rejudge import rederive
from gazetrainer.quality import Quality, TooFewSamples, quality_of
from gazetrainer.recording import Recording, Subject
from gazetrainer.report import words
from gazetrainer.report.answer import explanations, headline
from gazetrainer.report.beside import beside_of
from gazetrainer.report.calibration import calibration_of
from gazetrainer.report.charts import Bar, Scatter, TimeChart, account_bars, scatter, time_chart
from gazetrainer.report.check_ins import check_ins_of
from gazetrainer.report.error_map import error_map_of
from gazetrainer.report.findings import chips, to_look_at
from gazetrainer.report.places import places_of
from gazetrainer.report.summary import HoldSummary, StepSummary, summarise
from gazetrainer.report.traces import traces_of
from targets.formats import date_and_time, number
from targets.language import _, language


@dataclass(frozen=True, slots=True)
class HoldView:
    """One hold with its pictures and figures, of all of it and of the time booked as held."""

    step: StepSummary
    hold: HoldSummary
    chart: TimeChart
    scatter: Scatter
    quality: Quality | TooFewSamples
    quality_held: Quality | TooFewSamples
    blinks: int


@dataclass(frozen=True, slots=True)
class StepView:
    """One position with the bar of all its seconds."""

    step: StepSummary
    bars: tuple[Bar, ...]


def write_report(recording: Recording, path: Path) -> None:
    """Write a recording's page; raises OutputError, and RecordingError when the plan in it cannot be read."""
    page = render_report(recording)
    unfinished = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(page, encoding="utf-8")
        os.replace(unfinished, path)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise OutputError(
            _("The report cannot be written to {path} ({why}); choose another place.").format(path=path, why=why)
        ) from error


def render_report(recording: Recording) -> str:
    """Return a recording's page as HTML; raises RecordingError when the plan in it cannot be read."""
    summary, rederived = summarise(recording), rederive(recording)
    calibration = calibration_of(recording.header)
    notes = to_look_at(recording, summary, rederived)
    times_s = [gaze.time_s for gaze in recording.gazes]
    holds = [
        _hold_view(step, hold, _within(recording.gazes, times_s, hold))
        for step in summary.steps
        for hold in step.holds
        if hold.end_s > hold.start_s
    ]
    return (
        _environment()
        .get_template("report.html")
        .render(
            header=recording.header,
            started=_readable(recording.header.started_at),
            simulated=recording.header.subject is Subject.SIMULATED,
            summary=summary,
            headline=headline(summary),
            explanations=explanations(summary),
            chips=chips(recording, summary, calibration, rederived=rederived, notes=notes),
            notes=notes,
            steps=[StepView(step, account_bars(step.accounts)) for step in summary.steps],
            holds=holds,
            beside=beside_of(recording),
            check_ins=check_ins_of(recording),
            places=places_of(recording),
            calibration=calibration,
            error_map=error_map_of(recording.header),
            rate_hz=_rate_hz(times_s),
            held_still=controls_in_words,
            accounts=tuple(Account),
            words=words,
            language=language(),
        )
    )


def _hold_view(step: StepSummary, hold: HoldSummary, gazes: Sequence[Gaze]) -> HoldView:
    traces = traces_of(gazes, step.step)
    azimuth_deg, elevation_deg = step.step.azimuth_deg, step.step.elevation_deg
    held = quality_of(_while_held(gazes, hold), azimuth_deg=azimuth_deg, elevation_deg=elevation_deg)
    return HoldView(
        step=step,
        hold=hold,
        chart=time_chart(hold, step, traces),
        scatter=scatter(traces, step, held),
        quality=quality_of(gazes, azimuth_deg=azimuth_deg, elevation_deg=elevation_deg),
        quality_held=held,
        blinks=len(traces.closures),
    )


def _while_held(gazes: Sequence[Gaze], hold: HoldSummary) -> list[Gaze]:
    """Return the gazes with everything outside the held spans as gaps, so that no step leads across them."""
    spans = [span for span in hold.spans if span.account is Account.HELD]
    starts_s = [span.start_s for span in spans]

    def held(gaze: Gaze) -> bool:
        index = bisect_left(starts_s, gaze.time_s) - 1
        return index >= 0 and gaze.time_s <= spans[index].end_s

    return [gaze if held(gaze) else GazeGap(gaze.time_s, GapReason.NO_PICTURE) for gaze in gazes]


def _within(gazes: Sequence[Gaze], times_s: Sequence[float], hold: HoldSummary) -> Sequence[Gaze]:
    return gazes[bisect_left(times_s, hold.start_s) : bisect_right(times_s, hold.end_s)]


def _rate_hz(times_s: Sequence[float]) -> float | None:
    span_s = times_s[-1] - times_s[0] if times_s else 0.0
    return (len(times_s) - 1) / span_s if span_s > 0 else None


def _readable(started_at: str) -> str:
    try:
        return date_and_time(datetime.fromisoformat(started_at))
    except ValueError:
        return started_at


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("gazetrainer.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["duration"] = words.duration
    environment.globals.update(_=_, number=number)
    return environment
