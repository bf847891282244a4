"""Lids that stay closed, droop or blink: what a sitting makes of them."""

import pytest
from paper_face import paper_face

from gazetrainer.calibrating.profile import LidLine
from gazetrainer.eyes import Eyes
from gazetrainer.measuring.lids import LidState, LidWatch

RATE_HZ = 30


class OwnLids:
    """A person of paper: an opening of 11 over an eye's width of 30, whatever the eyes do."""

    lid_left = lid_right = LidLine(open_value=11 / 30, slope=0.0)


def states(*stretches, eyes=Eyes.BOTH):
    """What is said of each frame; stretches are (seconds, openness)."""
    watch, time_s, said = LidWatch(OwnLids(), eyes), 0.0, []
    for seconds, openness in stretches:
        for _ in range(round(seconds * RATE_HZ)):
            said.append((time_s, watch.look(paper_face(time_s, openness=openness)).state))
            time_s += 1 / RATE_HZ
    return said


def of(said, start_s, end_s):
    return {state for time_s, state in said if start_s <= time_s < end_s}


@pytest.mark.parametrize("closed", [0.05, 0.3, 0.45, 0.55])
def test_eyes_that_stay_closed_stay_closed_however_long_and_however_closed_lids_are_seen(closed):
    said = states((3.0, 1.0), (20.0, closed), (1.0, 1.0))
    assert of(said, 3.0, 22.9) == {LidState.CLOSED}
    assert of(said, 23.05, 24.0) == {LidState.OPEN}


def test_lids_that_droop_are_open_again_after_a_second_and_their_blinks_are_blinks():
    said = states((3.0, 1.0), (3.0, 0.7), (0.2, 0.3), (1.0, 0.7))
    assert of(said, 4.5, 5.9) == {LidState.OPEN}
    assert of(said, 6.05, 6.15) == {LidState.CLOSED}
    assert of(said, 6.25, 7.0) == {LidState.OPEN}


def test_drooping_lids_that_were_closed_for_long_are_open_at_once_afterwards():
    said = states((5.0, 0.7), (10.0, 0.1), (1.0, 0.7))
    assert of(said, 15.05, 16.0) == {LidState.OPEN}


def test_a_slow_droop_is_never_closed():
    said = states((3.0, 1.0), *((0.5, 1.0 - 0.03 * step) for step in range(1, 11)), (3.0, 0.7))
    assert of(said, 3.0, 11.0) == {LidState.OPEN}


def test_lids_over_more_than_half_of_the_eye_never_become_usual():
    assert of(states((3.0, 1.0), (20.0, 0.5)), 4.0, 23.0) == {LidState.CLOSED}


@pytest.mark.parametrize("eyes", list(Eyes))
def test_a_blink_is_seen_by_whichever_eyes_are_measured(eyes):
    assert of(states((2.0, 1.0), (0.2, 0.4), (1.0, 1.0), eyes=eyes), 2.05, 2.15) == {LidState.CLOSED}
