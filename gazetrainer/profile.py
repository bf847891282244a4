"""Profile: a person's calibration on disk, bound to camera, resolution and feature version."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from calibration import GAIN_DOUBT, CalibrationError, GazeModel, PersonModel, fit_person
from gazetrainer.errors import OutputError, ProfileError
from gazetrainer.eyes import Eyes
from gazetrainer.eyes_agreement import EyesAgreement
from gazetrainer.face import LANDMARK_COUNT
from gazetrainer.features import FEATURE_VERSION, columns_of
from gazetrainer.frame import RECORDED, CameraInfo
from gazetrainer.gaze import angle_between_deg
from gazetrainer.look import Look
from gazetrainer.looked_at import HeadTask
from gazetrainer.population import GazePopulation
from gazetrainer.ruler import Ruler
from gazetrainer.taught import TaughtPosition
from targets import Prescription

_NEARBY_DEG: Final = 5.0
"""Distance to which validated points speak for a direction about equally."""
_UNVALIDATED_ERROR_DEG: Final = 4.0


class LidLine(BaseModel):
    """One eye's own lid opening, as a line over how far the eyes look down (blendshapes, -1..1)."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    open_value: float = Field(gt=0)
    slope: float


class PointResult(BaseModel):
    """One held-out direction: how far off the measurement was (deg), how steady, and how much of it was lost."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    azimuth_deg: float
    elevation_deg: float
    error_deg: float
    offset_azimuth_deg: float
    offset_elevation_deg: float
    std_deg: float
    rms_s2s_deg: float
    bcea_deg2: float | None = None
    data_loss: float = Field(ge=0, le=1)


class ValidationResult(BaseModel):
    """Error on directions that had no part in the fit: shown for it, or left out in turn."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    method: Literal["held_out_points", "left_out_in_turn"]
    points: tuple[PointResult, ...]

    @property
    def mean_error_deg(self) -> float:
        """Mean error over the points, in degrees."""
        return float(np.mean([point.error_deg for point in self.points]))


class CapturedPoint(BaseModel):
    """One direction as it was captured: the median features of its frames."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    azimuth_deg: float
    elevation_deg: float
    head: HeadTask
    features: tuple[float, ...]


class Profile(BaseModel):
    """Everything needed to turn this person's face observations into directions.

    mesh is (478, 3), neutral_rotation (3, 3). The points are kept as they were captured; a model is fitted to them when
    it is needed, so that the population they are read against can be checked by its name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    format: Literal["gazetrainer-profile"] = "gazetrainer-profile"
    version: Literal[1] = 1
    feature_version: int = FEATURE_VERSION
    person: str
    created_at: str
    camera: str
    width_px: int
    height_px: int
    field_of_view_deg: float = Field(gt=10, lt=170)
    mesh: tuple[tuple[float, float, float], ...] = Field(min_length=LANDMARK_COUNT, max_length=LANDMARK_COUNT)
    neutral_rotation: tuple[tuple[float, float, float], ...] = Field(min_length=3, max_length=3)
    neutral_distance_mm: float = Field(gt=0)
    neutral_brightness: float
    look: Look | None = None
    agreement: EyesAgreement | None = None
    eyes_used: Eyes = Eyes.BOTH
    lid_left: LidLine
    lid_right: LidLine
    population: str
    points: tuple[CapturedPoint, ...]
    usual_sigma_deg: float = Field(gt=0)
    validation: ValidationResult
    taught: tuple[TaughtPosition, ...] = ()

    def model_for(self, eyes: Eyes, population: GazePopulation) -> GazeModel:
        """Fit the model of both eyes or of one; raises ProfileError when the points do not allow it."""
        if self.population != population.name:
            raise ProfileError(
                f"The profile was made with another population ({self.population}, this one is {population.name}). "
                "Calibrate again."
            )
        try:
            return fit_points(self.points, eyes, population)
        except CalibrationError as fault:
            raise ProfileError(f"The profile is damaged: {fault}. Calibrate again.") from fault

    def ruler(self, population: GazePopulation) -> Ruler:
        """What faces of this person are measured against."""
        return Ruler(np.array(self.mesh), np.array(self.neutral_rotation), population.appearance)

    def eyes_for(self, asked: Eyes) -> Eyes:
        """Which eyes to measure where a plan asks for these: the one in use where it asks for both."""
        return self.eyes_used if asked is Eyes.BOTH else asked

    def expected_error_deg(self, azimuth_deg: float, elevation_deg: float) -> float:
        """Error to be expected in a direction.

        The validated errors, the nearer the more they count, but never less than the measurement's own doubt there.
        """
        points = self.validation.points
        away = [
            angle_between_deg(azimuth_deg, elevation_deg, point.azimuth_deg, point.elevation_deg) for point in points
        ]
        weights = 1 / (np.array(away) + _NEARBY_DEG) ** 2
        errors = [point.error_deg for point in points]
        validated = float(np.average(errors, weights=weights)) if points else _UNVALIDATED_ERROR_DEG
        beyond = GAIN_DOUBT * self._beyond_calibration_deg(azimuth_deg, elevation_deg)
        return float(np.hypot(max(validated, self.usual_sigma_deg), beyond))

    def smallest_tolerances_deg(self, plan: Prescription) -> tuple[float, ...]:
        """For each step of a plan the smallest tolerance that can be verified: twice the error expected there."""
        return tuple(2 * self.expected_error_deg(step.azimuth_deg, step.elevation_deg) for step in plan.steps)

    def _beyond_calibration_deg(self, azimuth_deg: float, elevation_deg: float) -> float:
        shown = np.array([(point.azimuth_deg, point.elevation_deg) for point in self.points])
        direction = np.array([azimuth_deg, elevation_deg])
        outside = np.maximum(shown.min(axis=0) - direction, direction - shown.max(axis=0)).clip(min=0)
        return float(np.hypot(*outside))


