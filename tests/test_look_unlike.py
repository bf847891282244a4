import pytest

from gazetrainer.measuring.eye_look import EyeLook
from gazetrainer.measuring.look import Look, PictureLook, rims, unlike

USUAL = 4.5


def looked(*, strangeness=USUAL, bridge_line=0.01):
    eye = EyeLook(contrast=0.2, strangeness=strangeness, iris_contrast=0.8)
    return Look(
        eye_left=eye, eye_right=eye, picture=PictureLook(sharpness=0.02, side_light=0.0, bridge_line=bridge_line)
    )


def test_eyes_unlike_those_that_were_learned_from_are_told_less_surely():
    assert unlike(looked(), USUAL) == pytest.approx(1.0)
    assert 1.0 < unlike(looked(strangeness=1.5 * USUAL), USUAL) < unlike(looked(strangeness=3 * USUAL), USUAL)


def test_eyes_that_are_plainer_than_usual_are_not_told_more_surely():
    assert unlike(looked(strangeness=0.5 * USUAL), USUAL) == 1.0


def test_rims_across_the_nose_count_and_a_bare_bridge_hardly_does():
    assert rims(looked(bridge_line=0.3)) == 1.0
    assert rims(looked()) < 0.2


def test_without_a_look_nothing_is_held_against_the_person():
    assert (rims(None), unlike(None, USUAL)) == (0.0, 1.0)
