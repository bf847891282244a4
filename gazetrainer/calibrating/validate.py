"""Validating: how far off the measurement is on directions that had no part in the fit."""

from __future__ import annotations

from collections.abc import Sequence

from gazetrainer.calibrating.looked_at import HeadTask, LookedAt, Purpose
from gazetrainer.calibrating.phases import Phase, settled_window_s
from gazetrainer.calibrating.population import GazePopulation
from gazetrainer.calibrating.profile import PointResult, Profile, ValidationResult
from gazetrainer.errors import ProfileError
from gazetrainer.estimate import estimate
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.gaze import Gaze
from gazetrainer.quality import TooFewSamples, quality_of


def validate(
    profile: Profile,
    observations: Sequence[FaceObservation | NoFace],
    phases: Sequence[Phase],
    population: GazePopulation,
) -> ValidationResult:
    """Error per held-out point; where none was shown, of each fitted point as told by a fit without it."""
    still = [phase.line for phase in phases if phase.line.head is HeadTask.STILL]
    held_out = [line for line in still if line.purpose is Purpose.VALIDATION]
    if not held_out:
        return _left_out_in_turn(profile, observations, still, population)
    points = checked_on(held_out, observations, profile, population)
    return ValidationResult(method="held_out_points", points=points)


def checked_on(
    shown: Sequence[LookedAt],
    observations: Sequence[FaceObservation | NoFace],
    profile: Profile,
    population: GazePopulation,
) -> tuple[PointResult, ...]:
    """How far off a profile is at each of the directions shown; honest where it was not fitted to them."""
    gazes = list(estimate(observations, profile, profile.eyes_used, population=population))
    results = (_held_out_point(line, gazes) for line in shown)
    return tuple(result for result in results if result is not None)


def _held_out_point(line: LookedAt, gazes: Sequence[Gaze]) -> PointResult | None:
    start_s, end_s = settled_window_s(line)
    during = [gaze for gaze in gazes if start_s <= gaze.time_s < end_s]
    found = quality_of(during, azimuth_deg=line.azimuth_deg, elevation_deg=line.elevation_deg)
    if isinstance(found, TooFewSamples):
        return None
    return PointResult(
        azimuth_deg=line.azimuth_deg,
        elevation_deg=line.elevation_deg,
        error_deg=found.accuracy_deg,
        offset_azimuth_deg=found.offset_azimuth_deg,
        offset_elevation_deg=found.offset_elevation_deg,
        std_deg=found.std_deg,
        rms_s2s_deg=found.rms_s2s_deg,
        bcea_deg2=found.bcea_deg2,
        data_loss=found.data_loss,
    )


def _left_out_in_turn(
    profile: Profile,
    observations: Sequence[FaceObservation | NoFace],
    lines: Sequence[LookedAt],
    population: GazePopulation,
) -> ValidationResult:
    """Each direction shown, as its own frames are told by a fit that has not seen it."""
    points = []
    for line in _once_each(lines):
        during = [each for each in observations if line.start_s <= each.time_s < line.end_s]
        try:
            gazes = list(estimate(during, _without(profile, line), profile.eyes_used, population=population))
        except ProfileError:  # too little is left to fit
            continue
        points.append(_held_out_point(line, gazes))
    return ValidationResult(method="left_out_in_turn", points=tuple(point for point in points if point is not None))


def _once_each(lines: Sequence[LookedAt]) -> list[LookedAt]:
    """The first time that each direction was shown."""
    first: dict[tuple[float, float], LookedAt] = {}
    for line in lines:
        first.setdefault((line.azimuth_deg, line.elevation_deg), line)
    return [first[direction] for direction in sorted(first)]


def _without(profile: Profile, line: LookedAt) -> Profile:
    """The profile that was never shown this direction, in this sitting or an earlier one."""
    shown = line.azimuth_deg, line.elevation_deg
    others = tuple(point for point in profile.points if (point.azimuth_deg, point.elevation_deg) != shown)
    return profile.model_copy(update={"points": others})
