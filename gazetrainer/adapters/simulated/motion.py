"""How living eyes and heads move: wobble, saccades and blinks; times in seconds, angles in degrees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Angles = tuple[float, float]
"""Azimuth and elevation in degrees."""

BLINK_CLOSING_SHARE = 0.35
"""Share of a blink in which the lid goes down; it comes up more slowly."""


def ease(share: float) -> float:
    """Smooth way from 0 to 1, clipped beyond both."""
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)


class Wobble:
    """Random wandering of several values around 0 with a standard deviation and a time constant."""

    def __init__(self, rng: np.random.Generator, sd: tuple[float, ...], time_constant_s: float) -> None:
        self._rng, self._sd, self._time_constant_s = rng, np.asarray(sd), time_constant_s
        self._raw = rng.standard_normal(len(sd))
        self._smooth = self._raw * 0.7

    def step(self, step_s: float) -> NDArray[np.float64]:
        """Go on by `step_s` and give the values (n,); twice filtered, so it moves without jumps."""
        keep = np.exp(-step_s / self._time_constant_s)
        self._raw = keep * self._raw + np.sqrt(1 - keep**2) * self._rng.standard_normal(len(self._sd))
        follow = 1 - np.exp(-2 * step_s / self._time_constant_s)
        self._smooth = self._smooth + follow * (self._raw - self._smooth)
        return np.asarray(self._smooth * self._sd / np.sqrt(2 / 3), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Saccade:
    """A quick movement from one direction to another; its duration grows with its size (Carpenter 1988)."""

    start_s: float
    origin: Angles
    goal: Angles

    @property
    def duration_s(self) -> float:
        """2.2 ms per degree and 21 ms."""
        size_deg = np.hypot(self.goal[0] - self.origin[0], self.goal[1] - self.origin[1])
        return float(0.0022 * size_deg + 0.021)

    def at(self, time_s: float) -> Angles:
        """Direction at a time."""
        share = ease((time_s - self.start_s) / self.duration_s)
        return (
            self.origin[0] + share * (self.goal[0] - self.origin[0]),
            self.origin[1] + share * (self.goal[1] - self.origin[1]),
        )


@dataclass(frozen=True, slots=True)
class Blink:
    """One blink of both lids."""

    start_s: float
    duration_s: float

    def openness(self, time_s: float) -> float:
        """Lid opening 0..1; closed for a while in the middle.

        >>> Blink(1.0, 0.2).openness(1.08), Blink(1.0, 0.2).openness(1.3)
        (0.0, 1.0)
        """
        share = (time_s - self.start_s) / self.duration_s
        if not 0 < share < 1:
            return 1.0
        down, up = BLINK_CLOSING_SHARE, 1 - BLINK_CLOSING_SHARE - 0.2
        return 1 - ease(share / down) if share < down + 0.2 else ease((share - down - 0.2) / up)


class Blinking:
    """Blinks at irregular intervals."""

    def __init__(self, rng: np.random.Generator, intervals_s: tuple[float, float]) -> None:
        self._rng, self._intervals_s = rng, intervals_s
        self._blink = Blink(-1.0, 0.2)
        self._next_s = float(rng.uniform(*intervals_s))

    def openness(self, time_s: float) -> float:
        """Lid opening 0..1; times must not go back."""
        if time_s >= self._next_s:
            self._blink = Blink(self._next_s, float(self._rng.uniform(0.15, 0.3)))
            self._next_s += float(self._rng.uniform(*self._intervals_s))
        return self._blink.openness(time_s)


class EccentricDrift:
    """Eyes held far to a side slide slowly back toward the middle and jump out again."""

    FREE_DEG = 14.0
    RATE_PER_S = 0.06
    JUMP_DEG = 0.8

    def __init__(self) -> None:
        self._slid_deg = 0.0

    def step(self, aim: Angles, step_s: float) -> Angles:
        """Offset in degrees to add to the aim."""
        far_deg = float(np.hypot(*aim))
        if far_deg <= self.FREE_DEG:
            self._slid_deg = 0.0
            return 0.0, 0.0
        self._slid_deg += self.RATE_PER_S * (far_deg - self.FREE_DEG) * step_s
        if self._slid_deg > self.JUMP_DEG:
            self._slid_deg = -0.2
        return -aim[0] / far_deg * self._slid_deg, -aim[1] / far_deg * self._slid_deg
