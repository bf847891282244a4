"""`teach` and plans that name a taught position, as a person meets them on the command line."""

import json
import shutil

import pytest
from cli_helpers import CommandLine
from samples_helpers import SAMPLES, first_seconds

PLAN = 'schema = 1\ntitle = "T"\n[[steps]]\ntaught = "here"\nget_ready_s = 0\nhold_s = 1\n'


@pytest.fixture
def line(capfd, monkeypatch):
    return CommandLine(capfd, monkeypatch)


@pytest.fixture
def profile(tmp_path):
    return shutil.copy(SAMPLES / "profile.json", tmp_path / "profile.json")


def test_a_position_held_in_a_video_is_kept_and_a_plan_can_ask_for_it(line, tmp_path, profile):
    clip = first_seconds(SAMPLES / "sitting.mp4", 3.0, tmp_path / "clip.mp4")
    (tmp_path / "plan.toml").write_text(PLAN)
    track = ("track", "--camera", clip, "--profile", profile, "--plan", tmp_path / "plan.toml")
    unknown = line.call(*track, "--output", tmp_path / "gaze.csv")
    assert unknown.is_one_clear_line
    assert "gazetrainer teach" in unknown.err
    said = line.call("teach", "here", "--camera", clip, "--profile", profile, "--from", "0.2", "--to", "2.1")
    assert said.code == 0, said.err
    assert 'taught = "here"' in said.out
    (taught,) = json.loads(profile.read_text())["taught"]
    assert taught["name"] == "here"
    assert line.call(*track, "--output", tmp_path / "gaze.csv").code == 0
    assert ",in," in (tmp_path / "gaze.csv").read_text()


def test_a_part_that_holds_too_little_changes_nothing(line, tmp_path, profile):
    before = profile.read_text()
    clip = first_seconds(SAMPLES / "sitting.mp4", 1.0, tmp_path / "clip.mp4")
    said = line.call("teach", "here", "--camera", clip, "--profile", profile, "--from", "0", "--to", "0.5")
    assert said.is_one_clear_line
    assert "Hold the position longer" in said.err
    assert profile.read_text() == before


def test_a_plan_with_taught_positions_is_said_in_words(line, tmp_path):
    (tmp_path / "plan.toml").write_text(PLAN)
    said = line.call("plan", "check", tmp_path / "plan.toml")
    assert said.code == 0
    assert 'the taught position "here"' in said.out
    assert "azimuth" not in said.out
