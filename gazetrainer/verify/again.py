"""Doing it again: the judge over the recorded gaze, and the gaze from the recorded observations."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from gazetrainer.events import UNJUDGED, Booked, Event
from gazetrainer.gaze import EyeState, GapReason, Gaze, GazeGap, HeadPose
from gazetrainer.judging.plan_run import eyes_asked_for
from gazetrainer.judging.rejudge import prescription_of, rejudge
from gazetrainer.recording import Recording
from gazetrainer.verify.consistent import profile_of
from gazetrainer.verify.findings import Check, Finding, State
from gazetrainer.verify.remeasured import measured_anew
from targets.formats import number
from targets.language import _

HEAD_TOLERANCE_DEG: Final = 0.01
"""The head's matrix is recorded as it was measured."""
LIDS_TOLERANCE: Final = 0.02
DISTANCE_TOLERANCE: Final = 0.01
"""As a share. Landmarks are recorded to 1/128 px, on eyes some 30 px wide."""
AVERAGE_TOLERANCE_DEG: Final = 1e-6
OTHERS_SHARE: Final = 0.01
OTHERS_AT_LEAST: Final = 2
"""Lids just at the edge of shut may fall on its other side when measured again, in so many pictures at most."""


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
    """Measure again all that the landmarks tell, and settle it again into gaze."""
    profile = profile_of(recording.header) if recording.header.profile is not None else None
    if profile is None or not recording.observation_blocks:
        said = _("Without calibration and face observations nothing can be measured again.")
        return Finding(Check.MEASURED_AGAIN, State.NOTED, said)
    gazes = {gaze.time_s: gaze for gaze in recording.gazes}
    compared, others = 0, []
    for again in measured_anew(recording, profile, eyes_asked_for(prescription_of(recording))):
        gaze = gazes.get(next(iter(again.values())).time_s)
        if gaze is None:  # after its end a sitting sees pictures, but books no gaze
            continue
        compared += 1
        if not any(_is_seen_alike(gaze, each) for each in again.values()):
            said = _("Measured again from the landmarks, head, lids or distance differ after {seconds} s.")
            return _measured_otherwise(said, gaze.time_s)
        if not any(_is_told_alike(gaze, each) for each in again.values()):
            others.append(gaze.time_s)
    if len(others) > max(OTHERS_AT_LEAST, OTHERS_SHARE * compared):
        said = _(
            "Measured again, gaps, blinks or averages differ in {count} of {pictures} pictures, the first after "
            "{seconds} s."
        )
        return _measured_otherwise(said, others[0], count=len(others), pictures=compared)
    said = _(
        "Head, lids, distance, gaps, blinks and averages measured again in {count} pictures are the same. The "
        "direction in each picture by itself is read off the picture of the eyes, which is not kept."
    )
    return Finding(Check.MEASURED_AGAIN, State.AGREES, said.format(count=compared))


def _measured_otherwise(said: str, time_s: float, **figures: int) -> Finding:
    return Finding(Check.MEASURED_AGAIN, State.DIFFERS, said.format(seconds=number(time_s, ".1f"), **figures))


def _is_seen_alike(gaze: Gaze, again: Gaze) -> bool:
    """Head, lids and distance are the same, or neither has any."""
    if gaze.head is None or again.head is None or gaze.eyes is None or again.eyes is None:
        return (gaze.head is None, gaze.eyes is None) == (again.head is None, again.eyes is None)
    return _is_head_alike(gaze.head, again.head) and _are_eyes_alike(gaze.eyes, again.eyes)


def _is_head_alike(one: HeadPose, other: HeadPose) -> bool:
    apart_deg = (one.yaw_deg - other.yaw_deg, one.pitch_deg - other.pitch_deg, one.roll_deg - other.roll_deg)
    return all(abs(each) <= HEAD_TOLERANCE_DEG for each in apart_deg)


def _are_eyes_alike(one: EyeState, other: EyeState) -> bool:
    apart = (one.openness_left - other.openness_left, one.openness_right - other.openness_right)
    are_lids_alike = all(abs(each) <= LIDS_TOLERANCE for each in apart)
    return are_lids_alike and abs(one.distance_mm - other.distance_mm) <= DISTANCE_TOLERANCE * other.distance_mm


def _is_told_alike(gaze: Gaze, again: Gaze) -> bool:
    """A direction in both, the same where it is known; or a gap in both, for the same reason."""
    if isinstance(gaze, GazeGap) and gaze.reason is GapReason.NO_MOVEMENT:
        return True  # told by what was asked for over minutes, not by a picture
    if isinstance(gaze, GazeGap) or isinstance(again, GazeGap):
        return isinstance(gaze, GazeGap) and isinstance(again, GazeGap) and gaze.reason is again.reason
    apart_deg = (gaze.azimuth_deg - again.azimuth_deg, gaze.elevation_deg - again.elevation_deg)
    return not any(abs(each) > AVERAGE_TOLERANCE_DEG for each in apart_deg)  # one that is not known is none


def _time_s(event: Event) -> float:
    return event.end_s if isinstance(event, Booked) else event.time_s


def _called(event: Event | None) -> str:
    return type(event).__name__ if event is not None else _("nothing")
