"""Measuring one face by one person's profile: where the eyes point, how sure that is, and which eye cannot be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration import Prediction
from gazetrainer.calibrating.population import GazePopulation
from gazetrainer.calibrating.profile import Profile
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation
from gazetrainer.gaze import EyeState, HeadPose
from gazetrainer.measuring.doubts import Doubts, doublings, eccentricity, iris_smallness, turned, unfamiliar
from gazetrainer.measuring.eye_look import EyeLook
from gazetrainer.measuring.features import columns_of
from gazetrainer.measuring.hidden_eye import hidden_eye
from gazetrainer.measuring.iris import iris_diameter_px
from gazetrainer.measuring.look import rims, unlike
from gazetrainer.measuring.ruler import Reading

_SINGLE: Final = (Eyes.LEFT, Eyes.RIGHT)
_FURTHEST_APART: Final = 4.0
"""Eyes told alone that are further apart than so many standard deviations do not look at the same: one is hidden by
glare, mistaken, or does not move along."""
_FITTING: Final = 1.4
"""Faces lie on their own mesh nearer than that, in its units, in 95% of frames (median 0.5), whatever head, glasses and
expression do; behind a mask the landmarks are guesses and were 2.6 off. The worse they fit, the more is doubted."""
_WAY_AT_REST: Final = 1.0
"""Brows and mouth of faces at rest are nearer than that to the mesh's, in its units, in 74% of frames (median 0.7),
wherever eyes and head turn; smiles and frowns move them by 1 to 3. Beyond it they put elevation wrong by more than its
learned share, which was learned where much else changed as well: sigma grows with the way."""
_UNTAUGHT_TURN_DEG: Final = 4.4
"""Where no nose dot has shown what turning the head does, so far turned a direction may be off by a degree, and by the
cube of it further on: six degrees at 8. Over many people it hardly is, so that it is no part of sigma; but for one
whose eyes stay on the dot while the head turns, nothing must say "in position"."""


@dataclass(frozen=True, slots=True)
class Told:
    """A direction of one frame, before anything is averaged, and all that may put it wrong.

    untaught_deg: see GazeSample.
    """

    azimuth_deg: float
    elevation_deg: float
    sigma_deg: float
    untaught_deg: float
    doubts: Doubts


@dataclass(frozen=True, slots=True)
class Untold:
    """No direction, because of the eye or eyes that do not show it."""

    hidden: Eyes


class Measure:
    """One person's models, of both eyes together and of each alone, fitted once."""

    def __init__(self, profile: Profile, eyes: Eyes, population: GazePopulation) -> None:
        self._profile, self._eyes, self._doubt = profile, eyes, population.doubt
        self._model = profile.model_for(eyes, population)
        self._single = [profile.model_for(eye, population) for eye in _SINGLE] if eyes is Eyes.BOTH else []
        self._ruler = profile.ruler(population)
        self._knows_turning = profile.knows_turning
        self._unlike = unlike(profile.look, population.usual_strangeness)
        self._rims = rims(profile.look)
        self._unusual = unfamiliar(self._model.unlike_others)

    def head(self, face: FaceObservation) -> HeadPose:
        """Rotation of the head against neutral."""
        return self._ruler.head(face)

    def measure(self, face: FaceObservation, eyes: EyeState, head: HeadPose) -> Told | Untold:
        """Where the eyes point in one frame with open lids and that head; ValueError without the eyes' picture."""
        reading = self._ruler.read(face, head)
        hidden = self._hidden(reading.eyes)
        if hidden is not None:
            return Untold(hidden)
        apart_deg, sigmas = self._apart(reading.row)
        if sigmas > _FURTHEST_APART:
            return Untold(Eyes.BOTH)
        told = self._model.predict(reading.row[None, columns_of(self._eyes, reading.row.size)])
        doubts = self._doubts(face, reading, eyes, told, apart_deg)
        azimuth, elevation = told.directions_deg[0]
        here = max(1.0, reading.misfit / _FITTING) * max(1.0, reading.moved / _WAY_AT_REST)
        sigma_deg = self._unusual * self._unlike * here * float(self._doubt.sigma_deg(doubts.row()[None])[0])
        return Told(
            float(azimuth), float(elevation), sigma_deg, (doubts.untaught_turn_deg / _UNTAUGHT_TURN_DEG) ** 3, doubts
        )

    def _doubts(
        self, face: FaceObservation, reading: Reading, eyes: EyeState, told: Prediction, apart_deg: float
    ) -> Doubts:
        neutral = self._profile.neutral
        return Doubts(
            own_error_deg=self._model.own_error_deg,
            unsure_deg=float(told.unsure_deg[0]),
            beyond_deg=float(told.beyond_deg[0]),
            eccentric=eccentricity(*(float(angle) for angle in told.directions_deg[0])),
            **turned(reading.head),
            nearer=doublings(eyes.distance_mm, neutral.distance_mm),
            lids_lowered=max(0.0, 1.0 - self._openness(eyes)),
            lids_apart=abs(eyes.openness_left - eyes.openness_right),
            eyes_apart_deg=apart_deg,
            dissent_deg=float(told.dissent_deg[0]),
            iris=iris_smallness(iris_diameter_px(face)),
            light=doublings(face.brightness, neutral.brightness),
            strange=self._strange(reading.eyes),
            edges=self._edges(reading),
            face_moved=reading.moved,
            rims=self._rims,
            untaught_turn_deg=self._untaught_turn_deg(reading.head),
        )

    def _openness(self, eyes: EyeState) -> float:
        """Mean opening of the measured eyes."""
        left, right = eyes.openness_left, eyes.openness_right
        return {Eyes.LEFT: left, Eyes.RIGHT: right, Eyes.BOTH: (left + right) / 2}[self._eyes]

    def _hidden(self, seen: tuple[EyeLook, EyeLook]) -> Eyes | None:
        """What is hidden of the measured eyes; None: nothing, or one eye that is not measured."""
        look = self._profile.look
        hidden = None if look is None else hidden_eye(seen, look.eyes)
        return hidden if hidden is Eyes.BOTH or self._eyes in (Eyes.BOTH, hidden) else None

    def _untaught_turn_deg(self, head: HeadPose) -> float:
        return 0.0 if self._knows_turning else float(np.hypot(head.yaw_deg, np.hypot(head.pitch_deg, head.roll_deg)))

    def _edges(self, reading: Reading) -> float:
        """The less clear edge of the measured irises."""
        left, right = reading.edges_unclear
        return 10.0 * {Eyes.LEFT: left, Eyes.RIGHT: right, Eyes.BOTH: max(left, right)}[self._eyes]

    def _strange(self, seen: tuple[EyeLook, EyeLook]) -> float:
        look = self._profile.look
        if look is None:
            return 0.0
        pairs = zip(seen, look.eyes, strict=True)
        return max(0.0, *(doublings(now.strangeness, usual.strangeness) for now, usual in pairs))

    def _apart(self, row: NDArray[np.float64]) -> tuple[float, float]:
        """How far the two eyes, each told alone, are apart, in degrees and in standard deviations; 0 for one eye."""
        if not self._single:
            return 0.0, 0.0
        told = [
            model.predict(row[None, columns_of(eye, row.size)])
            for eye, model in zip(_SINGLE, self._single, strict=True)
        ]
        apart_deg = float(np.linalg.norm(told[0].directions_deg - told[1].directions_deg))
        return apart_deg, apart_deg / float(np.hypot(told[0].sigma_deg[0], told[1].sigma_deg[0]))
