"""A covered eye is noticed, and by its own side; what is only dim, turned or bright is not called covered."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from paper_face import paper_face, paper_population
from simulated_helpers import seen

from gazetrainer.adapters.simulated import Identity, Pose
from gazetrainer.calibrating.population import shipped_population
from gazetrainer.eyes import Eyes
from gazetrainer.face import EyeCrop
from gazetrainer.measuring.eye_look import EyeLook
from gazetrainer.measuring.head import mean_rotation, rotation_of
from gazetrainer.measuring.hidden_eye import HIDDEN_REASONS, hidden_eye
from gazetrainer.measuring.landmarks import LEFT_EYE, RIGHT_EYE
from gazetrainer.measuring.look import look_of
from gazetrainer.measuring.mesh import client_axes, mean_mesh
from gazetrainer.measuring.ruler import Ruler
from gazetrainer.wording import words

OWN = EyeLook(contrast=0.2, strangeness=6.0, iris_contrast=0.8)
COVERED = EyeLook(contrast=0.01, strangeness=4.0, iris_contrast=0.0)
LOOKING = (Pose(), Pose(azimuth_deg=-15, elevation_deg=8), Pose(azimuth_deg=15, elevation_deg=-8))
ELSEWHERE = (
    Pose(azimuth_deg=20, elevation_deg=10, head_yaw_deg=-6),
    Pose(azimuth_deg=-24, elevation_deg=-12, light=0.6),
    Pose(head_yaw_deg=8, head_pitch_deg=5, distance_mm=680, light=1.3),
)


def test_an_eye_that_looks_as_usual_is_not_hidden():
    assert hidden_eye((OWN, OWN), (OWN, OWN)) is None


def test_the_eye_that_no_longer_looks_like_one_is_hidden():
    assert hidden_eye((COVERED, OWN), (OWN, OWN)) is Eyes.LEFT
    assert hidden_eye((OWN, COVERED), (OWN, OWN)) is Eyes.RIGHT


def test_when_neither_eye_looks_like_one_both_are_hidden():
    assert hidden_eye((COVERED, COVERED), (OWN, OWN)) is Eyes.BOTH


def test_eyes_whose_picture_has_become_quite_another_are_not_told():
    other, little = OWN.model_copy(update={"strangeness": 13.0}), OWN.model_copy(update={"strangeness": 9.0})
    assert hidden_eye((other, other), (OWN, OWN)) is Eyes.BOTH
    assert hidden_eye((little, little), (OWN, OWN)) is None


def test_an_eye_that_was_covered_at_calibration_stays_hidden():
    assert hidden_eye((COVERED, OWN), (COVERED, OWN)) is Eyes.LEFT


def test_a_hand_on_a_paper_face_hides_the_eye_beneath():
    faces = [paper_face(i / 30, a, e) for i, (a, e) in enumerate(((0, 0), (-12, 6), (12, -6)))]
    ruler = ruler_for(faces, paper_population().appearance)
    own = look_of(faces, ruler)
    for eye, side in ((LEFT_EYE, Eyes.LEFT), (RIGHT_EYE, Eyes.RIGHT)):
        hand = with_hand_over(faces[1], eye)
        assert hidden_eye(ruler.read(hand, ruler.head(hand)).eyes, own.eyes) is side
        assert hidden_eye(ruler.read(faces[1], ruler.head(faces[1])).eyes, own.eyes) is None


@pytest.mark.parametrize("seed", [430, 431, 433])
def test_a_patch_is_named_by_its_side_and_a_free_eye_is_left_in_peace(seed):
    ruler, own = calibrated(seed)
    assert [hidden_eye(ruler.read(face, ruler.head(face)).eyes, own) for face in seen(person(seed), ELSEWHERE)] == [
        None
    ] * 3
    for side in ("left", "right"):
        faces = seen(replace(person(seed), covered=side), ELSEWHERE)
        assert [hidden_eye(ruler.read(face, ruler.head(face)).eyes, own) for face in faces] == [Eyes(side)] * 3


def test_the_words_name_the_covered_eye_and_the_other_that_can_be_measured_alone():
    for side, other in (("left", "right"), ("right", "left")):
        said = words.explain(HIDDEN_REASONS[Eyes(side)])
        assert f"your {side} eye" in said.what
        assert f"your {other} eye alone" in said.helps


def person(seed):
    return Identity.from_seed(seed, glasses=seed % 2 == 1)


@cache
def calibrated(seed):
    faces = seen(person(seed), LOOKING)
    ruler = ruler_for(faces, shipped_population().appearance)
    return ruler, look_of(faces, ruler).eyes


def ruler_for(faces, appearance):
    mesh = mean_mesh([client_axes(face.landmarks_px) for face in faces])
    return Ruler(mesh, mean_rotation(np.array([rotation_of(face.head_matrix) for face in faces])), appearance)


def with_hand_over(face, eye):
    grey = face.eyes.grey.copy()
    x = face.landmarks_px[[eye.outer_corner, eye.inner_corner], 0] - face.eyes.left_px
    grey[:, max(0, int(x.min()) - 18) : int(x.max()) + 18] = 140
    return replace(face, eyes=EyeCrop(grey, face.eyes.left_px, face.eyes.top_px))
