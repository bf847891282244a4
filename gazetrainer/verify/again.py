"""Doing it again: the judge over the recorded gaze, and the head, lids and distance from the recorded landmarks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

import numpy as np
from pydantic import ValidationError

from gazetrainer.calibrating.profile import Neutral, Profile
from gazetrainer.events import UNJUDGED, Booked, Event, Recentred
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.gaze import EyeState, GapReason, Gaze, GazeGap, HeadPose
from gazetrainer.judging.rejudge import rejudge
from gazetrainer.measuring.features import eye_distance_mm
from gazetrainer.measuring.head import head_pose, rotation_of
from gazetrainer.measuring.lids import openness_of
from gazetrainer.recording import Recording
from gazetrainer.verify.consistent import profile_of
from gazetrainer.verify.findings import Check, Finding, State
from targets.formats import number
from targets.language import _

HEAD_TOLERANCE_DEG: Final = 0.01
"""The head's matrix is recorded as it was measured."""
LIDS_TOLERANCE: Final = 0.02
DISTANCE_TOLERANCE: Final = 0.01
"""As a share. Landmarks are recorded to 1/128 px, on eyes some 30 px wide."""


def judged_again(recording: Recording) -> Finding:
    """Judge the recorded gaze again and name the first event that differs."""
    judged = tuple(event for event in recording.events if not isinstance(event, UNJUDGED))
    again = rejudge(recording)
    if not again:
        return Finding(Check.JUDGED_AGAIN, State.NOTED, _("No sitting was started, so there is nothing to judge."))
    pairs = zip_longest(judged, again if recording.complete else again[: len(judged)])
    different = next((pair for pair in pairs if pair[0] != pair[1]), None)
    if different is None:
        return Finding(Check.JUDGED_AGAIN, State.AGREES, _("Judged again from the gaze, every verdict is the same."))
    said = _("Judged again from the gaze, it differs after {seconds} s: recorded {recorded}, judged {again}.").format(
        seconds=number(min(_time_s(event) for event in different if event is not None), ".1f"),
        recorded=_called(different[0]),
        again=_called(different[1]),
    )
    return Finding(Check.JUDGED_AGAIN, State.DIFFERS, said)


def measured_again(recording: Recording) -> Finding:
    """Measure again what the landmarks alone tell; directions also need the picture of the eyes, which is not kept."""
    profile = profile_of(recording.header) if recording.header.profile is not None else None
    if profile is None or not recording.observation_blocks:
        said = _("Without calibration and face observations nothing can be measured again.")
        return Finding(Check.MEASURED_AGAIN, State.NOTED, said)
    count = 0
    for gaze, seen, in_use in _together(recording, profile):
        count += 1
        if not _agrees(gaze, seen, in_use):
            said = _("Measured again from the landmarks, head, lids or distance differ after {seconds} s.").format(
                seconds=number(gaze.time_s, ".1f")
            )
            return Finding(Check.MEASURED_AGAIN, State.DIFFERS, said)
    said = _(
        "Head, lids and distance measured again in {count} pictures are the same. Directions are measured in the "
        "picture of the eyes, which is not kept."
    ).format(count=count)
    return Finding(Check.MEASURED_AGAIN, State.AGREES, said)


def _together(recording: Recording, profile: Profile) -> Iterator[tuple[Gaze, FaceObservation | NoFace, Profile]]:
    """Each gaze with what was seen then and the calibration in use, which a dot shown in between changes."""
    recentred = [event for event in recording.events if isinstance(event, Recentred)]
    seen = {each.time_s: each for each in recording.observations()}
    for gaze in recording.gazes:
        while recentred and recentred[0].time_s < gaze.time_s:
            profile = _with_neutral(profile, recentred.pop(0))
        if gaze.time_s in seen:
            yield gaze, seen[gaze.time_s], profile


def _with_neutral(profile: Profile, recentred: Recentred) -> Profile:
    try:
        neutral = Neutral.model_validate(recentred.learned.get("neutral"))
    except ValidationError:
        return profile
    return profile.model_copy(update={"sittings": (*profile.sittings, neutral)})


def _agrees(gaze: Gaze, seen: FaceObservation | NoFace, profile: Profile) -> bool:
    if isinstance(seen, NoFace):  # named alike in both, unless a blink beside it took the picture
        return isinstance(gaze, GazeGap) and gaze.reason in (GapReason.BLINK, GapReason(seen.reason.value))
    return _same_head(gaze.head, seen, profile) and _same_eyes(gaze.eyes, seen, profile)


def _same_head(head: HeadPose | None, seen: FaceObservation, profile: Profile) -> bool:
    if head is None:
        return False
    again = head_pose(rotation_of(seen.head_matrix), np.array(profile.neutral.rotation))
    recorded = (head.yaw_deg, head.pitch_deg, head.roll_deg)
    measured = (again.yaw_deg, again.pitch_deg, again.roll_deg)
    return all(abs(a - b) <= HEAD_TOLERANCE_DEG for a, b in zip(recorded, measured, strict=True))


def _same_eyes(eyes: EyeState | None, seen: FaceObservation, profile: Profile) -> bool:
    if eyes is None:
        return False
    left, right = openness_of(seen, profile)
    far_mm = eye_distance_mm([seen], profile.field_of_view_deg)
    lids_agree = max(abs(left - eyes.openness_left), abs(right - eyes.openness_right)) <= LIDS_TOLERANCE
    return lids_agree and abs(far_mm - eyes.distance_mm) <= DISTANCE_TOLERANCE * far_mm


def _time_s(event: Event) -> float:
    return event.end_s if isinstance(event, Booked) else event.time_s


def _called(event: Event | None) -> str:
    return type(event).__name__ if event is not None else _("nothing")
