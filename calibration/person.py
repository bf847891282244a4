"""PersonModel: a person's own weights, from a few calibration points and the population prior (empirical Bayes).

Per axis, with prior w ~ N(w0, S) and noise s2, the weights are normal with covariance V = (Z'Z/s2 + inv S)^-1 and mean
V (Z'y/s2 + inv S w0). The noise is the person's own, from the left-out errors e over their own standard deviations:
s_u2 = s2 (6 + sum of e2) / (6 + n).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration.errors import CalibrationError
from calibration.model import Matrix, Prediction
from calibration.population import Population

FEWEST_POINTS: Final = 5
_PRIOR_WEIGHT: Final = 6.0
"""How many left-out errors the population's noise is worth."""
_WIDER: Final = 1.2
"""The population's covariance is widened: people differ from simulated ones by more than these from each other."""
GAIN_DOUBT: Final = 0.1
"""Beyond the calibrated range the gain was found 0.85 to 1.08: the doubt grows by this share of the way out."""


@dataclass(frozen=True, slots=True, eq=False)
class PersonModel:
    """A fitted person.

    centre (k,), weights (2, k + 1), covariance (2, k + 1, k + 1), noise_deg (2,), limits_deg (2, 2): lowest, highest.
    """

    population: Population
    centre: NDArray[np.float64]
    weights: Matrix
    covariance: NDArray[np.float64]
    noise_deg: NDArray[np.float64]
    limits_deg: Matrix

    def predict(self, features: Matrix) -> Prediction:
        """Directions for (n, k) features."""
        design = self.population.design(features, self.centre)
        directions = design @ self.weights.T
        leverage = np.einsum("ij,ajk,ik->ia", design, self.covariance, design)
        variance = self.noise_deg**2 * (1 + leverage / self.population.noise_deg**2)
        outside = np.maximum(self.limits_deg[0] - directions, directions - self.limits_deg[1]).clip(min=0)
        beyond = np.hypot(outside[:, 0], outside[:, 1])
        sigma = np.sqrt(variance.mean(axis=1) + (GAIN_DOUBT * beyond) ** 2)
        return Prediction(directions, sigma, beyond)


def fit_person(
    population: Population, features: Matrix, directions_deg: Matrix, targets: NDArray[np.int64]
) -> PersonModel:
    """Fit (n, k) features, a row per captured point, to (n, 2) directions; `targets` (n,) numbers distinct directions.

    Raises CalibrationError for fewer than 5 distinct points, points all alike, or features of another kind.
    """
    _check(population, features, directions_deg, targets)
    return _fit(population, features, directions_deg)


def left_out_directions(
    population: Population, features: Matrix, directions_deg: Matrix, targets: NDArray[np.int64]
) -> Matrix:
    """Directions (n, 2) of every row as told by a fit that has not seen its target; raises CalibrationError."""
    _check(population, features, directions_deg, targets)
    told = np.empty_like(directions_deg)
    for target in np.unique(targets):
        out = targets == target
        told[out] = _fit(population, features[~out], directions_deg[~out]).predict(features[out]).directions_deg
    return told


def _fit(population: Population, features: Matrix, directions: Matrix) -> PersonModel:
    centre = features.mean(axis=0)
    design = population.design(features, centre)
    axes = [_fit_axis(population, axis, design, directions[:, axis]) for axis in range(2)]
    return PersonModel(
        population=population,
        centre=centre,
        weights=np.array([weights for weights, _, _ in axes]),
        covariance=np.array([covariance for _, covariance, _ in axes]),
        noise_deg=np.array([noise for _, _, noise in axes]),
        limits_deg=np.array([directions.min(axis=0), directions.max(axis=0)]),
    )


def _fit_axis(
    population: Population, axis: int, design: Matrix, y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], Matrix, float]:
    """Weights, their covariance and the person's own noise (deg)."""
    variance = float(population.noise_deg[axis]) ** 2
    precision = np.linalg.inv(_WIDER * population.weights_covariance[axis])
    covariance = np.linalg.inv(design.T @ design / variance + precision)
    weights = covariance @ (design.T @ y / variance + precision @ population.weights_mean[axis])
    # The error of a left-out row, over its own standard deviation, without fitting again (Allen 1974).
    hat = np.einsum("ij,jk,ik->i", design, covariance, design) / variance
    standardised = (y - design @ weights) / np.sqrt(variance * (1 - hat).clip(min=1e-6))
    share = (_PRIOR_WEIGHT + (standardised**2).sum()) / (_PRIOR_WEIGHT + len(y))
    return weights, np.asarray(covariance), float(np.sqrt(variance * share))


def _check(population: Population, features: Matrix, directions: Matrix, targets: NDArray[np.int64]) -> None:
    if features.ndim != 2 or features.shape[1] != population.feature_count:
        raise CalibrationError(f"the points have {features.shape[-1]} features, not {population.feature_count}")
    count = len(np.unique(targets))
    if count < FEWEST_POINTS:
        raise CalibrationError(f"only {count} usable points; at least {FEWEST_POINTS} are needed")
    if (np.ptp(directions, axis=0) < 1.0).any():
        raise CalibrationError("the points are all alike: they must spread both sideways and up and down")
    if not np.isfinite(features).all():
        raise CalibrationError("the features hold values that are not numbers")
