"""A webcam's own adjustments are held while measuring where it allows, and never at the cost of a sitting."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from cameras_helpers import DriverStub
from flow_helpers import PaperClient, ScriptedDisplay, first_time
from recording_helpers import header

from gazetrainer.adapters.webcam import Webcam
from gazetrainer.adapters.webcam_controls import WebcamControls, lockable_controls
from gazetrainer.camera_lock import CameraControl, CameraLock
from gazetrainer.flows.checking import check_camera
from gazetrainer.frame import Frame
from gazetrainer.loop import run
from gazetrainer.recording import Recorder, read_recording
from gazetrainer.scene import Key

ALL = tuple(CameraControl)
V4L2 = {
    cv2.CAP_PROP_AUTO_EXPOSURE: 3.0,
    cv2.CAP_PROP_EXPOSURE: 157.0,
    cv2.CAP_PROP_AUTO_WB: 1.0,
    cv2.CAP_PROP_WB_TEMPERATURE: 4600.0,
    cv2.CAP_PROP_AUTOFOCUS: 1.0,
    cv2.CAP_PROP_FOCUS: 30.0,
}


class Device(DriverStub):
    """A driver with settings; it takes only `takes`, for each property the values it knows."""

    def __init__(self, settings, takes=None):
        super().__init__(1000)
        self.settings.update(settings)
        self._takes = takes

    def set(self, prop, value, /):
        if self._takes is not None and value not in self._takes.get(prop, ()):
            return False
        return super().set(prop, value)


@pytest.fixture
def webcam():
    """A webcam on a driver of V4L2, whatever system this is."""

    def opened(device):
        camera = Webcam(0, opener=lambda _index: device, patience_s=0.5, first_picture_s=0.5)
        camera.controls = WebcamControls("linux")
        return camera

    return opened


def test_exposure_white_balance_and_focus_are_held_at_their_present_values(webcam):
    device = Device(V4L2)
    with webcam(device) as camera:
        assert camera.controls.lock() == CameraLock(ALL, ())
        assert device.settings[cv2.CAP_PROP_AUTO_EXPOSURE] == 1
        assert device.settings[cv2.CAP_PROP_AUTO_WB] == device.settings[cv2.CAP_PROP_AUTOFOCUS] == 0
        assert device.settings[cv2.CAP_PROP_EXPOSURE] == 157
        assert next(camera.frames()).rgb.shape == (48, 64, 3)


def test_a_closed_camera_is_left_as_it_was_found_for_the_next_program(webcam):
    device = Device(V4L2)
    with webcam(device) as camera:
        camera.controls.lock()
    assert device.released.wait(1)
    assert device.settings == V4L2 | {cv2.CAP_PROP_BUFFERSIZE: 1}


def test_what_the_camera_has_not_is_left_moving_and_said(webcam):
    takes = {cv2.CAP_PROP_AUTO_EXPOSURE: (1, 3), cv2.CAP_PROP_EXPOSURE: (157,)}
    with webcam(Device(V4L2, takes)) as camera:
        found = camera.controls.lock()
    assert found == CameraLock((CameraControl.EXPOSURE,), (CameraControl.WHITE_BALANCE, CameraControl.FOCUS))


def test_older_and_windows_drivers_that_count_in_quarters_are_understood(webcam):
    takes = {cv2.CAP_PROP_AUTO_EXPOSURE: (0.25, 0.75), cv2.CAP_PROP_EXPOSURE: (157,)}
    device = Device(V4L2 | {cv2.CAP_PROP_AUTO_EXPOSURE: 0.75}, takes)
    with webcam(device) as camera:
        assert camera.controls.lock().held == (CameraControl.EXPOSURE,)
        camera.controls.unlock()
        assert device.settings[cv2.CAP_PROP_AUTO_EXPOSURE] == 0.75


def test_a_driver_that_says_yes_and_does_nothing_is_not_believed(webcam):
    class Stubborn(Device):
        def set(self, _prop, _value, /):
            return True

    with webcam(Stubborn(V4L2)) as camera:
        assert camera.controls.lock() == CameraLock((), ALL)


def test_a_system_without_such_settings_and_a_camera_that_hangs_hold_nothing():
    assert lockable_controls("darwin") == ()
    assert WebcamControls("linux", answer_s=0.01).lock() == CameraLock((), ALL)


class Controls:
    """Controls whose lock makes the picture so many times brighter."""

    def __init__(self, brighter=1.0):
        self.state, self._brighter, self.shown = CameraLock(), brighter, 1.0

    def lock(self):
        self.state, self.shown = CameraLock(ALL, ()), self._brighter
        return self.state

    def unlock(self):
        self.state, self.shown = CameraLock(), 1.0
        return self.state


def frames(client, controls):
    for frame in client.frames():
        yield Frame(frame.index, frame.time_s, np.full((48, 64, 3), 100 * controls.shown, np.uint8))


@pytest.mark.parametrize(("brighter", "held"), [(1.0, ALL), (1.05, ALL), (1.6, ()), (0.5, ())])
def test_a_lock_stays_only_if_it_leaves_the_picture_as_it_was(brighter, held):
    client, controls = PaperClient(), Controls(brighter)
    run(check_camera(62.0, controls=controls), frames(client, controls), client, ScriptedDisplay())
    assert controls.state.held == held


def test_in_bad_light_nothing_is_held():
    class InTheDark(PaperClient):
        def observe(self, frame):
            return replace(super().observe(frame), brightness=40.0)

    client, controls, display = InTheDark(), Controls(), ScriptedDisplay(first_time(CameraCheck=Key.MAIN))
    run(check_camera(62.0, controls=controls), frames(client, controls), client, display)
    assert controls.state.held == ()


def test_what_was_held_is_kept_in_the_recording(tmp_path):
    lock = CameraLock((CameraControl.EXPOSURE,), (CameraControl.WHITE_BALANCE, CameraControl.FOCUS))
    with Recorder(tmp_path / "sitting.mcap", header(camera_lock=lock)):
        pass
    assert read_recording(tmp_path / "sitting.mcap").header.camera_lock == lock
