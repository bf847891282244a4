"""The tables that ETDQualitizer's compute_data_quality_from_validation reads, in degrees: one for each eye measured."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from gazetrainer.exports.files import Cell, ExportFile, tsv_table
from gazetrainer.exports.story import Story, ToldHold
from gazetrainer.eyes import Eyes
from gazetrainer.gaze import Gaze, GazeSample
from gazetrainer.quality import FEWEST_SAMPLES

NO_TARGET: Final = -1
_MISSING: Final = "nan"
_SIDES: Final = {Eyes.BOTH: "left", Eyes.LEFT: "left", Eyes.RIGHT: "right"}
"""ETDQualitizer knows a left and a right eye only; what both eyes tell together stands under the first of them."""


def etdq_files(story: Story) -> tuple[ExportFile, ...]:
    """A table for each eye measured, a row per frame; target_id is the hold's number from 1, -1 outside of holds."""
    measured = [eyes for eyes in Eyes if eyes in story.eyes] or [Eyes.BOTH]
    return tuple(
        ExportFile(PurePosixPath(f"gaze_for_etdqualitizer_{eyes.value}.tsv"), _table(story, eyes)) for eyes in measured
    )


def _table(story: Story, eyes: Eyes) -> bytes:
    gazes = story.recording.gazes
    own = [gaze if each is eyes else None for gaze, each in zip(gazes, story.eyes, strict=True)]
    targets = _targets(story, own)
    side = _SIDES[eyes]
    rows: list[list[Cell]] = [["timestamp", "target_id", "tar_x", "tar_y", f"{side}_x", f"{side}_y"]]
    for gaze, seen, hold in zip(own, gazes, targets, strict=True):
        rows.append([seen.time_s * 1000, *_target(hold), *_direction(gaze)])
    return tsv_table(rows, missing=_MISSING)


def _targets(story: Story, own: Sequence[Gaze | None]) -> list[ToldHold | None]:
    """The hold of each frame; None also where this eye told too little of it, which ETDQualitizer cannot take."""
    starts_s = [hold.hold.start_s for hold in story.holds]
    found: list[ToldHold | None] = []
    for gaze in story.recording.gazes:
        index = bisect_right(starts_s, gaze.time_s) - 1
        found.append(story.holds[index] if index >= 0 and gaze.time_s <= story.holds[index].hold.end_s else None)
    told = [hold.number for hold, gaze in zip(found, own, strict=True) if hold and isinstance(gaze, GazeSample)]
    enough = {hold.number for hold in story.holds if told.count(hold.number) >= FEWEST_SAMPLES}
    return [hold if hold is not None and hold.number in enough else None for hold in found]


def _target(hold: ToldHold | None) -> tuple[Cell, Cell, Cell]:
    if hold is None:
        return NO_TARGET, None, None
    step = hold.step.step
    return hold.number, step.azimuth_deg, step.elevation_deg


def _direction(gaze: Gaze | None) -> tuple[Cell, Cell]:
    return (gaze.azimuth_deg, gaze.elevation_deg) if isinstance(gaze, GazeSample) else (None, None)
