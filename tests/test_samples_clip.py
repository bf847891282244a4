"""The shipped clips through the command line: calibrate -> track -> verdicts against the known truth."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from statistics import median

import pytest
from samples_helpers import SAMPLES, Told, first_seconds, holds_asked_for_s, rows, told_in_holds

from gazetrainer.calibrating.profile import Profile
from gazetrainer.calibrating.profile_file import load_profile
from gazetrainer.cli.app import app
from gazetrainer.gaze import angle_between_deg

TRACKED_S = 38.0
"""The first two of the three holds: closed eyes, an empty chair, a turned head and a look elsewhere."""


@pytest.fixture(scope="module")
def profile_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("samples") / "profile.json"
    run("calibrate", camera=SAMPLES / "calibration.mp4", looked_at=SAMPLES / "calibration_looked_at.csv", output=path)
    return path


@pytest.fixture(scope="module")
def tracked(profile_path: Path) -> list[dict[str, str]]:
    path = profile_path.with_name("gaze.csv")
    plan = SAMPLES / "plans" / "sample.toml"
    clip = first_seconds(SAMPLES / "sitting.mp4", TRACKED_S, path.with_name("sitting.mp4"))
    run("track", camera=clip, profile=profile_path, plan=plan, output=path)
    return rows(path)


@pytest.fixture(scope="module")
def truth(tracked: list[dict[str, str]]) -> list[dict[str, str]]:
    true_at = {line["time_s"]: line for line in rows(SAMPLES / "sitting_truth.csv")}
    return [true_at[line["time_s"]] for line in tracked]


@pytest.fixture(scope="module")
def told(tracked: list[dict[str, str]], truth: list[dict[str, str]]) -> list[Told]:
    return told_in_holds(tracked, truth)


def run(command: str, **options: Path) -> None:
    words = [word for key, value in options.items() for word in (f"--{key.replace('_', '-')}", str(value))]
    app([command, *words], standalone_mode=False)


def test_the_held_out_points_are_off_by_a_few_degrees_at_most(profile_path: Path) -> None:
    profile = load_profile(profile_path)
    assert profile.validation.method == "held_out_points"
    assert len(profile.validation.points) == 4
    assert profile.validation.mean_error_deg < 3.5


def test_every_frame_has_a_line_with_a_direction_or_a_reason(tracked: list[dict[str, str]]) -> None:
    assert len(tracked) == pytest.approx(30 * TRACKED_S, abs=5)
    assert all((line["valid"] == "1") == (line["azimuth_deg"] != "") == (line["reason"] == "") for line in tracked)


def test_directions_are_near_the_true_ones(tracked: list[dict[str, str]], truth: list[dict[str, str]]) -> None:
    keys = ("azimuth_deg", "elevation_deg")
    off_deg = [
        angle_between_deg(*(float(each[key]) for each in pair for key in keys))
        for pair in zip(tracked, truth, strict=True)
        if pair[0]["valid"] == "1"
    ]
    assert len(off_deg) > 0.6 * len(tracked)
    assert median(off_deg) < 3


def test_positions_held_and_positions_left_are_told(told: list[Told]) -> None:
    truly_in = [each for each in told if each.clearly_in]
    truly_out = [each for each in told if each.clearly_out]
    said_in = [each for each in told if each.verdict == "in" and (each.clearly_in or each.clearly_out)]
    assert len(truly_in) > 300
    assert len(truly_out) > 100
    assert share(each.clearly_in for each in said_in) >= 0.98
    assert share(each.verdict == "in" for each in truly_in) >= 0.95
    assert share(each.verdict == "out" for each in truly_out) >= 0.95


def test_a_turned_head_is_never_counted_as_held(told: list[Told]) -> None:
    turned = [each for each in told if each.head_clearly_turned]
    assert len(turned) > 50
    assert [each for each in turned if each.verdict == "in" or each.account == "held"] == []


def test_a_long_closure_and_an_empty_chair_are_never_said_to_be_in_position(told: list[Told]) -> None:
    unseen = [each for each in told if each.openness < 0.3 or not each.present]
    assert len(unseen) > 150
    assert [each for each in unseen if each.verdict == "in"] == []


def test_every_hold_ends_when_it_truly_did(tracked: list[dict[str, str]]) -> None:
    ends_s = {line["step"]: float(line["time_s"]) for line in tracked if line["verdict"]}
    assert len(ends_s) == 2
    assert list(ends_s.values()) == pytest.approx([end_s for _, end_s in holds_asked_for_s()[:2]], abs=1.0)


def test_the_shipped_profile_measures_as_well_as_a_fresh_one(profile_path: Path) -> None:
    shipped, fresh = load_profile(SAMPLES / "profile.json"), load_profile(profile_path)
    assert mean_error_deg(shipped) == pytest.approx(mean_error_deg(fresh), abs=0.3)


def mean_error_deg(profile: Profile) -> float:
    return profile.validation.mean_error_deg


def share(answers: Iterable[bool]) -> float:
    every = list(answers)
    return sum(every) / len(every)
