"""Chance: what learning asks of a generator of random numbers, which is always given and never made here."""

from __future__ import annotations

from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray


class Chance(Protocol):
    """A seeded generator, such as numpy's: the same seed gives the same numbers."""

    def normal(self, *, scale: float, size: tuple[int, ...]) -> NDArray[np.float64]:
        """Normal numbers about 0."""

    def uniform(self, *, size: int | tuple[int, ...]) -> NDArray[np.float64]:
        """Numbers from 0 to 1."""

    def integers(self, high: int, *, size: int) -> NDArray[np.int64]:
        """Whole numbers from 0 up to below `high`."""

    def choice(self, a: NDArray[np.int64], *, size: int, replace: bool) -> NDArray[np.int64]:
        """Some of the numbers `a`, each as likely; each once only, unless one may be drawn again (`replace`)."""

    def spawn(self, n_children: int) -> list[Self]:
        """Generators of their own for things that are done side by side."""
