"""Calibrating on the screen: neutral, the points to fit, the held-out points, a nose dot, the poor ones once more."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration import CalibrationError
from gazetrainer.attention import Attention
from gazetrainer.calibrate import CalibrationSetting, fit_profile
from gazetrainer.errors import CameraError, CameraFault
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.features import eye_distance_mm
from gazetrainer.flows.choosing_eye import choose_eye
from gazetrainer.head import head_pose, mean_rotation, rotation_of
from gazetrainer.landmarks import LEFT_EYE_SHAPES, RIGHT_EYE_SHAPES
from gazetrainer.looked_at import HeadTask, LookedAt, Purpose
from gazetrainer.loop import Display, Flow, Moment, PicturesEnded, Stopped
from gazetrainer.phases import SETTLE_S
from gazetrainer.profile import Profile
from gazetrainer.scene import Key
from gazetrainer.staging_setup import dot_scene, paused_scene
from targets.directions import NEUTRAL, Direction
from targets.layouts import PointCount, calibration_points, validation_points

CAPTURE_S: Final = 1.2
NEUTRAL_CAPTURE_S: Final = 2.0
NOSE_DOT_CAPTURE_S: Final = 4.0
LONGEST_POINT_S: Final = 6.0
ENOUGH_FRAMES: Final = 12
_WIDEST_DEG: Final = 15.0
_HIGHEST_DEG: Final = 10.0
_SCREEN_SHARE: Final = 0.88
"""Points keep this much inside the edge of the screen."""
_GLIDE: Final = 0.3
"""Share of the way to the nose's place that a nose dot goes with each picture: it follows without trembling."""
_TYPICAL_DISTANCE_MM: Final = 600.0
_BLINK_SHAPE: Final = 0.4
"""Before the person's own lids are known, a frame above this blendshape value is a blink."""


@dataclass(frozen=True, slots=True)
class _Point:
    direction: Direction
    purpose: Purpose
    capture_s: float = CAPTURE_S
    head: HeadTask = HeadTask.STILL


_NOSE_DOT: Final = _Point(NEUTRAL, Purpose.CALIBRATION, NOSE_DOT_CAPTURE_S, HeadTask.NOSE_DOT)


@dataclass(slots=True)
class _Collected:
    """All that was seen and shown so far; `poor` are the points that gave too few frames.

    neutral_rotation: (3, 3), known once neutral was shown.
    """

    distance_mm: float
    neutral_rotation: NDArray[np.float64] = field(default_factory=lambda: np.eye(3))
    seen: list[FaceObservation | NoFace] = field(default_factory=list)
    lines: list[LookedAt] = field(default_factory=list)
    poor: list[_Point] = field(default_factory=list)


def calibrate_on_screen(
    setting: CalibrationSetting,
    display: Display,
    attention: Attention,
    points: PointCount = 9,
    patience_s: float = float("inf"),
) -> Flow[Profile]:
    """Show all points and fit a profile; raises CalibrationError, CameraError or Stopped.

    patience_s: how long the question which eye is in use, where it must be asked, waits for a key.
    """
    collected = _Collected(_TYPICAL_DISTANCE_MM)
    try:
        yield from _show(_Point(NEUTRAL, Purpose.CALIBRATION, NEUTRAL_CAPTURE_S), "", collected, display, attention)
        faces = _faces(collected.seen)
        collected.distance_mm = eye_distance_mm(faces, setting.field_of_view_deg)
        collected.neutral_rotation = mean_rotation(np.array([rotation_of(face.head_matrix) for face in faces]))
        shown = _points_for(display, collected.distance_mm, points)
        for number, point in enumerate(shown, start=1):
            yield from _show(point, f"{number} of {len(shown)}", collected, display, attention)
        yield from _show(_NOSE_DOT, "last step", collected, display, attention)
        for point in tuple(collected.poor):
            yield from _show(point, "once more", collected, display, attention)
    except PicturesEnded as end:
        raise CameraError(
            CameraFault.LOST, "The pictures ended before the calibration was done. Nothing was changed."
        ) from end
    finally:
        attention.attend_nothing()
    profile = fit_profile(collected.seen, collected.lines, setting)
    if profile.agreement is None or profile.agreement.is_clear:
        return profile
    try:
        eyes = yield from choose_eye(profile.agreement, patience_s)
    except PicturesEnded as end:
        raise CameraError(
            CameraFault.LOST, "The pictures ended before the calibration was done. Nothing was changed."
        ) from end
    return profile if eyes is Eyes.BOTH else fit_profile(collected.seen, collected.lines, setting, eyes=eyes)


