"""Direction: where the eyes look in the head, and the plain words for it."""

from __future__ import annotations

import math
from dataclasses import dataclass

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
    words = [word for word in (_vertical(elevation_deg), _sideways(azimuth_deg)) if word]
    return ", ".join(words).capitalize() or "Straight ahead"


def further_in_words(azimuth_difference_deg: float, elevation_difference_deg: float) -> str:
    """Say where the eyes should still go; the differences are target minus gaze, in degrees.

    >>> further_in_words(-4, 3)
    'a little further up and left'
    >>> further_in_words(12, 1)
    'further right'
    >>> further_in_words(0, 0)
    'just there'
    """
    distance_deg = math.hypot(azimuth_difference_deg, elevation_difference_deg)
    if not distance_deg >= NEAR_ENOUGH_DEG:
        return "just there"
    smallest_deg = MENTION_SHARE * max(abs(azimuth_difference_deg), abs(elevation_difference_deg))
    words = []
    if abs(elevation_difference_deg) > smallest_deg:
        words.append("up" if elevation_difference_deg > 0 else "down")
    if abs(azimuth_difference_deg) > smallest_deg:
        words.append("right" if azimuth_difference_deg > 0 else "left")
    amount = "a little further" if distance_deg < A_LITTLE_DEG else "further"
    return f"{amount} {' and '.join(words)}"


def _vertical(elevation_deg: float) -> str:
    far_deg = FAR_UP_DEG if elevation_deg > 0 else FAR_DOWN_DEG
    return _graded(elevation_deg, far_deg, "up", "down")


def _sideways(azimuth_deg: float) -> str:
    return _graded(azimuth_deg, FAR_SIDEWAYS_DEG, "right", "left")


def _graded(angle_deg: float, far_deg: float, positive: str, negative: str) -> str:
    if abs(angle_deg) < STRAIGHT_AHEAD_DEG:
        return ""
    word = positive if angle_deg > 0 else negative
    return f"far {word}" if abs(angle_deg) >= far_deg else word
