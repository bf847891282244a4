"""Camera check: whether what the camera sees is good enough to begin, and the one piece of advice that helps most."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.measuring.features import eye_distance_mm
from gazetrainer.measuring.landmarks import LEFT_EYE, RIGHT_EYE

NEAREST_MM: Final = 400.0
FURTHEST_MM: Final = 850.0
DARKEST_GREY: Final = 60.0
BRIGHTEST_GREY: Final = 225.0
SLOWEST_HZ: Final = 15.0
SMALLEST_SHARPNESS: Final = 15.0
MOST_TILTED_DEG: Final = 12.0
_OFF_CENTRE: Final = 0.22
"""How far the middle between the eyes may lie from the middle of the picture, as a share of its width."""
_WINDOW_S: Final = 1.0
STEADY_S: Final = 1.5
"""All must be well for so long before the program goes on by itself."""
CHANGED_S: Final = 8.0
"""The same where something is different from the calibration: there is time to read it and to put it right."""


class CheckItem(StrEnum):
    """What is checked, in the order in which it is put right."""

    FACE = "face"
    DISTANCE = "distance"
    CENTRED = "centred"
    UPRIGHT = "upright"
    LIGHT = "light"
    SHARP = "sharp"
    RATE = "rate"


class CheckState(StrEnum):
    """Outcome of one check; `problem` names what is wrong."""

    GOOD = "good"
    UNKNOWN = "unknown"
    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    TOO_NEAR = "too_near"
    TOO_FAR = "too_far"
    OFF_CENTRE = "off_centre"
    TILTED = "tilted"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    BLURRED = "blurred"
    TOO_SLOW = "too_slow"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check; `value` is the distance in mm or the rate in Hz where there is one."""

    item: CheckItem
    state: CheckState
    value: float | None = None

    @property
    def is_good(self) -> bool:
        """Nothing to put right here."""
        return self.state is CheckState.GOOD


class CameraCheck:
    """Takes observations one by one; knows the checks' results over the last second."""

    def __init__(self, field_of_view_deg: float) -> None:
        self._field_of_view_deg = field_of_view_deg
        self._recent: deque[FaceObservation | NoFace] = deque()
        self._good_since_s: float | None = None

    def push(self, observation: FaceObservation | NoFace) -> tuple[CheckResult, ...]:
        """Take the next observation; give all results in the order of `CheckItem`."""
        self._recent.append(observation)
        while self._recent[0].time_s < observation.time_s - _WINDOW_S:
            self._recent.popleft()
        results = check_picture(tuple(self._recent), self._field_of_view_deg)
        if not all(result.is_good for result in results):
            self._good_since_s = None
        elif self._good_since_s is None:
            self._good_since_s = observation.time_s
        return results

    def is_steady(self, now_s: float, for_s: float = STEADY_S) -> bool:
        """All has been well for long enough."""
        return self._good_since_s is not None and now_s - self._good_since_s >= for_s


def check_picture(recent: tuple[FaceObservation | NoFace, ...], field_of_view_deg: float) -> tuple[CheckResult, ...]:
    """Check the observations of the last second."""
    rate = _rate(recent)
    faces = [each for each in recent if isinstance(each, FaceObservation)]
    if len(faces) <= len(recent) / 2:
        unknown = tuple(CheckResult(item, CheckState.UNKNOWN) for item in CheckItem if item not in _WITHOUT_FACE)
        return (CheckResult(CheckItem.FACE, CheckState.NO_FACE), *unknown, rate)
    face = faces[-1]
    several = face.second_face_ratio > 0
    return (
        CheckResult(CheckItem.FACE, CheckState.SEVERAL_FACES if several else CheckState.GOOD),
        _distance(faces, field_of_view_deg),
        _centred(face),
        _upright(face),
        _light(faces),
        _sharp(faces),
        rate,
    )


_WITHOUT_FACE: Final = (CheckItem.FACE, CheckItem.RATE)


def _distance(faces: list[FaceObservation], field_of_view_deg: float) -> CheckResult:
    distance = eye_distance_mm(faces, field_of_view_deg)
    state = CheckState.GOOD
    if distance < NEAREST_MM:
        state = CheckState.TOO_NEAR
    elif distance > FURTHEST_MM:
        state = CheckState.TOO_FAR
    return CheckResult(CheckItem.DISTANCE, state, distance)


def _centred(face: FaceObservation) -> CheckResult:
    eyes = (face.landmarks_px[LEFT_EYE.inner_corner] + face.landmarks_px[RIGHT_EYE.inner_corner]) / 2
    width, height = face.image_size_px
    off = max(abs(eyes[0] / width - 0.5), abs(eyes[1] / height - 0.5))
    return CheckResult(CheckItem.CENTRED, CheckState.GOOD if off < _OFF_CENTRE else CheckState.OFF_CENTRE)


def _upright(face: FaceObservation) -> CheckResult:
    across = face.landmarks_px[LEFT_EYE.outer_corner] - face.landmarks_px[RIGHT_EYE.outer_corner]
    tilt_deg = abs(float(np.degrees(np.arctan2(across[1], across[0]))))
    return CheckResult(CheckItem.UPRIGHT, CheckState.GOOD if tilt_deg < MOST_TILTED_DEG else CheckState.TILTED)


def _light(faces: list[FaceObservation]) -> CheckResult:
    grey = float(np.median([face.brightness for face in faces]))
    state = CheckState.GOOD
    if grey < DARKEST_GREY:
        state = CheckState.TOO_DARK
    elif grey > BRIGHTEST_GREY:
        state = CheckState.TOO_BRIGHT
    return CheckResult(CheckItem.LIGHT, state)


def _sharp(faces: list[FaceObservation]) -> CheckResult:
    sharpness = float(np.median([face.sharpness for face in faces]))
    state = CheckState.GOOD if sharpness >= SMALLEST_SHARPNESS else CheckState.BLURRED
    return CheckResult(CheckItem.SHARP, state)


def _rate(recent: tuple[FaceObservation | NoFace, ...]) -> CheckResult:
    elapsed_s = recent[-1].time_s - recent[0].time_s
    if elapsed_s < _WINDOW_S / 2:
        return CheckResult(CheckItem.RATE, CheckState.UNKNOWN)
    rate_hz = (len(recent) - 1) / elapsed_s
    state = CheckState.GOOD if rate_hz >= SLOWEST_HZ else CheckState.TOO_SLOW
    return CheckResult(CheckItem.RATE, state, rate_hz)
