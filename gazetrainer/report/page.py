"""The page: everything a report shows, put into one HTML file that needs nothing else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from gazetrainer.camera_lock import controls_in_words
from gazetrainer.errors import OutputError
from gazetrainer.events import Account, Event
from gazetrainer.gaze import GapReason, Gaze, GazeGap
from gazetrainer.judging.rejudge import Rederived, rederive
from gazetrainer.quality import Quality, TooFewSamples, quality_of
from gazetrainer.recording import Recording, Subject
from gazetrainer.report import words
from gazetrainer.report.answer import active_s_of, explanations, headline
from gazetrainer.report.appendix import appendix_of, left_out
from gazetrainer.report.beside import beside_of
from gazetrainer.report.calibration import calibration_of
from gazetrainer.report.charts import Bar, Scatter, TimeChart, account_bars, scatter, time_chart
from gazetrainer.report.check_ins import check_ins_of
from gazetrainer.report.error_map import error_map_of
from gazetrainer.report.figures import expected_error_deg, gazes_during, profile_in
from gazetrainer.report.findings import chips, to_look_at
from gazetrainer.report.places import places_of
from gazetrainer.report.summary import HoldSummary, StepSummary, summarise
from gazetrainer.report.traces import traces_of
from gazetrainer.whole_file import whole
from targets.formats import date_and_time, number
from targets.language import _, language, ngettext


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
    pictures: int
    lost: int
    left_out: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One position with the bar of all its seconds.

    expected_error_deg: of the measurement in this direction. held_share: at least and at most, between them what can't
    be told.
    """

    step: StepSummary
    bars: tuple[Bar, ...]
    expected_error_deg: float | None
    held_share: tuple[float, float] | None


def write_report(recording: Recording, path: Path, *, again: tuple[Event, ...] | None = None) -> None:
    """Write a recording's page; raises OutputError, and RecordingError when the plan in it cannot be read.

    again: what `rejudge` gave for it; None: it is judged for the page.
    """
    keep_page(render_report(recording, again=again), path)


def keep_page(page: str, path: Path) -> None:
    """Write a page so that no half of it is ever there; raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as waiting:
            waiting.write_text(page, encoding="utf-8")
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise OutputError(
            _("The report cannot be written to {path} ({why}); choose another place.").format(path=path, why=why)
        ) from error


def render_report(recording: Recording, *, again: tuple[Event, ...] | None = None) -> str:
    """Return a recording's page as HTML; `again` as for `write_report`. Raises RecordingError as that does."""
    return environment().get_template("report.html").render(**shown_of(recording, rederive(recording, again)))


def shown_of(recording: Recording, rederived: Rederived | None) -> dict[str, object]:
    """Return all that the templates of a sitting show; rederived None: not judged again yet.

    Raises RecordingError when the plan cannot be read.
    """
    summary, header = summarise(recording), recording.header
    calibration, profile = calibration_of(header), profile_in(header)
    notes = to_look_at(recording, summary, rederived)
    times_s = [gaze.time_s for gaze in recording.gazes]
    return {
        "header": header,
        "started": readable(header.started_at),
        "simulated": header.subject is Subject.SIMULATED,
        "summary": summary,
        "headline": headline(summary),
        "explanations": explanations(summary),
        "chips": chips(recording, summary, calibration, rederived=rederived, notes=notes),
        "notes": notes,
        "steps": [_step_view(step, expected_error_deg(profile, step.step)) for step in summary.steps],
        "holds": [
            _hold_view(step, hold, gazes_during(recording.gazes, times_s, (hold,)))
            for step in summary.steps
            for hold in step.holds
            if hold.end_s > hold.start_s
        ],
        "beside": beside_of(recording),
        "check_ins": check_ins_of(recording),
        "places": places_of(recording),
        "calibration": calibration,
        "error_map": error_map_of(header),
        "appendix": appendix_of(recording, summary),
        "held_still": controls_in_words,
        "accounts": tuple(Account),
        "words": words,
        "language": language(),
    }


def _step_view(step: StepSummary, expected_error_deg: float | None) -> StepView:
    active_s = active_s_of(step)
    at_most_s = step.accounts.held_s + step.accounts.cannot_tell_s
    shares = (step.accounts.held_s / active_s, min(1.0, at_most_s / active_s)) if active_s > 0 else None
    return StepView(step, account_bars(step.accounts), expected_error_deg, shares)


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
        pictures=len(gazes),
        lost=sum(isinstance(gaze, GazeGap) for gaze in gazes),
        left_out=left_out(gazes),
    )


def _while_held(gazes: Sequence[Gaze], hold: HoldSummary) -> list[Gaze]:
    """Return the gazes with everything outside the held spans as gaps, so that no step leads across them."""
    spans = [span for span in hold.spans if span.account is Account.HELD]
    starts_s = [span.start_s for span in spans]

    def held(gaze: Gaze) -> bool:
        index = bisect_left(starts_s, gaze.time_s) - 1
        return index >= 0 and gaze.time_s <= spans[index].end_s

    return [gaze if held(gaze) else GazeGap(gaze.time_s, GapReason.NO_PICTURE) for gaze in gazes]


def readable(started_at: str) -> str:
    """Write the time of a recording out; as it stands there when it is none."""
    try:
        return date_and_time(datetime.fromisoformat(started_at))
    except ValueError:
        return started_at


@cache
def environment() -> Environment:
    """The templates of a sitting, in the language in use when they are rendered."""
    environment = Environment(
        loader=PackageLoader("gazetrainer.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["duration"] = words.duration
    environment.globals.update(_=_, ngettext=ngettext, number=number, words=words)
    return environment
