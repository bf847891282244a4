"""Estimator: face observations in, gaze samples and gaps out, by one person's profile.

One frame is measured by itself. A blink also takes the frames just before and after it, and a direction is the mean
over the frames close around it, never across a gap; so gaze comes out `LATE_S` later than the picture it belongs to,
with that picture's time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from gazetrainer.calibrating.population import GazePopulation, population_in_use
from gazetrainer.calibrating.profile import Profile
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation, NoFace, NoFaceReason
from gazetrainer.gaze import EyeState, GapReason, Gaze, GazeGap, GazeSample, HeadPose
from gazetrainer.measuring.features import eye_distance_mm
from gazetrainer.measuring.hidden_eye import HIDDEN_REASONS
from gazetrainer.measuring.lids import LidState, LidWatch
from gazetrainer.measuring.measure import Measure, Untold
from gazetrainer.measuring.nearest_face import NEARBY_FACE

LATE_S: Final = 0.07
"""How far the estimator looks ahead: the 2 frames at 30 Hz that are averaged with this one."""
AROUND_BLINK_S: Final = 0.04
"""Frames spoilt on either side of a blink: 1 at 30 Hz, while the lids are on their way; the landmarks do not lag."""
BLINK_LASTS_S: Final = 0.5
"""A closure that lasts longer than this is called closed eyes, not a blink."""

_JUMP_DEG: Final = 3.0
"""Neighbouring frames further apart than this are a movement of the eyes, not noise: they are not averaged."""
_FURTHEST_YAW_DEG: Final = 25.0
_FURTHEST_TILT_DEG: Final = 20.0
"""Head turned further than this from neutral: the landmarks of the far eye are guesses."""
_ONE_OPEN: Final = 0.8
"""Lids that are shut while one eye is wider open than this may be those of a covered eye."""

_REASONS: Final = {
    NoFaceReason.NO_FACE: GapReason.NO_FACE,
    NoFaceReason.TOO_SMALL: GapReason.TOO_SMALL,
    NoFaceReason.TOO_DARK: GapReason.TOO_DARK,
    NoFaceReason.SEVERAL_FACES: GapReason.SEVERAL_FACES,
    NoFaceReason.NO_PICTURE: GapReason.NO_PICTURE,
}


@dataclass(frozen=True, slots=True)
class _Measured:
    gaze: Gaze
    lids: LidState


class Estimator:
    """Turns one stream of observations into gaze; holds the few frames that a blink may still spoil."""

    def __init__(self, profile: Profile, eyes: Eyes = Eyes.BOTH, *, population: GazePopulation | None = None) -> None:
        people = population or population_in_use()
        self._profile = profile
        self._measurer = Measure(profile, eyes, people)
        self._lids = LidWatch(profile, eyes)
        self._waiting: deque[_Measured] = deque()
        self._before: deque[Gaze] = deque()
        self._closed_since_s: float | None = None
        self._last_closed_s = -np.inf

    def push(self, observation: FaceObservation | NoFace) -> tuple[Gaze, ...]:
        """Take the next observation; give the gaze of all frames that no later blink can spoil any more."""
        measured = self._measure(observation)
        now_s = observation.time_s
        if measured.lids is LidState.CLOSED:
            if self._closed_since_s is None:
                self._closed_since_s = now_s
            self._last_closed_s = now_s
            self._spoil_waiting(now_s)
        elif measured.lids is LidState.OPEN:
            self._closed_since_s = None
        self._waiting.append(replace(measured, gaze=self._with_closure(measured, now_s)))
        return self._ready(now_s)

    def flush(self) -> tuple[Gaze, ...]:
        """Give the gaze of the frames still held, at the end of the stream."""
        return tuple(self._next() for _ in range(len(self._waiting)))

    def _ready(self, now_s: float) -> tuple[Gaze, ...]:
        ready = []
        while self._waiting and self._waiting[0].gaze.time_s < now_s - LATE_S:
            ready.append(self._next())
        return tuple(ready)

    def _next(self) -> Gaze:
        gaze = self._waiting.popleft().gaze
        while self._before and self._before[0].time_s < gaze.time_s - LATE_S:
            self._before.popleft()
        smooth = _smoothed(gaze, reversed(self._before), (measured.gaze for measured in self._waiting))
        self._before.append(gaze)
        return smooth

    def _spoil_waiting(self, now_s: float) -> None:
        for i, measured in enumerate(self._waiting):
            if measured.gaze.time_s >= now_s - AROUND_BLINK_S:
                self._waiting[i] = replace(measured, gaze=_gap(measured.gaze, GapReason.BLINK))

    def _with_closure(self, measured: _Measured, now_s: float) -> Gaze:
        if measured.lids is LidState.CLOSED and self._closed_since_s is not None:
            long = now_s - self._closed_since_s > BLINK_LASTS_S
            return _gap(measured.gaze, GapReason.EYES_CLOSED if long else GapReason.BLINK)
        if measured.lids is LidState.OPEN and now_s - self._last_closed_s <= AROUND_BLINK_S:
            return _gap(measured.gaze, GapReason.BLINK)
        return measured.gaze

    def _measure(self, observation: FaceObservation | NoFace) -> _Measured:
        if isinstance(observation, NoFace):
            return _Measured(GazeGap(observation.time_s, _REASONS[observation.reason]), LidState.UNSEEN)
        lids = self._lids.look(observation)
        head = self._measurer.head(observation)
        distance = eye_distance_mm([observation], self._profile.field_of_view_deg)
        eyes = EyeState(lids.openness_left, lids.openness_right, distance)
        reason = _cannot_measure(observation, head)
        if reason is not None:
            return _Measured(GazeGap(observation.time_s, reason, head, eyes), LidState.UNSEEN)
        if lids.state is LidState.CLOSED and max(eyes.openness_left, eyes.openness_right) < _ONE_OPEN:
            return _Measured(GazeGap(observation.time_s, GapReason.BLINK, head, eyes), lids.state)
        told = self._measurer.measure(observation, eyes, head)
        if isinstance(told, Untold):
            hidden = HIDDEN_REASONS.get(told.hidden, GapReason.EYE_HIDDEN)
            return _Measured(GazeGap(observation.time_s, hidden, head, eyes), LidState.UNSEEN)
        direction = told.azimuth_deg, told.elevation_deg
        sample = GazeSample(
            observation.time_s,
            *direction,
            told.sigma_deg,
            head,
            eyes,
            raw_deg=direction,
            untaught_deg=told.untaught_deg,
        )
        return _Measured(sample, lids.state)


def estimate(
    observations: Iterable[FaceObservation | NoFace],
    profile: Profile,
    eyes: Eyes = Eyes.BOTH,
    *,
    population: GazePopulation | None = None,
) -> Iterator[Gaze]:
    """Gaze for a whole stream of observations, one per observation and in its order."""
    estimator = Estimator(profile, eyes, population=population)
    for observation in observations:
        yield from estimator.push(observation)
    yield from estimator.flush()


def _cannot_measure(observation: FaceObservation, head: HeadPose) -> GapReason | None:
    if observation.eyes is None:
        return GapReason.NO_PICTURE
    if observation.second_face_ratio >= NEARBY_FACE:
        return GapReason.SEVERAL_FACES
    if abs(head.yaw_deg) > _FURTHEST_YAW_DEG or max(abs(head.pitch_deg), abs(head.roll_deg)) > _FURTHEST_TILT_DEG:
        return GapReason.HEAD_TURNED
    width, height = observation.image_size_px
    x, y = observation.landmarks_px[:, 0], observation.landmarks_px[:, 1]
    if x.min() < 0 or y.min() < 0 or x.max() > width or y.max() > height:
        return GapReason.FACE_CUT_OFF
    return None


def _smoothed(gaze: Gaze, before: Iterable[Gaze], after: Iterable[Gaze]) -> Gaze:
    """Mean direction of a sample and its neighbours close in time, up to the nearest gap or jump on either side."""
    if isinstance(gaze, GazeGap):
        return gaze
    near = [gaze, *_unbroken(gaze, before), *_unbroken(gaze, after)]
    return replace(
        gaze,
        azimuth_deg=sum(each.azimuth_deg for each in near) / len(near),
        elevation_deg=sum(each.elevation_deg for each in near) / len(near),
    )


def _unbroken(gaze: GazeSample, neighbours: Iterable[Gaze]) -> Iterator[GazeSample]:
    for each in neighbours:
        if isinstance(each, GazeGap) or abs(each.time_s - gaze.time_s) > LATE_S or _is_jump(gaze, each):
            return
        yield each


def _is_jump(gaze: GazeSample, other: GazeSample) -> bool:
    return max(abs(other.azimuth_deg - gaze.azimuth_deg), abs(other.elevation_deg - gaze.elevation_deg)) > _JUMP_DEG


def _gap(gaze: Gaze, reason: GapReason) -> GazeGap:
    if isinstance(gaze, GazeGap) and reason is GapReason.BLINK and gaze.reason is not GapReason.BLINK:
        return gaze
    return GazeGap(gaze.time_s, reason, gaze.head, gaze.eyes)
