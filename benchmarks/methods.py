"""Methods of the benchmark: a session and what was shown while calibrating become a gaze for every frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.baselines import BASELINES, Features
from benchmarks.sessions import Session
from calibration import fit_ridge
from gazetrainer.calibrating.calibrate import CalibrationSetting, fit_profile
from gazetrainer.calibrating.looked_at import LookedAt
from gazetrainer.calibrating.phases import seen_during
from gazetrainer.calibrating.population import GazePopulation, shipped_population
from gazetrainer.calibrating.profile import Profile
from gazetrainer.estimate import estimate
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.gaze import EyeState, GapReason, Gaze, GazeGap, GazeSample

FIELD_OF_VIEW_DEG: Final = 62.0
_OPEN: Final = EyeState(1.0, 1.0, 600.0)
_AVERAGED_FRAMES: Final = 2
_JUMP_DEG: Final = 3.0


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A session, what of its calibration may be used, the engine's profile of it, and the population that was used."""

    session: Session
    shown: Sequence[LookedAt]
    profile: Profile
    population: GazePopulation


Method = Callable[[Calibrated], list[Gaze]]


def calibrated(session: Session, shown: Sequence[LookedAt], population: GazePopulation | None = None) -> Calibrated:
    """Fit the engine's profile; raises CalibrationError."""
    people = population or shipped_population()
    setting = CalibrationSetting("", session.camera, FIELD_OF_VIEW_DEG, "")
    last_s = max(line.end_s for line in shown)
    seen = [each for each in session.seen if each.time_s <= last_s]
    return Calibrated(session, shown, fit_profile(seen, shown, setting, people), people)


def engine(given: Calibrated) -> list[Gaze]:
    """The program's own engine."""
    return list(estimate(given.session.seen, given.profile, population=given.population))


def plain(features: Features) -> Method:
    """A ridge over a few features, with each direction averaged over the frames around it as the engine does."""

    def told(given: Calibrated) -> list[Gaze]:
        mesh, seen = np.array(given.profile.mesh), given.session.seen
        rows = [(line, face) for line in given.shown for face in seen_during(seen, line)]
        labels = np.array([(line.azimuth_deg, line.elevation_deg) for line, _ in rows])
        _, targets = np.unique(labels, axis=0, return_inverse=True)
        model = fit_ridge(np.array([features(face, mesh) for _, face in rows]), labels, targets.ravel())
        unseen = np.full(len(model.mean), np.nan)
        measured = [features(each, mesh) if isinstance(each, FaceObservation) else unseen for each in seen]
        prediction = model.predict(np.array(measured))
        return gazes(given, averaged(prediction.directions_deg), prediction.sigma_deg)

    return told


def already_told(directions_deg: NDArray[np.float64]) -> Method:
    """What another program told of the same pictures, averaged as the others are; the profile only tells the head."""
    return lambda given: gazes(given, averaged(directions_deg))


def gazes(
    given: Calibrated, directions_deg: NDArray[np.float64], sigmas_deg: NDArray[np.float64] | None = None
) -> list[Gaze]:
    """Gazes from directions (n, 2), nan where nothing was told, with the engine's heads; unknown sigmas are nan."""
    ruler = given.profile.ruler(given.population)
    told: list[Gaze] = []
    for index, (seen, (azimuth, elevation)) in enumerate(zip(given.session.seen, directions_deg, strict=True)):
        if isinstance(seen, NoFace) or np.isnan(azimuth):
            told.append(GazeGap(seen.time_s, GapReason.NO_FACE))
        else:
            sigma = np.nan if sigmas_deg is None else float(sigmas_deg[index])
            told.append(GazeSample(seen.time_s, float(azimuth), float(elevation), sigma, ruler.head(seen), _OPEN))
    return told


def averaged(directions_deg: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each direction (n, 2) as the mean of its neighbours within 3 deg of it, 2 frames to either side."""
    count = len(directions_deg)
    result = directions_deg.copy()
    for index, middle in enumerate(directions_deg):
        near = directions_deg[max(0, index - _AVERAGED_FRAMES) : min(count, index + _AVERAGED_FRAMES + 1)]
        close = np.abs(near - middle).max(axis=1) < _JUMP_DEG
        if close.any():
            result[index] = near[close].mean(axis=0)
    return result


METHODS: Final[dict[str, Method]] = {name: plain(features) for name, features in BASELINES.items()}
