"""Calibrating: observations and what was looked at meanwhile become a profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gazetrainer.calibrating.captured import fit_points, fitted, rows_of
from gazetrainer.calibrating.looked_at import HeadTask, LookedAt, Purpose
from gazetrainer.calibrating.phases import FEWEST_FRAMES, Phase, captured_points, phase_of
from gazetrainer.calibrating.population import GazePopulation, population_in_use
from gazetrainer.calibrating.profile import LidLine, Neutral, Profile, ValidationResult
from gazetrainer.calibrating.unseen import not_seen
from gazetrainer.calibrating.validate import validate
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import CameraInfo
from gazetrainer.measuring.doubts import at_rest, unfamiliar
from gazetrainer.measuring.eyes_agreement import eyes_agreement
from gazetrainer.measuring.features import eye_distance_mm, lids
from gazetrainer.measuring.head import mean_rotation, rotation_of
from gazetrainer.measuring.lids import fit_lid_line
from gazetrainer.measuring.look import look_of, rims, unlike
from gazetrainer.measuring.mesh import client_axes, mean_mesh
from gazetrainer.measuring.ruler import Ruler
from targets.language import N_

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
    people = population or population_in_use()
    phases = [phase_of(observations, line) for line in looked_at]
    profile = profile_of(phases, setting, people).model_copy(update={"eyes_used": eyes})
    return validated(profile, observations, phases, people)


def profile_of(phases: Sequence[Phase], setting: CalibrationSetting, people: GazePopulation) -> Profile:
    """A profile whose error is not yet known; raises CalibrationError when neutral is missing."""
    faces = neutral_faces(phases)
    neutral = neutral_of(faces, setting.field_of_view_deg, setting.created_at)
    mesh = mean_mesh([client_axes(face.landmarks_px) for face in _some(faces, _MESH_FRAMES)])
    ruler = Ruler(mesh, np.array(neutral.rotation), people.appearance)
    shown = _shown(phases)
    return Profile(
        person=setting.person,
        created_at=setting.created_at,
        camera=setting.camera.name,
        width_px=setting.camera.width_px,
        height_px=setting.camera.height_px,
        field_of_view_deg=setting.field_of_view_deg,
        mesh=np.round(mesh, 4).tolist(),
        sittings=(neutral,),
        look=look_of([face for phase in shown for face in phase.faces], ruler),
        lid_left=_lid_line(shown, left=True),
        lid_right=_lid_line(shown, left=False),
        population=people.name,
        points=captured_points(phases, ruler),
        usual_sigma_deg=1.0,
        validation=ValidationResult(method="left_out_in_turn", points=()),
    )


def validated(
    profile: Profile,
    observations: Sequence[FaceObservation | NoFace],
    phases: Sequence[Phase],
    population: GazePopulation,
) -> Profile:
    """The profile with its usual doubt, how the eyes agree, and its error on what it was not fitted to.

    Raises CalibrationError.
    """
    certain = profile.model_copy(
        update={
            "usual_sigma_deg": usual_sigma_deg(profile, population),
            "agreement": eyes_agreement(profile.points, population) or profile.agreement,
        }
    )
    return certain.model_copy(update={"validation": validate(certain, observations, phases, population)})


def usual_sigma_deg(profile: Profile, population: GazePopulation) -> float:
    """What the measurement is unsure of at the fitted points of the eyes in use; raises CalibrationError."""
    own, eyes, look = fitted(profile.points), profile.eyes_used, profile.look
    model = fit_points(own, eyes, population)
    told = model.predict(rows_of(own, eyes).features)
    at_points = zip(told.unsure_deg.tolist(), told.dissent_deg.tolist(), told.directions_deg.tolist(), strict=True)
    causes = [
        at_rest(model.own_error_deg, unsure, dissent, (azimuth, elevation), rims=rims(look)).row()
        for unsure, dissent, (azimuth, elevation) in at_points
    ]
    usual = float(np.median(population.doubt.sigma_deg(np.array(causes))))
    return unfamiliar(model.unlike_others) * unlike(look, population.usual_strangeness) * usual


def neutral_of(faces: Sequence[FaceObservation], field_of_view_deg: float, started_at: str) -> Neutral:
    """A sitting's own straight ahead, from faces that look there."""
    return Neutral(
        started_at=started_at,
        rotation=mean_rotation(np.array([rotation_of(face.head_matrix) for face in faces])).tolist(),
        distance_mm=eye_distance_mm(faces, field_of_view_deg),
        brightness=float(np.median([face.brightness for face in faces])),
    )


def neutral_faces(phases: Sequence[Phase]) -> list[FaceObservation]:
    """Faces that look straight ahead with a still head; raises CalibrationError when there are too few."""
    for phase in phases:
        if phase.line.is_neutral and len(phase.faces) >= FEWEST_FRAMES:
            return phase.faces
    raise not_seen(
        [each for phase in phases if phase.line.is_neutral for each in phase.unseen],
        N_(
            "the face could not be seen while looking straight ahead (0, 0) with a still head; "
            "sit facing the camera with light on your face"
        ),
    )


def still_faces(phases: Sequence[Phase]) -> list[FaceObservation]:
    """Faces that look straight ahead, else anywhere, with a still head; raises CalibrationError when there are none."""
    still = [phase for phase in phases if phase.line.head is HeadTask.STILL and len(phase.faces) >= FEWEST_FRAMES]
    if not still:
        raise not_seen(
            [each for phase in phases for each in phase.unseen],
            N_("none of the dots could be seen; sit facing the camera with light on your face"),
        )
    return next((p.faces for p in still if p.line.is_neutral), [face for phase in still for face in phase.faces])


def with_own_look(profile: Profile, phases: Sequence[Phase], people: GazePopulation) -> Profile:
    """The profile with lids and look as they are in a whole new calibration."""
    shown = _shown(phases)
    return profile.model_copy(
        update={
            "look": look_of([face for phase in shown for face in phase.faces], profile.ruler(people)),
            "lid_left": _lid_line(shown, left=True),
            "lid_right": _lid_line(shown, left=False),
        }
    )


def _shown(phases: Sequence[Phase]) -> list[Phase]:
    return [phase for phase in phases if phase.line.purpose is not Purpose.VALIDATION]


def _lid_line(phases: list[Phase], *, left: bool) -> LidLine:
    seen = [lids(face) for phase in phases for face in phase.faces]
    openings = [each.opening_left if left else each.opening_right for each in seen]
    open_value, slope = fit_lid_line(openings, [each.looking_down for each in seen])
    return LidLine(open_value=open_value, slope=slope)


def _some(faces: list[FaceObservation], most: int) -> list[FaceObservation]:
    return faces[:: max(1, len(faces) // most)]
