"""Gaze tables: one line per frame, units in the header; with a plan also step, verdict and account."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final, TextIO

from gazetrainer.errors import OutputError
from gazetrainer.gaze import Gaze, GazeSample
from gazetrainer.judging.plan_run import Judged
from gazetrainer.whole_file import whole
from targets.language import _

GAZE_COLUMNS: Final = (
    "time_s",
    "azimuth_deg",
    "elevation_deg",
    "sigma_deg",
    "valid",
    "reason",
    "head_yaw_deg",
    "head_pitch_deg",
    "head_roll_deg",
    "eye_openness_left",
    "eye_openness_right",
    "distance_mm",
)
PLAN_COLUMNS: Final = ("step", "verdict", "account")


def write_gaze_csv(path: Path, rows: Iterable[Gaze | Judged]) -> int:
    """Write one line per frame, all or nothing, and say how many; raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as waiting, waiting.open("w", encoding="utf-8", newline="") as file:
            count = _write_rows(file, rows)
    except OSError as fault:
        raise OutputError(
            _("{path} cannot be written: {why}. Choose another place with --output.").format(
                path=path, why=fault.strerror
            )
        ) from fault
    return count


def _write_rows(file: TextIO, rows: Iterable[Gaze | Judged]) -> int:
    writer = csv.writer(file)
    count = 0
    for row in rows:
        if count == 0:
            writer.writerow(GAZE_COLUMNS + (PLAN_COLUMNS if isinstance(row, Judged) else ()))
        writer.writerow(_judged_values(row) if isinstance(row, Judged) else _gaze_values(row))
        count += 1
    if count == 0:
        writer.writerow(GAZE_COLUMNS)
    return count


def _gaze_values(gaze: Gaze) -> list[str]:
    values = [f"{gaze.time_s:.4f}"]
    if isinstance(gaze, GazeSample):
        values += [f"{gaze.azimuth_deg:.3f}", f"{gaze.elevation_deg:.3f}", f"{gaze.sigma_deg:.3f}", "1", ""]
    else:
        values += ["", "", "", "0", gaze.reason.value]
    head, eyes = gaze.head, gaze.eyes
    values += [f"{v:.2f}" for v in (head.yaw_deg, head.pitch_deg, head.roll_deg)] if head else [""] * 3
    values += (
        [f"{eyes.openness_left:.3f}", f"{eyes.openness_right:.3f}", f"{eyes.distance_mm:.0f}"] if eyes else [""] * 3
    )
    return values


def _judged_values(judged: Judged) -> list[str]:
    verdict = judged.verdict.value if judged.verdict else ""
    return [*_gaze_values(judged.gaze), judged.step, verdict, judged.account]
