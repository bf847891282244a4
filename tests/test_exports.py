"""Recordings in other programs' formats: what they read is what was recorded, and nobody is named."""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
import shutil
import subprocess
from functools import cache
from pathlib import Path

import ETDQualitizer
import pandas as pd
import pytest
from cli_helpers import CommandLine
from hypothesis import example, given, settings
from hypothesis import strategies as st
from recording_helpers import events, gazes, header
from recording_sittings import PLAN, record_sitting, steady

from gazetrainer.exports import ExportFormat, export_files
from gazetrainer.gaze import EyeState, GapReason, Gaze, GazeGap, GazeSample, HeadPose
from gazetrainer.quality import Quality, quality_of
from gazetrainer.recording import Recording, read_recording
from gazetrainer.report.summary import summarise
from targets import Prescription, Step

SAMPLE = Path(__file__).parent.parent / "samples" / "recording.mcap"


@pytest.fixture
def line(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capfd, monkeypatch)


@cache
def sample() -> Recording:
    return read_recording(SAMPLE)


def exported(recording: Recording, wanted: ExportFormat, **more: str) -> dict[str, bytes]:
    return {str(file.path): file.content for file in export_files(recording, wanted, version="0.1.0", **more)}


def ending(files: dict[str, bytes], end: str) -> bytes:
    (content,) = [content for name, content in files.items() if name.endswith(end)]
    return gzip.decompress(content) if end.endswith(".gz") else content


def table(content: bytes, separator: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), delimiter=separator))


def direction(gaze: Gaze) -> tuple[float, float]:
    return (gaze.azimuth_deg, gaze.elevation_deg) if isinstance(gaze, GazeSample) else (math.nan, math.nan)


def test_a_gaze_table_holds_every_frame_to_the_last_digit() -> None:
    rows = table(exported(sample(), ExportFormat.CSV)["gaze.csv"])
    assert len(rows) == len(sample().gazes)
    for row, gaze in zip(rows, sample().gazes, strict=True):
        assert float(row["time_s"]) == gaze.time_s
        if isinstance(gaze, GazeSample):
            assert (float(row["azimuth_deg"]), float(row["elevation_deg"])) == direction(gaze)
            assert float(row["sigma_deg"]) == gaze.sigma_deg
        else:
            assert (row["azimuth_deg"], row["reason"]) == ("", gaze.reason.value)


def test_tables_give_the_seconds_and_the_quality_of_the_report() -> None:
    files = exported(sample(), ExportFormat.CSV)
    holds = table(files["holds.csv"])
    told = [hold for step in summarise(sample()).steps for hold in step.holds]
    assert [float(row["held_s"]) for row in holds] == [hold.accounts.held_s for hold in told]
    booked = [row for row in table(files["accounts.csv"]) if row["account"] == "held"]
    assert math.isclose(sum(float(row["end_s"]) - float(row["start_s"]) for row in booked), 23.0)


def test_etdqualitizer_gives_the_figures_of_the_report() -> None:
    (content,) = exported(sample(), ExportFormat.ETDQ).values()
    read = pd.read_csv(io.BytesIO(content), sep="\t")
    figures = ETDQualitizer.compute_data_quality_from_validation(read, "degrees", include_data_loss=True)
    for number, step in enumerate(summarise(sample()).steps, start=1):
        (hold,) = step.holds
        within = [gaze for gaze in sample().gazes if hold.start_s <= gaze.time_s <= hold.end_s]
        ours = quality_of(within, azimuth_deg=step.step.azimuth_deg, elevation_deg=step.step.elevation_deg)
        assert isinstance(ours, Quality)
        theirs = figures.loc[("left", number)]
        assert theirs["accuracy"] == pytest.approx(ours.accuracy_deg)
        assert theirs["rms_s2s"] == pytest.approx(ours.rms_s2s_deg)
        assert theirs["std"] == pytest.approx(ours.std_deg)
        assert theirs["bcea"] == pytest.approx(ours.bcea_deg2)
        assert theirs["data_loss"] == pytest.approx(100 * ours.data_loss)
        assert theirs["effective_frequency"] == pytest.approx(ours.effective_rate_hz)


def test_etdqualitizer_takes_a_plan_for_different_eyes_and_a_hold_of_which_nothing_is_known(tmp_path: Path) -> None:
    record_sitting(tmp_path / "r.mcap", _nothing_of_the_last, plan=plan_for_eyes("both", "right", "both"))
    files = exported(read_recording(tmp_path / "r.mcap"), ExportFormat.ETDQ)
    read = {name[-8:-4]: pd.read_csv(io.BytesIO(content), sep="\t") for name, content in files.items()}
    both, right = (
        ETDQualitizer.compute_data_quality_from_validation(read[eyes], "degrees") for eyes in ("both", "ight")
    )
    assert list(both.index) == [("left", 1)]
    assert list(right.index) == [("right", 2), ("right", 3)]


