"""Rows: the captured points of one or many sittings of a person, and what their features are told against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration.model import Matrix

_FEW_DOTS: Final = 1.0
"""A later sitting's middle is drawn toward the first one's as if so many dots had shown no difference."""
_STRAIGHTENED: Final = 0.01
"""Penalty on how features bend over directions, which five points do not tell."""
_TEN_DEG: Final = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Captured points: features (n, k), directions_deg (n, 2), the number of the distinct direction (n,), sitting (n,).

    Sittings count up from 0; what is fitted is the person in the last one. after_recentre (n,): rows captured by a
    re-centre in the midst of the last sitting, after which something was different once more.
    """

    features: Matrix
    directions_deg: Matrix
    targets: NDArray[np.int64]
    sittings: NDArray[np.int64]
    after_recentre: NDArray[np.bool_]

    def without(self, out: NDArray[np.bool_]) -> Rows:
        """The rows that are not `out` (n,)."""
        kept = ~out
        return Rows(
            self.features[kept],
            self.directions_deg[kept],
            self.targets[kept],
            self.sittings[kept],
            self.after_recentre[kept],
        )

    def later(self) -> Matrix:
        """A column (n, m) for each later sitting: 1 where a row belongs to it."""
        _, order = np.unique(self.sittings, return_inverse=True)
        columns: Matrix = (order[:, None] == np.arange(1, order.max() + 1)).astype(np.float64)
        return columns

    def offsets(self) -> Matrix:
        """A column (n, m) for each later sitting, and one for a re-centre within the last: rows that it shifts."""
        return np.column_stack([self.later(), self.after_recentre])

    def parts(self) -> NDArray[np.int64]:
        """Which rows were captured as things were at one time (n,): counts up over sittings, and over a re-centre."""
        return np.asarray(2 * self.sittings + self.after_recentre)

    def latest(self) -> int:
        """A row captured as things are now: in the last sitting, after its re-centre if there was one."""
        return int(np.argmax(self.parts()))

    def ages(self) -> NDArray[np.int64]:
        """How many sittings ago each row was captured (n,)."""
        _, order = np.unique(self.sittings, return_inverse=True)
        ages: NDArray[np.int64] = (order.max() - order).astype(np.int64)
        return ages

    def middles(self) -> Matrix:
        """What each row's features are told against (n, k).

        In the first sitting that is their mean. Later, light, camera and way of sitting move it: by as much as the
        features of a sitting's few dots, and of a re-centre, differ from the first sitting's in the same directions.
        """
        parts = self.parts()
        first = parts == parts.min()
        middle, places = self.features[first].mean(axis=0), _places(self.directions_deg)
        usual = np.linalg.solve(
            places[first].T @ places[first] + _penalty(places), places[first].T @ (self.features[first] - middle)
        )
        unlike = self.features - middle - places @ usual
        middles = np.tile(middle, (len(parts), 1))
        for part in np.unique(parts[~first]):
            own = parts == part
            middles[own] += unlike[own].sum(axis=0) / (own.sum() + _FEW_DOTS)
        return middles


def _places(directions_deg: Matrix) -> Matrix:
    """Directions (n, 2) as what features bend with over them (n, 6)."""
    across, up = directions_deg.T / _TEN_DEG
    return np.column_stack([np.ones(len(across)), across, up, across**2, up**2, across * up])


def _penalty(places: Matrix) -> Matrix:
    return np.diag([0.0, *[_STRAIGHTENED] * (places.shape[1] - 1)])
