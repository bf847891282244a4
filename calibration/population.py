"""Population: what many people's gaze features have in common, as a prior for the few points of one person.

Per axis y = z.w + noise with z = [1, (x - the person's calibration mean) / population scale], where x are the features
and what networks over many people make of them; over people each weight is normal by itself, w_j ~ N(mean_j,
variance_j). Means, variances and noise are learned by expectation maximisation (Laird & Ware 1982, random effects).
Weights that go together (a full covariance) were tried: from 50 to 80 people they are learned too sure of themselves,
and new people are measured worse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from calibration.errors import CalibrationError
from calibration.model import Matrix
from calibration.network import TOLD, Network

FEWEST_PEOPLE: Final = 5
_ROUNDS: Final = 30
_FIRST_VARIANCE: Final = 4.0
_TINY: Final = 1e-6
_TOWARD_NOTHING: Final = 10.0
"""Mean weights are drawn toward zero as if so many people without any answer to the gaze had been seen."""
USUAL_NOISE: Final = 20.0
"""A person's own noise is drawn toward the others' as if so many rows of usual noise had been seen."""


@dataclass(frozen=True, slots=True, eq=False)
class PersonRows:
    """One person's fixations: features (n, k), directions_deg (n, 2), and which are calibration points (n,)."""

    features: Matrix
    directions_deg: Matrix
    is_calibration: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """A prior over people.

    scale (j,), weights_mean (2, j + 1), weights_variance (2, j + 1), noise_deg (2,); azimuth, then elevation. j: the
    k features of a row, and the two figures of the network where there is one.
    """

    scale: NDArray[np.float64]
    weights_mean: Matrix
    weights_variance: Matrix
    noise_deg: NDArray[np.float64]
    network: Network | None = None

    @property
    def feature_count(self) -> int:
        """How many features a row must have."""
        return self.scale.size - (TOLD if self.network is not None else 0)

    @property
    def feature_scale(self) -> NDArray[np.float64]:
        """How far each feature (k,) of a row usually lies from a person's middle."""
        return self.scale[: self.feature_count]

    def design(self, features: Matrix, centre: NDArray[np.float64], opinions_deg: NDArray[np.float64]) -> Matrix:
        """Rows [1, (x - centre) / scale] for (n, k) features, a centre (k,) or (n, k), and what `opinions_deg` gave."""
        return np.column_stack([np.ones(len(features)), _whole(features - centre, opinions_deg) / self.scale])

    def opinions_deg(self, features: Matrix, centre: NDArray[np.float64]) -> NDArray[np.float64]:
        """What each of m networks makes of (n, k) features about (k,) or (n, k): (m, n, 2), where m may be 0."""
        if self.network is None:
            return np.empty((0, len(features), TOLD))
        return self.network.opinions_deg(features, centre)

    def less_sure_of(self, features: NDArray[np.intp], times: float) -> Self:
        """The prior, were people's weights of these features so many times further apart."""
        variance = self.weights_variance.copy()
        variance[:, 1 + features] *= times**2
        return replace(self, weights_variance=variance)

    def to_arrays(self) -> dict[str, NDArray[np.floating]]:
        """The prior as named arrays, for a file."""
        own: dict[str, NDArray[np.floating]] = {name: getattr(self, name).astype(np.float32) for name in _ARRAYS}
        return own if self.network is None else own | self.network.to_arrays()

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.floating]]) -> Self:
        """Read back what `to_arrays` gave; raises CalibrationError when something is missing or does not fit."""
        try:
            own = {name: np.asarray(arrays[name], dtype=np.float64) for name in _ARRAYS}
            population = cls(**own, network=Network.from_arrays(arrays))
        except (KeyError, TypeError, ValueError) as fault:
            raise CalibrationError("the population cannot be read ({fault})", fault=fault) from fault
        size = population.scale.size + 1
        shapes = {"scale": (size - 1,), "weights_mean": (2, size), "weights_variance": (2, size), "noise_deg": (2,)}
        for name, shape in shapes.items():
            if getattr(population, name).shape != shape:
                raise CalibrationError(
                    "the population cannot be read ({name} should have the shape {shape})", name=name, shape=shape
                )
        population._require_sane()
        if population.network is not None:
            population.network.require_sane(population.feature_count)
        return population

    def _require_sane(self) -> None:
        for name in _ARRAYS:
            if not np.isfinite(getattr(self, name)).all():
                raise CalibrationError(
                    "the population cannot be read ({name} holds values that are not numbers)", name=name
                )
        for name in ("scale", "weights_variance", "noise_deg"):
            if (getattr(self, name) <= 0).any():
                raise CalibrationError("the population cannot be read ({name} should be above 0)", name=name)


