"""Lessons: people of whom a network is shown a few points, as if they calibrated, and asked other rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration.chance import Chance
from calibration.network import Network
from calibration.population import PersonRows

_POINTS: Final = (9, 9, 9, 7, 5)
"""How many points are shown, one as often as the other."""
_FURTHER: Final = 2
"""So many points may be others than those of a calibration: nose dots turn the head, and later sittings add more."""
_STEADIER: Final = 0.5
"""A point is the mean of many frames, and shaken by that share."""


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """What is known of one person: rows of every frame, and the means of those that belong together."""

    frames: PersonRows
    points: PersonRows


@dataclass(frozen=True, slots=True)
class Lessons:
    """How people are shown.

    people, rows: of one lesson, asked of each. beside_deg: points are looked at a little beside, per axis. shake: of
    features, in their spreads; middle_shake, likewise. unseen_middles: share of people whose middle is not shown.
    further: share of people shown points that are not those of a calibration.
    """

    people: int = 12
    rows: int = 24
    beside_deg: float = 0.4
    shake: float = 0.1
    middle_shake: float = 0.3
    unseen_middles: float = 0.1
    further: float = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """p people of one lesson: of each first the c points, then the q rows that are asked.

    inputs (p (c + q), 2 k). shown_deg (p, c, 2), truth_deg (p, q, 2): against the middle of the points.
    """

    inputs: NDArray[np.float32]
    shown_deg: NDArray[np.float64]
    truth_deg: NDArray[np.float64]


def ask(network: Network, people: Sequence[Person], lessons: Lessons, rng: Chance) -> Asked:
    """A lesson for a network with some people, drawn."""
    count = _POINTS[rng.integers(len(_POINTS), size=1)[0]]
    numbers = rng.integers(len(people), size=lessons.people)
    drawn = [_one(network, people[number], count, lessons, rng) for number in numbers]
    inputs, shown, truth = zip(*drawn, strict=True)
    return Asked(np.concatenate(inputs), np.array(shown), np.array(truth))


def _one(
    network: Network, person: Person, count: int, lessons: Lessons, rng: Chance
) -> tuple[NDArray[np.float32], NDArray[np.float64], NDArray[np.float64]]:
    points, frames = person.points, person.frames
    shown = _drawn_points(points, count, lessons, rng)
    asked = rng.integers(len(frames.features), size=lessons.rows)
    middle, straight = points.features[shown].mean(axis=0), points.directions_deg[shown].mean(axis=0)
    inputs = network.inputs(np.concatenate([points.features[shown], frames.features[asked]]), middle)
    beside = rng.normal(scale=lessons.beside_deg, size=(count, 2))
    return (
        _shaken(inputs, count, lessons, rng),
        points.directions_deg[shown] - straight + beside,
        frames.directions_deg[asked] - straight,
    )


def _drawn_points(points: PersonRows, count: int, lessons: Lessons, rng: Chance) -> NDArray[np.int64]:
    own, other = np.flatnonzero(points.is_calibration), np.flatnonzero(~points.is_calibration)
    shown = rng.choice(own, size=count, replace=len(own) < count)
    if count > min(_POINTS) and len(other) >= _FURTHER and rng.uniform(size=1)[0] < lessons.further:
        shown[-_FURTHER:] = rng.choice(other, size=_FURTHER, replace=False)
    return shown


def _shaken(inputs: NDArray[np.float32], points: int, lessons: Lessons, rng: Chance) -> NDArray[np.float32]:
    """Inputs as they might have been: features a little different, and the middle, or the middle as everybody's."""
    size = inputs.shape[1] // 2
    shake = np.full((len(inputs), 1), lessons.shake)
    shake[:points] *= _STEADIER
    shaken = inputs.copy()
    shaken[:, :size] += (shake * rng.normal(scale=1.0, size=(len(inputs), size))).astype(np.float32)
    shaken[:, size:] += rng.normal(scale=lessons.middle_shake, size=size).astype(np.float32)
    if rng.uniform(size=1)[0] < lessons.unseen_middles:
        shaken[:, size:] = 0.0
    return shaken
