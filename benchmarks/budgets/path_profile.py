"""Where the milliseconds of our path beyond detection go, part by part."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from benchmarks.budgets.material import model_path, pictures, profile
from benchmarks.budgets.per_frame import SETTLING, whole_path
from benchmarks.budgets.rows import Row, median_row
from gazetrainer.adapters import mediapipe_tracker
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.calibrating.population import shipped_population
from gazetrainer.estimate import Estimator
from gazetrainer.face import FaceObservation
from gazetrainer.judging.plan_run import PlanRun
from gazetrainer.measuring.changes import ChangeWatch
from gazetrainer.measuring.measure import Measure
from gazetrainer.measuring.ruler import Ruler
from gazetrainer.recording import Recorder
from gazetrainer.watching.faults import FaultWatch

_WARM_TIMES: Final = 20
_TRACKER: Final = (mediapipe_tracker, ("_landmarks_px", "_seen", "_mean_grey", "_face_box", "_sharpness", "_eye_crop"))
_RECORDER: Final = (Recorder, ("on_gaze", "on_observation", "on_event"))


@dataclass(frozen=True, slots=True)
class Part:
    """Functions of a module or class that are one part of the path; `within`: the part that calls them."""

    name: str
    owner: Any
    functions: tuple[str, ...]
    within: str = ""


PARTS: Final = (
    Part("numbers out of MediaPipe's objects and the picture", *_TRACKER),
    Part("direction and doubt", Measure, ("measure",)),
    Part("features of the eyes' pictures", Ruler, ("read",), within="direction and doubt"),
    Part("head, lids and distance", Estimator, ("_look",)),
    Part("changes and faults watched for", ChangeWatch, ("push",)),
    Part("changes and faults watched for", FaultWatch, ("look",)),
    Part("judge", PlanRun, ("take",)),
    Part("recorder", *_RECORDER),
)


def rows(size_px: tuple[int, int], count: int) -> list[Row]:
    """The median milliseconds a picture of each part, and of the largest by itself."""
    taken: list[dict[str, float]] = []
    with ExitStack() as timed:
        spent: dict[str, float] = {}
        for part in PARTS:
            for function in part.functions:
                timed.enter_context(_timed(part, function, spent))
        path = timed.enter_context(whole_path(size_px))
        for frame in pictures(size_px, count):
            spent.clear()
            path.take(frame)
            taken.append(dict(spent))
    measured = [each for each in taken[SETTLING:] if "direction and doubt" in each]
    names = dict.fromkeys(part.name for part in PARTS)
    size = f"{size_px[0]}x{size_px[1]}"
    shares = [median_row(f"{size}: {name}", [each.get(name, 0.0) for each in measured], "ms") for name in names]
    return [*shares, _warm(size_px)]


@contextmanager
def _timed(part: Part, function: str, spent: dict[str, float]) -> Iterator[None]:
    """Add what a function takes to its part, and take it off the part that calls it."""
    original: Callable[..., Any] = getattr(part.owner, function)

    def timed(*arguments: Any, **named: Any) -> Any:
        start_s = time.perf_counter()
        try:
            return original(*arguments, **named)
        finally:
            took_ms = 1000 * (time.perf_counter() - start_s)
            spent[part.name] = spent.get(part.name, 0.0) + took_ms
            if part.within:
                spent[part.within] = spent.get(part.within, 0.0) - took_ms

    setattr(part.owner, function, timed)
    try:
        yield
    finally:
        setattr(part.owner, function, original)


def _warm(size_px: tuple[int, int]) -> Row:
    """The features of one face again and again, with nothing in between."""
    with MediaPipeTracker(model_path()) as tracker:
        seen = [tracker.observe(frame) for frame in pictures(size_px, SETTLING)]
    face = next(each for each in reversed(seen) if isinstance(each, FaceObservation) and each.eyes is not None)
    ruler = profile().ruler(shipped_population())
    took = []
    for _ in range(_WARM_TIMES * 2):
        start_s = time.perf_counter()
        ruler.read(face, ruler.head(face))
        took.append(1000 * (time.perf_counter() - start_s))
    return median_row(
        f"{size_px[0]}x{size_px[1]}: the same features by themselves",
        np.array(took[_WARM_TIMES:]),
        "ms",
        note="without MediaPipe in between",
    )
