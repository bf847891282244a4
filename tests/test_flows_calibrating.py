"""Camera check, calibration and its result, as a client goes through them."""

import pytest
from flow_helpers import CAMERA, PaperClient, ScriptedDisplay, first_time

from calibration import CalibrationError
from gazetrainer.calibrating.calibrate import CalibrationSetting
from gazetrainer.calibrating.captured import fitted
from gazetrainer.calibrating.looked_at import HeadTask
from gazetrainer.errors import CameraError
from gazetrainer.flows.sitting import new_profile
from gazetrainer.loop import Interrupted, Stopped, run
from gazetrainer.scene import CalibrationResultScene, DotScene, Key, MessageScene, PausedScene
from gazetrainer.staging.calibration import result_scene

SETTING = CalibrationSetting("somebody", CAMERA, 62.0, "2026-01-01T08:00:00")


def calibrate(display, client=None, *, points=9, **more):
    client = client or PaperClient()
    return run(new_profile(SETTING, display, client, points=points), client.frames(), client, display, **more)


def repeat_then_stop():
    seen = []

    def presses(scene):
        seen.append(scene)
        if isinstance(scene, CalibrationResultScene):
            return (Key.REPEAT,)
        return (Key.STOP,) if any(isinstance(each, CalibrationResultScene) for each in seen) else ()

    return presses


@pytest.fixture(scope="module")
def calibrated():
    display = ScriptedDisplay(first_time(Dot=Key.MAIN, Paused=Key.MAIN, CalibrationResult=Key.MAIN))
    return calibrate(display), display


def test_the_way_leads_from_camera_check_over_dots_to_a_result_that_waits_for_a_key(calibrated):
    _, display = calibrated
    assert display.kinds() == ["CameraCheck", "Dot", "Paused", "Dot", "CalibrationResult"]


def test_a_point_that_was_paused_begins_anew(calibrated):
    _, display = calibrated
    at = next(i for i, scene in enumerate(display.scenes) if isinstance(scene, PausedScene))
    assert display.scenes[at + 1].progress == 0.0
    assert display.scenes[at + 1].spot == display.scenes[at - 1].spot


def test_a_calibration_is_checked_on_points_that_had_no_part_in_the_fit(calibrated):
    profile, _ = calibrated
    assert profile.validation.method == "held_out_points"
    assert profile.validation.mean_error_deg < 4.0


def test_five_points_are_five_dots_and_the_held_out_ones():
    display = ScriptedDisplay(first_time(CalibrationResult=Key.MAIN))
    profile = calibrate(display, points=5)
    steps = {scene.step for scene in display.scenes if isinstance(scene, DotScene)}
    assert {"1 of 9", "9 of 9", "last step"} <= steps
    assert "10 of 9" not in steps
    assert len({(p.azimuth_deg, p.elevation_deg) for p in fitted(profile.points)}) == 5
    assert len(profile.validation.points) == 4


def test_the_head_turns_in_the_last_step_while_the_eyes_stay_straight(calibrated):
    profile, display = calibrated
    nose = [scene for scene in display.scenes if isinstance(scene, DotScene) and scene.step == "last step"]
    assert nose
    assert all("nose" in scene.sentence for scene in nose)
    assert [p for p in profile.points if p.head is HeadTask.NOSE_DOT]


def test_r_on_the_result_repeats_the_calibration():
    display = ScriptedDisplay(repeat_then_stop())
    with pytest.raises(Stopped):
        calibrate(display)
    assert display.kinds() == ["CameraCheck", "Dot", "CalibrationResult", "Dot"]


def test_the_main_key_repeats_a_calibration_that_should_be_done_again(calibrated):
    profile, _ = calibrated
    poor = tuple(point.model_copy(update={"error_deg": 9.0}) for point in profile.validation.points)
    validation = profile.validation.model_copy(update={"points": poor})
    hints = result_scene(profile.model_copy(update={"validation": validation}), None).hints
    assert [(hint.key, hint.action) for hint in hints[:2]] == [(Key.MAIN, "repeat"), (Key.SKIP, "go on anyway")]


@pytest.mark.parametrize("kind", ["CameraCheck", "Dot"])
def test_esc_stops_at_every_stage(kind):
    with pytest.raises(Stopped):
        calibrate(ScriptedDisplay(first_time(**{kind: Key.STOP})))


def test_a_calibration_without_a_face_says_so_and_can_be_tried_again():
    client = PaperClient(away=(0.0, 10.0))
    display = ScriptedDisplay(first_time(CameraCheck=Key.MAIN, Message=Key.MAIN, CalibrationResult=Key.MAIN))
    calibrate(display, client)
    message = next(scene for scene in display.scenes if isinstance(scene, MessageScene))
    assert "face could not be seen" in message.text
    assert display.kinds()[-1] == "CalibrationResult"


def test_without_a_client_at_the_keys_a_failed_calibration_ends_as_an_error():
    client = PaperClient(away=(0.0, 1000.0))
    display = ScriptedDisplay(first_time(CameraCheck=Key.MAIN))
    with pytest.raises(CalibrationError):
        run(new_profile(SETTING, display, client, patience_s=2.0), client.frames(), client, display)


def test_pictures_that_end_too_early_are_a_fault_of_the_camera():
    for ends_s in (0.0, 1.0, 10.0):
        client = PaperClient(ends_s=ends_s)
        with pytest.raises(CameraError, match="ended"):
            calibrate(ScriptedDisplay(), client)


def test_a_camera_that_is_lost_while_calibrating_is_named():
    with pytest.raises(CameraError, match="no more pictures"):
        calibrate(ScriptedDisplay(), PaperClient(lost_s=8.0))


def test_ctrl_c_ends_a_calibration_at_once():
    display = ScriptedDisplay()
    with pytest.raises(Interrupted):
        calibrate(display, interrupted=lambda: any(isinstance(scene, DotScene) for scene in display.scenes))
