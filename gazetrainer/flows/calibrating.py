"""Calibrating on the screen: neutral, the points to fit, the held-out points, and the poor ones once more."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from calibration import CalibrationError
from gazetrainer.attention import Attention
from gazetrainer.calibrate import CalibrationSetting, fit_profile
from gazetrainer.errors import CameraError, CameraFault
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.features import iris_diameter_px
from gazetrainer.head import distance_mm
from gazetrainer.landmarks import LEFT_EYE_SHAPES, RIGHT_EYE_SHAPES
from gazetrainer.looked_at import LookedAt, Purpose
from gazetrainer.loop import Display, Flow, Moment, PicturesEnded, Stopped
from gazetrainer.phases import SETTLE_S
from gazetrainer.profile import Profile
from gazetrainer.scene import Key
from gazetrainer.staging_setup import dot_scene, paused_scene
from targets.directions import NEUTRAL, Direction
from targets.layouts import calibration_points, validation_points

CAPTURE_S: Final = 1.2
NEUTRAL_CAPTURE_S: Final = 2.0
LONGEST_POINT_S: Final = 6.0
ENOUGH_FRAMES: Final = 12
_WIDEST_DEG: Final = 15.0
_HIGHEST_DEG: Final = 10.0
_SCREEN_SHARE: Final = 0.92
"""Points keep this much inside the edge of the screen."""
_TYPICAL_DISTANCE_MM: Final = 600.0
_BLINK_SHAPE: Final = 0.4
"""Before the person's own lids are known, a frame above this blendshape value is a blink."""


@dataclass(frozen=True, slots=True)
class _Point:
    direction: Direction
    purpose: Purpose
    capture_s: float = CAPTURE_S


@dataclass(slots=True)
class _Collected:
    """All that was seen and shown so far; `poor` are the points that gave too few frames."""

    distance_mm: float
    seen: list[FaceObservation | NoFace] = field(default_factory=list)
    lines: list[LookedAt] = field(default_factory=list)
    poor: list[_Point] = field(default_factory=list)


def calibrate_on_screen(setting: CalibrationSetting, display: Display, attention: Attention) -> Flow[Profile]:
    """Show all points and fit a profile; raises CalibrationError, CameraError or Stopped."""
    collected = _Collected(_TYPICAL_DISTANCE_MM)
    try:
        yield from _show(_Point(NEUTRAL, Purpose.CALIBRATION, NEUTRAL_CAPTURE_S), "", collected, display, attention)
        collected.distance_mm = _seen_distance_mm(collected.seen, setting.field_of_view_deg)
        points = _points_for(display, collected.distance_mm)
        for number, point in enumerate(points, start=1):
            yield from _show(point, f"{number} of {len(points)}", collected, display, attention)
        for point in tuple(collected.poor):
            yield from _show(point, "once more", collected, display, attention)
    except PicturesEnded as end:
        raise CameraError(
            CameraFault.LOST, "The pictures ended before the calibration was done. Nothing was changed."
        ) from end
    finally:
        attention.attend_nothing()
    return fit_profile(collected.seen, collected.lines, setting)


def _show(point: _Point, step: str, collected: _Collected, display: Display, attention: Attention) -> Flow[None]:
    """Show one point until enough of it was seen; a point that shows too little is remembered as poor.

    The main key pauses; a point that was interrupted begins anew.
    """
    direction = point.direction
    attention.attend(direction.azimuth_deg, direction.elevation_deg)
    start_s: float | None = None
    time_s = collected.seen[-1].time_s if collected.seen else 0.0
    good, share, unseen_s = 0, 0.0, 0.0
    while True:
        moment = yield dot_scene(direction, display.screen, collected.distance_mm, share, step, unseen_s, time_s)
        _stop_if_asked(moment)
        if Key.MAIN in moment.keys:
            yield from _pause()
            start_s, good, share = None, 0, 0.0
            continue
        time_s = moment.time_s
        start_s = time_s if start_s is None else start_s
        collected.seen.append(moment.seen)
        settled_s = time_s - start_s - SETTLE_S
        good += settled_s >= 0 and _is_good(moment.seen)
        unseen_s = 0.0 if good or isinstance(moment.seen, FaceObservation) else settled_s
        share = min(settled_s / point.capture_s, good / ENOUGH_FRAMES, 1.0)
        if share >= 1.0 or settled_s >= LONGEST_POINT_S:
            break
    if good < ENOUGH_FRAMES:
        collected.poor.append(point)
    end_s = float(np.nextafter(time_s, np.inf))
    line = LookedAt(start_s, end_s, direction.azimuth_deg, direction.elevation_deg, purpose=point.purpose)
    collected.lines.append(line)


def _pause() -> Flow[None]:
    while True:
        moment = yield paused_scene()
        _stop_if_asked(moment)
        if Key.MAIN in moment.keys:
            return


def _points_for(display: Display, distance: float) -> tuple[_Point, ...]:
    reach = display.screen.reach_deg(distance)
    size = {
        "half_width_deg": min(_WIDEST_DEG, _SCREEN_SHARE * reach.azimuth_deg),
        "half_height_deg": min(_HIGHEST_DEG, _SCREEN_SHARE * reach.elevation_deg),
    }
    fitted = [_Point(direction, Purpose.CALIBRATION) for direction in calibration_points(9, **size)]
    held_out = [_Point(direction, Purpose.VALIDATION) for direction in validation_points(**size)]
    return (*fitted, *held_out)


def _seen_distance_mm(seen: list[FaceObservation | NoFace], field_of_view_deg: float) -> float:
    faces = [each for each in seen if isinstance(each, FaceObservation)]
    if not faces:
        raise CalibrationError("the face could not be seen; sit facing the camera with light on your face")
    diameter_px = float(np.median([iris_diameter_px(face) for face in faces]))
    return distance_mm(diameter_px, faces[0].image_size_px[0], field_of_view_deg)


def _is_good(seen: FaceObservation | NoFace) -> bool:
    if isinstance(seen, NoFace):
        return False
    return bool((seen.blendshapes[[LEFT_EYE_SHAPES.blink, RIGHT_EYE_SHAPES.blink]] < _BLINK_SHAPE).any())


def _stop_if_asked(moment: Moment) -> None:
    if Key.STOP in moment.keys:
        raise Stopped
