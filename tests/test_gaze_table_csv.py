"""Tables of gaze: what somebody who opens one in a spreadsheet relies on."""

import csv

import pytest
from hold_helpers import TARGET, trace

from gazetrainer.errors import OutputError
from gazetrainer.eyes import Eyes
from gazetrainer.gaze_table import GAZE_COLUMNS, PLAN_COLUMNS, write_gaze_csv
from gazetrainer.judging.plan_run import run_plan
from targets import Prescription, Step


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_frame_is_one_line_with_a_direction_or_a_reason(tmp_path):
    gazes = trace(("in", 0.5), ("no face", 0.5), ("closed", 0.5))
    assert write_gaze_csv(tmp_path / "gaze.csv", gazes) == len(gazes) == 45
    for row, gaze in zip(rows(tmp_path / "gaze.csv"), gazes, strict=True):
        assert float(row["time_s"]) == pytest.approx(gaze.time_s, abs=1e-4)
        assert (row["valid"] == "1") == bool(row["azimuth_deg"]) == (row["reason"] == "")


def test_the_columns_are_those_that_were_promised(tmp_path):
    write_gaze_csv(tmp_path / "gaze.csv", trace(("in", 0.1)))
    assert tuple(rows(tmp_path / "gaze.csv")[0]) == GAZE_COLUMNS
    plan = Prescription(
        schema=1,
        title="Plan",
        steps=(Step(azimuth_deg=TARGET.azimuth_deg, elevation_deg=TARGET.elevation_deg, get_ready_s=0, hold_s=1),),
    )
    write_gaze_csv(tmp_path / "plan.csv", run_plan({Eyes.BOTH: trace(("in", 3.0))}, plan).judged())
    table = rows(tmp_path / "plan.csv")
    assert tuple(table[0]) == GAZE_COLUMNS + PLAN_COLUMNS
    assert {row["verdict"] for row in table} == {"in", ""}
    assert {row["account"] for row in table} == {"held", ""}


def test_a_recording_without_frames_gives_a_table_with_only_its_header(tmp_path):
    assert write_gaze_csv(tmp_path / "gaze.csv", []) == 0
    assert (tmp_path / "gaze.csv").read_text().strip() == ",".join(GAZE_COLUMNS)


def test_a_table_that_was_there_survives_when_the_new_one_cannot_be_written(tmp_path):
    path = tmp_path / "gaze.csv"
    path.write_text("what was there before")

    def breaks():
        yield from trace(("in", 0.1))
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left"):
        write_gaze_csv(path, breaks())
    assert path.read_text() == "what was there before"


def test_a_file_in_place_of_a_folder_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OutputError):
        write_gaze_csv(tmp_path / "file" / "gaze.csv", trace(("in", 0.1)))
