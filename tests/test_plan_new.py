"""`plan new`: a plan from options or from answers, that `plan check` accepts."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from gazetrainer.cli.app import app
from targets import load_plan


def new(*arguments: object, answers: str = "") -> tuple[int, str]:
    said = CliRunner().invoke(app, ["plan", "new", *map(str, arguments)], input=answers)
    if said.exception is not None and not isinstance(said.exception, SystemExit):
        raise said.exception
    return said.exit_code, said.output


def test_options_that_say_enough_ask_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    code, _ = new(path, "--title", "Morning", "--position=-10,8,20,2", "--taught", "Far left", "--longest-minutes", 30)
    assert code == 0
    written = load_plan(path)
    first, second = written.draft.holds
    assert (first.azimuth_deg, first.elevation_deg, first.hold_s, first.repetitions) == (-10, 8, 20, 2)
    assert written.asked[1].name == second.name == "Far left"
    assert [step.kind for step in written.draft.steps] == ["checkin", "hold", "hold", "checkin"]
    assert written.draft.longest_s_per_day == 1800


def test_the_file_explains_itself(tmp_path: Path) -> None:
    new(tmp_path / "plan.toml", "--title", "Morning", "--position", "5,5")
    text = (tmp_path / "plan.toml").read_text(encoding="utf-8")
    for said in ("# degrees; + to the client's right", '#kind = "guided"', "#stop_rule = ", "#longest_s_per_day = "):
        assert said in text


def test_what_is_not_said_is_asked_until_it_can_be(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    answers = ["Evening", "Somebody", "n", "0", "", "far", "99", "-12", "5", "40", "3", "y", "Far up", "", "", "n"]
    code, said = new(path, answers="\n".join([*answers, ""]))
    assert code == 0
    assert said.count("must be a number from -45 to 45") == 2
    written = load_plan(path)
    assert (written.draft.title, written.draft.author) == ("Evening", "Somebody")
    assert [step.kind for step in written.draft.steps] == ["hold", "hold"]
    assert (written.draft.holds[0].hold_s, written.draft.holds[0].repetitions) == (40, 3)
    assert written.asked[1].name == "Far up"
    assert written.draft.longest_s_per_day is None


def test_a_plan_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text("mine")
    with pytest.raises(Exception, match="never overwritten"):
        new(path, "--title", "Morning", "--position", "5,5")
    assert path.read_text() == "mine"


def test_a_position_outside_human_range_writes_nothing_and_says_the_range(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="must be a number from -45 to 45"):
        new(tmp_path / "plan.toml", "--title", "Morning", "--position", "70,5")
    assert not (tmp_path / "plan.toml").exists()


@pytest.mark.parametrize("position", ["here", "5", "1,2,3,4,5", "nan,2"])
def test_a_position_that_is_none_says_how_one_is_written(tmp_path: Path, position: str) -> None:
    code, said = new(tmp_path / "plan.toml", "--title", "Morning", f"--position={position}")
    assert code == 2
    assert "AZIMUTH,ELEVATION" in said
