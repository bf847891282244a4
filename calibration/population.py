"""Population: what many people's gaze features have in common, as a prior for the few points of one person.

Per axis y = z.w + noise with z = [1, (x - the person's calibration mean) / population scale]; over people the weights
are normal, w ~ N(mean, covariance). Both are learned by expectation maximisation (Laird & Ware 1982, random effects).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from calibration.errors import CalibrationError
from calibration.model import Matrix

FEWEST_PEOPLE: Final = 5
_ROUNDS: Final = 40
_FIRST_VARIANCE: Final = 4.0
_TINY: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class PersonRows:
    """One person's frames: features (n, k), directions_deg (n, 2), and which rows are calibration points (n,)."""

    features: Matrix
    directions_deg: Matrix
    is_calibration: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """A prior over people.

    scale (k,), weights_mean (2, k + 1), weights_covariance (2, k + 1, k + 1), noise_deg (2,); azimuth, then elevation.
    """

    scale: NDArray[np.float64]
    weights_mean: Matrix
    weights_covariance: NDArray[np.float64]
    noise_deg: NDArray[np.float64]

    @property
    def feature_count(self) -> int:
        """How many features a row must have."""
        return self.scale.size

    def design(self, features: Matrix, centre: NDArray[np.float64]) -> Matrix:
        """Rows [1, (x - centre) / scale] for (n, k) features."""
        return np.column_stack([np.ones(len(features)), (features - centre) / self.scale])

    def to_arrays(self) -> dict[str, NDArray[np.float32]]:
        """The prior as named arrays, for a file."""
        return {name: getattr(self, name).astype(np.float32) for name in _ARRAYS}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.float32]]) -> Self:
        """Read back what `to_arrays` gave; raises CalibrationError when something is missing or does not fit."""
        try:
            population = cls(**{name: np.asarray(arrays[name], dtype=np.float64) for name in _ARRAYS})
        except (KeyError, TypeError, ValueError) as fault:
            raise CalibrationError(f"the population cannot be read ({fault})") from fault
        size = population.feature_count + 1
        shapes = {"weights_mean": (2, size), "weights_covariance": (2, size, size), "noise_deg": (2,)}
        for name, shape in shapes.items():
            if getattr(population, name).shape != shape:
                raise CalibrationError(f"the population cannot be read ({name} should have the shape {shape})")
        return population


_ARRAYS: Final = ("scale", "weights_mean", "weights_covariance", "noise_deg")


def train_population(people: Sequence[PersonRows]) -> Population:
    """Learn a prior from the rows of at least 5 people; raises CalibrationError for fewer."""
    if len(people) < FEWEST_PEOPLE:
        raise CalibrationError(
            f"{len(people)} people are too few for a population; at least {FEWEST_PEOPLE} are needed"
        )
    centres = [person.features[person.is_calibration].mean(axis=0) for person in people]
    spread = [((p.features - centre) ** 2).mean(axis=0) for p, centre in zip(people, centres, strict=True)]
    scale = np.sqrt(np.mean(spread, axis=0)) + _TINY
    designs = [
        np.column_stack([np.ones(len(p.features)), (p.features - centre) / scale])
        for p, centre in zip(people, centres, strict=True)
    ]
    axes = [_learn_axis(designs, [p.directions_deg[:, axis] for p in people]) for axis in range(2)]
    return Population(
        scale=scale,
        weights_mean=np.array([mean for mean, _, _ in axes]),
        weights_covariance=np.array([covariance for _, covariance, _ in axes]),
        noise_deg=np.array([noise for _, _, noise in axes]),
    )


def _learn_axis(
    designs: Sequence[Matrix], directions: Sequence[NDArray[np.float64]]
) -> tuple[NDArray[np.float64], Matrix, float]:
    """Mean and covariance of the weights over people, and the noise (deg), of one axis."""
    size = designs[0].shape[1]
    mean, covariance, variance = np.zeros(size), np.eye(size) * _FIRST_VARIANCE, _FIRST_VARIANCE
    squares = [design.T @ design for design in designs]
    count = sum(len(each) for each in directions)
    for _ in range(_ROUNDS):
        precision = np.linalg.inv(covariance)
        spreads = [np.linalg.inv(square / variance + precision) for square in squares]
        weights = np.array(
            [
                spread @ (design.T @ y / variance + precision @ mean)
                for spread, design, y in zip(spreads, designs, directions, strict=True)
            ]
        )
        mean = weights.mean(axis=0)
        apart = weights - mean
        covariance = (np.sum(spreads, axis=0) + apart.T @ apart) / len(designs) + _TINY * np.eye(size)
        left_over = sum(((y - d @ w) ** 2).sum() for d, y, w in zip(designs, directions, weights, strict=True))
        hidden = sum(np.trace(square @ spread) for square, spread in zip(squares, spreads, strict=True))
        variance = float((left_over + hidden) / count)
    return mean, covariance, float(np.sqrt(variance))
