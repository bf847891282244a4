"""A photograph before the camera gives no verdict; somebody who keeps very still does."""

import math

import numpy as np
import pytest
from paper_face import paper_face
from simulated_helpers import face_model
from test_real_photo import Shot

from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.face import NoFace, NoFaceReason
from gazetrainer.frame import Frame
from gazetrainer.watching.stillness import StillnessWatch

RATE_HZ = 12.0


def watched(seconds, sway_px=0.0, noise_px=0.4, gaze=lambda _time_s: (10.0, 5.0), openness=lambda _time_s: 1.0, seed=0):
    """From which second on no movement is seen; None: never."""
    watch = StillnessWatch()
    for index in range(round(seconds * RATE_HZ)):
        time_s = index / RATE_HZ
        place = 320 + sway_px * math.sin(1.1 * time_s), 240 + sway_px * math.sin(0.8 * time_s)
        face = paper_face(
            time_s,
            *gaze(time_s),
            noise_px=noise_px,
            shift_px=place,
            openness=openness(time_s),
            seed=index + 10_000 * seed,
        )
        if watch.push(face):
            return time_s
    return None


@pytest.mark.parametrize("seed", range(4))
def test_a_face_of_which_nothing_but_noise_moves_is_noticed_within_ten_seconds(seed):
    assert 6.0 <= watched(14.0, seed=seed) <= 10.0


@pytest.mark.parametrize("sway_px", [0.5, 2.0])
def test_a_head_that_sways_by_half_a_millimetre_moves(sway_px):
    assert watched(20.0, sway_px=sway_px) is None


def test_a_photograph_in_a_hand_is_noticed_since_it_never_blinks():
    assert 25.0 <= watched(40.0, sway_px=5.0, noise_px=0.15) <= 32.0


def test_a_blink_now_and_then_is_enough_to_be_alive():
    assert watched(60.0, sway_px=2.0, openness=lambda time_s: 0.2 if time_s % 12 > 11.8 else 1.0) is None


def test_eyes_that_go_elsewhere_now_and_then_are_alive_without_a_blink():
    assert watched(60.0, sway_px=2.0, gaze=lambda time_s: (10.0 if time_s % 20 < 10 else -5.0, 5.0)) is None


def test_one_blink_is_enough_to_go_on():
    watch = StillnessWatch()
    faces = [paper_face(i / RATE_HZ, 10, 5, noise_px=0.4, seed=i) for i in range(150)]
    assert [watch.push(face) for face in faces][-1]
    assert not watch.push(paper_face(150 / RATE_HZ, 10, 5, noise_px=0.4, openness=0.1, seed=150))
    assert not watch.push(paper_face(151 / RATE_HZ, 10, 5, noise_px=0.4, seed=151))


def test_without_a_face_nothing_is_said_of_its_movement():
    assert not StillnessWatch().push(NoFace(0.0, NoFaceReason.NO_FACE))


@pytest.mark.parametrize("noise_sd", [1.0, 4.0])
def test_a_photograph_of_a_real_face_is_noticed_through_the_tracker(noise_sd):
    watch, shot = StillnessWatch(), Shot(noise_sd=noise_sd)
    with MediaPipeTracker(face_model()) as tracker:
        seen = [tracker.observe(Frame(i, i / 10, shot.picture(i, mirrored=False))) for i in range(90)]
    told = [watch.push(each) for each in seen]
    assert not any(told[:60])
    assert np.mean(told[-10:]) > 0.5