def fit_points(points: Sequence[CapturedPoint], eyes: Eyes, population: GazePopulation) -> PersonModel:
    """Fit a person's model to captured points; raises CalibrationError."""
    features, directions, targets = point_arrays(points)
    prior = population.by_eyes[eyes]
    return fit_person(prior, features[:, columns_of(eyes, features.shape[1])], directions, targets)


def point_arrays(
    points: Sequence[CapturedPoint],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Features (n, k), directions (n, 2) and the number of the distinct direction (n,) of each point.

    Raises CalibrationError when there are no points, or points of different kinds.
    """
    if not points or len({len(point.features) for point in points}) != 1:
        raise CalibrationError("there are no points, or points that do not belong together")
    directions = np.array([(point.azimuth_deg, point.elevation_deg) for point in points])
    _, targets = np.unique(directions, axis=0, return_inverse=True)
    return np.array([point.features for point in points]), directions, targets.ravel().astype(np.int64)


def save_profile(profile: Profile, path: Path) -> None:
    """Write a profile as JSON, whole or not at all; raises OutputError."""
    waiting = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        waiting.write_text(profile.model_dump_json(indent=1), encoding="utf-8")
        os.replace(waiting, path)
    except OSError as fault:
        raise OutputError(
            f"The profile cannot be written to {path}: {fault.strerror}. Choose another place with --output."
        ) from fault


def load_profile(path: Path) -> Profile:
    """Read a profile; raises ProfileError when it is missing, not a profile, newer or damaged."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as fault:
        raise ProfileError(
            f"The profile {path} cannot be read: {fault.strerror}. Make one with: gazetrainer calibrate"
        ) from fault
    except UnicodeDecodeError as fault:
        raise ProfileError(f"{path} is not a gazetrainer profile. Make one with: gazetrainer calibrate") from fault
    return parse_profile(text, str(path))


def parse_profile(text: str, name: str) -> Profile:
    """Read a profile from JSON text; `name` is used in messages. Raises ProfileError."""
    try:
        profile = Profile.model_validate_json(text)
    except ValidationError as faults:
        raise ProfileError(_what_is_wrong(faults, name)) from faults
    if profile.feature_version != FEATURE_VERSION:
        raise ProfileError(
            f"The profile {name} was made by another version of gazetrainer "
            f"(features {profile.feature_version}, this one has {FEATURE_VERSION}). Calibrate again."
        )
    return profile


def require_same_camera(profile: Profile, camera: CameraInfo) -> None:
    """Raise ProfileError when the profile was made with another resolution or another camera."""
    if (profile.width_px, profile.height_px) != (camera.width_px, camera.height_px):
        raise ProfileError(
            f"The profile was made with pictures of {profile.width_px}x{profile.height_px}, "
            f"these have {camera.width_px}x{camera.height_px}. Use the same resolution or calibrate again."
        )
    if profile.camera != camera.name and not {profile.camera, camera.name} & RECORDED:
        raise ProfileError(
            f"The profile was made with another camera ({profile.camera}; this one is {camera.name}). "
            "Use that camera or calibrate again."
        )


def _what_is_wrong(faults: ValidationError, name: str) -> str:
    first = faults.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    if place == "format" or first["type"] == "json_invalid" or not place:
        return f"{name} is not a gazetrainer profile. Make one with: gazetrainer calibrate"
    if place == "version":
        return f"The profile {name} has a format this program does not know. Update gazetrainer or calibrate again."
    return f"The profile {name} is damaged ({place}: {first['msg']}). Calibrate again."
