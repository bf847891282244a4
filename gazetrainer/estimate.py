"""Estimator: face observations in, gaze samples and gaps out, by one person's profile.

One frame is measured by itself; how frames then settle into gaze, a little later, is told in `measuring/settling.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gazetrainer.calibrating.population import GazePopulation, population_in_use
from gazetrainer.calibrating.profile import Profile
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation, NoFace, NoFaceReason
from gazetrainer.gaze import GapReason, Gaze, GazeSample
from gazetrainer.measuring.features import eye_distance_mm
from gazetrainer.measuring.hidden_eye import HIDDEN_REASONS
from gazetrainer.measuring.lids import LidWatch
from gazetrainer.measuring.measure import Measure, Untold
from gazetrainer.measuring.seen import Seen, is_cut_off, unseen
from gazetrainer.measuring.settling import Measured, Settling
from gazetrainer.watching.pace import PaceWatch


class Estimator:
    """Turns one stream of observations into gaze; holds the few frames that a blink may still spoil."""

    def __init__(self, profile: Profile, eyes: Eyes = Eyes.BOTH, *, population: GazePopulation | None = None) -> None:
        people = population or population_in_use()
        self._profile = profile
        self._measurer = Measure(profile, eyes, people)
        self._lids = LidWatch(profile, eyes)
        self._settling = Settling()
        self._pace = PaceWatch()

    def push(self, observation: FaceObservation | NoFace) -> tuple[Gaze, ...]:
        """Take the next observation; give the gaze of all frames that no later blink can spoil any more."""
        is_picture = not isinstance(observation, NoFace) or observation.reason is not NoFaceReason.NO_PICTURE
        is_too_slow = is_picture and self._pace.is_too_slow(observation.time_s)
        return self._settling.push(self._measure(observation, GapReason.TOO_SLOW if is_too_slow else None))

    def flush(self) -> tuple[Gaze, ...]:
        """Give the gaze of the frames still held, at the end of the stream."""
        return self._settling.flush()

    def _measure(self, observation: FaceObservation | NoFace, spoilt_by: GapReason | None) -> Measured:
        if isinstance(observation, NoFace):
            return unseen(observation.time_s, observation.reason)
        seen = self._look(observation)
        if observation.eyes is None:
            return seen.gap(GapReason.NO_PICTURE)
        without = seen.without_direction()
        if without is not None:
            return without
        if spoilt_by is not None:
            return seen.gap(spoilt_by)
        told = self._measurer.measure(observation, seen.eyes, seen.head)
        if isinstance(told, Untold):
            return seen.gap(HIDDEN_REASONS.get(told.hidden, GapReason.EYE_HIDDEN))
        direction = told.azimuth_deg, told.elevation_deg
        sample = GazeSample(
            seen.time_s,
            *direction,
            told.sigma_deg,
            seen.head,
            seen.eyes,
            raw_deg=direction,
            untaught_deg=told.untaught_deg,
        )
        return Measured(sample, seen.lids.state)

    def _look(self, observation: FaceObservation) -> Seen:
        return Seen(
            observation.time_s,
            self._measurer.head(observation),
            self._lids.look(observation),
            eye_distance_mm([observation], self._profile.field_of_view_deg),
            observation.second_face_ratio,
            is_cut_off(observation),
        )


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
