"""Changes: what is different from the calibration, in the light, the picture, the distance or the glasses.

Each change has an extent: 1 is where it is told. Told once, it stays until it falls clearly below, so that a value on
the edge does not flicker. Where the picture may be read either way, nothing is told.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

import numpy as np

from gazetrainer.calibrating.profile import Profile
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.measuring.around_eyes import AroundEyes, around_eyes
from gazetrainer.measuring.features import eye_distance_mm, lids
from gazetrainer.measuring.look import PictureLook, look_around

WINDOW_S: Final = 2.0
"""A change is looked for in the medians over so long, which no blink and no glance can shift."""
_EVERY_S: Final = 0.2
_FEWEST: Final = 6
_STILL_TOLD: Final = 0.7
_LIGHT: Final = 0.45
"""Brightness of the face by more than about a third, as a logarithm."""
_SIDE: Final = 0.3
"""A head turned by 12 deg changes the light between the cheeks by up to 0.17."""
_SHARP: Final = 1.3
_DISTANCE: Final = 0.22
"""Nearer or further by more than a quarter, as a logarithm."""
_LINE_TIMES: Final = 3.0
_LINE_MORE: Final = 0.06
"""A line across the nose that comes or goes must be so many times, and so much, clearer than without."""
_FAINTEST_LINE: Final = 0.005
_BARE_MOST: Final = 0.035
"""A nose without glasses shows no clearer line than this; a thin rim that is blurred or turned away shows more."""
_OPEN: Final = 0.7
"""Eyes less open than this share are not looked at: lids over the iris make it small, as if it were far."""


class Change(StrEnum):
    """What is different from the calibration."""

    GLASSES_ON = "glasses_on"
    GLASSES_OFF = "glasses_off"
    DARKER = "darker"
    BRIGHTER = "brighter"
    SIDE_LIGHT = "side_light"
    LESS_SHARP = "less_sharp"
    NEARER = "nearer"
    FURTHER = "further"


class ChangeWatch:
    """Follows one stream of observations and knows what is different from the calibration over the last seconds."""

    def __init__(self, profile: Profile) -> None:
        self._profile, self._mesh = profile, np.array(profile.mesh)
        self._recent: deque[tuple[FaceObservation, AroundEyes]] = deque()
        self._told: tuple[Change, ...] = ()

    @property
    def told(self) -> tuple[Change, ...]:
        """What is different now, in the order of `Change`."""
        return self._told

    def push(self, observation: FaceObservation | NoFace) -> tuple[Change, ...]:
        """Take the next observation, in order of time; gives what is different now."""
        if isinstance(observation, NoFace) or observation.eyes is None:
            return self._told
        if self._recent and observation.time_s < self._recent[-1][0].time_s + _EVERY_S:
            return self._told
        if not _has_open_eyes(observation, self._profile):
            return self._told
        self._recent.append((observation, around_eyes(observation, observation.eyes, self._mesh)))
        while self._recent[0][0].time_s < observation.time_s - WINDOW_S:
            self._recent.popleft()
        if len(self._recent) >= _FEWEST:
            self._told = self._different()
        return self._told

    def _different(self) -> tuple[Change, ...]:
        faces, around = zip(*self._recent, strict=True)
        extents = _light_and_distance(self._profile, faces) | _picture(self._profile, look_around(faces, around))
        found = [c for c in Change if extents.get(c, 0.0) >= (_STILL_TOLD if c in self._told else 1.0)]
        if Change.GLASSES_OFF in found:  # their rims were sharp edges
            return tuple(change for change in found if change is not Change.LESS_SHARP)
        return tuple(found)


def _has_open_eyes(face: FaceObservation, profile: Profile) -> bool:
    seen = lids(face)
    left, right = seen.opening_left / profile.lid_left.open_value, seen.opening_right / profile.lid_right.open_value
    return max(left, right) >= _OPEN


def _light_and_distance(profile: Profile, faces: Sequence[FaceObservation]) -> dict[Change, float]:
    brightness = float(np.median([face.brightness for face in faces]))
    brighter = math.log(max(brightness, 1.0) / max(profile.neutral.brightness, 1.0)) / _LIGHT
    distance = eye_distance_mm(faces, profile.field_of_view_deg)
    further = math.log(distance / profile.neutral.distance_mm) / _DISTANCE
    return {
        Change.BRIGHTER: brighter,
        Change.DARKER: -brighter,
        Change.FURTHER: further,
        Change.NEARER: -further,
    }


def _picture(profile: Profile, now: PictureLook) -> dict[Change, float]:
    if profile.look is None:
        return {}
    then = profile.look.picture
    return {
        Change.SIDE_LIGHT: abs(now.side_light - then.side_light) / _SIDE,
        Change.LESS_SHARP: math.log(max(then.sharpness, 1e-9) / max(now.sharpness, 1e-9)) / _SHARP,
        Change.GLASSES_ON: _clearer_line(now.bridge_line, then.bridge_line),
        Change.GLASSES_OFF: _clearer_line(then.bridge_line, now.bridge_line),
    }


def _clearer_line(one: float, bare: float) -> float:
    if bare > _BARE_MOST:
        return 0.0
    times = math.log(max(one, _FAINTEST_LINE) / max(bare, _FAINTEST_LINE)) / math.log(_LINE_TIMES)
    return min(times, (one - bare) / _LINE_MORE)
