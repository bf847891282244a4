"""Profile: a person's calibration on disk, bound to camera, resolution and feature version."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from calibration import CalibrationError, PersonModel
from gazetrainer.calibrating.captured import CapturedPoint, fit_points, fitted
from gazetrainer.calibrating.expected_error import beyond_deg, validated_errors_deg
from gazetrainer.calibrating.looked_at import HeadTask
from gazetrainer.calibrating.population import GazePopulation
from gazetrainer.calibrating.taught import TaughtPosition
from gazetrainer.errors import ProfileError
from gazetrainer.eyes import Eyes
from gazetrainer.face import LANDMARK_COUNT
from gazetrainer.measuring.eyes_agreement import EyesAgreement
from gazetrainer.measuring.features import FEATURE_VERSION
from gazetrainer.measuring.look import Look
from gazetrainer.measuring.ruler import Ruler
from gazetrainer.wording.fault_words import calibration_fault_in_words
from targets import Prescription
from targets.language import _


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
    rms_s2s_deg: float | None = None
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


class Neutral(BaseModel):
    """A sitting's own straight ahead: when it began (ISO), rotation of the head (3, 3), distance, light on the face."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    started_at: str
    rotation: tuple[tuple[float, float, float], ...] = Field(min_length=3, max_length=3)
    distance_mm: float = Field(gt=0)
    brightness: float


class Profile(BaseModel):
    """Everything needed to turn this person's face observations into directions.

    mesh is (478, 3). The points are kept as they were captured, with the sitting they were captured in; a model is
    fitted to them when it is needed, so that the population they are read against can be checked by its name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    format: Literal["gazetrainer-profile"] = "gazetrainer-profile"
    version: Literal[2] = 2
    feature_version: int = FEATURE_VERSION
    person: str
    created_at: str
    camera: str
    width_px: int
    height_px: int
    field_of_view_deg: float = Field(gt=10, lt=170)
    mesh: tuple[tuple[float, float, float], ...] = Field(min_length=LANDMARK_COUNT, max_length=LANDMARK_COUNT)
    sittings: tuple[Neutral, ...] = Field(min_length=1)
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

    def model_for(self, eyes: Eyes, population: GazePopulation) -> PersonModel:
        """Fit the model of both eyes or of one; raises ProfileError when the points do not allow it."""
        self.require(population)
        try:
            return fit_points(fitted(self.points), eyes, population)
        except CalibrationError as fault:
            raise ProfileError(
                _("The profile is damaged: {why}. Calibrate again.").format(why=calibration_fault_in_words(fault))
            ) from fault

    def require(self, population: GazePopulation) -> None:
        """Raise ProfileError when the points were captured with another population."""
        if self.population != population.name:
            raise ProfileError(
                _(
                    "The profile was made with another population ({population}, this one is {name}). "
                    "Calibrate again, or name the file of that one with --population."
                ).format(population=self.population, name=population.name)
            )

    def ruler(self, population: GazePopulation) -> Ruler:
        """What faces of this person are measured against."""
        return Ruler(np.array(self.mesh), np.array(self.neutral.rotation), population.appearance)

    @property
    def neutral(self) -> Neutral:
        """The client's own straight ahead in the last sitting."""
        return self.sittings[-1]

    @property
    def knows_turning(self) -> bool:
        """Whether a nose dot has shown what turning the head does to the picture of the eyes."""
        return any(point.head is HeadTask.NOSE_DOT for point in fitted(self.points))

    def eyes_for(self, asked: Eyes) -> Eyes:
        """Which eyes to measure where a plan asks for these: the one in use where it asks for both."""
        return self.eyes_used if asked is Eyes.BOTH else asked

    def expected_error_deg(self, azimuth_deg: float, elevation_deg: float) -> float:
        """Error to be expected in a direction, see `expected_errors_deg`."""
        return float(self.expected_errors_deg(np.array([azimuth_deg, elevation_deg])))

    def expected_errors_deg(self, directions_deg: NDArray[np.float64]) -> NDArray[np.float64]:
        """Errors to be expected in directions (..., 2).

        The validated errors, the nearer the more they count, but never less than the measurement's own doubt there.
        """
        points = self.validation.points
        found_at = np.array([(point.azimuth_deg, point.elevation_deg) for point in points]).reshape(-1, 2)
        shown = np.array([(point.azimuth_deg, point.elevation_deg) for point in fitted(self.points)])
        validated = validated_errors_deg(directions_deg, found_at, [point.error_deg for point in points])
        return np.asarray(np.hypot(np.maximum(validated, self.usual_sigma_deg), beyond_deg(directions_deg, shown)))

    def smallest_tolerances_deg(self, plan: Prescription) -> tuple[float, ...]:
        """For each hold of a plan the smallest tolerance that can be verified: twice the error expected there."""
        return tuple(2 * self.expected_error_deg(step.azimuth_deg, step.elevation_deg) for step in plan.holds)
