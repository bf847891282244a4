"""A photograph before the camera gives no verdict; somebody who keeps very still always does."""

import math
from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest
from paper_face import paper_face
from simulated_helpers import face_model
from test_real_photo import Shot

from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.face import NoFace, NoFaceReason
from gazetrainer.frame import Frame
from gazetrainer.watching.stillness import StillnessWatch

RATE_HZ = 10.0
HOLD_S = 30.0


def sides(time_s):
    """Another side every half minute."""
    return -10.0 if time_s // HOLD_S % 2 else 10.0


def one_side(_time_s):
    return 10.0


@cache
def drawn(gaze, openness, head):
    return paper_face(0.0, *gaze, openness=openness, head=head)


def face_at(time_s, *, gaze=(10.0, 5.0), openness=1.0, head=(0.0, 0.0, 0.0), noise_px=0.15, sway=0.0):
    face, rng = drawn(gaze, openness, head), np.random.default_rng(round(time_s * 1000))
    shift = np.array((sway * math.sin(1.1 * time_s), sway * math.sin(0.8 * time_s), 0.0))
    points = face.landmarks_px + shift + noise_px * rng.standard_normal(face.landmarks_px.shape)
    return replace(face, time_s=time_s, landmarks_px=points.astype(np.float32))


def watched(seconds, *, asked=sides, noise_px=0.15, sway=0.0, **how):
    """From which second on it can be no living face; None: never. `how` are functions of time."""
    watch = StillnessWatch()
    for time_s in np.arange(0.0, seconds, 1 / RATE_HZ).tolist():
        now = {name: function(time_s) for name, function in how.items()}
        if watch.push(face_at(time_s, noise_px=noise_px, sway=sway, **now), asked(time_s)):
            return time_s
    return None


@pytest.mark.parametrize("sway", [0.0, 8.0])
def test_a_face_whose_eyes_rest_for_a_minute_while_two_other_places_were_asked_for_is_a_photograph(sway):
    assert 67.0 <= watched(100.0, sway=sway) <= 75.0


@pytest.mark.parametrize("noise_px", [0.0, 0.15, 0.4])
def test_one_position_held_however_still_and_long_is_never_taken_for_a_photograph(noise_px):
    assert watched(180.0, asked=one_side, noise_px=noise_px) is None


def test_holds_of_one_position_again_and_again_are_never_taken_for_a_photograph():
    assert watched(180.0, asked=lambda time_s: 10.0 if time_s % 20 < 15 else None) is None


def test_places_above_each_other_and_places_near_each_other_ask_for_too_little_to_tell():
    assert watched(150.0, asked=lambda time_s: 4.0 if time_s // HOLD_S % 2 else 10.0) is None


def test_eyes_that_follow_are_alive_without_a_single_blink():
    assert watched(150.0, gaze=lambda time_s: (sides(time_s), 5.0), noise_px=0.0) is None


def test_eyes_that_follow_a_third_of_the_way_are_alive():
    assert watched(150.0, gaze=lambda time_s: (sides(time_s) / 3, 5.0)) is None


def test_one_blink_a_minute_is_enough_to_be_alive():
    assert watched(150.0, openness=lambda time_s: 0.2 if 50 < time_s % 55 < 50.2 else 1.0) is None


def test_a_head_that_turns_in_place_of_the_eyes_is_alive():
    assert watched(150.0, head=lambda time_s: (sides(time_s), 0.0, 0.0)) is None


def test_one_blink_takes_back_what_was_said():
    watch = StillnessWatch()
    assert [watch.push(face_at(time_s), sides(time_s)) for time_s in np.arange(0.0, 80.0, 0.1).tolist()][-1]
    assert not watch.push(face_at(80.0, openness=0.2), 10.0)
    assert not watch.push(face_at(80.1), 10.0)


def test_a_face_that_was_out_of_sight_begins_anew():
    watch = StillnessWatch()
    told = [
        watch.push(NoFace(time_s, NoFaceReason.NO_FACE) if 30 < time_s < 30.2 else face_at(time_s), sides(time_s))
        for time_s in np.arange(0.0, 85.0, 0.1).tolist()
    ]
    assert not any(told)


def in_a_hand(index, rate_hz):
    """A photograph that sways as a hand does: to the sides, nearer and farther, and tilted."""
    time_s = index / rate_hz
    shot = Shot(
        scale=1 + 0.02 * math.sin(0.7 * time_s),
        right_px=8 * math.sin(1.1 * time_s) + math.sin(5 * time_s),
        down_px=6 * math.sin(0.9 * time_s) + math.sin(6 * time_s),
    )
    tilted = cv2.getRotationMatrix2D((320, 240), math.degrees(0.02 * math.sin(1.3 * time_s)), 1.0)
    return cv2.warpAffine(shot.picture(index, mirrored=False), tilted, (640, 480), borderMode=cv2.BORDER_REPLICATE)


def test_a_photograph_of_a_real_face_in_a_hand_is_noticed_through_the_tracker():
    watch, rate_hz = StillnessWatch(), 4.0
    with MediaPipeTracker(face_model()) as tracker:
        seen = [tracker.observe(Frame(i, i / rate_hz, in_a_hand(i, rate_hz))) for i in range(round(74 * rate_hz))]
    told = [watch.push(each, sides(each.time_s)) for each in seen]
    assert not any(told[: round(60 * rate_hz)])
    assert all(told[-round(3 * rate_hz) :])
