"""Pictures that a camera should not have sent, a tracker that breaks, and times that do not go on."""

from dataclasses import replace

import numpy as np
import pytest
from faults_helpers import HEIGHT, WIDTH, BreakingTracker, black, dark_noise, film, green, picture, smaller, torn

from gazetrainer.adapters.steady_times import steady
from gazetrainer.adapters.steady_tracker import SteadyTracker
from gazetrainer.errors import CameraFault
from gazetrainer.face import NoFaceReason
from gazetrainer.frame import Frame
from gazetrainer.gaze import GapReason, GazeGap
from gazetrainer.staging.setup import camera_gone_scene
from gazetrainer.unjudged import PictureMended, PictureSpoilt
from gazetrainer.watching.faults import FaultWatch
from gazetrainer.watching.pace import PaceWatch
from gazetrainer.watching.pictures import PictureWatch


def told(frames):
    watch = PictureWatch()
    return [watch.push(frame) for frame in frames]


def between(change, first=20, last=40):
    return lambda index, rgb: change(index, rgb) if first <= index < last else rgb


def test_sound_pictures_are_never_doubted():
    assert set(told(film(60))) == {None}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (black, NoFaceReason.PICTURE_BLANK),
        (dark_noise, NoFaceReason.PICTURE_BLANK),
        (green, NoFaceReason.PICTURE_BLANK),
        (torn, NoFaceReason.PICTURE_TORN),
        (smaller, NoFaceReason.OTHER_SIZE),
    ],
)
def test_black_green_torn_and_resized_pictures_are_told_from_the_first_to_the_last(change, reason):
    assert told(film(60, change=between(change))) == [None] * 20 + [reason] * 20 + [None] * 20


def test_a_picture_that_stands_still_for_a_second_is_frozen_until_it_moves_again():
    frozen = told(film(80, change=between(lambda _index, _rgb: picture(40), 40, 60)))
    assert frozen == [None] * 55 + [NoFaceReason.PICTURE_FROZEN] * 5 + [None] * 20


def drawn(index, moves_until):
    """A wall without any noise, with something before it that moves for a while and then holds still."""
    rgb = np.full((HEIGHT, WIDTH, 3), 90, np.uint8)
    left = 40 + min(index, moves_until) % 20
    rgb[40:, left : left + 60] = picture()[40:, :60]
    return rgb


def test_a_picture_drawn_without_noise_may_hold_as_still_as_it_likes():
    assert set(told(film(200, change=lambda index, _rgb: drawn(index, moves_until=60)))) == {None}


def test_somebody_who_bends_down_before_an_even_wall_tears_no_picture():
    def bends(index, _rgb):
        rgb = np.full((HEIGHT, WIDTH, 3), 90, np.uint8)
        rgb[20 + index :, 50:110] = picture()[: HEIGHT - 20 - index, 50:110]
        return rgb

    def floats(index, rgb):
        return bends(index, rgb)[::-1]

    assert set(told(film(60, change=bends))) == {None}
    assert set(told(film(60, change=floats))) == {None}


