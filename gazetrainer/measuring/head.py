"""Head rotation against the client's own neutral, from MediaPipe's facial transformation matrix."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.gaze import HeadPose

_IRIS_DIAMETER_MM: Final = 11.7
"""Horizontal visible iris diameter, nearly the same in all adults (Hashemi et al. 2015: 11.8 +- 0.5)."""


def rotation_of(head_matrix: NDArray[np.float32]) -> NDArray[np.float64]:
    """The pure (..., 3, 3) rotation in a (..., 4, 4) head matrix; columns are the face's left, up and forward."""
    u, _, vt = np.linalg.svd(head_matrix[..., :3, :3].astype(np.float64))
    return np.asarray(u @ vt)


def head_pose(rotation: NDArray[np.float64], neutral: NDArray[np.float64]) -> HeadPose:
    """Yaw, pitch and roll of a (3, 3) rotation against the neutral one, about the neutral head's own axes."""
    return HeadPose(*head_angles_deg(rotation, neutral).tolist())


def head_angles_deg(rotations: NDArray[np.float64], neutral: NDArray[np.float64]) -> NDArray[np.float64]:
    """Yaw, pitch and roll (..., 3) of (..., 3, 3) rotations against the neutral one, about its own axes.

    Fick order: yaw about the vertical, then pitch, then roll.
    """
    turned = neutral.T @ rotations
    right, up, forward = (turned[..., axis, 2] for axis in range(3))
    yaw = -np.arctan2(right, forward)
    pitch = np.arctan2(up, np.hypot(right, forward))
    roll = np.arctan2(turned[..., 1, 0], turned[..., 1, 1])
    return np.asarray(np.degrees(np.stack([yaw, pitch, roll], axis=-1)))


def mean_rotation(rotations: NDArray[np.float64]) -> NDArray[np.float64]:
    """The rotation nearest to the mean of (n, 3, 3) rotations."""
    u, _, vt = np.linalg.svd(rotations.mean(axis=0))
    return np.asarray(u @ vt)


def distance_mm(iris_diameter_px: float, image_width_px: int, field_of_view_deg: float) -> float:
    """Distance from camera to eye by the iris' apparent size, for a camera of that horizontal field of view."""
    focal_length_px = image_width_px / (2 * np.tan(np.radians(field_of_view_deg) / 2))
    return float(focal_length_px * _IRIS_DIAMETER_MM / iris_diameter_px)
