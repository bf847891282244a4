"""PersonModel: a person's own weights, from the points of one or many sittings and the population prior.

Per axis, with prior w ~ N(w0, S) and noise s2, rows Z are answered with covariance K = Z S Z' + s2, and given answers y
the weights have mean w0 + S Z' inv K (y - Z w0) and covariance S - S Z' inv K Z S (empirical Bayes, in the form that
inverts over rows). Each later sitting changes the weights a little and brings an offset of its own, both shrunk toward
none, because camera, light and way of sitting are never quite the same; rows of older sittings count less, and are
told against a middle of their own. The error to be expected of the person comes from left-out rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration.errors import CalibrationError
from calibration.model import Matrix, Prediction
from calibration.population import Population, weighed
from calibration.rows import Rows

FEWEST_POINTS: Final = 5
CALM: Final = 0.5
"""Captured points are noisier by this share of the population's rows, which lie further out, with moving heads."""
_PRIOR_WEIGHT: Final = 3.0
"""How many left-out errors the population's noise is worth."""
OFFSET_DEG: Final = 3.0
"""Standard deviation of what a later sitting is off by, before its own dots were seen."""
CHANGE: Final = 0.1
"""Variance of a later sitting's weights about the person's own, as a share of that over people: light, distance and
lids change them as well."""
_HALF_LIFE: Final = 6.0
"""After so many sittings a row counts half."""
GAIN_DOUBT: Final = 0.1
"""Beyond the calibrated range the gain was found 0.85 to 1.08: the doubt grows by this share of the way out."""


@dataclass(frozen=True, slots=True, eq=False)
class PersonModel:
    """A fitted person in the last sitting.

    centre (k,), weights (2, j), covariance (2, j, j), limits_deg (2, 2): lowest, highest.
    own_error_deg: what a row left out was off by, per axis. usual_opinions_deg (m, 1, 2): what each network of the
    population says of the rows fitted, on average.
    """

    population: Population
    centre: NDArray[np.float64]
    weights: Matrix
    covariance: NDArray[np.float64]
    own_error_deg: float
    limits_deg: Matrix
    usual_opinions_deg: NDArray[np.float64]

    def predict(self, features: Matrix) -> Prediction:
        """Directions for (n, k) features."""
        opinions = self.population.opinions(features, self.centre)
        design = self.population.design(features, self.centre, opinions)
        directions = weighed(design, self.weights)
        unsure = np.sqrt(((design @ self.covariance) * design).sum(axis=(0, 2)) / 2)
        outside = np.maximum(np.maximum(self.limits_deg[0] - directions, directions - self.limits_deg[1]), 0.0)
        beyond = np.hypot(outside[:, 0], outside[:, 1])
        sigma = np.sqrt(self.own_error_deg**2 + unsure**2 + (GAIN_DOUBT * beyond) ** 2)
        return Prediction(
            directions, sigma, unsure, beyond, _dissent_deg(opinions.directions_deg - self.usual_opinions_deg)
        )

    @property
    def unlike_others(self) -> float:
        """What a row left out was off by, as a share of what the population's noise lets expect."""
        return self.own_error_deg / float(np.sqrt(_expected_deg2(self.population)))


def fit_person(population: Population, rows: Rows) -> PersonModel:
    """Fit captured points; raises CalibrationError for fewer than 5 distinct ones, all alike, or of another kind."""
    _check(population, rows)
    return _fit(population, rows)


def left_out_directions(population: Population, rows: Rows) -> Matrix:
    """Directions (n, 2) of every row as told by a fit that has not seen its target; raises CalibrationError."""
    _check(population, rows)
    told = np.empty_like(rows.directions_deg)
    for target in np.unique(rows.targets):
        out = rows.targets == target
        told[out] = _fit(population, rows.without(out)).predict(rows.features[out]).directions_deg
    return told


def _fit(population: Population, rows: Rows) -> PersonModel:
    middles = rows.middles()
    opinions = population.opinions(rows.features, middles)
    design = population.design(rows.features, middles, opinions)
    axes = [_fit_axis(population, axis, design[axis], rows) for axis in range(2)]
    expected = _expected_deg2(population)
    own = float(np.mean([error for _, _, error in axes]))
    return PersonModel(
        population=population,
        centre=middles[rows.latest()],
        weights=np.array([weights for weights, _, _ in axes]),
        # A person whose points fit worse than others' is also less surely told elsewhere.
        covariance=np.array([covariance for _, covariance, _ in axes]) * own / expected,
        own_error_deg=float(np.sqrt(own)),
        limits_deg=np.array([rows.directions_deg.min(axis=0), rows.directions_deg.max(axis=0)]),
        usual_opinions_deg=opinions.directions_deg.mean(axis=1, keepdims=True),
    )


def _expected_deg2(population: Population) -> float:
    """Squared error of a captured row that is to be expected, per axis."""
    return float(CALM**2 * (population.noise_deg**2).mean())


def _dissent_deg(opinions_deg: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far several networks (m, n, 2) are apart (n,), per axis."""
    if not len(opinions_deg):
        return np.zeros(opinions_deg.shape[1])
    return np.asarray(np.sqrt(opinions_deg.var(axis=0).mean(axis=1)))


def _fit_axis(
    population: Population, axis: int, design: Matrix, rows: Rows
) -> tuple[NDArray[np.float64], Matrix, float]:
    """Weights in the last sitting, their covariance, and the squared error of a left-out row (deg2)."""
    later, offsets, last = rows.later(), rows.offsets(), rows.latest()
    mean, prior = population.weights_mean[axis], population.weights_variance[axis]
    noise = (CALM * float(population.noise_deg[axis])) ** 2
    weighted = design * prior
    shared = 1 + CHANGE * later @ later.T
    covariance = weighted @ design.T * shared + OFFSET_DEG**2 * offsets @ offsets.T
    inverse = np.linalg.inv(covariance + np.diag(noise * 2 ** (rows.ages() / _HALF_LIFE)))
    away = inverse @ (rows.directions_deg[:, axis] - design @ mean)
    with_now = weighted.T * shared[last]
    with_now[0] += OFFSET_DEG**2 * offsets @ offsets[last]
    now = np.diag(prior * shared[last, last])
    now[0, 0] += OFFSET_DEG**2 * offsets[last] @ offsets[last]
    # Squared errors of left-out rows over their own variance, without fitting again (Rasmussen & Williams 2006, 5.4.2).
    standardised = away**2 / np.diag(inverse)
    own = noise * (_PRIOR_WEIGHT + standardised.sum()) / (_PRIOR_WEIGHT + len(away))
    return mean + with_now @ away, now - with_now @ inverse @ with_now.T, float(own)


def _check(population: Population, rows: Rows) -> None:
    features, directions = rows.features, rows.directions_deg
    if features.ndim != 2 or features.shape[1] != population.feature_count:
        raise CalibrationError(
            "the points have {found} features, not {expected}",
            found=features.shape[-1],
            expected=population.feature_count,
        )
    count = len(np.unique(rows.targets))
    if count < FEWEST_POINTS:
        raise CalibrationError(
            "only {count} usable points; at least {least} are needed", count=count, least=FEWEST_POINTS
        )
    if (np.ptp(directions, axis=0) < 1.0).any():
        raise CalibrationError("the points are all alike: they must spread both sideways and up and down")
    if not np.isfinite(features).all():
        raise CalibrationError("the features hold values that are not numbers")
