"""Adapting a population to further people, whose few calibration points are all there is of them.

Expectation maximisation as in `learning_population`, in which the population that is there counts as so many people
already seen (maximum a posteriori, Gauvain & Lee 1994). The scale stays, so that weights keep their meaning. Each
person's later sittings have offsets of their own, as when the person is fitted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration.errors import CalibrationError
from calibration.learning_population import USUAL_NOISE
from calibration.model import Matrix
from calibration.person import CALM, OFFSET_DEG
from calibration.population import Population
from calibration.rows import Rows

START_PEOPLE: Final = 20.0
"""A population of many people still counts as no more than this: it may be of a quite different kind."""
_OF_MEANS: Final = 0.35
"""What people have on average follows further people sooner than how far they are apart does: faces of other makes gain
twice as much from each other, those of its own kind lose 0.3%, and offsets still teach no weights."""
_ROUNDS: Final = 30


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """One person on one axis: whole (n, j + m) is the design of j columns and one per offset, y (n,) degrees."""

    whole: Matrix
    y: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """What a person's points tell: weights (j,), their variance (j,), and the squares left over (deg2)."""

    weights: NDArray[np.float64]
    variance: NDArray[np.float64]
    left_over: float


@dataclass(frozen=True, slots=True, eq=False)
class _Axis:
    """Mean and variance (j,) of the weights over people, and the squared noise of captured points (deg2)."""

    mean: NDArray[np.float64]
    variance: NDArray[np.float64]
    noise: float


def adapt_population(start: Population, people: Sequence[Rows], *, start_people: float = START_PEOPLE) -> Population:
    """Learn on from a population, which counts as `start_people`; raises CalibrationError."""
    if not people:
        raise CalibrationError("there is nobody to adapt the population to")
    for person in people:
        if person.features.ndim != 2 or person.features.shape[1] != start.feature_count:
            raise CalibrationError(
                "the points have {found} features, not {expected}",
                found=person.features.shape[-1],
                expected=start.feature_count,
            )
    axes = [_adapted(start, axis, people, start_people) for axis in range(2)]
    adapted = replace(
        start,
        weights_mean=np.array([axis.mean for axis in axes]),
        weights_variance=np.array([axis.variance for axis in axes]),
        noise_deg=np.sqrt([axis.noise for axis in axes]) / CALM,
    )
    if not all(np.isfinite(values).all() for values in adapted.to_arrays().values()):
        raise CalibrationError("the points hold values that are not numbers, or far too large")
    return adapted


def _adapted(start: Population, axis: int, people: Sequence[Rows], start_people: float) -> _Axis:
    seen = [_seen(start, axis, person) for person in people]
    rows = np.array([len(each.y) for each in seen])
    first = _Axis(start.weights_mean[axis], start.weights_variance[axis], (CALM * float(start.noise_deg[axis])) ** 2)
    now, own = first, np.full(len(seen), first.noise)
    of_means = _OF_MEANS * start_people
    all_people = start_people + len(seen)
    for _ in range(_ROUNDS):
        told = [_told(each, now, float(noise)) for each, noise in zip(seen, own, strict=True)]
        weights = np.array([each.weights for each in told])
        mean = (of_means * first.mean + weights.sum(axis=0)) / (of_means + len(seen))
        spread = np.sum([each.variance for each in told], axis=0) + ((weights - mean) ** 2).sum(axis=0)
        variance = (start_people * (first.variance + (first.mean - mean) ** 2) + spread) / all_people
        left_over = np.array([each.left_over for each in told])
        usual = np.exp((start_people * np.log(first.noise) + np.log(left_over / rows).sum()) / all_people)
        own = (USUAL_NOISE * usual + left_over) / (USUAL_NOISE + rows)
        now = _Axis(mean, variance, float(usual))
    return now


def _seen(start: Population, axis: int, person: Rows) -> _Seen:
    middles = person.middles()
    design = start.design(person.features, middles, start.opinions(person.features, middles))
    return _Seen(np.column_stack([design[axis], person.offsets()]), person.directions_deg[:, axis])


def _told(seen: _Seen, population: _Axis, noise: float) -> _Told:
    size = population.mean.size
    count = seen.whole.shape[1] - size
    mean = np.concatenate([population.mean, np.zeros(count)])
    precision = 1 / np.concatenate([population.variance, np.full(count, OFFSET_DEG**2)])
    square = seen.whole.T @ seen.whole
    spread = np.linalg.inv(square / noise + np.diag(precision))
    weights = spread @ (seen.whole.T @ seen.y / noise + precision * mean)
    left_over = ((seen.y - seen.whole @ weights) ** 2).sum() + np.einsum("ij,ji->", square, spread)
    return _Told(weights[:size], np.diag(spread)[:size], float(left_over))
