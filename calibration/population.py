"""Population: what many people's gaze features have in common, as a prior for the few points of one person.

Per axis y = z.w + noise with z = [1, (x - the person's calibration mean) / population scale]; over people each weight
is normal by itself, w_j ~ N(mean_j, variance_j). Where there are networks, x are few features beside what networks make
of all of them: their directions, and their basis, of which no part is more than another, so that its weights have mean
0 and one variance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from calibration.errors import CalibrationError
from calibration.model import Matrix
from calibration.network import TOLD, Network, Opinions

_TINY: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class PersonRows:
    """One person's fixations: features (n, k), directions_deg (n, 2), and which are calibration points (n,)."""

    features: Matrix
    directions_deg: Matrix
    is_calibration: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """A prior over people.

    beside (f,): which features have a weight of their own; all of them where there is no network. scale (s,): of those,
    then of the network's direction. weights_mean, weights_variance (2, j), noise_deg (2,): azimuth, then elevation; j:
    one that is always 1, those s, and the basis of the networks.
    """

    beside: NDArray[np.intp]
    scale: NDArray[np.float64]
    weights_mean: Matrix
    weights_variance: Matrix
    noise_deg: NDArray[np.float64]
    network: Network | None = None

    @property
    def feature_scale(self) -> NDArray[np.float64]:
        """How far each feature (k,) of a row usually lies from a person's middle."""
        return self.scale if self.network is None else self.network.scale

    @property
    def feature_count(self) -> int:
        """How many features a row must have."""
        return self.feature_scale.size

    def design(self, features: Matrix, centre: NDArray[np.float64], opinions: Opinions) -> NDArray[np.float64]:
        """What weights belong to (2, n, j), by axis, of (n, k) features about (k,) or (n, k), and opinions of them."""
        shared = shared_columns(features - centre, self.beside, opinions) / self.scale
        return by_axis(shared, opinions)

    def opinions(self, features: Matrix, centre: NDArray[np.float64]) -> Opinions:
        """What networks make of (n, k) features about (k,) or (n, k)."""
        return opinions_of(self.network, features, centre)

    def usual_directions_deg(self, features: Matrix, centre: NDArray[np.float64]) -> Matrix:
        """Directions (n, 2) of (n, k) features by the weights that people have on average."""
        design = self.design(features, centre, self.opinions(features, centre))
        return weighed(design, self.weights_mean)

    def less_sure_of(self, features: NDArray[np.intp], times: float) -> Self:
        """The prior, were people's own weights of these features so many times further apart."""
        variance = self.weights_variance.copy()
        variance[:, 1 + np.flatnonzero(np.isin(self.beside, features))] *= times**2
        return replace(self, weights_variance=variance)

    def to_arrays(self) -> dict[str, NDArray[np.number]]:
        """The prior as named arrays, for a file."""
        own = {name: getattr(self, name).astype(np.float32) for name in _ARRAYS} | {"beside": self.beside}
        return own if self.network is None else own | self.network.to_arrays()

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.number]]) -> Self:
        """Read back what `to_arrays` gave; raises CalibrationError when something is missing or does not fit."""
        try:
            own = {name: np.asarray(arrays[name], dtype=np.float64) for name in _ARRAYS}
            beside = np.asarray(arrays["beside"], dtype=np.intp)
            population = cls(beside, **own, network=Network.from_arrays(arrays))
        except (KeyError, TypeError, ValueError) as fault:
            raise CalibrationError("the population cannot be read ({fault})", fault=fault) from fault
        if population.network is not None:
            population.network.require_sane(population.network.scale.size)
        population._require_fitting()
        population._require_sane()
        return population

    def _require_fitting(self) -> None:
        told, basis = (0, 0) if self.network is None else (TOLD, self.network.members * self.network.basis_count)
        own = self.beside.size
        size = 1 + own + told + basis
        shapes = {
            "beside": (own,),
            "scale": (own + told,),
            "weights_mean": (2, size),
            "weights_variance": (2, size),
            "noise_deg": (2,),
        }
        for name, shape in shapes.items():
            if getattr(self, name).shape != shape:
                raise CalibrationError(
                    "the population cannot be read ({name} should have the shape {shape})", name=name, shape=shape
                )

    def _require_sane(self) -> None:
        if not np.isin(self.beside, np.arange(self.feature_count)).all():
            raise CalibrationError("the population cannot be read ({name} should be features)", name="beside")
        for name in _ARRAYS:
            if not np.isfinite(getattr(self, name)).all():
                raise CalibrationError(
                    "the population cannot be read ({name} holds values that are not numbers)", name=name
                )
        for name in ("scale", "weights_variance", "noise_deg"):
            if (getattr(self, name) <= 0).any():
                raise CalibrationError("the population cannot be read ({name} should be above 0)", name=name)


_ARRAYS: Final = ("scale", "weights_mean", "weights_variance", "noise_deg")


def weighed(design: NDArray[np.float64], weights: Matrix) -> Matrix:
    """Directions (n, 2) of a design (2, n, j) by weights (2, j)."""
    return np.asarray((design @ weights[:, :, None])[..., 0].T)


def middle_of(person: PersonRows) -> NDArray[np.float64]:
    """What a person's features (k,) are told against: their mean over the calibration."""
    middle: NDArray[np.float64] = person.features[person.is_calibration].mean(axis=0)
    return middle


def usual_scale(away: Sequence[Matrix]) -> NDArray[np.float64]:
    """How far figures (k,) usually lie from a person's middle, of what each person's (n, k) do."""
    spread = [(each**2).mean(axis=0) for each in away]
    return np.asarray(np.sqrt(np.median(spread, axis=0)) + _TINY)


def opinions_of(network: Network | None, features: Matrix, centre: NDArray[np.float64]) -> Opinions:
    """What networks, if there are any, make of (n, k) features about (k,) or (n, k)."""
    return Opinions.none(len(features)) if network is None else network.opinions(features, centre)


def shared_columns(away: Matrix, beside: NDArray[np.intp], opinions: Opinions) -> Matrix:
    """Features against a centre, of those beside, with the mean of the directions that networks say."""
    own = away[:, beside]
    return np.column_stack([own, opinions.directions_deg.mean(axis=0)]) if len(opinions.directions_deg) else own


def by_axis(shared: Matrix, opinions: Opinions) -> NDArray[np.float64]:
    """What weights belong to (2, n, j): 1, what both axes share, and the basis of each."""
    whole = np.column_stack([np.ones(len(shared)), shared])
    return np.concatenate([np.broadcast_to(whole, (2, *whole.shape)), opinions.basis], axis=2)
