"""The error to be expected of a calibration, in one direction or over a whole map."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration import GAIN_DOUBT

Directions = NDArray[np.float64]
"""Azimuth and elevation in degrees (..., 2)."""

_NEARBY_DEG: Final = 5.0
"""Distance to which validated points speak for a direction about equally."""
_UNVALIDATED_ERROR_DEG: Final = 4.0


def validated_errors_deg(directions: Directions, points: Directions, errors_deg: list[float]) -> NDArray[np.float64]:
    """Mean of the errors found at points (p, 2), the nearer the more they count."""
    if not errors_deg:
        return np.full(directions.shape[:-1], _UNVALIDATED_ERROR_DEG)
    weights = 1 / (_angles_deg(directions[..., None, :], points) + _NEARBY_DEG) ** 2
    return np.asarray((weights * errors_deg).sum(axis=-1) / weights.sum(axis=-1))


def beyond_deg(directions: Directions, shown: Directions) -> NDArray[np.float64]:
    """What is added for directions outside of those shown (q, 2), where the gain is not known."""
    lowest, highest = shown.min(axis=0), shown.max(axis=0)
    outside = np.maximum(lowest - directions, directions - highest).clip(min=0)
    return np.asarray(GAIN_DOUBT * np.hypot(outside[..., 0], outside[..., 1]))


def _angles_deg(one: Directions, other: Directions) -> NDArray[np.float64]:
    """Great-circle angles between Fick directions, as `angle_between_deg` has it for two."""
    a, b = _unit_vectors(one), _unit_vectors(other)
    across = np.linalg.norm(np.cross(a, b), axis=-1)
    return np.asarray(np.degrees(np.arctan2(across, (a * b).sum(axis=-1))))


def _unit_vectors(directions: Directions) -> NDArray[np.float64]:
    azimuth, elevation = np.radians(directions[..., 0]), np.radians(directions[..., 1])
    level = np.cos(elevation)
    return np.stack([np.sin(azimuth) * level, np.sin(elevation), np.cos(azimuth) * level], axis=-1)
