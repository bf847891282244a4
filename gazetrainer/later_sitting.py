"""A later sitting of the same person: a few dots say what is different today, and the profile learns from them.

Camera, light and the way of sitting are never quite the same. The first dot, straight ahead, gives today's neutral
head; all dots together give today's offset, shrunk toward none; and with the dots of every earlier sitting the person's
own weights become surer. Points that were held out in an earlier sitting are learned from as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from calibration import CalibrationError
from gazetrainer.calibrate import neutral_faces, neutral_of, validated
from gazetrainer.captured import CapturedPoint
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.looked_at import LookedAt
from gazetrainer.phases import Phase, captured_points, seen_during
from gazetrainer.population import GazePopulation, shipped_population
from gazetrainer.profile import Neutral, Profile

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

    The first of the dots is straight ahead, with the head at rest. Where points were held out, their error becomes the
    profile's; otherwise the profile keeps what it was validated with. Raises CalibrationError when straight ahead was
    not seen; the profile given is as it was.
    """
    people = population or shipped_population()
    phases = [Phase(line, seen_during(observations, line)) for line in looked_at]
    neutral = neutral_of(neutral_faces(phases), profile.field_of_view_deg, started_at)
    begun = _begun(profile, neutral)
    points = captured_points(phases, begun.ruler(people), sitting=len(begun.sittings) - 1)
    if not points:
        raise CalibrationError("none of the dots could be seen; sit facing the camera with light on your face")
    learned = begun.model_copy(update={"points": (*begun.points, *points)})
    again = validated(learned, observations, phases, people)
    return again if again.validation.method == "held_out_points" else _keeping(again, profile)


def _begun(profile: Profile, neutral: Neutral) -> Profile:
    """The profile with one more sitting, and without the second oldest when there are too many."""
    sittings, points = (*profile.sittings, neutral), profile.points
    if len(sittings) > MOST_SITTINGS:
        sittings = (sittings[0], *sittings[2:])
        points = tuple(_earlier(point) for point in points if point.sitting != 1)
    return profile.model_copy(update={"sittings": sittings, "points": points})


def _earlier(point: CapturedPoint) -> CapturedPoint:
    return point.model_copy(update={"sitting": max(point.sitting - 1, 0)})


def _keeping(again: Profile, before: Profile) -> Profile:
    return again.model_copy(update={"validation": before.validation})
