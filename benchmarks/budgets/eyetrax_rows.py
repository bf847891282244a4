"""The same pictures through EyeTrax's features and prediction, and through ours, in turns."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.budgets.material import model_path, pictures
from benchmarks.budgets.per_frame import whole_path
from benchmarks.budgets.rows import Row, median_row
from benchmarks.eyetrax_runs import VERSION, environment

_WORKER: Final = Path(__file__).parent / "eyetrax_timed.py"
_WARM: Final = 45
_OWN: Final = {"PYTHONPATH": "", "TF_CPP_MIN_LOG_LEVEL": "3"}


def rows(size_px: tuple[int, int], count: int) -> list[Row]:
    """Its milliseconds, and ours against them; the environment is made the first time, which needs the network."""
    theirs_ms, own_ms = measured(size_px, count).T
    size = f"{size_px[0]}x{size_px[1]}"
    return [
        median_row(f"{size}: EyeTrax {VERSION}, features and prediction", theirs_ms, "ms"),
        median_row(f"{size}: whole path against EyeTrax", 100 * own_ms / theirs_ms, "%", note="in turns"),
    ]


def measured(size_px: tuple[int, int], count: int) -> NDArray[np.float64]:
    """Milliseconds (n, 2) of EyeTrax and of our whole path; raises CalledProcessError where EyeTrax ends too soon."""
    command = [str(environment()), str(_WORKER), *map(str, size_px), str(model_path()), str(count)]
    taken = []
    with (
        whole_path(size_px) as path,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | _OWN,
        ) as worker,
    ):
        assert worker.stdin is not None
        assert worker.stdout is not None
        for frame in pictures(size_px, count):
            worker.stdin.write(frame.rgb.tobytes())
            worker.stdin.flush()
            said = worker.stdout.readline()
            if not said:
                raise subprocess.CalledProcessError(worker.wait(), command)
            taken.append((float(said), path.take(frame)[0]))
        worker.stdin.close()
    return np.array(taken[_WARM:])
