"""Iris: how large both irises look, by their rings of landmarks."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.face import FaceObservation
from gazetrainer.measuring.landmarks import LEFT_EYE, RIGHT_EYE

_RINGS: Final = np.array([LEFT_EYE.iris_ring, RIGHT_EYE.iris_ring])


def iris_diameters_px(points_px: NDArray[np.floating]) -> NDArray[np.float64]:
    """Apparent diameters (..., 2) of the left and the right iris in (..., 478, 2 or more) landmarks.

    The longest axis of each ring, which turning the eye leaves alone.
    """
    rings = points_px[..., _RINGS, :2]
    across = rings[..., :2, :] - rings[..., 2:, :]
    return np.asarray(np.hypot(across[..., 0], across[..., 1]).max(axis=-1))


def iris_diameter_px(observation: FaceObservation) -> float:
    """Mean apparent diameter of both irises."""
    left, right = iris_diameters_px(observation.landmarks_px)
    return float(left + right) / 2