def plan_for_eyes(*eyes: str) -> Prescription:
    plain = PLAN.model_dump(mode="json", by_alias=True)
    steps = [{**step, "eyes": each} for step, each in zip(plain["steps"], eyes, strict=True)]
    return Prescription.model_validate({**plain, "steps": steps})


def _nothing_of_the_last(time_s: float, step: Step | None) -> Gaze:
    return GazeGap(time_s, GapReason.NO_FACE) if step and step.elevation_deg < 0 else steady(time_s, step)


def test_a_bids_signal_has_the_columns_its_side_file_names_and_n_a_in_gaps() -> None:
    files = exported(sample(), ExportFormat.BIDS)
    side = json.loads(ending(files, "eye1_physio.json"))
    rows = [line.split("\t") for line in ending(files, "eye1_physio.tsv.gz").decode().splitlines()]
    assert side["Columns"][:3] == ["timestamp", "x_coordinate", "y_coordinate"]
    assert side["SampleCoordinateSystem"] == "eye-in-head"
    assert side["RecordedEye"] == "cyclopean"
    errors = [point["error_deg"] for point in sample().header.profile["validation"]["points"]]
    assert side["AverageCalibrationError"] == pytest.approx(sum(errors) / len(errors))
    assert side["SamplingFrequency"] == pytest.approx(30.0)
    assert {len(row) for row in rows} == {len(side["Columns"])}
    for row, gaze in zip(rows, sample().gazes, strict=True):
        assert row[1:3] == (["n/a"] * 2 if isinstance(gaze, GazeGap) else [repr(value) for value in direction(gaze)])


def test_every_stretch_without_a_direction_begins_at_a_frame_of_the_signal() -> None:
    files = exported(sample(), ExportFormat.BIDS)
    stamps = {line.split("\t")[0] for line in ending(files, "physio.tsv.gz").decode().splitlines()}
    gaps = [line.split("\t") for line in ending(files, "physioevents.tsv.gz").decode().splitlines()]
    assert {row[0] for row in gaps} <= stamps
    assert {row[2] for row in gaps} == {"blink", "eyes_closed", "no_direction"}
    assert all((row[3] == "1") == (row[2] != "no_direction") for row in gaps)


def test_the_seconds_of_a_hold_are_shared_out_among_the_accounts_of_the_events() -> None:
    rows = table(ending(exported(sample(), ExportFormat.BIDS), "_events.tsv"), "\t")
    levels = json.loads(ending(exported(sample(), ExportFormat.BIDS), "_events.json"))["trial_type"]["Levels"]
    assert {row["trial_type"] for row in rows} <= levels.keys()
    accounts = ("held", "settling", "slipped", "eyes_closed", "head_moved", "cannot_tell", "paused")
    for number in ("1", "2", "3"):
        own = [row for row in rows if row["position_number"] == number]
        (hold,) = [float(row["duration"]) for row in own if row["trial_type"] == "hold"]
        shared = sum(float(row["duration"]) for row in own if row["trial_type"] in accounts)
        assert shared == pytest.approx(hold)


def test_a_dataset_names_nobody_but_tells_sittings_of_one_calibration_from_others(tmp_path: Path) -> None:
    for number, mesh in enumerate(([1.0], [1.0], [2.0])):
        changed = {
            "profile": {"mesh": mesh},
            "client": "Someone Unmistakable",
            "started_at": f"2026-11-2{number}T10:00:00",
        }
        record_sitting(tmp_path / f"{number}.mcap", steady, until_s=3.0, **changed)
    datasets = [exported(read_recording(tmp_path / f"{n}.mcap"), ExportFormat.BIDS) for n in range(3)]
    for files in datasets:
        everything = " ".join([*files, *(ending(files, name).decode() for name in files)])
        assert "Someone" not in everything
        assert PLAN.title not in everything
    first, again, other = [ending(files, "participants.tsv") for files in datasets]
    assert first == again != other
    assert not set(datasets[0]) & set(datasets[1]) - {name for name in datasets[0] if "/" not in name}


def test_each_eye_that_a_plan_asks_for_has_a_signal_of_its_own(tmp_path: Path) -> None:
    record_sitting(tmp_path / "r.mcap", steady, plan=plan_for_eyes("both", "left", "left"))
    recording = read_recording(tmp_path / "r.mcap")
    files = exported(recording, ExportFormat.BIDS)
    assert [json.loads(ending(files, f"eye{n}_physio.json"))["RecordedEye"] for n in (1, 2)] == ["cyclopean", "left"]
    signals = [ending(files, f"eye{n}_physio.tsv.gz").decode().splitlines() for n in (1, 2)]
    measured = [{i for i, row in enumerate(rows) if row.split("\t")[1] != "n/a"} for rows in signals]
    assert not measured[0] & measured[1]
    assert measured[0] | measured[1] == {i for i, g in enumerate(recording.gazes) if isinstance(g, GazeSample)}


