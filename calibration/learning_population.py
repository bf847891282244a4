"""Learning a population: means, variances and noise of the weights over many people, by expectation maximisation.

Random effects (Laird & Ware 1982). Weights that go together (a full covariance) were tried: from 50 to 80 people they
are learned too sure of themselves, and new people are measured worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration.errors import CalibrationError
from calibration.model import Matrix
from calibration.network import Network, Opinions
from calibration.population import (
    PersonRows,
    Population,
    by_axis,
    middle_of,
    opinions_of,
    shared_columns,
    usual_scale,
)

FEWEST_PEOPLE: Final = 5
_ROUNDS: Final = 30
_FIRST_VARIANCE: Final = 4.0
_TINY: Final = 1e-6
_TOWARD_NOTHING: Final = 10.0
"""Mean weights are drawn toward zero as if so many people without any answer to the gaze had been seen."""
USUAL_NOISE: Final = 20.0
"""A person's own noise is drawn toward the others' as if so many rows of usual noise had been seen."""


def train_population(
    people: Sequence[PersonRows],
    network: Network | None = None,
    beside: NDArray[np.intp] | None = None,
    copies: int = 1,
) -> Population:
    """Learn a prior from the rows of at least 5 people; raises CalibrationError for fewer.

    network: learned from the same people in the same order; of each, only what those members tell that have not seen
    that person is learned from. beside (f,): features that have a weight of their own beside it; all of them if not
    given, or without it. copies: so many people in a row are one and the same.
    """
    if len(people) < FEWEST_PEOPLE * copies:
        raise CalibrationError(
            "{count} people are too few for a population; at least {least} are needed",
            count=len(people),
            least=FEWEST_PEOPLE,
        )
    own = np.arange(people[0].features.shape[1]) if network is None or beside is None else beside
    seen = [_seen(person, own, _unseen(network, place // copies)) for place, person in enumerate(people)]
    scale = usual_scale([shared for shared, _ in seen])
    designs = [by_axis(shared / scale, opinions) for shared, opinions in seen]
    count = 0 if network is None else network.basis_count
    axes = [
        _learn_axis([design[axis] for design in designs], [p.directions_deg[:, axis] for p in people], count)
        for axis in range(2)
    ]
    more = 0 if network is None else (network.members - 1) * count
    return Population(
        beside=own,
        scale=scale,
        weights_mean=np.array([np.append(mean, np.zeros(more)) for mean, _, _ in axes]),
        weights_variance=np.array([np.append(variance, np.full(more, variance[-1])) for _, variance, _ in axes]),
        noise_deg=np.array([noise for _, _, noise in axes]),
        network=network,
    )


def _unseen(network: Network | None, number: int) -> Network | None:
    """The one network that has not seen the person of that number."""
    return None if network is None else network.member(number % network.members)


def _seen(person: PersonRows, beside: NDArray[np.intp], network: Network | None) -> tuple[Matrix, Opinions]:
    """What has one weight for each axis (n, s), not scaled, and what the network makes of the person."""
    middle = middle_of(person)
    opinions = opinions_of(network, person.features, middle)
    return shared_columns(person.features - middle, beside, opinions), opinions


def _learn_axis(
    designs: Sequence[Matrix], directions: Sequence[NDArray[np.float64]], basis: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Mean and variance of each weight over people, and the usual noise (deg), of one axis.

    basis: so many of the last weights are alike: none, on average, and as far apart as the others.
    """
    size, count = designs[0].shape[1], len(designs)
    mean, variance, noise = np.zeros(size), np.full(size, _FIRST_VARIANCE), np.full(count, _FIRST_VARIANCE)
    rows = np.array([len(y) for y in directions])
    squares = [design.T @ design for design in designs]
    answers = [design.T @ y for design, y in zip(designs, directions, strict=True)]
    usual = _FIRST_VARIANCE
    for _ in range(_ROUNDS):
        precision = np.diag(1 / variance)
        spreads = [np.linalg.inv(square / own + precision) for square, own in zip(squares, noise, strict=True)]
        weights = np.array(
            [
                spread @ (answer / own + mean / variance)
                for spread, answer, own in zip(spreads, answers, noise, strict=True)
            ]
        )
        mean = weights.sum(axis=0) / (count + _TOWARD_NOTHING)
        mean[size - basis :] = 0.0
        variance = (np.sum([np.diag(s) for s in spreads], axis=0) + ((weights - mean) ** 2).sum(axis=0)) / count + _TINY
        variance[size - basis :] = variance[size - basis :].mean() if basis else 0.0
        left_over = np.array([((y - d @ w) ** 2).sum() for d, y, w in zip(designs, directions, weights, strict=True)])
        left_over += [np.trace(square @ spread) for square, spread in zip(squares, spreads, strict=True)]
        usual = float(np.exp(np.log(left_over / rows).mean()))
        noise = (USUAL_NOISE * usual + left_over) / (USUAL_NOISE + rows)
    return mean, variance, float(np.sqrt(usual))
