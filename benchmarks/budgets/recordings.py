"""Recordings of several lengths: opened, judged again and reported; verified; the command `report`; tracked again.

`recordings PATH` opens, judges again and reports in this process, and tells seconds and memory.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.budgets.material import beside, memory_mb
from benchmarks.budgets.rows import Row, growth
from benchmarks.desk import PROGRAM
from benchmarks.long_recordings import long_recording
from gazetrainer.judging.rejudge import rejudge
from gazetrainer.recording import VideoConsent, read_recording
from gazetrainer.report import write_report
from gazetrainer.verify import verify

MOST_HOUR_S: Final = 20.0
_HOUR_MIN: Final = 60.0
_FLOOR: Final = "see 'Budgets' in benchmarks/README.md"


def once(path: Path) -> dict[str, float]:
    """Open, judge again and report that, then verify; seconds of the processor, and of the clock."""
    told: dict[str, float] = {}
    start_s, clock_s = time.process_time(), time.perf_counter()
    recording = read_recording(path)
    told["open_s"] = time.process_time() - start_s
    again = rejudge(recording)
    told["judged_s"] = time.process_time() - start_s - told["open_s"]
    write_report(recording, path.with_suffix(".html"), again=again)
    told["all_s"], told["all_clock_s"] = time.process_time() - start_s, time.perf_counter() - clock_s
    told["memory_mb"] = memory_mb("VmHWM")
    start_s = time.process_time()
    verify(path.read_bytes(), None, path.name)
    told["verify_s"] = time.process_time() - start_s
    return told


def rows(lengths_min: tuple[float, ...]) -> list[Row]:
    """The rows of so many minutes each; the budget is of an hour, scaled where no hour was measured."""
    found: list[Row] = []
    told: dict[float, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as place:
        for minutes in lengths_min:
            path = Path(place) / f"{minutes:g}.mcap"
            long_recording(path, minutes)
            told[minutes] = beside("benchmarks.budgets.recordings", str(path)) | {"command_s": _by_command(path)}
            found += _of_one(minutes, told[minutes], told[lengths_min[0]], lengths_min[0])
            path.unlink()
    if lengths_min[-1] < _HOUR_MIN:
        line = " and ".join(f"{each:g}" for each in lengths_min)
        found.append(_budget(_at_an_hour(told), f"in a straight line from {line} minutes"))
    return found


def tracked_again(folder: Path, count: int) -> Row:
    """How fast the recording with video that a running sitting left is tracked again, against bare MediaPipe."""
    from benchmarks.video_cost import again  # noqa: PLC0415  (it loads the video library)

    own_hz, bare_hz = again(folder / f"{VideoConsent.FULL_PICTURE.value}.mcap", count)
    return Row("tracked again, of bare MediaPipe's speed", 100 * own_hz / bare_hz, "%", note=f"{own_hz:.0f} a second")


def _at_an_hour(told: dict[float, dict[str, float]]) -> float:
    """Seconds for an hour by those of shorter ones; what each start costs is not taken several times."""
    slope, at_none = np.polyfit(list(told), [each["all_s"] for each in told.values()], 1)
    return float(slope * _HOUR_MIN + at_none)


def _by_command(path: Path) -> float:
    """Seconds of the processor that `gazetrainer report` takes, from its start to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*PROGRAM, "report", str(path)], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _of_one(minutes: float, told: dict[str, float], first: dict[str, float], first_min: float) -> list[Row]:
    def row(name: str, key: str) -> Row:
        note = growth(told[key], first[key], minutes / first_min, f"{first_min:g} minutes")
        return Row(f"{minutes:g} minutes: {name}", told[key], "s", note=f"of the processor{note}")

    found = [
        row("open", "open_s"),
        row("judge again", "judged_s"),
        Row(
            f"{minutes:g} minutes: memory",
            told["memory_mb"],
            "MB",
            note="at its highest, until the report is written",
        ),
        row("verify", "verify_s"),
        row("the command `gazetrainer report`", "command_s"),
    ]
    if minutes >= _HOUR_MIN:
        return [*found, _budget(told["all_s"], f"of the processor; {told['all_clock_s']:.1f} s of the clock")]
    return [*found, row("open, judge again and report", "all_s")]


def _budget(value_s: float, note: str) -> Row:
    return Row("60 minutes: open, judge again and report", value_s, "s", most=MOST_HOUR_S, floor=_FLOOR, note=note)


if __name__ == "__main__":
    print(json.dumps(once(Path(sys.argv[1]))))
