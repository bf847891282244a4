"""Answering a person's points with what a network says of them: a Gaussian process whose kernel is the basis.

As when a person is fitted: answers y at points with basis P and directions m have the covariance K = P P' + offset +
noise, and other rows with basis Q are told as m + Q P' inv K (y - m). Slopes go back the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_NOISE_DEG: Final = 0.45
"""Of a captured point: people look a little beside a dot."""
_OFFSET_DEG: Final = 1.0

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """What is told of p people after their c points, asked q rows: asked_deg (p, q, 2).

    at_points, at_asked: basis (p, c or q, 2, b). pull (p, 2, c): inv K (y - m). inverse (p, 2, c, c). way (p, 2, b).
    """

    asked_deg: Values
    at_points: Values
    at_asked: Values
    pull: Values
    inverse: Values
    way: Values


def answers_deg(told_deg: NDArray[np.floating], basis: NDArray[np.floating], shown_deg: Values) -> Answered:
    """What is told of p people's q rows after c points (p, c, 2): directions (p, c + q, 2), basis (p, c + q, 2, b)."""
    count = shown_deg.shape[1]
    at_points, at_asked = basis[:, :count].astype(np.float64), basis[:, count:].astype(np.float64)
    kernel = np.einsum("pcab,pdab->pacd", at_points, at_points) + _OFFSET_DEG**2
    inverse = np.linalg.inv(kernel + _NOISE_DEG**2 * np.eye(count))
    pull = np.einsum("pacd,pda->pac", inverse, shown_deg - told_deg[:, :count])
    way = np.einsum("pac,pcab->pab", pull, at_points)
    pulled = np.einsum("pqab,pab->pqa", at_asked, way) + _OFFSET_DEG**2 * pull.sum(axis=2)[:, None]
    return Answered(told_deg[:, count:] + pulled, at_points, at_asked, pull, inverse, way)


def slopes_of_answers(answered: Answered, down: Values) -> tuple[Values, Values]:
    """Slopes at directions (p, c + q, 2) and at the basis (p, c + q, 2, b), of those at what is told (p, q, 2)."""
    at_way = np.einsum("pqa,pqab->pab", down, answered.at_asked)
    at_pull = np.einsum("pcab,pab->pac", answered.at_points, at_way) + _OFFSET_DEG**2 * down.sum(axis=1)[:, :, None]
    at_left_over = np.einsum("pacd,pad->pac", answered.inverse, at_pull)
    at_kernel = -np.einsum("pac,pad->pacd", at_left_over, answered.pull)
    at_points = np.einsum("pac,pab->pcab", answered.pull, at_way)
    at_points += np.einsum("pacd,pdab->pcab", at_kernel + at_kernel.swapaxes(2, 3), answered.at_points)
    at_asked = np.einsum("pqa,pab->pqab", down, answered.way)
    return (
        np.concatenate([-at_left_over.swapaxes(1, 2), down], axis=1),
        np.concatenate([at_points, at_asked], axis=1),
    )
