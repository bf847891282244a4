"""Learning networks from many people, by stochastic descent on the absolute error, rounded near zero.

Adam with decoupled weight decay (Loshchilov & Hutter 2019) on a cosine schedule. Features are shaken and hidden values
left out at random meanwhile (Srivastava et al. 2014), and often the middle is not shown, so that nothing hangs on one
figure or on what kind of person it is: people whom nobody drew are always a little different.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration.chance import Chance
from calibration.network import TOLD, Layers, Network
from calibration.population import PersonRows, middle_of, usual_scale

Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Schooling:
    """How networks are learned.

    members: how many; each leaves out one of so many parts of the people. hidden: sizes of the layers. steps: how many.
    decay: of weights, per unit of learning. shake: of features, in their spreads; middle_shake, likewise.
    unseen_middles: share of rows whose middle is not shown. left_out: share of hidden values.
    """

    members: int = 4
    hidden: tuple[int, int] = (192, 96)
    steps: int = 12_000
    decay: float = 0.03
    shake: float = 0.1
    middle_shake: float = 0.3
    unseen_middles: float = 0.1
    left_out: float = 0.1


_BATCH: Final = 256
_FASTEST: Final = 2e-3
_ROUNDED_DEG: Final = 2.0
"""Errors below this are squared, those above count as they are: few rows are far off for no reason seen."""
_MEMORY: Final = (0.9, 0.999)
_TINY: Final = 1e-8


def learn_member(people: Sequence[PersonRows], number: int, schooling: Schooling, rng: Chance) -> Network:
    """Learn the one network that leaves out people `number`, `number` + members, ...; the same chance, the same one."""
    kept = [person for place, person in enumerate(people) if place % schooling.members != number]
    middles = np.array([middle_of(person) for person in people])
    size = middles.shape[1]
    blank = Network(
        usual_scale(people),
        middles.mean(axis=0),
        middles.std(axis=0) + 1e-6,
        _first_layers(rng, size, schooling.hidden),
    )
    inputs = np.concatenate([blank.inputs(person.features, middle_of(person)) for person in kept])
    answers = np.concatenate(
        [person.directions_deg - person.directions_deg[person.is_calibration].mean(axis=0) for person in kept]
    ).astype(np.float32)
    return replace(blank, layers=_descended(blank.layers, inputs, answers, schooling, rng))


def together(members: Sequence[Network]) -> Network:
    """Networks learned one by one, as one."""
    joined = Layers(
        *(np.concatenate([getattr(each.layers, field.name) for each in members]) for field in fields(Layers))
    )
    return replace(members[0], layers=joined)


def _first_layers(rng: Chance, size: int, hidden: tuple[int, int]) -> Layers:
    def drawn(rows: int, columns: int) -> Values:
        return rng.normal(scale=1 / np.sqrt(rows), size=(1, rows, columns)).astype(np.float32)

    def none(columns: int) -> Values:
        return np.zeros((1, 1, columns), dtype=np.float32)

    wide, narrow = hidden
    return Layers(
        drawn(2 * size, wide),
        none(wide),
        drawn(wide, narrow),
        none(narrow),
        drawn(narrow, TOLD),
        none(TOLD),
        np.zeros((1, size, TOLD), dtype=np.float32),
    )


def _descended(start: Layers, inputs: Values, answers: Values, schooling: Schooling, rng: Chance) -> Layers:
    """Layers after all steps down."""
    now = [getattr(start, field.name)[0].copy() for field in fields(Layers)]
    slow, square = [np.zeros_like(each) for each in now], [np.zeros_like(each) for each in now]
    steps = schooling.steps
    for step in range(1, steps + 1):
        rate = _FASTEST * 0.5 * (1 + np.cos(np.pi * step / steps))
        rows = rng.integers(len(inputs), size=_BATCH)
        slopes = _slopes(now, _shaken(inputs[rows], schooling, rng), answers[rows], schooling.left_out, rng)
        for place, slope in enumerate(slopes):
            slow[place] = _MEMORY[0] * slow[place] + (1 - _MEMORY[0]) * slope
            square[place] = _MEMORY[1] * square[place] + (1 - _MEMORY[1]) * slope**2
            size = np.sqrt(square[place] / (1 - _MEMORY[1] ** step)) + _TINY
            now[place] -= (rate * slow[place] / (1 - _MEMORY[0] ** step) / size).astype(np.float32)
            now[place] *= np.float32(1 - rate * schooling.decay)
    return Layers(*(each[None] for each in now))


def _shaken(inputs: Values, schooling: Schooling, rng: Chance) -> Values:
    """Inputs as they might have been: features and middles a little different, some middles as everybody's."""
    size = inputs.shape[1] // 2
    shaken = inputs.copy()
    shaken[:, :size] += rng.normal(scale=schooling.shake, size=(len(inputs), size)).astype(np.float32)
    shaken[:, size:] += rng.normal(scale=schooling.middle_shake, size=(len(inputs), size)).astype(np.float32)
    shaken[rng.uniform(size=len(inputs)) < schooling.unseen_middles, size:] = 0.0
    return shaken


def _slopes(now: Sequence[Values], inputs: Values, answers: Values, left_out: float, rng: Chance) -> list[Values]:
    """Slopes of the mean rounded absolute error, in the order of the layers."""
    first, first_bias, second, second_bias, third, third_bias, straight = now
    size = straight.shape[0]
    one, bent_one, share_one = _bent(inputs @ first + first_bias, left_out, rng)
    two, bent_two, share_two = _bent(one @ second + second_bias, left_out, rng)
    off = two @ third + third_bias + inputs[:, :size] @ straight - answers
    down = (np.clip(off / _ROUNDED_DEG, -1, 1) / len(inputs)).astype(np.float32)
    at_two = (down @ third.T) * bent_two * share_two
    at_one = (at_two @ second.T) * bent_one * share_one
    return [
        inputs.T @ at_one,
        at_one.sum(axis=0, keepdims=True),
        one.T @ at_two,
        at_two.sum(axis=0, keepdims=True),
        two.T @ down,
        down.sum(axis=0, keepdims=True),
        inputs[:, :size].T @ down,
    ]


def _bent(values: Values, left_out: float, rng: Chance) -> tuple[Values, Values, Values]:
    """Bent values of which some are left out, how steeply they are bent, and which share of each is kept."""
    share = np.asarray(1 / (1 + np.exp(-values)), dtype=np.float32)
    steep = np.asarray(share * (1 + values * (1 - share)), dtype=np.float32)
    kept = (rng.uniform(size=values.shape) >= left_out).astype(np.float32)
    kept /= np.float32(1 - left_out)
    return np.asarray(values * share * kept, dtype=np.float32), steep, kept
