"""Direction: where the eyes look in the head, and the plain words for it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from targets.direction_names import A_LITTLE_FURTHER, FURTHER, NAMES, NAMES_WITHIN
from targets.language import _

STRAIGHT_AHEAD_DEG = 3.0
FAR_SIDEWAYS_DEG = 22.0
FAR_UP_DEG = 18.0
FAR_DOWN_DEG = 25.0
A_LITTLE_DEG = 8.0
NEAR_ENOUGH_DEG = 0.5
# Halfway between two of the eight compass directions: below this share a component goes unmentioned.
MENTION_SHARE = math.tan(math.radians(22.5))


@dataclass(frozen=True, slots=True)
class Direction:
    """Eye-in-head direction against neutral: azimuth + to the client's right, elevation + up (Fick)."""

    azimuth_deg: float
    elevation_deg: float


NEUTRAL = Direction(0.0, 0.0)


def direction_in_words(azimuth_deg: float, elevation_deg: float) -> str:
    """Name a direction with the client's own sides.

    >>> direction_in_words(-15, 12)
    'Up, left'
    >>> direction_in_words(-30, 12)
    'Up, far left'
    >>> direction_in_words(0, 1)
    'Straight ahead'
    """
    return _(NAMES[_direction(azimuth_deg, elevation_deg)])


def direction_within_sentence(azimuth_deg: float, elevation_deg: float) -> str:
    """Name a direction with the client's own sides, without a capital.

    >>> direction_within_sentence(-15, 12)
    'up, left'
    """
    return _(NAMES_WITHIN[_direction(azimuth_deg, elevation_deg)])


def further_in_words(azimuth_difference_deg: float, elevation_difference_deg: float) -> str:
    """Say where the eyes should still go; the differences are target minus gaze, in degrees.

    >>> further_in_words(-4, 3)
    'A little further up and left'
    >>> further_in_words(12, 1)
    'Further right'
    >>> further_in_words(0, 0)
    'Just there'
    """
    distance_deg = math.hypot(azimuth_difference_deg, elevation_difference_deg)
    if not distance_deg >= NEAR_ENOUGH_DEG:
        return _("Just there")
    smallest_deg = MENTION_SHARE * max(abs(azimuth_difference_deg), abs(elevation_difference_deg))
    upward = _sign(elevation_difference_deg) if abs(elevation_difference_deg) > smallest_deg else 0
    sideways = _sign(azimuth_difference_deg) if abs(azimuth_difference_deg) > smallest_deg else 0
    return _((A_LITTLE_FURTHER if distance_deg < A_LITTLE_DEG else FURTHER)[upward, sideways])


def _direction(azimuth_deg: float, elevation_deg: float) -> tuple[int, int]:
    """How far up and how far to the right, each from -2 (far) over 0 (not to be mentioned) to 2 (far)."""
    far_deg = FAR_UP_DEG if elevation_deg > 0 else FAR_DOWN_DEG
    return _graded(elevation_deg, far_deg), _graded(azimuth_deg, FAR_SIDEWAYS_DEG)


def _graded(angle_deg: float, far_deg: float) -> int:
    if abs(angle_deg) < STRAIGHT_AHEAD_DEG:
        return 0
    return _sign(angle_deg) * (2 if abs(angle_deg) >= far_deg else 1)


def _sign(angle_deg: float) -> int:
    return 1 if angle_deg > 0 else -1
