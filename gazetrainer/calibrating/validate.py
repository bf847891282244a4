"""Validating: how far off the measurement is on directions that had no part in the fit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from calibration import CalibrationError, left_out_directions
from gazetrainer.calibrating.captured import fitted, rows_of
from gazetrainer.calibrating.looked_at import HeadTask, LookedAt, Purpose
from gazetrainer.calibrating.phases import FEWEST_FRAMES, Phase, settled_window_s
from gazetrainer.calibrating.population import GazePopulation
from gazetrainer.calibrating.profile import PointResult, Profile, ValidationResult
from gazetrainer.estimate import estimate
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.gaze import Gaze, GazeSample


def validate(
    profile: Profile,
    observations: Sequence[FaceObservation | NoFace],
    phases: Sequence[Phase],
    population: GazePopulation,
) -> ValidationResult:
    """Error per held-out point; where none was shown, of each fitted point as told by a fit without it."""
    held_out = [p.line for p in phases if p.line.purpose is Purpose.VALIDATION and p.line.head is HeadTask.STILL]
    if not held_out:
        return _left_out_in_turn(profile, population)
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
    told = np.array([(g.azimuth_deg, g.elevation_deg) for g in during if isinstance(g, GazeSample)])
    if len(told) < FEWEST_FRAMES:
        return None
    return _result(told, (line.azimuth_deg, line.elevation_deg), 1 - len(told) / len(during))


def _left_out_in_turn(profile: Profile, population: GazePopulation) -> ValidationResult:
    still = rows_of([point for point in fitted(profile.points) if point.head is HeadTask.STILL], profile.eyes_used)
    try:
        told = left_out_directions(population.by_eyes[profile.eyes_used], still)
    except CalibrationError:
        return ValidationResult(method="left_out_in_turn", points=())
    now = still.sittings == still.sittings.max()
    shown, targets = np.unique(still.directions_deg[now], axis=0, return_inverse=True)
    results = [
        _result(told[now][targets.ravel() == target], (float(azimuth), float(elevation)), 0.0)
        for target, (azimuth, elevation) in enumerate(shown)
    ]
    return ValidationResult(method="left_out_in_turn", points=tuple(results))


def _result(told: NDArray[np.float64], shown: tuple[float, float], data_loss: float) -> PointResult:
    import ETDQualitizer  # noqa: PLC0415  (it imports pandas: a fifth of all that the program loads at its start)

    azimuth, elevation = told[:, 0], told[:, 1]
    error, offset_azimuth, offset_elevation = ETDQualitizer.accuracy(azimuth, elevation, *shown)
    return PointResult(
        azimuth_deg=shown[0],
        elevation_deg=shown[1],
        error_deg=float(error),
        offset_azimuth_deg=float(offset_azimuth),
        offset_elevation_deg=float(offset_elevation),
        std_deg=float(ETDQualitizer.std(azimuth, elevation)[0]) if len(told) > 1 else 0.0,
        rms_s2s_deg=float(ETDQualitizer.rms_s2s(azimuth, elevation)[0]) if len(told) > 1 else 0.0,
        bcea_deg2=_bcea_deg2(azimuth, elevation),
        data_loss=data_loss,
    )


def _bcea_deg2(azimuth: NDArray[np.float64], elevation: NDArray[np.float64]) -> float:
    """Area that holds 68% of what was told; none for a line or a point."""
    if len(azimuth) < 3:
        return 0.0
    import ETDQualitizer  # noqa: PLC0415

    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.nan_to_num(ETDQualitizer.bcea(azimuth, elevation)[0], posinf=0.0, neginf=0.0))
