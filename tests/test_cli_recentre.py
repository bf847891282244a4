"""`recentre` and `calibrate --again` from recorded material."""

from pathlib import Path

import pytest
from cli_helpers import CommandLine

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture
def line(capfd, monkeypatch):
    return CommandLine(capfd, monkeypatch)


def test_the_dots_file_must_be_there_before_anything_is_done(line, tmp_path):
    profile = tmp_path / "profile.json"
    profile.write_text("{}")
    dots = tmp_path / "dots.csv"
    said = line.call("recentre", "--camera", SAMPLES / "sitting.mp4", "--profile", profile, "--looked-at", dots)
    assert said.is_one_clear_line
    assert profile.read_text() == "{}"


@pytest.mark.parametrize("dots", ["6", "-1"])
def test_a_sitting_begins_with_no_more_than_five_dots(dots, line, tmp_path):
    said = line.call("practice", SAMPLES / "plans" / "sample.toml", "--recentre-dots", dots, "-o", tmp_path)
    assert said.code == 2
    assert "recentre-dots" in said.err
