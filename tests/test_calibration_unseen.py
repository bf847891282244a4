"""A calibration that could not see the face says what the pictures lacked."""

from __future__ import annotations

import pytest

from calibration import CalibrationError
from gazetrainer.calibrating.calibrate import CalibrationSetting, fit_profile
from gazetrainer.calibrating.looked_at import LookedAt
from gazetrainer.face import NoFace, NoFaceReason
from gazetrainer.frame import CameraInfo

SETTING = CalibrationSetting("somebody", CameraInfo("camera", 640, 480, 30.0), 62.0, "2026-01-01T08:00:00+00:00")
SHOWN = (LookedAt(0.0, 3.0, 0.0, 0.0), LookedAt(3.0, 5.0, 15.0, 10.0))


@pytest.mark.parametrize(
    ("reason", "advice"),
    [
        (NoFaceReason.TOO_SMALL, "come closer"),
        (NoFaceReason.TOO_DARK, "lamp"),
        (NoFaceReason.SEVERAL_FACES, "more than one face"),
        (NoFaceReason.NO_FACE, "facing the camera"),
    ],
)
def test_the_commonest_reason_is_said(reason, advice):
    seen = [NoFace(i / 30, NoFaceReason.NO_FACE if i % 5 == 0 else reason) for i in range(150)]
    with pytest.raises(CalibrationError, match=advice):
        fit_profile(seen, SHOWN, SETTING)


def test_what_was_unseen_later_does_not_count_for_straight_ahead():
    seen = [NoFace(i / 30, NoFaceReason.TOO_DARK if i < 90 else NoFaceReason.TOO_SMALL) for i in range(400)]
    with pytest.raises(CalibrationError, match="lamp"):
        fit_profile(seen, (SHOWN[0], LookedAt(3.0, 13.0, 15.0, 10.0)), SETTING)
