"""Appearance: how eye patches become a few features, by directions learned from a population."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Appearance:
    """What to read off a patch of p pixels.

    mean (p,), components (c, p): principal components over both eyes alike. toward_gaze (2, p, 2): for the left and the
    right eye, the weights that best tell azimuth and elevation over many people.
    """

    mean: NDArray[np.float64]
    components: NDArray[np.float64]
    toward_gaze: NDArray[np.float64]

    def read(self, patches: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Features (2, 2 + c) of the patches (2, p) of the left and the right eye; and what they leave of them (2,).

        What is left is the norm of that part of a patch that is not a sum of the components.
        """
        told = (patches[:, None] @ self.toward_gaze)[:, 0]
        away = patches - self.mean
        parts = away @ self.components.T
        left_over = np.square(away).sum(axis=1) - np.square(parts).sum(axis=1)
        return np.concatenate([told, parts], axis=1), np.sqrt(np.maximum(left_over, 0.0))


def learn_appearance(
    patches: NDArray[np.float64], directions_deg: NDArray[np.float64], components: int, penalty: float
) -> Appearance:
    """Learn from patches (n, 2, p) and directions (n, 2), both given against each person's own calibration mean.

    The gaze weights are a ridge over the pixels of both eyes together; `penalty` is on the squared weights. In a
    mirror one eye's patch is the other's, for columns go from the outer corner inward in both, and right is left.
    """
    count, _, pixels = patches.shape
    both = patches.reshape(count, 2 * pixels)
    in_a_mirror = np.roll(np.arange(2 * pixels), pixels)
    gram, answers = both.T @ both, both.T @ directions_deg
    gram += gram[np.ix_(in_a_mirror, in_a_mirror)]
    answers = answers + answers[in_a_mirror] * (-1.0, 1.0)
    toward_gaze = np.linalg.solve(gram / 2 + penalty * np.eye(2 * pixels), answers / 2).reshape(2, pixels, 2)
    single = patches.reshape(2 * count, pixels)
    mean = single.mean(axis=0)
    _, vectors = np.linalg.eigh(np.cov((single - mean).T))
    return Appearance(mean, vectors[:, ::-1][:, :components].T, np.asarray(toward_gaze))
