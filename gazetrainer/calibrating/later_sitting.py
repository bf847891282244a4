"""A later sitting of the same person: a few dots say what is different today, and the profile learns from them.

Camera, light and the way of sitting are never quite the same. The dot straight ahead gives today's neutral head; all
dots together give today's offset, shrunk toward none; and with the dots of every earlier sitting the person's own
weights become surer. Points that were held out in an earlier sitting are learned from as well.

Within a sitting a re-centre gives a new neutral and a change of today's offset. It holds until the sitting ends and is
not kept: the next sitting begins with dots of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration import CalibrationError
from gazetrainer.calibrating.calibrate import (
    CalibrationSetting,
    fit_profile,
    neutral_of,
    still_faces,
    usual_sigma_deg,
    validated,
    with_own_look,
)
from gazetrainer.calibrating.captured import CapturedPoint, rows_of
from gazetrainer.calibrating.looked_at import LookedAt, Purpose
from gazetrainer.calibrating.phases import Phase, captured_points, phase_of
from gazetrainer.calibrating.population import GazePopulation, population_in_use
from gazetrainer.calibrating.profile import Neutral, Profile
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.measuring.features import FEATURE_VERSION

MOST_SITTINGS: Final = 24
"""Sittings that are kept beside the first one; older ones count next to nothing."""


def with_sitting(
    profile: Profile,
    observations: Sequence[FaceObservation | NoFace],
    looked_at: Sequence[LookedAt],
    started_at: str,
    population: GazePopulation | None = None,
) -> Profile:
    """The profile in a new sitting that began at `started_at` (ISO), with what was looked at in it.

    The head rests while the dots are looked at; neutral is the dot straight ahead, or all of them where that was not
    seen. Where points were held out, or all were shown anew, their error becomes the profile's; otherwise the profile
    keeps what it was validated with. Raises CalibrationError when no dot was seen; the profile given is as it was.
    """
    people = population or population_in_use()
    phases = [phase_of(observations, line) for line in looked_at]
    begun = _begun(profile, neutral_of(still_faces(phases), profile.field_of_view_deg, started_at))
    learned = _learned(begun, phases, people, after_recentre=False)
    shown_for = {line.purpose for line in looked_at}
    if Purpose.CALIBRATION in shown_for:
        learned = with_own_look(learned, phases, people)
    if shown_for == {Purpose.RECENTRE}:
        return learned
    checked = validated(learned, observations, phases, people)
    return checked if checked.validation.points else learned


def recentred(
    profile: Profile,
    observations: Sequence[FaceObservation | NoFace],
    looked_at: Sequence[LookedAt],
    population: GazePopulation | None = None,
) -> Profile:
    """The profile for the rest of a sitting, after dots in the midst of it; raises CalibrationError when none was seen.

    A re-centre takes the place of one before it in the same sitting.
    """
    people = population or population_in_use()
    phases = [phase_of(observations, line) for line in looked_at]
    neutral = neutral_of(still_faces(phases), profile.field_of_view_deg, profile.neutral.started_at)
    earlier = tuple(point for point in profile.points if not point.after_recentre)
    begun = profile.model_copy(update={"sittings": (*profile.sittings[:-1], neutral), "points": earlier})
    return _learned(begun, phases, people, after_recentre=True)


def moved_deg(
    before: Profile,
    after: Profile,
    observations: Sequence[FaceObservation | NoFace],
    looked_at: Sequence[LookedAt],
    population: GazePopulation | None = None,
) -> tuple[float, float]:
    """By how much azimuth and elevation told while something was looked at move from one profile to the other."""
    people = population or population_in_use()
    phases = [phase_of(observations, line) for line in looked_at]
    told = [_told_deg(profile, phases, people) for profile in (before, after)]
    azimuth, elevation = (float(each) for each in told[1] - told[0])
    return azimuth, elevation


def _told_deg(profile: Profile, phases: Sequence[Phase], people: GazePopulation) -> NDArray[np.float64]:
    """Mean direction (2,) told in these phases."""
    rows = rows_of(captured_points(phases, profile.ruler(people)), profile.eyes_used)
    mean: NDArray[np.float64] = (
        profile.model_for(profile.eyes_used, people).predict(rows.features).directions_deg.mean(axis=0)
    )
    return mean


def calibrated_again(
    earlier: Profile | None,
    observations: Sequence[FaceObservation | NoFace],
    looked_at: Sequence[LookedAt],
    setting: CalibrationSetting,
    population: GazePopulation | None = None,
    eyes: Eyes = Eyes.BOTH,
) -> Profile:
    """A whole new calibration, with what earlier sittings taught where the earlier profile fits.

    It fits when person, camera, pictures and features are the same; otherwise the profile begins anew. `eyes`: those
    in use. Raises CalibrationError.
    """
    people = population or population_in_use()
    if earlier is None or not goes_on(earlier, setting, people):
        return fit_profile(observations, looked_at, setting, people, eyes)
    used = earlier.model_copy(update={"eyes_used": eyes})
    return with_sitting(used, observations, looked_at, setting.created_at, people)


def goes_on(earlier: Profile, setting: CalibrationSetting, population: GazePopulation) -> bool:
    """Whether a calibration in this setting can be added to what an earlier profile learned."""
    camera = setting.camera
    return (
        earlier.person,
        earlier.camera,
        earlier.width_px,
        earlier.height_px,
        earlier.field_of_view_deg,
        earlier.population,
        earlier.feature_version,
    ) == (
        setting.person,
        camera.name,
        camera.width_px,
        camera.height_px,
        setting.field_of_view_deg,
        population.name,
        FEATURE_VERSION,
    )


def _begun(profile: Profile, neutral: Neutral) -> Profile:
    """The profile with one more sitting, and without the second oldest when there are too many."""
    sittings, points = (*profile.sittings, neutral), profile.points
    if len(sittings) > MOST_SITTINGS + 1:
        sittings = (sittings[0], *sittings[2:])
        points = tuple(_earlier(point) for point in points if point.sitting != 1)
    return profile.model_copy(update={"sittings": sittings, "points": points})


def _earlier(point: CapturedPoint) -> CapturedPoint:
    return point.model_copy(update={"sitting": max(point.sitting - 1, 0)})


def _learned(begun: Profile, phases: Sequence[Phase], people: GazePopulation, *, after_recentre: bool) -> Profile:
    """The profile with the points of its last sitting added, and its usual doubt; raises CalibrationError."""
    begun.require(people)
    seen = captured_points(phases, begun.ruler(people), sitting=len(begun.sittings) - 1)
    if not seen:
        raise CalibrationError("none of the dots could be seen; sit facing the camera with light on your face")
    new = tuple(point.model_copy(update={"after_recentre": after_recentre}) for point in seen)
    points = (*begun.points, *new)
    told = begun.model_copy(update={"points": points})
    return told.model_copy(update={"usual_sigma_deg": usual_sigma_deg(told, people)})
