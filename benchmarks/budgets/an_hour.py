"""How memory grows in an hour of sitting (`an_hour MINUTES`): what was tracked, told again and again at 30 Hz.

Everything but the window and MediaPipe takes part: estimator, judge, recorder with its file.
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks.budgets.material import RATE_HZ, beside, header, memory_mb, model_path, pictures, plan, profile
from benchmarks.budgets.rows import Row
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.attention import Nobody
from gazetrainer.flows.sitting_in_progress import SittingInProgress
from gazetrainer.judging.plan_run import PlanRun
from gazetrainer.loop import Moment
from gazetrainer.recording import Recorder

MOST_MB: Final = 5.0
_PICTURES: Final = 90
_WARM_S: Final = 60.0
_SIZE_PX: Final = (640, 480)


def run(minutes: float) -> dict[str, float]:
    """Memory after the first minute and at the end, in MB."""
    with MediaPipeTracker(model_path()) as tracker:
        seen = [(frame, tracker.observe(frame)) for frame in pictures(_SIZE_PX, _PICTURES)]
    with (
        tempfile.TemporaryDirectory() as folder,
        Recorder(Path(folder) / "sitting.mcap", header(_SIZE_PX)) as recorder,
    ):
        sitting = SittingInProgress(PlanRun(plan(), 0.0, ()), profile(), (recorder,), Nobody())
        first_mb = 0.0
        for number in range(round((_WARM_S + minutes * 60) * RATE_HZ)):
            frame, face = seen[number % len(seen)]
            time_s = number / RATE_HZ
            sitting.take(Moment(replace(frame, index=number, time_s=time_s), replace(face, time_s=time_s)))
            if number == round(_WARM_S * RATE_HZ):
                gc.collect()
                first_mb = memory_mb()
        gc.collect()
        return {"first_mb": first_mb, "last_mb": memory_mb()}


def rows(minutes: float) -> list[Row]:
    """The row; scaled to an hour where less was measured."""
    told = beside("benchmarks.budgets.an_hour", str(minutes))
    grown_mb = (told["last_mb"] - told["first_mb"]) * 60 / minutes
    note = f"{minutes:g} minutes of pictures after the first, without MediaPipe and window"
    return [Row("memory that an hour of sitting adds", grown_mb, "MB", most=MOST_MB, note=note)]


if __name__ == "__main__":
    print(json.dumps(run(float(sys.argv[1]))))
