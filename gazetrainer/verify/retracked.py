"""Tracking again: the face sought anew in the recorded pictures, measured, and compared with the recorded gaze.

Pictures are coded with a loss, and the tracker begins anew, so gaze cannot be the same to the digit. It is compared
second by second; a second differs when half of its pictures do.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import hypot
from statistics import median
from typing import Final

from pydantic import ValidationError

from gazetrainer.calibrating.captured import CapturedPoint
from gazetrainer.calibrating.profile import Neutral, Profile
from gazetrainer.estimate import Estimator
from gazetrainer.events import Recentred
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.gaze import GapReason, Gaze, GazeGap, GazeSample
from gazetrainer.judging.plan_run import eyes_asked_for
from gazetrainer.judging.rejudge import prescription_of
from gazetrainer.recording import Recording, Video, VideoConsent
from gazetrainer.verify.consistent import profile_of
from gazetrainer.verify.findings import Check, Finding, State
from targets.formats import number
from targets.language import _

Tracking = Callable[[Video], Iterator[FaceObservation | NoFace] | None]
"""Decodes the pictures of a video and looks for the face in each, with their times; None: it cannot here."""

TOLERANCE_DEG: Final = 1.5
"""How far a direction may be off for what coding took from a picture,"""
TOLERANCE_SIGMAS: Final = 1.0
"""and so many of its own standard deviations beside that, because a poor picture suffers more."""
FEWEST_IN_A_SECOND: Final = 5
_TIME_STEPS_PER_S: Final = 1_000_000
"""Times of pictures are kept in nanoseconds, those of gaze as they are."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One picture: whether its gaze is told again within tolerance, and how far the directions are apart."""

    time_s: float
    agrees: bool
    apart_deg: float | None


def nothing_to_track_with(_video: Video) -> None:
    """A Tracking where pictures are not tracked."""


def tracked_again(recording: Recording, video: Video, tracking: Tracking) -> Finding:
    """Say whether the recorded pictures show what the recorded gaze says."""
    unable = _why_not(recording, video)
    if unable:
        return Finding(Check.TRACKED_AGAIN, State.NOTED, unable)
    seen = tracking(video)
    if seen is None:
        return Finding(Check.TRACKED_AGAIN, State.NOTED, _("The pictures were not tracked again here."))
    compared = list(compare_gaze(recording, gaze_again(recording, seen)))
    apart_deg = [each.apart_deg for each in compared if each.apart_deg is not None]
    if not apart_deg:
        said = _("Tracked again, no picture tells a direction that could be compared.")
        return Finding(Check.TRACKED_AGAIN, State.NOTED if not _directions(recording) else State.DIFFERS, said)
    differs_s = first_second_that_differs(compared)
    figures = {"count": len(compared), "usual": number(median(apart_deg), ".2f")}
    if differs_s is not None:
        said = _("Tracked again in the pictures, gaze differs from the recorded one after {seconds} s.")
        return Finding(Check.TRACKED_AGAIN, State.DIFFERS, said.format(seconds=number(differs_s, ".1f")))
    said = _("Tracked again in {count} pictures, gaze is the same but for the coding: usually within {usual} deg.")
    return Finding(Check.TRACKED_AGAIN, State.AGREES, said.format(**figures))


def gaze_again(recording: Recording, seen: Iterator[FaceObservation | NoFace]) -> Iterator[tuple[Gaze, ...]]:
    """Gaze of each picture, for each way to measure the eyes that the plan asks for; dots shown in between count."""
    profile = profile_of(recording.header)
    if profile is None:
        return
    asked = eyes_asked_for(prescription_of(recording))
    changes = deque(event for event in recording.events if isinstance(event, Recentred))
    estimators = _estimators(profile, asked)
    for each in seen:
        while changes and each.time_s > changes[0].time_s:
            yield from zip(*(estimator.flush() for estimator in estimators), strict=True)
            profile = _changed(profile, changes.popleft())
            estimators = _estimators(profile, asked)
        yield from zip(*(estimator.push(each) for estimator in estimators), strict=True)
    yield from zip(*(estimator.flush() for estimator in estimators), strict=True)


def compare_gaze(recording: Recording, again: Iterator[tuple[Gaze, ...]]) -> Iterator[Compared]:
    """Each recorded gaze with that told again at its time; of several ways to measure, the one that is nearest."""
    told = {round(ways[0].time_s * _TIME_STEPS_PER_S): ways for ways in again}
    for gaze in recording.gazes:
        ways = told.get(round(gaze.time_s * _TIME_STEPS_PER_S))
        if ways is not None:
            found = [_compared(gaze, way) for way in ways]
            yield min(found, key=lambda each: (not each.agrees, each.apart_deg is None, each.apart_deg))


def _compared(gaze: Gaze, again: Gaze) -> Compared:
    if isinstance(gaze, GazeGap) and gaze.reason is GapReason.NO_MOVEMENT:
        return Compared(gaze.time_s, agrees=True, apart_deg=None)
    if not isinstance(gaze, GazeSample) or not isinstance(again, GazeSample):
        return Compared(gaze.time_s, isinstance(gaze, GazeSample) == isinstance(again, GazeSample), None)
    apart_deg = hypot(gaze.azimuth_deg - again.azimuth_deg, gaze.elevation_deg - again.elevation_deg)
    return Compared(gaze.time_s, apart_deg <= TOLERANCE_DEG + TOLERANCE_SIGMAS * gaze.sigma_deg, apart_deg)


def first_second_that_differs(compared: list[Compared]) -> float | None:
    """The first second in which at most half of the pictures agree; None: in none."""
    for second, group in groupby(compared, key=lambda each: int(each.time_s)):
        agreeing = [each.agrees for each in group]
        if len(agreeing) >= FEWEST_IN_A_SECOND and sum(agreeing) * 2 <= len(agreeing):
            return float(second)
    return None


def _why_not(recording: Recording, video: Video) -> str:
    if not video.packets:
        return _("Pictures were agreed to, but the video was left out of this file.")
    if video.consent is VideoConsent.EYES_ONLY:
        return _("Of the pictures only the eyes were kept; the face cannot be tracked again in them.")
    if recording.header.profile is None or profile_of(recording.header) is None:
        return _("Without a calibration that this version knows, the pictures cannot be measured again.")
    return ""


def _directions(recording: Recording) -> int:
    return sum(isinstance(gaze, GazeSample) for gaze in recording.gazes)


def _estimators(profile: Profile, asked: tuple[Eyes, ...]) -> tuple[Estimator, ...]:
    return tuple(Estimator(profile, profile.eyes_for(eyes)) for eyes in asked)


def _changed(profile: Profile, change: Recentred) -> Profile:
    """The calibration as a dot shown in between left it."""
    try:
        neutral = Neutral.model_validate(change.learned.get("neutral"))
        points = [CapturedPoint.model_validate(point) for point in _listed(change.learned.get("points"))]
    except ValidationError:
        return profile
    kept = (point for point in profile.points if not point.after_recentre)
    return profile.model_copy(update={"sittings": (*profile.sittings[:-1], neutral), "points": (*kept, *points)})


def _listed(plain: object) -> list[object]:
    return plain if isinstance(plain, list) else []
