"""The camera check: what it sees as wrong, and the one piece of advice it gives."""

from dataclasses import replace

import pytest
from paper_face import paper_face

from gazetrainer.camera_check import CameraCheck, CheckItem, CheckState
from gazetrainer.face import NoFace, NoFaceReason
from gazetrainer.staging.setup import check_scene

FIELD_OF_VIEW_DEG = 62.0
RATE_HZ = 30


def states(seen_at, *, seconds=1.0, rate_hz=RATE_HZ):
    check = CameraCheck(FIELD_OF_VIEW_DEG)
    results = ()
    for index in range(round(seconds * rate_hz) + 1):
        results = check.push(seen_at(index / rate_hz))
    return {result.item: result.state for result in results}, check


def test_a_face_in_the_middle_at_the_right_distance_is_all_well():
    found, check = states(paper_face, seconds=4.0)
    assert set(found.values()) == {CheckState.GOOD}
    assert check.is_steady(4.0)


def test_it_goes_on_only_after_all_has_been_well_for_a_moment():
    _, check = states(paper_face, seconds=1.0)
    assert not check.is_steady(1.0)


@pytest.mark.parametrize(
    ("change", "item", "state"),
    [
        ({"scale": 2.2}, CheckItem.DISTANCE, CheckState.TOO_NEAR),
        ({"scale": 0.5}, CheckItem.DISTANCE, CheckState.TOO_FAR),
        ({"shift_px": (520.0, 240.0)}, CheckItem.CENTRED, CheckState.OFF_CENTRE),
        ({"head": (0.0, 0.0, 20.0)}, CheckItem.UPRIGHT, CheckState.TILTED),
        ({"brightness": 40.0}, CheckItem.LIGHT, CheckState.TOO_DARK),
        ({"brightness": 240.0}, CheckItem.LIGHT, CheckState.TOO_BRIGHT),
        ({"second_face_ratio": 0.8}, CheckItem.FACE, CheckState.SEVERAL_FACES),
    ],
)
def test_what_is_wrong_is_named(change, item, state):
    found, _ = states(lambda time_s: paper_face(time_s, **change))
    assert found[item] is state


def test_a_head_that_is_tilted_a_little_is_left_in_peace():
    found, _ = states(lambda time_s: paper_face(time_s, head=(0.0, 0.0, 8.0)))
    assert found[CheckItem.UPRIGHT] is CheckState.GOOD


def test_a_blurred_picture_and_a_slow_camera_are_named():
    found, _ = states(lambda time_s: replace(paper_face(time_s), sharpness=3.0), rate_hz=10, seconds=2.0)
    assert found[CheckItem.SHARP] is CheckState.BLURRED
    assert found[CheckItem.RATE] is CheckState.TOO_SLOW


def test_without_a_face_nothing_else_is_judged():
    found, _ = states(lambda time_s: NoFace(time_s, NoFaceReason.NO_FACE))
    assert found[CheckItem.FACE] is CheckState.NO_FACE
    assert {found[item] for item in (CheckItem.DISTANCE, CheckItem.LIGHT)} == {CheckState.UNKNOWN}


def test_advice_is_given_for_one_thing_at_a_time():
    check = CameraCheck(FIELD_OF_VIEW_DEG)
    for index in range(40):
        results = check.push(paper_face(index / RATE_HZ, scale=0.5, brightness=40.0))
    advice = [line.advice for line in check_scene(None, results).checks if line.advice]
    assert advice == ["Come a little closer: 45 to 80 cm is best."]
