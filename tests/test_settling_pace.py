"""Gaze comes as soon as no frame of the camera's pace can change it any more."""

import pytest
from hold_helpers import OPEN

from gazetrainer.gaze import GapReason, GazeGap, GazeSample, HeadPose
from gazetrainer.measuring.lids import LidState
from gazetrainer.measuring.settling import LATE_S, Measured, Settling

HEAD = HeadPose(0.0, 0.0, 0.0)


def frame(time_s, azimuth_deg=0.0, lids=LidState.OPEN):
    return Measured(GazeSample(time_s, azimuth_deg, 0.0, 1.0, HEAD, OPEN), lids)


def told(times_s):
    settling = Settling()
    return [(time_s, gaze) for time_s in times_s for gaze in settling.push(frame(time_s, 10 * time_s % 1))]


@pytest.mark.parametrize(("rate_hz", "frames"), [(60, 4), (30, 2), (25, 1), (15, 1), (10, 0)])
def test_a_frame_waits_for_those_it_is_averaged_with_and_no_longer(rate_hz, frames):
    waits_s = [now_s - gaze.time_s for now_s, gaze in told([n / rate_hz for n in range(90)])]
    assert max(waits_s[10:]) == pytest.approx(frames / rate_hz)
    assert max(waits_s[10:]) < LATE_S


def test_frames_that_come_unevenly_are_waited_for_by_the_quickest_of_them():
    uneven_s = [n / 30 + (0.009 if n % 3 == 0 else 0.0) for n in range(90)]
    for _, gaze in told(uneven_s)[5:]:
        near = [10 * time_s % 1 for time_s in uneven_s if abs(time_s - gaze.time_s) <= LATE_S]
        assert gaze.azimuth_deg == pytest.approx(sum(near) / len(near))


@pytest.mark.parametrize("rate_hz", [60, 30, 25, 15])
def test_a_blink_still_takes_the_frame_before_it(rate_hz):
    settling, gazes = Settling(), []
    for n in range(40):
        gazes += settling.push(frame(n / rate_hz, lids=LidState.CLOSED if 20 <= n < 23 else LidState.OPEN))
    spoilt = {round(gaze.time_s * rate_hz) for gaze in gazes if isinstance(gaze, GazeGap)}
    assert {gaze.reason for gaze in gazes if isinstance(gaze, GazeGap)} == {GapReason.BLINK}
    assert (19 in spoilt) == (1 / rate_hz <= 0.04)
    assert {20, 21, 22} <= spoilt
