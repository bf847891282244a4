"""The webcam: never a stale picture, times of capture, and plain words when it fails."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import cv2
import pytest
from cameras_helpers import DriverStub

from gazetrainer.adapters.clock import FakeClock, paced
from gazetrainer.adapters.webcam import Capture, Webcam, WebcamWish
from gazetrainer.errors import CameraError, CameraFault
from gazetrainer.frame import Frame

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /dev, which only Linux has")


def webcam(driver: Capture, **settings: object) -> Webcam:
    return Webcam(0, opener=lambda _index: driver, patience_s=0.15, first_picture_s=0.15, **settings)  # type: ignore[arg-type]


def test_a_slow_caller_gets_the_latest_picture_not_a_stale_one() -> None:
    with webcam(DriverStub(200)) as camera:
        frames = camera.frames()
        first = next(frames)
        time.sleep(0.1)
        second = next(frames)
    assert first.time_s == pytest.approx(0, abs=0.05)
    assert second.index >= first.index + 5
    assert second.time_s > 0.05
    # The driver numbers its pictures in the blue channel: the index counts those that were dropped too.
    assert second.rgb[0, 0].tolist() == [200, 0, second.index]


def test_times_are_stamped_at_capture_by_the_given_clock() -> None:
    class TickingClock(FakeClock):
        def now_s(self) -> float:
            self.sleep_s(0.25)
            return super().now_s()

    with webcam(DriverStub(20), clock=TickingClock(start_s=500)) as camera:
        frames = [frame for _, frame in zip(range(4), camera.frames(), strict=False)]
    assert [frame.time_s for frame in frames] == pytest.approx([frame.index * 0.25 for frame in frames])


def test_the_measured_rate_is_that_of_the_driver() -> None:
    with webcam(DriverStub(200, interval_s=0.01)) as camera:
        for _ in zip(range(30), camera.frames(), strict=False):
            pass
        assert camera.measured_rate_hz == pytest.approx(95, rel=0.25)


def test_a_camera_that_falls_silent_is_lost() -> None:
    with webcam(DriverStub(3)) as camera, pytest.raises(CameraError, match="no more pictures") as caught:
        list(camera.frames())
    assert caught.value.reason is CameraFault.LOST


def test_a_camera_that_comes_back_gives_new_pictures_at_once_and_goes_on() -> None:
    drivers = iter([DriverStub(30), DriverStub(20)])
    camera = Webcam(0, opener=lambda _index: next(drivers), patience_s=0.15, first_picture_s=0.15)
    with pytest.raises(CameraError, match="no more pictures"), camera:
        list(camera.frames())
    with camera:
        again = [frame for _, frame in zip(range(5), camera.frames(), strict=False)]
    assert [frame.index for frame in again] == sorted({frame.index for frame in again})
    assert again[-1].index < 20
    assert again[-1].time_s < 0.15


def test_a_driver_that_hangs_and_wakes_up_later_does_not_put_its_picture_among_the_new_ones() -> None:
    hung = DriverStub(2, interval_s=0.005)
    woken, grab = threading.Event(), hung.grab
    hung.grab = lambda: (hung.left > 1 or woken.wait(5)) and grab()  # type: ignore[method-assign]
    drivers = iter([hung, DriverStub(400)])
    camera = Webcam(0, opener=lambda _index: next(drivers), patience_s=0.15, first_picture_s=0.15)
    camera.__enter__()
    camera.__exit__(None, None, None)
    with camera:
        woken.set()
        indices = [frame.index for _, frame in zip(range(40), camera.frames(), strict=False)]
    assert indices == sorted(set(indices))
    assert hung.released.wait(1)


def test_a_camera_that_opens_without_a_picture_is_busy_and_let_go() -> None:
    driver = DriverStub(0)
    with pytest.raises(CameraError, match="Close other programs") as caught, webcam(driver):
        pass
    assert caught.value.reason is CameraFault.BUSY
    assert driver.released.wait(1)


def test_no_camera_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CameraError, match="no camera 0") as caught:
        webcam(DriverStub(0, opened=False), devices=tmp_path).__enter__()
    assert caught.value.reason is CameraFault.NOT_FOUND


@linux_only
def test_a_camera_that_is_there_but_does_not_open_is_busy(tmp_path: Path) -> None:
    (tmp_path / "video0").touch()
    with pytest.raises(CameraError, match="cannot be opened") as caught:
        webcam(DriverStub(0, opened=False), devices=tmp_path).__enter__()
    assert caught.value.reason is CameraFault.BUSY


def test_the_camera_is_released_when_it_is_closed() -> None:
    driver = DriverStub(200)
    with webcam(driver):
        pass
    assert driver.released.wait(1)


def test_size_and_rate_are_asked_for_and_the_true_size_is_reported() -> None:
    driver = DriverStub(50)
    with webcam(driver, wish=WebcamWish(1280, 720, 30)) as camera:
        assert (camera.info.width_px, camera.info.height_px) == (64, 48)
    assert driver.settings[cv2.CAP_PROP_FRAME_WIDTH] == 1280
    assert driver.settings[cv2.CAP_PROP_FPS] == 30


def test_paced_frames_come_no_earlier_than_their_time_and_late_ones_at_once() -> None:
    clock = FakeClock(100.0)
    arrivals = []
    frames = [Frame(index, index * 0.1, None) for index in range(4)]  # type: ignore[arg-type]
    for frame in paced(frames, clock, speed=2.0):
        arrivals.append(round(clock.now_s() - 100.0, 6))
        clock.sleep_s(0.2 if frame.index == 1 else 0.0)
    assert arrivals == [0.0, 0.05, 0.25, 0.25]
