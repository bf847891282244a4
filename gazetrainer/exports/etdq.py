"""The table that ETDQualitizer's compute_data_quality_from_validation reads, in degrees."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import PurePosixPath
from typing import Final

from gazetrainer.exports.files import Cell, ExportFile, tsv_table
from gazetrainer.exports.story import Story, ToldHold
from gazetrainer.eyes import Eyes
from gazetrainer.gaze import Gaze, GazeSample

FILE_NAME: Final = "gaze_for_etdqualitizer.tsv"
NO_TARGET: Final = -1
_MISSING: Final = "nan"
_SIDES: Final = {Eyes.BOTH: "left", Eyes.LEFT: "left", Eyes.RIGHT: "right"}
"""ETDQualitizer knows a left and a right eye only; what both eyes tell together stands under the first of them."""


def etdq_files(story: Story) -> tuple[ExportFile, ...]:
    """One table: a row per frame; target_id is the number of the hold from 1, -1 outside of holds."""
    sides = [side for side in ("left", "right") if side in {_SIDES[eyes] for eyes in story.eyes}]
    header = ["timestamp", "target_id", "tar_x", "tar_y", *(f"{side}_{axis}" for side in sides for axis in "xy")]
    starts_s = [hold.hold.start_s for hold in story.holds]
    rows: list[list[Cell]] = []
    for gaze, eyes in zip(story.recording.gazes, story.eyes, strict=True):
        index = bisect_right(starts_s, gaze.time_s) - 1
        hold = story.holds[index] if index >= 0 and gaze.time_s <= story.holds[index].hold.end_s else None
        measured = [cell for side in sides for cell in _direction(gaze, told=side == _SIDES[eyes])]
        rows.append([gaze.time_s * 1000, *_target(hold), *measured, eyes.value])
    return (ExportFile(PurePosixPath(FILE_NAME), tsv_table([[*header, "eyes"], *rows], missing=_MISSING)),)


def _target(hold: ToldHold | None) -> tuple[Cell, Cell, Cell]:
    if hold is None:
        return NO_TARGET, None, None
    step = hold.step.step
    return hold.number, step.azimuth_deg, step.elevation_deg


def _direction(gaze: Gaze, *, told: bool) -> tuple[Cell, Cell]:
    return (gaze.azimuth_deg, gaze.elevation_deg) if told and isinstance(gaze, GazeSample) else (None, None)