def _show(point: _Point, step: str, collected: _Collected, display: Display, attention: Attention) -> Flow[None]:
    """Show one point until enough of it was seen; a point that shows too little is remembered as poor.

    The main key pauses; a point that was interrupted begins anew.
    """
    attention.attend(point.direction.azimuth_deg, point.direction.elevation_deg, point.head.value)
    direction = point.direction
    start_s: float | None = None
    time_s = collected.seen[-1].time_s if collected.seen else 0.0
    good, share, unseen_s = 0, 0.0, 0.0
    while True:
        moment = yield dot_scene(
            direction, display.screen, collected.distance_mm, share, step, unseen_s, time_s, point.head
        )
        _stop_if_asked(moment)
        if Key.MAIN in moment.keys:
            yield from _pause()
            start_s, good, share = None, 0, 0.0
            continue
        time_s = moment.time_s
        start_s = time_s if start_s is None else start_s
        collected.seen.append(moment.seen)
        direction = _dot_direction(point, moment.seen, collected, direction)
        settled_s = time_s - start_s - SETTLE_S
        good += settled_s >= 0 and _is_good(moment.seen)
        unseen_s = 0.0 if good or isinstance(moment.seen, FaceObservation) else settled_s
        share = min(settled_s / point.capture_s, good / ENOUGH_FRAMES, 1.0)
        if share >= 1.0 or settled_s >= LONGEST_POINT_S:
            break
    if good < ENOUGH_FRAMES:
        collected.poor.append(point)
    end_s = float(np.nextafter(time_s, np.inf))
    azimuth_deg, elevation_deg = point.direction.azimuth_deg, point.direction.elevation_deg
    collected.lines.append(LookedAt(start_s, end_s, azimuth_deg, elevation_deg, point.head, point.purpose))


def _dot_direction(
    point: _Point, seen: FaceObservation | NoFace, collected: _Collected, before: Direction
) -> Direction:
    """Where the dot goes next: a nose dot glides to where the nose points, so the eyes stay straight in the head."""
    if point.head is not HeadTask.NOSE_DOT or isinstance(seen, NoFace):
        return before
    pose = head_pose(rotation_of(seen.head_matrix), collected.neutral_rotation)
    return Direction(
        before.azimuth_deg + _GLIDE * (pose.yaw_deg - before.azimuth_deg),
        before.elevation_deg + _GLIDE * (pose.pitch_deg - before.elevation_deg),
    )


def _pause() -> Flow[None]:
    while True:
        moment = yield paused_scene()
        _stop_if_asked(moment)
        if Key.MAIN in moment.keys:
            return


def _points_for(display: Display, distance: float, count: PointCount) -> tuple[_Point, ...]:
    reach = display.screen.reach_deg(distance)
    size = {
        "half_width_deg": min(_WIDEST_DEG, _SCREEN_SHARE * reach.azimuth_deg),
        "half_height_deg": min(_HIGHEST_DEG, _SCREEN_SHARE * reach.elevation_deg),
    }
    fitted = [_Point(direction, Purpose.CALIBRATION) for direction in calibration_points(count, **size)]
    held_out = [_Point(direction, Purpose.VALIDATION) for direction in validation_points(**size)]
    return (*fitted, *held_out)


def _faces(seen: list[FaceObservation | NoFace]) -> list[FaceObservation]:
    faces = [each for each in seen if isinstance(each, FaceObservation)]
    if not faces:
        raise CalibrationError("the face could not be seen; sit facing the camera with light on your face")
    return faces


def _is_good(seen: FaceObservation | NoFace) -> bool:
    if isinstance(seen, NoFace):
        return False
    return bool((seen.blendshapes[[LEFT_EYE_SHAPES.blink, RIGHT_EYE_SHAPES.blink]] < _BLINK_SHAPE).any())


def _stop_if_asked(moment: Moment) -> None:
    if Key.STOP in moment.keys:
        raise Stopped
