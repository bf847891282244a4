"""Commands that do their work: what they print, what they write, and that nothing else speaks."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_helpers import CommandLine

from gazetrainer.gaze_table import GAZE_COLUMNS, PLAN_COLUMNS
from gazetrainer.recording import read_recording

SAMPLES = Path(__file__).parent.parent / "samples"
HEAVY = {"mediapipe", "cv2", "pygame", "scipy", "av"}
PROGRAM = (sys.executable, "-c", "from gazetrainer.cli import main; main()")


@pytest.fixture
def line(capfd, monkeypatch):
    return CommandLine(capfd, monkeypatch)


def written(folder, *step):
    """A plan with one step."""
    path = folder / "plan.toml"
    path.write_text("\n".join(["schema = 1", 'title = "One position"', "[[steps]]", *step]))
    return path


def test_a_plan_is_said_in_words(line):
    said = line.call("plan", "check", SAMPLES / "plans" / "sample.toml")
    assert said.code == 0
    assert said.err == ""
    assert "3 positions" in said.out
    assert "in order" in said.out


def test_track_with_a_plan_writes_a_line_per_frame_and_nothing_else_speaks(line, tmp_path):
    plan = tmp_path / "plan.toml"
    plan.write_text(
        'schema = 1\ntitle = "T"\n[[steps]]\nazimuth_deg = 0\nelevation_deg = 0\nget_ready_s = 0\nhold_s = 1\n'
    )
    table = tmp_path / "gaze.csv"
    said = line.call(
        "track",
        "--camera",
        "simulated:identity=4,duration_s=2,noise_sd=0.6",
        "--profile",
        SAMPLES / "profile.json",
        "--plan",
        plan,
        "--output",
        table,
    )
    assert (said.code, said.err) == (0, "")
    assert len(said.out.splitlines()) == 2
    with table.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 60
    assert tuple(rows[0]) == GAZE_COLUMNS + PLAN_COLUMNS
    assert {row["verdict"] for row in rows} <= {"in", "out", "cannot_tell", ""}


def test_a_tolerance_that_cannot_be_verified_is_said_to_be_wider(line, tmp_path):
    plan = written(tmp_path, "azimuth_deg = 10", "elevation_deg = 5", "tolerance_deg = 2")
    profile = (SAMPLES / "profile.json").read_text()
    poor = tmp_path / "profile.json"
    poor.write_text(_with_errors(profile, 3.0))
    said = line.call(
        "track", "--camera", "simulated:duration_s=0.1", "--profile", poor, "--plan", plan, "-o", tmp_path / "g.csv"
    )
    assert "judged within 6.0 deg" in said.out


def _with_errors(profile, error_deg):
    values = json.loads(profile)
    for point in values["validation"]["points"]:
        point["error_deg"] = error_deg
    return json.dumps(values)


def test_help_comes_without_the_heavy_parts():
    code = f"import sys, gazetrainer.cli.app; print(sorted({HEAVY} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_without_a_screen_practice_says_so(tmp_path):
    hidden = {"SDL_VIDEODRIVER", "DISPLAY", "WAYLAND_DISPLAY"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    if sys.platform != "linux":
        environment["SDL_VIDEODRIVER"] = "nosuch"
    plan = SAMPLES / "plans" / "sample.toml"
    said = subprocess.run(
        [*PROGRAM, "practice", plan, "--camera", "simulated", "-o", tmp_path],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1
    assert said.stderr.startswith("gazetrainer: There is no screen")
    assert said.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are POSIX")
def test_ctrl_c_in_mid_sitting_closes_the_recording_and_writes_the_report(tmp_path):
    plan = tmp_path / "plan.toml"
    plan.write_text(
        'schema = 1\ntitle = "T"\n[[steps]]\nazimuth_deg = 0\nelevation_deg = 0\nget_ready_s = 1\nhold_s = 600\n'
    )
    recording = tmp_path / "sitting.mcap"
    command = ["practice", plan, "--camera", SAMPLES / "sitting.mp4", "--profile", SAMPLES / "profile.json"]
    process = subprocess.Popen(
        [*PROGRAM, *command, "-o", recording, "--speed", "50", "--volume", "0", "--share-features"],
        env=os.environ | {"SDL_VIDEODRIVER": "dummy"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not (recording.exists() and recording.stat().st_size > 40_000) and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "Stopped.\n")
    assert read_recording(recording).complete
    assert read_recording(recording).header.may_be_learned_from
    assert "Report:" in out
    assert recording.with_suffix(".html").exists()
