"""`prior train`, and measuring with what it made."""

import pytest
from cli_helpers import CommandLine
from prior_people import PaperClient, record_client
from recording_sittings import record_sitting, steady

from gazetrainer.calibrating.population import GazePopulation, population_in_use, shipped_population
from gazetrainer.recording import Subject, read_recording
from gazetrainer.report.page import write_report


@pytest.fixture
def line(capfd, monkeypatch):
    return CommandLine(capfd, monkeypatch)


@pytest.fixture(scope="module")
def profiles():
    return [PaperClient(seed).profile(points=5) for seed in range(3)]


@pytest.fixture
def recordings(profiles, tmp_path):
    return [record_client(tmp_path / f"{number}.mcap", profile) for number, profile in enumerate(profiles)]


def test_three_people_who_agreed_make_a_population_file(line, recordings, tmp_path):
    said = line.call("prior", "train", *recordings, "--output", tmp_path / "people.npz")
    assert said.code == 0, said.err
    name = GazePopulation.load(tmp_path / "people.npz").name
    assert name in said.out
    assert "+ 3 people" in name
    assert [each.name for each in tmp_path.glob("*.part")] == []


def test_whoever_did_not_agree_is_named_and_left_out(line, recordings, profiles, tmp_path):
    silent = record_client(tmp_path / "silent.mcap", profiles[0], may_be_learned_from=False)
    played = record_client(tmp_path / "played.mcap", profiles[0], subject=Subject.SIMULATED)
    said = line.call("prior", "train", silent, played, *recordings, "-o", tmp_path / "people.npz")
    assert said.code == 0, said.err
    left_out = [text for text in said.out.splitlines() if text.startswith("Left out")]
    assert [name in text for name, text in zip(("silent.mcap", "played.mcap"), left_out, strict=True)] == [True, True]
    assert "+ 3 people" in GazePopulation.load(tmp_path / "people.npz").name


def test_a_recording_cut_short_is_used_as_far_as_its_header_goes(line, recordings, tmp_path):
    whole = recordings[0].read_bytes()
    assert read_recording(recordings[0]).complete
    recordings[0].write_bytes(whole[:-200])
    assert not read_recording(recordings[0]).complete
    said = line.call("prior", "train", *recordings, "-o", tmp_path / "people.npz")
    assert said.code == 0, said.err
    recordings[0].write_bytes(whole[:100])
    said = line.call("prior", "train", *recordings, "-o", tmp_path / "fewer.npz")
    assert said.code == 1
    assert "0.mcap" in said.out
    assert "only 2 people" in said.err


def test_fewer_than_three_people_are_one_clear_line_and_no_file(line, recordings, tmp_path):
    said = line.call("prior", "train", *recordings[:2], "-o", tmp_path / "people.npz")
    assert said.is_one_clear_line
    assert "at least 3" in said.err
    assert not (tmp_path / "people.npz").exists()


def test_a_recording_is_never_overwritten(line, recordings):
    before = recordings[0].read_bytes()
    assert line.call("prior", "train", *recordings, "-o", recordings[0]).is_one_clear_line
    assert recordings[0].read_bytes() == before


@pytest.mark.parametrize("how", ["option", "environment"])
def test_a_profile_of_another_population_is_refused_before_a_camera_is_opened(
    how, line, recordings, profiles, tmp_path, monkeypatch
):
    people, profile = tmp_path / "people.npz", tmp_path / "profile.json"
    profile.write_text(profiles[0].model_dump_json())
    line.call("prior", "train", *recordings, "-o", people)
    named = ["--population", people] if how == "option" else []
    if how == "environment":
        monkeypatch.setenv("GAZETRAINER_POPULATION", str(people))
    said = line.call("track", "--camera", tmp_path / "none.mp4", "--profile", profile, *named)
    assert said.is_one_clear_line
    assert "another population" in said.err
    assert population_in_use() is shipped_population()


@pytest.mark.parametrize("command", ["calibrate", "practice", "track", "recentre", "teach"])
def test_a_population_that_is_none_is_one_clear_line(command, line, tmp_path):
    wrong = tmp_path / "people.npz"
    wrong.write_bytes(b"people")
    needed = {
        "practice": ["plan.toml"],
        "teach": ["far left"],
        "track": ["--camera", "0", "--profile", "p.json"],
        "recentre": ["--camera", "0", "--profile", "p.json", "--looked-at", "dots.csv"],
    }
    said = line.call(command, *needed.get(command, []), "--population", wrong)
    assert said.is_one_clear_line
    assert "population file" in said.err


@pytest.mark.parametrize("agreed", [True, False])
def test_the_report_says_what_was_agreed_to(agreed, tmp_path):
    record_sitting(tmp_path / "sitting.mcap", steady, until_s=3.0, may_be_learned_from=agreed)
    write_report(read_recording(tmp_path / "sitting.mcap"), tmp_path / "sitting.html")
    page = (tmp_path / "sitting.html").read_text()
    assert ("may be used to measure other people" in page) is agreed
