"""gaze -> events: for how long pictures were spoilt by the camera or the machine, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.gaze import GapReason, Gaze, GazeGap, GazeSample
from gazetrainer.unjudged import PictureMended, PictureSpoilt
from gazetrainer.watching.stillness import StillnessWatch
from targets import Step

SPOILT_BY: Final = frozenset(
    {
        GapReason.PICTURE_BLANK,
        GapReason.PICTURE_TORN,
        GapReason.PICTURE_FROZEN,
        GapReason.OTHER_SIZE,
        GapReason.TRACKER_FAILED,
        GapReason.NO_MOVEMENT,
        GapReason.TOO_SLOW,
    }
)
"""What no client does."""
TOLD_AFTER_S: Final = 0.3
"""A single broken picture is not worth a word."""


@dataclass(slots=True)
class FaultWatch:
    """Takes every observation and every gaze of a sitting in order of time."""

    reason: GapReason | None = None
    since_s: float = 0.0
    is_told: bool = False
    is_still: bool = False
    _stillness: StillnessWatch = field(default_factory=StillnessWatch)

    def look(self, seen: FaceObservation | NoFace, step: Step | None) -> None:
        """Look whether the face moves as one would to whom this step is shown; None: between holds."""
        self.is_still = self._stillness.push(seen, None if step is None else step.azimuth_deg)

    def doubted(self, gaze: Gaze) -> Gaze:
        """Leave a direction out that no living face gave."""
        if not self.is_still or not isinstance(gaze, GazeSample):
            return gaze
        return GazeGap(gaze.time_s, GapReason.NO_MOVEMENT, gaze.head, gaze.eyes)

    def push(self, gaze: Gaze) -> tuple[PictureSpoilt | PictureMended, ...]:
        """What is to be told because of this gaze, as it is after `doubted`."""
        reason = gaze.reason if isinstance(gaze, GazeGap) and gaze.reason in SPOILT_BY else None
        if reason is not self.reason:
            told = self._end(gaze.time_s)
            self.reason, self.since_s, self.is_told = reason, gaze.time_s, False
            return told
        if reason is None or self.is_told or gaze.time_s - self.since_s < TOLD_AFTER_S:
            return ()
        self.is_told = True
        return (PictureSpoilt(gaze.time_s, reason),)

    def _end(self, time_s: float) -> tuple[PictureMended, ...]:
        if self.reason is None or not self.is_told:
            return ()
        return (PictureMended(time_s, self.reason, time_s - self.since_s),)
