"""Ridge regression from gaze features to directions, with the uncertainty of a Bayesian linear model.

Every target weighs the same however many frames it has. The penalty is chosen, and the noise measured, by leaving
out one target at a time, so the stated uncertainty is that of directions the model has not seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration.errors import CalibrationError
from calibration.model import Matrix, Prediction

FEWEST_TARGETS: Final = 5

_PENALTIES: Final = (0.01, 0.03, 0.1, 0.3)
"""Candidates, times the number of targets, on standardised columns."""
_TYPICAL_NOISE_DEG: Final = 1.5
"""Error per axis of a typical person; a person's own few residuals are weighed against it."""
_TYPICAL_NOISE_WEIGHT: Final = 6.0
"""How many residuals the typical error is worth."""
_GAIN_DOUBT: Final = 0.15
"""Beyond the calibrated range the gain was found 0.85 to 1.08: the doubt grows by this share of the way out."""


@dataclass(frozen=True, slots=True, eq=False)
class RidgeModel:
    """A fitted ridge: mean and scale are (k,), weights (k + 1, 2), covariance (k + 1, k + 1), limits (2, 2) in deg."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: Matrix
    covariance: Matrix
    noise_deg: float
    limits_deg: Matrix

    def predict(self, features: Matrix) -> Prediction:
        """Directions for (n, k) features."""
        design = _design(features, self.mean, self.scale)
        directions = design @ self.weights
        leverage = _leverage(design, self.covariance)
        outside = np.maximum(self.limits_deg[0] - directions, directions - self.limits_deg[1]).clip(min=0)
        beyond = np.hypot(outside[:, 0], outside[:, 1])
        variance = self.noise_deg**2 * (1 + leverage) + (_GAIN_DOUBT * beyond) ** 2
        return Prediction(
            directions, np.sqrt(variance), self.noise_deg * np.sqrt(leverage), beyond, np.zeros(len(design))
        )


def fit_ridge(features: Matrix, directions_deg: Matrix, targets: NDArray[np.int64]) -> RidgeModel:
    """Fit (n, k) features to (n, 2) directions; `targets` (n,) numbers the target that each row belongs to.

    Raises CalibrationError for fewer than 5 targets, or targets that do not spread over both axes.
    """
    _check(features, directions_deg, targets)
    penalty = _best_penalty(features, directions_deg, targets)
    told, leverage = _left_out(features, directions_deg, targets, penalty)
    errors = _per_target((told - directions_deg) / np.sqrt(1 + leverage)[:, None], targets)
    typical = _TYPICAL_NOISE_WEIGHT * _TYPICAL_NOISE_DEG**2
    noise = float(np.sqrt((typical + (errors**2).sum()) / (_TYPICAL_NOISE_WEIGHT + errors.size)))
    mean, scale, weights, covariance = _solve(features, directions_deg, targets, penalty)
    limits = np.array([directions_deg.min(axis=0), directions_deg.max(axis=0)])
    return RidgeModel(mean, scale, weights, covariance, noise, limits)


def _best_penalty(features: Matrix, directions: Matrix, targets: NDArray[np.int64]) -> float:
    def squares(penalty: float) -> float:
        told, _ = _left_out(features, directions, targets, penalty)
        return float((_per_target(told - directions, targets) ** 2).sum())

    return min(_PENALTIES, key=squares)


def _per_target(errors: Matrix, targets: NDArray[np.int64]) -> Matrix:
    """The median error (targets, 2) of each target's frames."""
    return np.array([np.median(errors[targets == target], axis=0) for target in np.unique(targets)])


def _left_out(
    features: Matrix, directions: Matrix, targets: NDArray[np.int64], penalty: float
) -> tuple[Matrix, NDArray[np.float64]]:
    """Directions (n, 2) and leverage (n,) of every row in a fit without its target."""
    told, leverage = np.empty_like(directions), np.empty(len(directions))
    for target in np.unique(targets):
        out = targets == target
        mean, scale, weights, covariance = _solve(features[~out], directions[~out], targets[~out], penalty)
        design = _design(features[out], mean, scale)
        told[out] = design @ weights
        leverage[out] = _leverage(design, covariance)
    return told, leverage


def _leverage(design: Matrix, covariance: Matrix) -> NDArray[np.float64]:
    return np.asarray(np.einsum("ij,jk,ik->i", design, covariance, design))


def _solve(
    features: Matrix, directions: Matrix, targets: NDArray[np.int64], penalty: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], Matrix, Matrix]:
    _, place, counts = np.unique(targets, return_inverse=True, return_counts=True)
    row_weight = (1.0 / counts)[place]
    mean = np.average(features, axis=0, weights=row_weight)
    scale = np.sqrt(np.average((features - mean) ** 2, axis=0, weights=row_weight)) + 1e-9
    design = _design(features, mean, scale)
    penalties = np.diag([1e-6] + [penalty * len(counts)] * features.shape[1])
    covariance = np.linalg.inv((design * row_weight[:, None]).T @ design + penalties)
    weights = covariance @ (design * row_weight[:, None]).T @ directions
    return mean, np.asarray(scale), weights, np.asarray(covariance)


def _design(features: Matrix, mean: NDArray[np.float64], scale: NDArray[np.float64]) -> Matrix:
    standardised = (features - mean) / scale
    return np.column_stack([np.ones(len(standardised)), standardised])


def _check(features: Matrix, directions: Matrix, targets: NDArray[np.int64]) -> None:
    count = len(np.unique(targets))
    if count < FEWEST_TARGETS:
        raise CalibrationError(
            "only {count} usable points; at least {least} are needed",
            count=count,
            least=FEWEST_TARGETS,
        )
    if (np.ptp(directions, axis=0) < 1.0).any():
        raise CalibrationError("the points are all alike: they must spread both sideways and up and down")
    if not np.isfinite(features).all():
        raise CalibrationError("the features hold values that are not numbers")
