"""Calibrating: observations and what was looked at meanwhile become a profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from calibration import CalibrationError, PersonModel
from gazetrainer.eyes import Eyes
from gazetrainer.eyes_agreement import eyes_agreement
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.features import columns_of, eye_distance_mm, lids
from gazetrainer.frame import CameraInfo
from gazetrainer.head import mean_rotation, rotation_of
from gazetrainer.lids import fit_lid_line
from gazetrainer.look import look_of
from gazetrainer.looked_at import HeadTask, LookedAt, Purpose
from gazetrainer.mesh import client_axes, mean_mesh
from gazetrainer.phases import FEWEST_FRAMES, Phase, captured_points, seen_during
from gazetrainer.population import GazePopulation, shipped_population
from gazetrainer.profile import CapturedPoint, LidLine, Profile, ValidationResult, fit_points, point_arrays
from gazetrainer.ruler import Ruler
from gazetrainer.validate import validate

_MESH_FRAMES: Final = 60


@dataclass(frozen=True, slots=True)
class CalibrationSetting:
    """What a profile is bound to; `created_at` is an ISO time given by the caller."""

    person: str
    camera: CameraInfo
    field_of_view_deg: float
    created_at: str


def fit_profile(
    observations: Sequence[FaceObservation | NoFace],
    looked_at: Sequence[LookedAt],
    setting: CalibrationSetting,
    population: GazePopulation | None = None,
    eyes: Eyes = Eyes.BOTH,
) -> Profile:
    """Fit a person's profile to what was seen while directions were looked at.

    Points meant for validation have no part in the fit; without any, each point is told by a fit without it. `eyes`:
    those in use. Raises CalibrationError when neutral is missing or too few points could be seen.
    """
    people = population or shipped_population()
    phases = [Phase(line, seen_during(observations, line)) for line in looked_at]
    neutral = _neutral(phases)
    fitted = [phase for phase in phases if phase.line.purpose is Purpose.CALIBRATION]
    mesh = mean_mesh([client_axes(face.landmarks_px) for face in _some(neutral, _MESH_FRAMES)])
    rotation = mean_rotation(np.array([rotation_of(face.head_matrix) for face in neutral]))
    ruler = Ruler(mesh, rotation, people.appearance)
    points = captured_points(fitted, ruler)
    unvalidated = Profile(
        person=setting.person,
        created_at=setting.created_at,
        camera=setting.camera.name,
        width_px=setting.camera.width_px,
        height_px=setting.camera.height_px,
        field_of_view_deg=setting.field_of_view_deg,
        mesh=np.round(mesh, 4).tolist(),
        neutral_rotation=rotation.tolist(),
        neutral_distance_mm=eye_distance_mm(neutral, setting.field_of_view_deg),
        neutral_brightness=float(np.median([face.brightness for face in neutral])),
        look=look_of([face for phase in fitted for face in phase.faces], ruler),
        lid_left=_lid_line(fitted, left=True),
        lid_right=_lid_line(fitted, left=False),
        population=people.name,
        points=points,
        usual_sigma_deg=_usual_sigma_deg(fit_points(points, eyes, people), points, eyes),
        validation=ValidationResult(method="left_out_in_turn", points=()),
    )
    return _validated(unvalidated.model_copy(update={"eyes_used": eyes}), observations, phases, people)


def _validated(
    profile: Profile,
    observations: Sequence[FaceObservation | NoFace],
    phases: Sequence[Phase],
    population: GazePopulation,
) -> Profile:
    """The profile with its error on what it was not fitted to, and with how the two eyes agree."""
    still = [point for point in profile.points if point.head is HeadTask.STILL]
    agreement = eyes_agreement(*point_arrays(still), population) if still else None
    return profile.model_copy(
        update={"validation": validate(profile, observations, phases, population), "agreement": agreement}
    )


def _usual_sigma_deg(model: PersonModel, points: tuple[CapturedPoint, ...], eyes: Eyes) -> float:
    """What the model is unsure of at its own points."""
    features, _, _ = point_arrays(points)
    return float(np.median(model.predict(features[:, columns_of(eyes, features.shape[1])]).sigma_deg))


def _neutral(phases: list[Phase]) -> list[FaceObservation]:
    for phase in phases:
        if phase.line.is_neutral and len(phase.faces) >= FEWEST_FRAMES:
            return phase.faces
    raise CalibrationError(
        "the face could not be seen while looking straight ahead (0, 0) with a still head; "
        "sit facing the camera with light on your face"
    )


def _lid_line(phases: list[Phase], *, left: bool) -> LidLine:
    seen = [lids(face) for phase in phases for face in phase.faces]
    openings = [each.opening_left if left else each.opening_right for each in seen]
    open_value, slope = fit_lid_line(openings, [each.looking_down for each in seen])
    return LidLine(open_value=open_value, slope=slope)


def _some(faces: list[FaceObservation], most: int) -> list[FaceObservation]:
    return faces[:: max(1, len(faces) // most)]
