"""GazeSample and GazeGap: an eye-in-head direction with its uncertainty, or its absence and why."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class GapReason(StrEnum):
    """Why no direction can be told for a frame; the values appear in CSV files and recordings."""

    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    TOO_SMALL = "too_small"
    TOO_DARK = "too_dark"
    FACE_CUT_OFF = "face_cut_off"
    HEAD_TURNED = "head_turned"
    EYES_CLOSED = "eyes_closed"
    BLINK = "blink"
    EYE_HIDDEN = "eye_hidden"
    LEFT_EYE_HIDDEN = "left_eye_hidden"
    RIGHT_EYE_HIDDEN = "right_eye_hidden"
    OUTSIDE_CALIBRATION = "outside_calibration"
    POOR_PICTURE = "poor_picture"
    NO_PICTURE = "no_picture"
    PICTURE_BLANK = "picture_blank"
    PICTURE_TORN = "picture_torn"
    PICTURE_FROZEN = "picture_frozen"
    OTHER_SIZE = "other_size"
    TRACKER_FAILED = "tracker_failed"
    NO_MOVEMENT = "no_movement"
    TOO_SLOW = "too_slow"


@dataclass(frozen=True, slots=True)
class HeadPose:
    """Head rotation against neutral: + yaw to the client's right, + pitch up, + roll to the client's right shoulder."""

    yaw_deg: float
    pitch_deg: float
    roll_deg: float


@dataclass(frozen=True, slots=True)
class EyeState:
    """What is known of lids and place beside the direction.

    openness_left, openness_right: lid opening as a share of the person's own open eye (about 0 closed, 1 open).
    distance_mm: from the camera to the eyes, from the iris' apparent size.
    """

    openness_left: float
    openness_right: float
    distance_mm: float


@dataclass(frozen=True, slots=True)
class GazeSample:
    """Eye-in-head direction: azimuth + to the client's right, elevation + up, both against neutral (Fick angles).

    sigma_deg is the standard deviation per axis, as it is over people. raw_deg: azimuth and elevation of this frame
    alone, before it was averaged with its neighbours; None where that is not known. untaught_deg: by how much more a
    single person may be off whose calibration has not shown what turning the head does; the judge takes both.
    """

    time_s: float
    azimuth_deg: float
    elevation_deg: float
    sigma_deg: float
    head: HeadPose
    eyes: EyeState
    raw_deg: tuple[float, float] | None = None
    untaught_deg: float = 0.0

    @property
    def doubt_deg(self) -> float:
        """Standard deviation per axis that a verdict must allow for."""
        return math.hypot(self.sigma_deg, self.untaught_deg)


@dataclass(frozen=True, slots=True)
class GazeGap:
    """No direction at this time, and why; head and eyes where they could still be measured."""

    time_s: float
    reason: GapReason
    head: HeadPose | None = None
    eyes: EyeState | None = None


Gaze = GazeSample | GazeGap


def angle_between_deg(
    azimuth_a_deg: float, elevation_a_deg: float, azimuth_b_deg: float, elevation_b_deg: float
) -> float:
    """Great-circle angle between two Fick directions, in degrees.

    >>> round(angle_between_deg(0, 0, 10, 0), 6)
    10.0
    >>> round(angle_between_deg(90, 0, 90, -30), 6)
    30.0
    """
    ax, ay, az = _unit_vector(azimuth_a_deg, elevation_a_deg)
    bx, by, bz = _unit_vector(azimuth_b_deg, elevation_b_deg)
    across = math.hypot(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx)
    return math.degrees(math.atan2(across, ax * bx + ay * by + az * bz))


def _unit_vector(azimuth_deg: float, elevation_deg: float) -> tuple[float, float, float]:
    azimuth, elevation = math.radians(azimuth_deg), math.radians(elevation_deg)
    level = math.cos(elevation)
    return math.sin(azimuth) * level, math.sin(elevation), math.cos(azimuth) * level
