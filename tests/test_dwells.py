"""Rests of the eyes, found by time and dispersion."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetrainer.finding.dwells import DwellRule, dwells
from gazetrainer.gaze import EyeState, GapReason, GazeGap, GazeSample, HeadPose

RULE = DwellRule(shortest_s=3.0)


def gazes(path, *, until_s, rate_hz=30.0, noise_deg=0.8, seed=0, gaps=(), start_s=0.0):
    """path(time) -> (azimuth, elevation); gaps: (from, to, reason)."""
    rng = np.random.default_rng(seed)
    told = []
    for index in range(round(until_s * rate_hz)):
        time_s = index / rate_hz
        noise = rng.normal(0, noise_deg, 2)
        reason = next((each[2] for each in gaps if each[0] <= time_s < each[1]), None)
        if reason is not None:
            told.append(GazeGap(start_s + time_s, reason))
            continue
        azimuth_deg, elevation_deg = path(time_s)
        told.append(
            GazeSample(
                start_s + time_s,
                azimuth_deg + noise[0],
                elevation_deg + noise[1],
                1.5,
                HeadPose(0.0, 0.0, 0.0),
                EyeState(1.0, 1.0, 600.0),
            )
        )
    return told


def following(time_s):
    return -18 + 3 * time_s, 5.0


def resting_at_4_to_9_s(time_s):
    return (-6.0, 5.0) if 4 <= time_s < 9 else following(time_s)


@pytest.mark.parametrize("seed", range(5))
def test_eyes_that_stay_while_the_pointer_goes_on_are_a_rest(seed):
    [rest] = dwells(gazes(resting_at_4_to_9_s, until_s=12, seed=seed), RULE)
    assert rest.azimuth_deg == pytest.approx(-6.0, abs=0.5)
    assert rest.elevation_deg == pytest.approx(5.0, abs=0.5)
    assert rest.from_s == pytest.approx(4.0, abs=1.0)
    assert rest.to_s == pytest.approx(9.0, abs=0.6)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("noise_deg", [0.3, 0.8, 1.5])
@pytest.mark.parametrize("speed_deg_s", [2.0, 3.0, 6.0])
def test_eyes_that_follow_a_pointer_are_never_a_rest(seed, noise_deg, speed_deg_s):
    told = gazes(lambda time_s: (-20 + speed_deg_s * time_s, 0.0), until_s=12, noise_deg=noise_deg, seed=seed)
    assert dwells(told, RULE) == ()


def test_catching_up_in_small_jumps_is_following_too():
    told = gazes(lambda time_s: (-18 + 1.5 * int(2 * time_s), 0.0), until_s=12)
    assert dwells(told, RULE) == ()


def test_a_blink_does_not_end_a_rest():
    blinks = [(5.0, 5.2, GapReason.BLINK), (7.0, 7.7, GapReason.EYES_CLOSED)]
    [rest] = dwells(gazes(resting_at_4_to_9_s, until_s=12, gaps=blinks), RULE)
    assert rest.to_s - rest.from_s > 4.0


def test_time_that_was_not_seen_is_not_a_rest():
    unseen = [(5.0, 8.0, GapReason.NO_FACE)]
    assert dwells(gazes(resting_at_4_to_9_s, until_s=12, gaps=unseen), RULE) == ()


def test_a_single_slip_of_the_eyes_does_not_end_a_rest():
    def path(time_s):
        return (6.0, 5.0) if 6.0 <= time_s < 6.2 else resting_at_4_to_9_s(time_s)

    assert len(dwells(gazes(path, until_s=12), RULE)) == 1


def test_two_places_are_two_rests():
    told = gazes(lambda time_s: (-10.0, 0.0) if time_s < 5 else (8.0, 4.0), until_s=10)
    first, second = dwells(told, RULE)
    assert (first.azimuth_deg, second.azimuth_deg) == (pytest.approx(-10, abs=0.5), pytest.approx(8, abs=0.5))
    assert first.to_s < second.from_s


def test_a_rest_shorter_than_asked_for_is_none():
    assert dwells(gazes(resting_at_4_to_9_s, until_s=12), DwellRule(shortest_s=6.0)) == ()


def test_nothing_seen_gives_no_rest():
    assert dwells([], RULE) == ()
    assert dwells([GazeGap(float(second), GapReason.NO_FACE) for second in range(9)], RULE) == ()


@given(st.floats(-1000, 1000), st.sampled_from([15.0, 30.0, 60.0]))
def test_neither_the_clock_nor_the_rate_of_pictures_makes_a_rest(shift_s, rate_hz):
    told = gazes(resting_at_4_to_9_s, until_s=12, rate_hz=rate_hz, start_s=shift_s)
    [rest] = dwells(told, RULE)
    assert rest.to_s - rest.from_s == pytest.approx(5.0, abs=1.6)
