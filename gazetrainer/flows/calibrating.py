"""Calibrating on the screen: neutral, the points to fit, the held-out points, a nose dot, the poor ones once more."""

from __future__ import annotations

from typing import Final

import numpy as np

from gazetrainer.attention import Attention
from gazetrainer.calibrating.calibrate import CalibrationSetting
from gazetrainer.calibrating.later_sitting import calibrated_again
from gazetrainer.calibrating.looked_at import HeadTask, Purpose
from gazetrainer.calibrating.profile import Profile
from gazetrainer.calibrating.unseen import not_seen
from gazetrainer.errors import CameraError, CameraFault
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.flows.choosing_eye import choose_eye
from gazetrainer.flows.dots import Collected, Dot, layout_size, show_dot
from gazetrainer.loop import Display, Flow, PicturesEnded
from gazetrainer.measuring.features import eye_distance_mm
from gazetrainer.measuring.head import mean_rotation, rotation_of
from targets.directions import NEUTRAL
from targets.language import N_, _
from targets.layouts import PointCount, calibration_points, validation_points

NEUTRAL_CAPTURE_S: Final = 2.0
NOSE_DOT_CAPTURE_S: Final = 4.0
_TYPICAL_DISTANCE_MM: Final = 600.0
_NOSE_DOT: Final = Dot(NEUTRAL, Purpose.CALIBRATION, NOSE_DOT_CAPTURE_S, HeadTask.NOSE_DOT)


def calibrate_on_screen(
    setting: CalibrationSetting,
    display: Display,
    attention: Attention,
    points: PointCount = 9,
    patience_s: float = float("inf"),
    *,
    earlier: Profile | None = None,
) -> Flow[Profile]:
    """Show all points and fit a profile; raises CalibrationError, CameraError or Stopped.

    patience_s: how long the question which eye is in use, where it must be asked, waits for a key. earlier: the
    person's profile so far; what it learned is kept where it was made with the same camera.
    """
    collected = Collected(_TYPICAL_DISTANCE_MM)
    try:
        yield from show_dot(Dot(NEUTRAL, Purpose.CALIBRATION, NEUTRAL_CAPTURE_S), "", collected, display, attention)
        faces = _faces(collected.seen)
        collected.distance_mm = eye_distance_mm(faces, setting.field_of_view_deg)
        collected.neutral_rotation = mean_rotation(np.array([rotation_of(face.head_matrix) for face in faces]))
        shown = _points_for(display, collected.distance_mm, points)
        for number, point in enumerate(shown, start=1):
            yield from show_dot(
                point, _("{number} of {count}").format(number=number, count=len(shown)), collected, display, attention
            )
        yield from show_dot(_NOSE_DOT, _("last step"), collected, display, attention)
        for point in tuple(collected.poor):
            yield from show_dot(point, _("once more"), collected, display, attention)
    except PicturesEnded as end:
        raise _ended() from end
    finally:
        attention.attend_nothing()
    return (yield from _with_eye_in_use(collected, setting, earlier, patience_s))


def _with_eye_in_use(
    collected: Collected, setting: CalibrationSetting, earlier: Profile | None, patience_s: float
) -> Flow[Profile]:
    """Fit a profile, and once more for the eye in use where the two do not look at the same."""
    profile = calibrated_again(earlier, collected.seen, collected.lines, setting)
    if profile.agreement is None or profile.agreement.is_clear:
        return profile
    try:
        eyes = yield from choose_eye(profile.agreement, patience_s)
    except PicturesEnded as end:
        raise _ended() from end
    if eyes is Eyes.BOTH:
        return profile
    return calibrated_again(earlier, collected.seen, collected.lines, setting, eyes=eyes)


def _ended() -> CameraError:
    return CameraError(CameraFault.LOST, _("The pictures ended before the calibration was done. Nothing was changed."))


def _points_for(display: Display, distance: float, count: PointCount) -> tuple[Dot, ...]:
    size = layout_size(display.screen, distance)
    fitted = [Dot(direction, Purpose.CALIBRATION) for direction in calibration_points(count, **size)]
    held_out = [Dot(direction, Purpose.VALIDATION) for direction in validation_points(**size)]
    return (*fitted, *held_out)


def _faces(seen: list[FaceObservation | NoFace]) -> list[FaceObservation]:
    faces = [each for each in seen if isinstance(each, FaceObservation)]
    if not faces:
        unseen = [each for each in seen if isinstance(each, NoFace)]
        raise not_seen(unseen, N_("the face could not be seen; sit facing the camera with light on your face"))
    return faces
