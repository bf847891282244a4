"""Everything a person can do wrong gives one clear line on stderr and exit code 1, and nothing is lost."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from cli_helpers import CommandLine

SAMPLES = Path(__file__).parent.parent / "samples"
PROFILE = SAMPLES / "profile.json"
PLAN = SAMPLES / "plans" / "sample.toml"


@pytest.fixture
def line(capfd, monkeypatch):
    return CommandLine(capfd, monkeypatch)


@pytest.fixture
def not_a_video(tmp_path):
    path = tmp_path / "letter.mp4"
    path.write_text("Dear practitioner")
    return path


def test_a_camera_that_is_not_there(line):
    said = line.call("track", "--camera", "977", "--profile", PROFILE)
    assert said.is_one_clear_line
    assert "camera 977" in said.err


def test_a_camera_that_nobody_knows(line):
    said = line.call("track", "--camera", "nosuch.mp4", "--profile", PROFILE)
    assert said.is_one_clear_line
    assert "nosuch.mp4" in said.err


def test_a_file_that_is_no_video(line, not_a_video, tmp_path):
    said = line.call("track", "--camera", not_a_video, "--profile", PROFILE, "-o", tmp_path / "gaze.csv")
    assert said.is_one_clear_line
    assert not (tmp_path / "gaze.csv").exists()


def test_an_empty_folder_as_camera(line, tmp_path):
    (tmp_path / "empty").mkdir()
    said = line.call("track", "--camera", tmp_path / "empty", "--profile", PROFILE, "-o", tmp_path / "gaze.csv")
    assert said.is_one_clear_line
    assert "no pictures" in said.err


def test_a_face_model_that_is_not_there_or_was_altered(line, not_a_video):
    for model in ("nosuch.task", not_a_video):
        said = line.call("model", "--face-model", model)
        assert said.is_one_clear_line
        assert str(model) in said.err


def test_all_five_faults_of_a_plan_are_named(line):
    said = line.call("plan", "check", SAMPLES / "plans" / "five_faults.toml")
    assert said.code == 1
    assert said.err.count("five_faults.toml") == 5
    assert "Traceback" not in said.err


def test_a_faulty_plan_stops_practice_before_anything_opens(line):
    said = line.call("practice", SAMPLES / "plans" / "five_faults.toml", "--camera", "977")
    assert said.code == 1
    assert said.err.count("five_faults.toml") == 5


def test_a_profile_of_another_resolution(line, tmp_path):
    profile = json.loads(PROFILE.read_text()) | {"width_px": 1280, "height_px": 720}
    (tmp_path / "other.json").write_text(json.dumps(profile))
    said = line.call(
        "track",
        "--camera",
        SAMPLES / "sitting.mp4",
        "--profile",
        tmp_path / "other.json",
        "-o",
        tmp_path / "gaze.csv",
    )
    assert said.is_one_clear_line
    assert "1280x720" in said.err


def test_a_profile_of_another_camera(line, tmp_path):
    profile = json.loads(PROFILE.read_text()) | {"camera": "Webcam of the office"}
    (tmp_path / "other.json").write_text(json.dumps(profile))
    said = line.call(
        "track",
        "--camera",
        "simulated:duration_s=1",
        "--profile",
        tmp_path / "other.json",
        "-o",
        tmp_path / "gaze.csv",
    )
    assert said.is_one_clear_line
    assert "Webcam of the office" in said.err


def test_a_profile_that_is_none(line, not_a_video):
    assert line.call("track", "--camera", "simulated", "--profile", not_a_video).is_one_clear_line
    assert line.call("track", "--camera", "simulated", "--profile", "nosuch.json").is_one_clear_line


def test_a_recording_cut_short_still_gives_its_report(line, tmp_path):
    whole = (SAMPLES / "recording.mcap").read_bytes()
    (tmp_path / "cut.mcap").write_bytes(whole[: len(whole) * 2 // 3])
    said = line.call("report", tmp_path / "cut.mcap")
    assert said.code == 0
    assert "cut short" in said.out
    assert "<html" in (tmp_path / "cut.html").read_text(encoding="utf-8")


def test_a_report_never_takes_the_place_of_its_recording(line, tmp_path):
    path = tmp_path / "sitting.mcap"
    path.write_bytes((SAMPLES / "recording.mcap").read_bytes())
    for output in (path, tmp_path / "another.mcap"):
        assert line.call("report", path, "--output", output).is_one_clear_line
    assert path.read_bytes() == (SAMPLES / "recording.mcap").read_bytes()


def test_an_output_folder_that_cannot_be_written(line, not_a_video):
    for output in (not_a_video, not_a_video / "inside"):
        said = line.call("demo", "--headless", "--output", output)
        assert said.is_one_clear_line
        assert "--output" in said.err
    assert line.call("report", SAMPLES / "recording.mcap", "-o", not_a_video / "page.html").is_one_clear_line
    assert not_a_video.read_text() == "Dear practitioner"


def test_a_folder_where_a_file_is_wanted(line, tmp_path):
    arguments = ("track", "--camera", SAMPLES / "sitting.mp4", "--profile", PROFILE, "--output", tmp_path)
    assert line.call(*arguments).is_one_clear_line
    assert line.call("report", SAMPLES / "recording.mcap", "--output", tmp_path).is_one_clear_line


def test_what_is_read_is_never_written_over(line, tmp_path):
    profile = tmp_path / "profile.json"
    profile.write_bytes(PROFILE.read_bytes())
    said = line.call("track", "--camera", SAMPLES / "sitting.mp4", "--profile", profile, "--output", profile)
    assert said.is_one_clear_line
    assert profile.read_bytes() == PROFILE.read_bytes()


def test_a_slip_of_the_hand_overwrites_no_plan_and_no_calibration(line, tmp_path):
    plan, profile, recording = tmp_path / "plan.toml", tmp_path / "profile.json", SAMPLES / "recording.mcap"
    plan.write_bytes(PLAN.read_bytes())
    profile.write_bytes(PROFILE.read_bytes())
    video, looked_at = SAMPLES / "calibration.mp4", SAMPLES / "calibration_looked_at.csv"
    for slip in (
        ("report", recording, "-o", plan),
        ("plan", "print", PLAN, "-o", profile),
        ("verify", recording, "--json", profile),
        ("replay", recording, "--film", plan),
        ("calibrate", "--camera", video, "--looked-at", looked_at, "-o", plan),
        ("practice", PLAN, "--camera", "simulated", "--profile", plan, "--recalibrate"),
        ("track", "--camera", video, "--profile", PROFILE, "-o", plan),
    ):
        said = line.call(*slip)
        assert said.is_one_clear_line, slip
        assert "overwritten" in said.err, slip
    assert (plan.read_bytes(), profile.read_bytes()) == (PLAN.read_bytes(), PROFILE.read_bytes())


def test_what_is_written_anew_takes_the_place_of_its_own_kind(line, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("last week")
    assert line.call("plan", "print", PLAN, "-o", page).code == 0
    assert page.read_text(encoding="utf-8") != "last week"


def test_an_existing_recording_is_never_overwritten(line, tmp_path):
    (tmp_path / "sitting.mcap").write_text("last week")
    for command in (("demo", "--headless", "-o", tmp_path), ("practice", PLAN, "-o", tmp_path / "sitting.mcap")):
        said = line.call(*command)
        assert said.is_one_clear_line
        assert "never overwritten" in said.err
    assert (tmp_path / "sitting.mcap").read_text() == "last week"


def test_a_looked_at_file_names_the_line_that_is_wrong(line, tmp_path):
    path = tmp_path / "targets.csv"
    path.write_text("time_s,azimuth_deg,elevation_deg,head\n0,0,0,still\n2,far,0,still\n")
    said = line.call("calibrate", "--camera", SAMPLES / "sitting.mp4", "--looked-at", path, "-o", tmp_path / "p.json")
    assert said.is_one_clear_line
    assert "line 3" in said.err


def test_a_client_name_cannot_lead_out_of_the_folder_of_profiles(line):
    said = line.call("calibrate", "--camera", "simulated", "--person", "../../somebody")
    assert said.is_one_clear_line
    assert "--person" in said.err


def test_a_file_is_no_desk(line):
    said = line.call("review", PLAN, "--no-browser")
    assert said.is_one_clear_line
    assert f"{PLAN.name} is not a folder" in said.err


def test_a_demonstration_wants_a_simulated_client(line, tmp_path):
    said = line.call("demo", "--headless", "--camera", "video.mp4", "-o", tmp_path)
    assert said.is_one_clear_line
    assert "practice" in said.err


def test_pictures_without_a_face_cannot_be_calibrated_from(line, tmp_path):
    cv2 = pytest.importorskip("cv2")
    for number in range(4):
        cv2.imwrite(str(tmp_path / f"{number}.png"), np.full((120, 160, 3), 90, np.uint8))
    (tmp_path / "targets.csv").write_text("time_s,azimuth_deg,elevation_deg,head\n0,0,0,still\n")
    said = line.call(
        "calibrate", "--camera", tmp_path, "--looked-at", tmp_path / "targets.csv", "-o", tmp_path / "p.json"
    )
    assert said.is_one_clear_line
    assert "calibration did not work" in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("nosuch",),
        ("track",),
        ("demo", "--seed", "many"),
        ("demo", "--speed", "0"),
        ("practice", "plan.toml", "--screen-mm", "large"),
        ("track", "--camera", "0", "--profile", "p.json", "--eyes", "three"),
        ("track", "--camera", "0", "--profile", PROFILE, "--resolution", "small"),
    ],
)
def test_a_wrong_use_is_said_with_exit_code_2(line, arguments):
    said = line.call(*arguments)
    assert said.code == 2
    assert "Traceback" not in said.err


def test_letters_that_the_terminal_does_not_know_are_no_fault(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(PLAN.read_text(encoding="utf-8").replace("title = ", 'title = "Übung" # '), encoding="utf-8")
    narrow = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-c", "from gazetrainer.cli import main; main()", "plan", "check", str(path)]
    said = subprocess.run(command, env=narrow, capture_output=True, check=False)
    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith(b"?bung: ")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are POSIX")
@pytest.mark.parametrize("after_s", [0.15, 0.3, 0.45])
def test_ctrl_c_while_the_program_still_loads_ends_it_without_a_word_about_its_insides(after_s, tmp_path):
    command = [sys.executable, "-c", "from gazetrainer.cli import main; print(flush=True); main()", "practice"]
    with subprocess.Popen([*command, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        run.stdout.readline()
        time.sleep(after_s)
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=60)
    assert run.returncode in (130, 1, 2)  # 1, 2: a machine so quick that the folder was refused already
    assert "Traceback" not in said
