"""Network: what many people's features say of a direction together, bent where straight lines do not reach.

A small network sees a person's features against the middle of their calibration, and that middle itself, which tells
what kind of eyes, picture and place it is. It says a direction, and for each axis some figures, its basis: ways in
which people differ, of which a person's own points tell how much they have (a Bayesian last layer; ALPaCA, Harrison,
Sharma & Pavone 2018). Several networks, each of which left out other people, are averaged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from calibration.errors import CalibrationError
from calibration.model import Matrix

TOLD: Final = 2
"""What a network says: azimuth and elevation, which are its axes."""
FURTHEST: Final = 6.0
"""Features further from the person's middle than so many times their usual spread count as that far."""
STRANGEST: Final = 3.0
"""Middles further from the others', in their standard deviations, count as that far."""
_OWN: Final = ("scale", "usual_middle", "middle_spread")
_PREFIX: Final = "network_"


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """m networks of two hidden layers of h and g, and straight ways past them from the first k of 2 k inputs.

    first (m, 2 k, h), first_bias (m, 1, h), second (m, h, g), second_bias (m, 1, g); to the direction third (m, g, 2),
    third_bias (m, 1, 2), straight (m, k, 2); to a basis of b per axis basis (m, g, 2 b), basis_straight (m, k, 2 b).
    """

    first: NDArray[np.float32]
    first_bias: NDArray[np.float32]
    second: NDArray[np.float32]
    second_bias: NDArray[np.float32]
    third: NDArray[np.float32]
    third_bias: NDArray[np.float32]
    straight: NDArray[np.float32]
    basis: NDArray[np.float32]
    basis_straight: NDArray[np.float32]

    def told(self, inputs: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """What each network says of (n, 2 k) inputs: directions (m, n, 2), and the basis (m, n, 2 b)."""
        hidden = swish(inputs @ self.first + self.first_bias)
        hidden = swish(hidden @ self.second + self.second_bias)
        near = inputs[:, : self.straight.shape[1]]
        told = hidden @ self.third + self.third_bias + near @ self.straight
        return np.asarray(told), np.asarray(hidden @ self.basis + near @ self.basis_straight)

    def member(self, number: int) -> Layers:
        """One of the networks alone."""
        return Layers(*(getattr(self, each.name)[number : number + 1] for each in fields(Layers)))


@dataclass(frozen=True, slots=True, eq=False)
class Opinions:
    """What m networks make of n rows of features.

    directions_deg (m, n, 2): against that of the person's middle. basis (2, n, m b): by axis, that of all networks,
    each as large as if it were one of m that share what one alone may say.
    """

    directions_deg: NDArray[np.float64]
    basis: NDArray[np.float64]

    @classmethod
    def none(cls, rows: int) -> Self:
        """Of so many rows, without any network."""
        return cls(np.empty((0, rows, TOLD)), np.empty((TOLD, rows, 0)))


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Networks over k features.

    scale (k,): a feature's usual spread about a person's middle. usual_middle, middle_spread (k,): of people's middles.
    """

    scale: NDArray[np.float64]
    usual_middle: NDArray[np.float64]
    middle_spread: NDArray[np.float64]
    layers: Layers

    @property
    def members(self) -> int:
        """How many networks are averaged."""
        return len(self.layers.first)

    @property
    def basis_count(self) -> int:
        """How many figures the basis of one network has for one axis."""
        return int(self.layers.basis.shape[-1]) // TOLD

    def opinions(self, features: Matrix, middle: NDArray[np.float64]) -> Opinions:
        """What the networks make of (n, k) features about the person's middle (k,).

        Rows of different sittings have middles (n, k) of their own.
        """
        told, basis = self.layers.told(self.inputs(features, middle))
        by_axis = basis.reshape(self.members, len(features), TOLD, self.basis_count).transpose(2, 1, 0, 3)
        shared = by_axis.reshape(TOLD, len(features), -1) / np.sqrt(self.members)
        return Opinions(told.astype(np.float64), shared.astype(np.float64))

    def inputs(self, features: Matrix, middle: NDArray[np.float64]) -> NDArray[np.float32]:
        """What the networks are shown (n, 2 k): features and middle, (k,) or (n, k), neither endlessly far out."""
        near = np.clip((features - middle) / self.scale, -FURTHEST, FURTHEST)
        kind = np.clip((middle - self.usual_middle) / self.middle_spread, -STRANGEST, STRANGEST)
        return np.concatenate([near, np.broadcast_to(kind, near.shape)], axis=1).astype(np.float32)

    def member(self, number: int) -> Network:
        """One of the networks alone, such as the one that did not see a person."""
        return replace(self, layers=self.layers.member(number))

    def to_arrays(self) -> dict[str, NDArray[np.number]]:
        """The networks as named arrays, for a file; layers with three digits, finer than they are learned."""
        own: dict[str, NDArray[np.number]] = {
            f"{_PREFIX}{name}": getattr(self, name).astype(np.float32) for name in _OWN
        }
        layers = {each.name: getattr(self.layers, each.name).astype(np.float16) for each in fields(Layers)}
        return own | {f"{_PREFIX}{name}": values for name, values in layers.items()}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.number]]) -> Self | None:
        """Read back what `to_arrays` gave; None where there is no network. Raises KeyError, TypeError, ValueError."""
        if f"{_PREFIX}{_OWN[0]}" not in arrays:
            return None
        own = {name: np.asarray(arrays[f"{_PREFIX}{name}"], dtype=np.float64) for name in _OWN}
        layers = [np.asarray(arrays[f"{_PREFIX}{each.name}"], dtype=np.float32) for each in fields(Layers)]
        return cls(**own, layers=Layers(*layers))

    def require_sane(self, feature_count: int) -> None:
        """Raise CalibrationError unless the parts fit together, over so many features, and are numbers."""
        size, members = feature_count, self.members
        wide, narrow, basis = (each.shape[-1] for each in (self.layers.first, self.layers.second, self.layers.basis))
        shapes = dict.fromkeys(_OWN, (size,)) | {
            "first": (members, 2 * size, wide),
            "first_bias": (members, 1, wide),
            "second": (members, wide, narrow),
            "second_bias": (members, 1, narrow),
            "third": (members, narrow, TOLD),
            "third_bias": (members, 1, TOLD),
            "straight": (members, size, TOLD),
            "basis": (members, narrow, basis),
            "basis_straight": (members, size, basis),
        }
        for name, shape in shapes.items():
            values = getattr(self if name in _OWN else self.layers, name)
            if values.shape != shape or not np.isfinite(values).all():
                raise CalibrationError("the population cannot be read ({name} of its network is wrong)", name=name)
        if basis % TOLD:
            raise CalibrationError("the population cannot be read ({name} of its network is wrong)", name="basis")
        if min(self.scale.min(), self.middle_spread.min()) <= 0:
            raise CalibrationError("the population cannot be read ({name} should be above 0)", name="scale")


def swish(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Values by their own logistic share (Ramachandran, Zoph & Le 2017): a bent line without a corner."""
    return np.asarray(values / (1 + np.exp(-values)))
