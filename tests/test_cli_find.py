"""`find`: the rows, the range and the speed come from the command line and are checked before a camera is opened."""

from pathlib import Path

import pytest
from cli_helpers import CommandLine

from gazetrainer.cli.find import search_of
from gazetrainer.cli.options import CameraWish, FindWish, PracticeWish
from gazetrainer.errors import GazeTrainerError


def wish(rows=(10.0, -10.0), across=(-20.0, 20.0), speed=3.0, dwell=3.0):
    return FindWish(PracticeWish(Path(), CameraWish("0")), rows, across, speed, dwell)


def test_the_search_is_the_one_that_was_asked_for():
    step = search_of(wish())
    assert (step.rows_deg, step.azimuth_range_deg) == ((10.0, -10.0), (-20.0, 20.0))
    assert (step.speed_deg_s, step.dwell_s) == (3.0, 3.0)


@pytest.mark.parametrize(
    ("asked", "option"),
    [
        (wish(rows=(60.0,)), "--rows"),
        (wish(across=(20.0, -20.0)), "--across"),
        (wish(across=(1.0,)), "--across"),
        (wish(speed=0.0), "--pointer-speed"),
        (wish(dwell=0.2), "--dwell"),
    ],
)
def test_what_eyes_cannot_do_is_refused_with_the_option_as_it_can_be(asked, option):
    with pytest.raises(GazeTrainerError, match=f"for example: {option}") as refused:
        search_of(asked)
    assert "_" not in str(refused.value)


def test_rows_that_are_no_numbers_are_said_so(capfd, monkeypatch):
    said = CommandLine(capfd, monkeypatch).call("find", "--rows", "high,low", "--camera", "simulated")
    assert said.code == 2
    assert "10,0,-10" in said.err
