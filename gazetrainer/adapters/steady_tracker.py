"""SteadyTracker: a tracker that sees only sound pictures, and that is begun anew when it breaks."""

from __future__ import annotations

import contextlib
from types import TracebackType
from typing import Final, Self

from gazetrainer.errors import FaceModelError
from gazetrainer.face import FaceObservation, FaceTracker, NoFace, NoFaceReason
from gazetrainer.frame import Frame
from gazetrainer.watching.pictures import PictureWatch

BEGUN_ANEW_EVERY_S: Final = 1.0
_BREAKS_WITH: Final = (RuntimeError, ValueError)
"""What MediaPipe raises from a graph that broke; from then on it raises with every picture."""


class SteadyTracker:
    """Wraps a tracker; a context manager. again_every_s: how often a broken tracker is tried again."""

    def __init__(self, tracker: FaceTracker, *, again_every_s: float = BEGUN_ANEW_EVERY_S) -> None:
        self._tracker, self._again_every_s = tracker, again_every_s
        self._watch = PictureWatch()
        self._broken_s: float | None = None

    def __enter__(self) -> Self:
        """Load the face model; raises FaceModelError."""
        self._tracker.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Release the model."""
        with contextlib.suppress(*_BREAKS_WITH):
            self._tracker.__exit__(kind, error, trace)

    def observe(self, frame: Frame) -> FaceObservation | NoFace:
        """Look at one frame; one that holds nothing to look at, or breaks the tracker, holds no face."""
        fault = self._watch.push(frame)
        if fault is not None:
            return NoFace(frame.time_s, fault)
        if self._broken_s is not None and not self._begin_anew(frame.time_s):
            return NoFace(frame.time_s, NoFaceReason.TRACKER_FAILED)
        try:
            return self._tracker.observe(frame)
        except _BREAKS_WITH:
            self._broken_s = frame.time_s
            return NoFace(frame.time_s, NoFaceReason.TRACKER_FAILED)

    def _begin_anew(self, time_s: float) -> bool:
        if self._broken_s is None or time_s - self._broken_s < self._again_every_s:
            return False
        try:
            self.__exit__(None, None, None)
            self._tracker.__enter__()
        except (FaceModelError, *_BREAKS_WITH):
            self._broken_s = time_s
            return False
        self._broken_s = None
        return True