def test_another_participant_joins_a_dataset_and_the_rows_of_others_stay() -> None:
    before = "participant_id\tage\nsub-9\t34\n"
    files = exported(sample(), ExportFormat.BIDS, participant="012", participants=before)
    assert ending(files, "participants.tsv").decode() == before + "sub-012\tn/a\n"
    again = exported(sample(), ExportFormat.BIDS, participant="9", participants=before)
    assert ending(again, "participants.tsv").decode() == before


@settings(max_examples=15)
@given(st.lists(gazes, max_size=12), st.lists(events, max_size=12), st.sampled_from(ExportFormat))
@example([GazeSample(0.0, 0.0, 0.0, 1.0, HeadPose(0.0, 0.0, 0.0), EyeState(1.0, 1.0, math.inf))], [], ExportFormat.BIDS)
def test_whatever_was_recorded_can_be_exported(told: list[Gaze], happened: list, wanted: ExportFormat) -> None:
    plan = PLAN.model_dump(mode="json", by_alias=True)
    told.sort(key=lambda gaze: gaze.time_s)
    recording = Recording(header(plan=plan), tuple(told), tuple(happened), (), 1.0)
    if told or wanted is ExportFormat.CSV:
        files = exported(recording, wanted)
        assert all(files.values())
    if wanted is ExportFormat.CSV:
        assert len(table(files["gaze.csv"])) == len(told)
        assert [row["event"] for row in table(files["events.csv"])] == [type(event).__name__ for event in happened]


def test_a_text_that_a_spreadsheet_would_run_is_plain_text_in_the_table(tmp_path: Path) -> None:
    plain = PLAN.model_dump(mode="json", by_alias=True)
    plan = PLAN.model_validate({**plain, "steps": [{**plain["steps"][0], "name": "=1+1"}]})
    record_sitting(tmp_path / "r.mcap", steady, plan=plan, until_s=4.0)
    assert table(exported(read_recording(tmp_path / "r.mcap"), ExportFormat.CSV)["holds.csv"])[0]["name"] == "'=1+1"


def test_a_recording_that_was_cut_short_gives_what_was_read_and_says_so(line: CommandLine, tmp_path: Path) -> None:
    cut = tmp_path / "cut.mcap"
    cut.write_bytes(SAMPLE.read_bytes()[: SAMPLE.stat().st_size // 2])
    said = line.call("export", cut, "--format", "csv")
    assert (said.code, said.err) == (0, "")
    assert "cut short" in said.out
    rows = table((tmp_path / "cut-csv" / "gaze.csv").read_bytes())
    assert 0 < len(rows) == len(read_recording(cut).gazes) < len(sample().gazes)
    files = exported(read_recording(cut), ExportFormat.BIDS)
    assert json.loads(ending(files, "eye1_physio.json"))["RecordingComplete"] is False


def test_what_is_no_recording_and_a_label_that_is_none_are_told_in_one_line(line: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "none.mcap").write_bytes(b"nothing of the kind")
    assert line.call("export", tmp_path / "none.mcap", "--format", "etdq").is_one_clear_line
    assert not (tmp_path / "none-etdq").exists()
    assert line.call("export", SAMPLE, "--format", "bids", "--participant", "../x", "-o", tmp_path / "b").code == 2
    (tmp_path / "file").touch()
    assert line.call("export", SAMPLE, "--format", "csv", "-o", tmp_path / "file").is_one_clear_line
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "participants.tsv").write_text("name\nsomebody\n")
    assert line.call("export", SAMPLE, "--format", "bids", "-o", tmp_path / "other").is_one_clear_line
    assert (tmp_path / "other" / "participants.tsv").read_text() == "name\nsomebody\n"


def test_the_bids_validator_finds_no_error(line: CommandLine, tmp_path: Path) -> None:
    for label in ("01", "02"):
        assert line.call("export", SAMPLE, "--format", "bids", "-o", tmp_path, "--participant", label).code == 0
    validator = shutil.which("bids-validator-deno")
    assert validator, "the extra 'test' brings it"
    done = subprocess.run([validator, "--json", tmp_path], capture_output=True, text=True, timeout=60, check=False)
    issues = json.loads(done.stdout)["issues"]["issues"]
    assert [issue for issue in issues if issue.get("severity") == "error"] == []
    assert done.returncode == 0
    (side,) = tmp_path.glob("sub-01/*/beh/*eye1_physio.json")
    side.write_text(side.read_text().replace('"RecordedEye"', '"Eye"'))
    assert subprocess.run([validator, tmp_path], capture_output=True, timeout=60, check=False).returncode != 0
