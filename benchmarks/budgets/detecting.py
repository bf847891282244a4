"""What MediaPipe alone takes of the processor at 30 pictures a second, all its threads (`detecting SECONDS`)."""

from __future__ import annotations

import itertools
import json
import sys
import time
from typing import Final

from benchmarks.budgets.material import RATE_HZ, beside, model_path, pictures
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker

_SIZE_PX: Final = (640, 480)
_PICTURES: Final = 150
_WARM: Final = 30


def run(seconds: float) -> dict[str, float]:
    """Detect at the camera's rate for so long: milliseconds of the processor for a picture, and the rate that was kept.

    A picture that comes late is not made up for, as in a sitting.
    """
    with MediaPipeTracker(model_path()) as tracker:
        seen = itertools.cycle(pictures(_SIZE_PX, _PICTURES))
        for number in range(_WARM):
            tracker._detect(next(seen).rgb, number / RATE_HZ)
        start_s, worked_s, count = time.monotonic(), time.process_time(), 0
        while (now_s := time.monotonic() - start_s) < seconds:
            tracker._detect(next(seen).rgb, (_WARM + 1) / RATE_HZ + now_s)
            count += 1
            time.sleep(max(0.0, (int(now_s * RATE_HZ) + 1) / RATE_HZ - (time.monotonic() - start_s)))
        elapsed_s = time.monotonic() - start_s
        worked_ms = (time.process_time() - worked_s) * 1000
    return {"worked_ms_a_picture": worked_ms / count, "rate_hz": count / elapsed_s}


def detecting(seconds: float) -> dict[str, float]:
    """The same in a process of its own; raises CalledProcessError."""
    told: dict[str, float] = beside("benchmarks.budgets.detecting", str(seconds))
    return told


if __name__ == "__main__":
    print(json.dumps(run(float(sys.argv[1]))))
