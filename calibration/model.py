"""Prediction: what a fitted model says of features; every model has a `predict` that gives one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """Directions for n rows.

    directions_deg: (n, 2), azimuth and elevation.
    sigma_deg: (n,), standard deviation per axis.
    unsure_deg: (n,), the part of it that comes from weights that are not surely known.
    beyond_deg: (n,), how far a direction lies outside all that was calibrated; 0 inside.
    dissent_deg: (n,), standard deviation of what several networks say; 0 without any.
    """

    directions_deg: Matrix
    sigma_deg: NDArray[np.float64]
    unsure_deg: NDArray[np.float64]
    beyond_deg: NDArray[np.float64]
    dissent_deg: NDArray[np.float64]
