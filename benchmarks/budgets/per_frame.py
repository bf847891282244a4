"""Our whole path for a picture against bare MediaPipe on the same picture, in turns."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.budgets.material import header, model_path, pictures, plan, profile
from benchmarks.budgets.rows import Row, median_row
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.attention import Nobody
from gazetrainer.flows.sitting_in_progress import SittingInProgress
from gazetrainer.frame import Frame
from gazetrainer.judging.plan_run import PlanRun
from gazetrainer.loop import Moment
from gazetrainer.recording import Recorder
from gazetrainer.recording.video import VideoPacket

MOST_BEYOND: Final = 8.0
MOST_VERDICT_MS: Final = 2.0
SETTLING: Final = 45
"""Pictures until the plan has begun its hold and caches are warm."""
_FLOOR: Final = "features and direction from the eyes' pictures are most of it; see 'Budgets' in benchmarks/README.md"


class TimedTracker(MediaPipeTracker):
    """A tracker that notes how long MediaPipe itself took with the last picture, by the clock and by the processor."""

    detection_s = 0.0
    processor_s = 0.0

    def _detect(self, rgb: NDArray[np.uint8], time_s: float) -> Any:
        start_s, processor_s = time.perf_counter(), time.process_time()
        try:
            return super()._detect(rgb, time_s)
        finally:
            self.detection_s = time.perf_counter() - start_s
            self.processor_s = time.process_time() - processor_s


class TimedRecorder(Recorder):
    """A recorder that adds up how long it has been bringing what waits to the disk."""

    flushing_s = 0.0

    def _flush(self, last: Sequence[VideoPacket] = ()) -> None:
        start_s = time.perf_counter()
        try:
            super()._flush(last)
        finally:
            self.flushing_s += time.perf_counter() - start_s


@dataclass(slots=True)
class WholePath:
    """Tracker, estimator, judge and recorder as in a sitting."""

    tracker: TimedTracker
    recorder: TimedRecorder
    sitting: SittingInProgress

    def take(self, frame: Frame) -> tuple[float, float, float, float, float]:
        """Milliseconds of the whole, of MediaPipe in it, the same of the processor, and of the flush to the disk."""
        start_s, processor_s, flushed_s = time.perf_counter(), time.process_time(), self.recorder.flushing_s
        self.sitting.take(Moment(frame, self.tracker.observe(frame)))
        took_s, worked_s = time.perf_counter() - start_s, time.process_time() - processor_s
        within, flushing_s = self.tracker, self.recorder.flushing_s - flushed_s
        return took_s * 1000, within.detection_s * 1000, worked_s * 1000, within.processor_s * 1000, flushing_s * 1000


@contextmanager
def whole_path(size_px: tuple[int, int]) -> Iterator[WholePath]:
    """Open all of it; the recording goes into a folder that is removed."""
    with (
        tempfile.TemporaryDirectory() as folder,
        TimedTracker(model_path()) as tracker,
        TimedRecorder(Path(folder) / "sitting.mcap", header(size_px)) as recorder,
    ):
        run = PlanRun(plan(), 0.0, ())
        yield WholePath(tracker, recorder, SittingInProgress(run, profile(), (recorder,), Nobody()))


def measured(size_px: tuple[int, int], count: int) -> NDArray[np.float64]:
    """Milliseconds (n, 6): what `WholePath.take` tells of each picture, and of bare MediaPipe."""
    taken = []
    with whole_path(size_px) as path, TimedTracker(model_path()) as bare:
        for frame in pictures(size_px, count):
            if frame.index % 2:
                bare._detect(frame.rgb, frame.time_s)
                taken.append((*path.take(frame), bare.detection_s * 1000))
            else:
                own = path.take(frame)
                bare._detect(frame.rgb, frame.time_s)
                taken.append((*own, bare.detection_s * 1000))
    return np.array(taken[SETTLING:])


def rows(size_px: tuple[int, int], count: int) -> list[Row]:
    """The rows of one size."""
    whole_ms, within_ms, worked_ms, detecting_ms, flushing_ms, bare_ms = measured(size_px, count).T
    size, beyond_ms = f"{size_px[0]}x{size_px[1]}", whole_ms - within_ms
    return [
        median_row(f"{size}: bare MediaPipe, a picture", bare_ms, "ms"),
        median_row(f"{size}: whole path against bare MediaPipe", 100 * whole_ms / bare_ms, "%", note="in turns"),
        median_row(
            f"{size}: path beyond detection, of detection",
            100 * beyond_ms / within_ms,
            "%",
            most=MOST_BEYOND,
            floor=_FLOOR,
            note="both of the same picture",
        ),
        median_row(
            f"{size}: the same in processor time",
            100 * (worked_ms - detecting_ms) / detecting_ms,
            "%",
            note="where others keep the machine busy this is the figure to trust",
        ),
        median_row(
            f"{size}: verdict after detection, computing",
            beyond_ms,
            "ms",
            most=MOST_VERDICT_MS,
            floor=_FLOOR,
            note=_last(beyond_ms, flushing_ms),
        ),
    ]


def _last(beyond_ms: NDArray[np.float64], flushing_ms: NDArray[np.float64]) -> str:
    """How long the slowest pictures take, with the second's flush to the disk and without it."""
    within, without = np.percentile(beyond_ms, 99), np.percentile(beyond_ms - flushing_ms, 99)
    flushes = flushing_ms[flushing_ms > 0]
    told = f", median {np.median(flushes):.1f} ms, longest {flushes.max():.1f} ms" if flushes.size else ""
    return f"99% within {within:.1f} ms, {without:.1f} ms without the {flushes.size} flushes to the disk{told}"
