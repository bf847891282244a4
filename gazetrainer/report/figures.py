"""Figures: the few numbers of a sitting that its page, the pages over time and an index share."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import ValidationError

from gazetrainer.calibrating.profile import Profile
from gazetrainer.gaze import Gaze, GazeGap
from gazetrainer.quality import Quality, quality_of
from gazetrainer.recording import Recording, RecordingHeader, Subject
from gazetrainer.report.answer import active_s_of, first_line, is_untold
from gazetrainer.report.calibration import calibration_of
from gazetrainer.report.findings import to_look_at
from gazetrainer.report.summary import HoldSummary, StepSummary, summarise
from gazetrainer.report.traces import traces_of
from targets.steps import Step

_USUAL_PERCENTILE = 95


@dataclass(frozen=True, slots=True)
class PositionFigures:
    """One position of one sitting; None: too little was told for a figure.

    active_s: time in its holds without pauses. error_deg: angle from the position to the middle of all samples;
    std_deg and bcea_deg2: spread around that middle, eyes and measurement together. head_deg: 95% of the time the head
    was within this angle of neutral. expected_error_deg: error of the measurement in this direction. data_loss: share
    of pictures without a direction.
    """

    name: str
    azimuth_deg: float
    elevation_deg: float
    tolerance_deg: float
    prescribed_s: float
    active_s: float
    held_s: float
    cannot_tell_s: float
    longest_s: float
    is_held: bool
    is_untold: bool
    error_deg: float | None
    std_deg: float | None
    bcea_deg2: float | None
    head_deg: float | None
    data_loss: float | None
    expected_error_deg: float | None

    @property
    def held_share(self) -> tuple[float, float] | None:
        """Share of the time held: at least and at most, between them what can't be told; None: not reached."""
        if self.active_s <= 0:
            return None
        return self.held_s / self.active_s, min(1.0, (self.held_s + self.cannot_tell_s) / self.active_s)


@dataclass(frozen=True, slots=True)
class SittingFigures:
    """One sitting; started_at as in the recording, calibration_error_deg None where none was measured."""

    started_at: str
    client: str
    plan: str
    is_simulated: bool
    is_complete: bool
    first_line: str
    to_look_at: tuple[str, ...]
    calibration_error_deg: float | None
    positions: tuple[PositionFigures, ...]


def figures_of(recording: Recording) -> SittingFigures:
    """Return a sitting's figures; raises RecordingError when its plan cannot be read. Re-judging is left out."""
    summary, header = summarise(recording), recording.header
    profile = profile_in(header)
    times_s = [gaze.time_s for gaze in recording.gazes]
    return SittingFigures(
        started_at=header.started_at,
        client=header.client or "",
        plan=summary.plan.title,
        is_simulated=header.subject is Subject.SIMULATED,
        is_complete=recording.complete,
        first_line=first_line(summary),
        to_look_at=tuple(to_look_at(recording, summary, None)),
        calibration_error_deg=calibration_of(header).mean_error_deg,
        positions=tuple(
            _position(step, gazes_during(recording.gazes, times_s, step.holds), profile) for step in summary.steps
        ),
    )


def profile_in(header: RecordingHeader) -> Profile | None:
    """The calibration that a recording carries; None when it carries none that this program knows."""
    try:
        return Profile.model_validate(header.profile) if header.profile else None
    except ValidationError:
        return None


def expected_error_deg(profile: Profile | None, step: Step) -> float | None:
    """Error to be expected where a step looks; None where no calibration says so."""
    return None if profile is None else profile.expected_error_deg(step.azimuth_deg, step.elevation_deg)


def gazes_during(gazes: Sequence[Gaze], times_s: Sequence[float], holds: Sequence[HoldSummary]) -> list[Gaze]:
    """All gazes of some holds, in order of time."""
    return [
        gaze for hold in holds for gaze in gazes[bisect_left(times_s, hold.start_s) : bisect_right(times_s, hold.end_s)]
    ]


def _position(step: StepSummary, gazes: Sequence[Gaze], profile: Profile | None) -> PositionFigures:
    asked = step.step
    found = quality_of(gazes, azimuth_deg=asked.azimuth_deg, elevation_deg=asked.elevation_deg)
    quality = found if isinstance(found, Quality) else None
    return PositionFigures(
        name=asked.name,
        azimuth_deg=asked.azimuth_deg,
        elevation_deg=asked.elevation_deg,
        tolerance_deg=step.judged_tolerance_deg,
        prescribed_s=step.prescribed_s,
        active_s=active_s_of(step),
        held_s=step.accounts.held_s,
        cannot_tell_s=step.accounts.cannot_tell_s,
        longest_s=step.longest_s,
        is_held=step.held_as_prescribed,
        is_untold=is_untold(step),
        error_deg=quality.accuracy_deg if quality else None,
        std_deg=quality.std_deg if quality else None,
        bcea_deg2=quality.bcea_deg2 if quality else None,
        head_deg=_head_deg(gazes, asked),
        data_loss=sum(isinstance(gaze, GazeGap) for gaze in gazes) / len(gazes) if gazes else None,
        expected_error_deg=expected_error_deg(profile, asked),
    )


def _head_deg(gazes: Sequence[Gaze], step: Step) -> float | None:
    heads = traces_of(gazes, step).head_deg
    largest = np.max(np.abs(heads[np.isfinite(heads).all(axis=1)]), axis=1)
    return float(np.percentile(largest, _USUAL_PERCENTILE)) if largest.size else None