def test_a_camera_that_sends_each_picture_three_times_is_not_frozen():
    assert set(told(film(60, rate_hz=30, change=lambda index, _rgb: picture(index // 3)))) == {None}


def test_black_bars_that_were_always_there_are_no_tear():
    def bars(_index, rgb):
        rgb[:30] = rgb[-30:] = 0
        return rgb

    assert set(told(film(30, change=bars))) == {None}


@pytest.mark.parametrize("gain", [0.4, 1.6])
def test_a_jump_of_the_exposure_is_no_fault_of_the_picture(gain):
    assert set(told(film(40, change=between(lambda _i, rgb: np.clip(rgb * gain, 0, 255).astype(np.uint8))))) == {None}


def test_a_tracker_that_breaks_is_begun_anew_and_the_sitting_goes_on():
    tracker = BreakingTracker({20})
    with SteadyTracker(tracker) as steady_tracker:
        reasons = [steady_tracker.observe(frame).reason for frame in film(60)]
    assert reasons == [NoFaceReason.NO_FACE] * 20 + [NoFaceReason.TRACKER_FAILED] * 15 + [NoFaceReason.NO_FACE] * 25
    assert tracker.loaded == 2


def test_a_tracker_that_cannot_be_begun_anew_is_tried_again_and_never_ends_the_sitting():
    tracker = BreakingTracker({20}, loads_again=False)
    with SteadyTracker(tracker) as steady_tracker:
        reasons = [steady_tracker.observe(frame).reason for frame in film(100)]
    assert set(reasons[20:]) == {NoFaceReason.TRACKER_FAILED}
    assert tracker.loaded > 3


def at(*times_s):
    return [Frame(index, time_s, picture()[:2, :2]) for index, time_s in enumerate(times_s)]


def times_of(frames):
    return [round(frame.time_s, 3) for frame in frames]


def test_times_that_stand_still_or_go_back_a_little_are_left_out():
    assert times_of(steady(at(0.0, 0.1, 0.1, 0.05, 0.2, 0.15, 0.3))) == [0.0, 0.1, 0.2, 0.3]


def test_a_clock_that_was_set_back_does_not_stop_the_stream():
    assert times_of(steady(at(9.0, 9.1, 0.0, 0.1, 0.2))) == [9.0, 9.1, 9.133, 9.233, 9.333]


def test_a_jump_ahead_and_back_goes_on_from_there():
    assert times_of(steady(at(0.0, 0.1, 3600.0, 0.2, 0.3))) == [0.0, 0.1, 3600.0, 3600.033, 3600.133]


@pytest.mark.parametrize(("rate_hz", "is_too_slow"), [(30, False), (15, False), (10, False), (8, True), (2, True)])
def test_below_ten_pictures_a_second_nothing_is_judged(rate_hz, is_too_slow):
    watch, rng = PaceWatch(), np.random.default_rng(5)
    times_s = (np.arange(60) + rng.uniform(-0.2, 0.2, 60)) / rate_hz
    assert {watch.is_too_slow(time_s) for time_s in times_s}.issuperset({is_too_slow})
    assert all(watch.is_too_slow(60 / rate_hz + i / rate_hz) == is_too_slow for i in range(20))


def test_one_missed_picture_in_four_at_twelve_a_second_is_no_slow_camera():
    watch = PaceWatch()
    assert not any(watch.is_too_slow(i / 12) for i in range(100) if i % 4)


def spoilt(reason, first_s, last_s, rate_hz=10):
    return [GazeGap(i / rate_hz, reason) for i in range(round(first_s * rate_hz), round(last_s * rate_hz))]


def test_each_interruption_is_an_event_with_its_reason_and_its_length():
    watch, fine = FaultWatch(), GapReason.BLINK
    frozen, torn_ = GapReason.PICTURE_FROZEN, GapReason.PICTURE_TORN
    gazes = [
        *spoilt(fine, 0, 1),
        *spoilt(frozen, 1, 5),
        *spoilt(fine, 5, 6),
        *spoilt(torn_, 6, 6.1),
        *spoilt(fine, 6.1, 7),
    ]
    events = [event for gaze in gazes for event in watch.push(gaze)]
    assert events == [PictureSpoilt(1.3, frozen), PictureMended(5.0, frozen, 4.0)]


def test_a_camera_that_another_program_took_is_said_to_be_taken():
    assert camera_gone_scene().title == "The camera is gone"
    assert camera_gone_scene(CameraFault.BUSY).title == "Another program has the camera"


def test_a_frame_keeps_its_number_and_picture_when_its_time_is_mended():
    before = at(5.0, 5.1, 0.0)
    after = list(steady(before))
    assert [frame.index for frame in after] == [0, 1, 2]
    assert after[2].rgb is before[2].rgb
    assert replace(after[2], time_s=0.0).index == 2
