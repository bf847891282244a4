"""A running sitting in a process of its own: delays, processor share, memory (`live_sitting SECONDS VIDEO FOLDER`).

The camera is another process that plays 30 pictures a second; the window draws at 60 Hz.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.budgets.detecting import detecting
from benchmarks.budgets.material import RATE_HZ, beside, header, memory_mb
from benchmarks.budgets.rows import Row, median_row
from benchmarks.budgets.screen import a_screen
from benchmarks.pacing import measured
from gazetrainer.adapters.video import CodedBeside
from gazetrainer.frame import CameraInfo
from gazetrainer.recording import Recorder, VideoConsent

WINDOW_PX: Final = (1280, 720)
CAMERA_PX: Final = (640, 480)
MOST_SHARE: Final = 60.0
MOST_MEMORY_MB: Final = 500.0
_ALONE_S: Final = 20.0
_WAITED: Final = "about 70 ms are waited for on purpose: a direction is averaged over its neighbours"


def run(seconds: float, consent: VideoConsent, folder: Path) -> dict[str, Any]:
    """Practise for so long and tell what it took."""
    used: list[tuple[float, float, float]] = []
    stop = threading.Event()
    watching = threading.Thread(target=_watch, args=(used, stop), daemon=True)
    with ExitStack() as stack:
        coder = None
        if consent is not VideoConsent.NONE:
            coder = stack.enter_context(CodedBeside(consent, CameraInfo("video file", *CAMERA_PX, RATE_HZ)))
        recorder = stack.enter_context(
            Recorder(folder / f"{consent.value}.mcap", header(CAMERA_PX, consent), video=coder)
        )
        watching.start()
        watch, _camera = measured(WINDOW_PX, CAMERA_PX, seconds, listeners=(recorder,))
    stop.set()
    watching.join()
    verdicts = np.array(watch.verdicts_s[10:])
    running = [each for each in used if watch.taken_s[0] + 1.0 <= each[0] <= watch.taken_s[-1]]
    elapsed_s, worked_s = running[-1][0] - running[0][0], running[-1][1] - running[0][1]
    return {
        "verdict_ms": ((verdicts[:, 2] - watch.began_s - verdicts[:, 1]) * 1000).tolist(),
        "screen_ms": ((verdicts[:, 0] - watch.began_s - verdicts[:, 1]) * 1000).tolist(),
        "gaps_ms": (np.diff(watch.drawn_s[30:]) * 1000).tolist(),
        "tracked_hz": (len(watch.taken_s) - 1) / (watch.taken_s[-1] - watch.taken_s[0]),
        "share": 100 * worked_s / elapsed_s,
        "worked_ms_a_picture": 1000 * worked_s / sum(running[0][0] <= each <= running[-1][0] for each in watch.taken_s),
        "memory_mb": max(each[2] for each in used),
    }


def rows(seconds: float, folder: Path) -> list[Row]:
    """The rows of a sitting without and with video; the recordings are left in the folder."""
    alone = detecting(min(seconds, _ALONE_S))
    with a_screen() as (environment, note):
        without, with_video = (
            beside("benchmarks.budgets.live_sitting", str(seconds), each.value, str(folder), environment=environment)
            for each in (VideoConsent.NONE, VideoConsent.FULL_PICTURE)
        )
    rate = f"{without['tracked_hz']:.1f} pictures a second tracked{note}"
    return [
        *_delays("captured picture to verdict", without["verdict_ms"], _WAITED),
        *_delays("captured picture to screen", without["screen_ms"], rate),
        median_row("a screen's turn", without["gaps_ms"], "ms", note="16.7 ms is 60 Hz"),
        _alone(alone),
        _share("sitting without video", without, alone),
        _share("sitting with full video", with_video, alone),
        _memory("sitting without video", without),
        _memory("sitting with full video", with_video),
    ]


def _watch(used: list[tuple[float, float, float]], stop: threading.Event) -> None:
    while not stop.wait(0.25):
        used.append((time.monotonic(), time.process_time(), memory_mb()))


def _delays(name: str, delays_ms: list[float], note: str) -> list[Row]:
    p95, p99 = (float(each) for each in np.percentile(delays_ms, (95, 99)))
    return [
        median_row(name, delays_ms, "ms", note=note),
        Row(f"{name}, 95%", p95, "ms"),
        Row(f"{name}, 99%", p99, "ms"),
    ]


def _at_rate(told: dict[str, Any]) -> float:
    """Percent of a core; a busy machine tracks fewer pictures: what one takes counts, at the camera's rate."""
    return float(told["worked_ms_a_picture"]) * RATE_HZ / 10


def _alone(told: dict[str, Any]) -> Row:
    note = (
        f"all its threads, {told['worked_ms_a_picture']:.1f} ms a picture, paced as a camera; {told['rate_hz']:.1f} Hz"
    )
    return Row("MediaPipe alone: processor, of one core, at 30 Hz", _at_rate(told), "%", note=note)


def _share(name: str, told: dict[str, Any], alone: dict[str, Any]) -> Row:
    return Row(
        f"{name}: processor, of one core, at 30 Hz",
        _at_rate(told),
        "%",
        most=MOST_SHARE,
        floor=f"MediaPipe alone took {_at_rate(alone):.0f}% in this run",
        note=f"{told['worked_ms_a_picture']:.1f} ms a picture; {told['share']:.0f}% at {told['tracked_hz']:.1f} Hz",
    )


def _memory(name: str, told: dict[str, Any]) -> Row:
    return Row(f"{name}: memory", told["memory_mb"], "MB", most=MOST_MEMORY_MB, note="the most there was")


if __name__ == "__main__":
    print(json.dumps(run(float(sys.argv[1]), VideoConsent(sys.argv[2]), Path(sys.argv[3]))))
