"""What the program costs, beside its budgets: `python -m benchmarks` (`--quick`: under three minutes).

Each part runs by itself; one that cannot run here is told and left out, and the rest goes on.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.budgets import (
    an_hour,
    desk_rows,
    eyetrax_rows,
    live_sitting,
    path_profile,
    per_frame,
    recordings,
    start_rows,
)
from benchmarks.budgets.material import SIZES_PX
from benchmarks.budgets.rows import Row, rows_of, table
from benchmarks.tables import README, between
from gazetrainer.errors import GazeTrainerError


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured."""

    pictures: int
    starts: int
    live_s: float
    again: int
    lengths_min: tuple[float, ...]
    hour_min: float
    sittings: tuple[int, ...]
    pages_min: tuple[float, ...]


QUICK = Extent(
    pictures=90,
    starts=1,
    live_s=6.0,
    again=45,
    lengths_min=(1.0, 3.0),
    hour_min=0.5,
    sittings=(2, 6),
    pages_min=(0.5,),
)
FULL = Extent(
    pictures=900,
    starts=5,
    live_s=60.0,
    again=600,
    lengths_min=(1.0, 10.0, 60.0),
    hour_min=60.0,
    sittings=(10, 100, 1000),
    pages_min=(1.0, 10.0, 60.0),
)
_FAULTS = (OSError, ValueError, IndexError, StopIteration, subprocess.SubprocessError, GazeTrainerError)
Part = Callable[[], Sequence[Row]]


def parts(extent: Extent, folder: Path) -> dict[str, Part]:
    """All parts by their names, in the order in which they run."""
    by_size: dict[str, Part] = {
        f"pictures {width}x{height}": lambda size=(width, height): per_frame.rows(size, extent.pictures)  # type: ignore[misc]
        for width, height in SIZES_PX
    }
    return by_size | {
        "where it goes": lambda: path_profile.rows(SIZES_PX[0], extent.pictures),
        "EyeTrax": lambda: eyetrax_rows.rows(SIZES_PX[0], extent.pictures),
        "start": lambda: start_rows.rows(extent.starts),
        "sitting": lambda: live_sitting.rows(extent.live_s, folder),
        "tracked again": lambda: (recordings.tracked_again(folder, extent.again),),
        "recordings": lambda: recordings.rows(extent.lengths_min),
        "desk": lambda: desk_rows.by_number(extent.sittings),
        "review page": lambda: desk_rows.by_length(extent.pages_min),
        "memory": lambda: an_hour.rows(extent.hour_min),
    }


def measured(chosen: dict[str, Part]) -> tuple[list[Row], dict[str, str]]:
    """The rows of all parts, and why some have none."""
    rows: list[Row] = []
    faults: dict[str, str] = {}
    for name, part in chosen.items():
        start_s = time.perf_counter()
        try:
            rows += part()
        except _FAULTS as fault:
            faults[name] = f"{type(fault).__name__}: {fault}"
        print(f"{name}: {faults.get(name, 'measured')} ({time.perf_counter() - start_s:.0f} s)", flush=True)
    return rows, faults


def facts(load_before: float, parts_measured: Sequence[str]) -> dict[str, Any]:
    """What was measured, when, and on what."""
    return {
        "date": date.today().isoformat(),
        "parts": ", ".join(parts_measured),
        "cores": os.cpu_count(),
        "load_before": round(load_before, 1),
        "load_after": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "machine": platform.machine(),
    }


def _told(about: dict[str, Any]) -> str:
    figures = (f"{name.replace('_', ' ')} {value}" for name, value in about.items() if name not in ("date", "parts"))
    return f"- {about['date']}, {about['parts']}: {', '.join(figures)}"


def main() -> None:
    """Measure, print the table, write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under three minutes where nothing else runs")
    parser.add_argument("--only", nargs="*", default=[], help="parts whose names begin like this")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--after", nargs="*", default=[], type=Path, metavar="FILE", help="rows of other runs' --json")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    asked = parser.parse_args()
    load_before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        every = parts(QUICK if asked.quick else FULL, Path(folder))
        begins = tuple(asked.only)
        chosen = {name: part for name, part in every.items() if not begins or name.startswith(begins)}
        rows, faults = measured(chosen)
    about = facts(load_before, [name for name in chosen if name not in faults])
    before = [json.loads(path.read_text(encoding="utf-8")) for path in asked.after]
    lines = [_told(each["facts"]) for each in before] + ([_told(about)] if rows else [])
    rows = [*(row for each in before for row in rows_of(each["rows"])), *rows]
    text = "\n".join(lines) + f"\n\n{table(rows)}"
    print(f"\n{text}")
    if asked.json is not None:
        report = {"facts": about, "rows": [row.as_numbers() for row in rows], "not_measured": faults}
        asked.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    if asked.write:
        README.write_text(between(README.read_text(encoding="utf-8"), "budgets", text), encoding="utf-8")


if __name__ == "__main__":
    main()
