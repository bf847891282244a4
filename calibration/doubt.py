"""Doubt: how far off a direction may be, as a sum of independent causes whose sizes were learned over people.

The squared standard deviation is a sum of shares times the squared causes (variance components); the shares are
learned from errors of people the prior has not seen (minorise-maximise for variance components, Zhou et al. 2019), with
the tails of a t distribution (Lange, Little & Taylor 1989).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration.errors import CalibrationError
from calibration.model import Matrix

_ROUNDS: Final = 400
_TAILS: Final = 2.5
"""Degrees of freedom: few people are measured far worse than any cause tells; the others are not doubted for it."""
_LEAST: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Doubt:
    """shares (c,): variance in deg2 that each squared cause brings."""

    shares: NDArray[np.float64]

    def sigma_deg(self, causes: Matrix) -> NDArray[np.float64]:
        """Standard deviation per axis (n,) for causes (n, c)."""
        return np.asarray(np.sqrt(causes**2 @ self.shares))


def learn_doubt(causes: Matrix, errors_deg: Matrix) -> Doubt:
    """Learn the shares of causes (n, c) from errors (n, 2) of both axes; raises CalibrationError without any rows."""
    if not len(causes):
        raise CalibrationError("there are no errors to learn the doubt from")
    squares, error = causes**2 + _LEAST, (errors_deg**2).mean(axis=1)
    shares = np.full(causes.shape[1], error.mean() / squares.sum(axis=1).mean())
    for _ in range(_ROUNDS):
        variance = squares @ shares
        weight = (_TAILS + 2) / (_TAILS + 2 * error / variance)
        shares = shares * np.sqrt((squares.T @ (weight * error / variance**2)) / (squares.T @ (1 / variance)))
    return Doubt(shares)
