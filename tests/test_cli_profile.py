"""`profile`: what a calibration holds in words, the error to be expected in a direction, and a map of it."""

import re
import xml.etree.ElementTree as ET

import pytest
from cli_helpers import CommandLine
from samples_helpers import SAMPLES

from gazetrainer.calibrating.looked_at import HeadTask
from gazetrainer.calibrating.profile_file import load_profile, save_profile
from gazetrainer.calibrating.taught import TaughtPosition
from gazetrainer.errors import ProfileError
from gazetrainer.report.error_map import error_map

PROFILE = SAMPLES / "profile.json"


@pytest.fixture
def line(capfd, monkeypatch):
    return CommandLine(capfd, monkeypatch)


def test_a_profile_is_said_in_words_with_every_direction_it_was_checked_on(line):
    said = line.call("profile", PROFILE)
    assert said.code == 0, said.err
    profile = load_profile(PROFILE)
    assert profile.person in said.out
    assert said.out.count("accuracy") == len(profile.validation.points)
    assert "RMS-S2S" in said.out
    assert "data loss" in said.out


def test_a_calibration_without_a_nose_dot_says_what_that_means_for_a_turned_head(line, tmp_path):
    profile = load_profile(PROFILE)
    first = profile.points[0].model_copy(update={"head": HeadTask.NOSE_DOT})
    save_profile(profile.model_copy(update={"points": (*profile.points, first)}), tmp_path / "shown.json")
    without, shown = (line.call("profile", path).out for path in (PROFILE, tmp_path / "shown.json"))
    assert "while the head is turned" in without
    assert "while the head is turned" not in shown


def test_the_error_to_be_expected_grows_away_from_what_was_calibrated(line):
    near, far = (line.call("profile", PROFILE, "--at", at).out for at in ("0,0", "-34,5"))
    errors = [float(re.search(r"error of ([\d.]+) deg", out)[1]) for out in (near, far)]
    assert errors[0] < errors[1]
    assert "far left" in far


@pytest.mark.parametrize("at", ["12", "a,b", "100,0"])
def test_a_direction_that_is_none_is_a_fault_of_usage(line, at):
    assert line.call("profile", PROFILE, "--at", at).code == 2


def test_the_map_is_a_drawing_with_its_lines_named_and_names_made_harmless(line, tmp_path):
    said = line.call("profile", PROFILE, "--picture", tmp_path / "map.svg")
    assert said.code == 0, said.err
    assert ET.parse(tmp_path / "map.svg").getroot().tag.endswith("svg")
    position = TaughtPosition(
        name="<far> & left",
        azimuth_deg=-60,
        elevation_deg=5,
        std_azimuth_deg=1,
        std_elevation_deg=1,
        sigma_deg=1,
        taken_at="2026-01-01T08:00:00",
        seconds=4,
    )
    drawn = ET.fromstring(error_map(load_profile(PROFILE).model_copy(update={"taught": (position,)})))
    texts = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "<far> & left" in texts
    assert any(text.endswith("°") for text in texts if text)


def test_a_profile_that_is_not_there_is_one_clear_line(line, tmp_path):
    assert line.call("profile", tmp_path / "none.json").is_one_clear_line


def test_a_folder_named_as_a_profile_is_said_to_be_one(tmp_path):
    with pytest.raises(ProfileError, match="is a folder"):
        load_profile(tmp_path)