_ARRAYS: Final = ("scale", "weights_mean", "weights_variance", "noise_deg")


def train_population(people: Sequence[PersonRows], network: Network | None = None) -> Population:
    """Learn a prior from the rows of at least 5 people; raises CalibrationError for fewer.

    network: learned from the same people in the same order; of each, only what those members tell that have not seen
    that person is learned from.
    """
    if len(people) < FEWEST_PEOPLE:
        raise CalibrationError(
            "{count} people are too few for a population; at least {least} are needed",
            count=len(people),
            least=FEWEST_PEOPLE,
        )
    whole = [_with_told(person, number, network) for number, person in enumerate(people)]
    scale = usual_scale(whole)
    designs = [np.column_stack([np.ones(len(person.features)), person.features / scale]) for person in whole]
    axes = [_learn_axis(designs, [p.directions_deg[:, axis] for p in people]) for axis in range(2)]
    return Population(
        scale=scale,
        weights_mean=np.array([mean for mean, _, _ in axes]),
        weights_variance=np.array([variance for _, variance, _ in axes]),
        noise_deg=np.array([noise for _, _, noise in axes]),
        network=network,
    )


def middle_of(person: PersonRows) -> NDArray[np.float64]:
    """What a person's features (k,) are told against: their mean over the calibration."""
    middle: NDArray[np.float64] = person.features[person.is_calibration].mean(axis=0)
    return middle


def usual_scale(people: Sequence[PersonRows]) -> NDArray[np.float64]:
    """How far features (k,) usually lie from a person's middle."""
    spread = [((person.features - middle_of(person)) ** 2).mean(axis=0) for person in people]
    return np.asarray(np.sqrt(np.median(spread, axis=0)) + _TINY)


def _with_told(person: PersonRows, number: int, network: Network | None) -> PersonRows:
    """The person's features against their middle, and what is told of them by the network that has not seen them."""
    middle = middle_of(person)
    away = person.features - middle
    if network is None:
        return replace(person, features=away)
    unseen = network.member(number % network.members)
    return replace(person, features=_whole(away, unseen.opinions_deg(person.features, middle)))


def _whole(away: Matrix, opinions_deg: NDArray[np.float64]) -> Matrix:
    """Features (n, k) against a centre, with the mean of what networks make of them."""
    return np.column_stack([away, opinions_deg.mean(axis=0)]) if len(opinions_deg) else away


def _learn_axis(
    designs: Sequence[Matrix], directions: Sequence[NDArray[np.float64]]
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Mean and variance of each weight over people, and the usual noise (deg), of one axis."""
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
        variance = (np.sum([np.diag(s) for s in spreads], axis=0) + ((weights - mean) ** 2).sum(axis=0)) / count + _TINY
        left_over = np.array([((y - d @ w) ** 2).sum() for d, y, w in zip(designs, directions, weights, strict=True)])
        left_over += [np.trace(square @ spread) for square, spread in zip(squares, spreads, strict=True)]
        usual = float(np.exp(np.log(left_over / rows).mean()))
        noise = (USUAL_NOISE * usual + left_over) / (USUAL_NOISE + rows)
    return mean, variance, float(np.sqrt(usual))
