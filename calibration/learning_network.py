"""Learning networks from many people: each step, some people are calibrated by a few of their points and asked others.

What is learned from is the error after a person's own points have been answered (`answering`), so that networks learn
what can be told of anybody, and in which ways people differ, together. Adam with decoupled weight decay (Loshchilov &
Hutter 2019) on a cosine schedule goes down the absolute error, rounded near zero. Features are shaken and hidden values
left out at random meanwhile (Srivastava et al. 2014), and often the middle is not shown, so that nothing hangs on one
figure or on what kind of person it is: people whom nobody drew are always a little different.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration.answering import answers_deg, slopes_of_answers
from calibration.chance import Chance
from calibration.lessons import Asked, Lessons, Person, ask
from calibration.network import TOLD, Layers, Network
from calibration.population import middle_of, usual_scale

Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Schooling:
    """How networks are learned.

    members: how many; each leaves out one of so many parts of the people. hidden: sizes of the layers. basis: how many
    ways in which people differ, for each axis. steps: how many. decay: of weights, per unit of learning. left_out:
    share of hidden values. lessons: what is asked.
    """

    members: int = 4
    hidden: tuple[int, int] = (192, 96)
    basis: int = 24
    steps: int = 12_000
    decay: float = 0.03
    left_out: float = 0.1
    lessons: Lessons = field(default_factory=Lessons)


_FASTEST: Final = 2e-3
_ROUNDED_DEG: Final = 2.0
"""Errors below this are squared, those above count as they are: few rows are far off for no reason seen."""
_MEMORY: Final = (0.9, 0.999)
_TINY: Final = 1e-8
_FIRST_BASIS: Final = 0.5, 0.3
"""How large the basis is at first: of what is hidden, and of what goes straight."""


def learn_member(people: Sequence[Person], number: int, schooling: Schooling, rng: Chance, copies: int = 1) -> Network:
    """Learn the one network that leaves out people `number`, `number` + members, ...; the same chance, the same one.

    copies: so many people in a row are one and the same.
    """
    kept = [person for place, person in enumerate(people) if place // copies % schooling.members != number]
    middles = np.array([middle_of(person.frames) for person in people])
    blank = Network(
        usual_scale([person.frames.features - middle for person, middle in zip(people, middles, strict=True)]),
        middles.mean(axis=0),
        middles.std(axis=0) + 1e-6,
        _first_layers(rng, middles.shape[1], schooling),
    )
    return replace(blank, layers=_descended(blank, kept, schooling, rng))


def learn_network(people: Sequence[Person], schooling: Schooling, rng: Chance) -> Network:
    """Learn all networks, one after the other."""
    own = enumerate(rng.spawn(schooling.members))
    return together([learn_member(people, number, schooling, chance) for number, chance in own])


def together(members: Sequence[Network]) -> Network:
    """Networks learned one by one, as one."""
    joined = Layers(*(np.concatenate([getattr(each.layers, part.name) for each in members]) for part in fields(Layers)))
    return replace(members[0], layers=joined)


def _first_layers(rng: Chance, size: int, schooling: Schooling) -> Layers:
    def drawn(rows: int, columns: int, share: float = 1.0) -> Values:
        return rng.normal(scale=share / np.sqrt(rows), size=(1, rows, columns)).astype(np.float32)

    def none(rows: int, columns: int) -> Values:
        return np.zeros((1, rows, columns), dtype=np.float32)

    wide, narrow = schooling.hidden
    of_hidden, of_straight = _FIRST_BASIS
    return Layers(
        first=drawn(2 * size, wide),
        first_bias=none(1, wide),
        second=drawn(wide, narrow),
        second_bias=none(1, narrow),
        third=drawn(narrow, TOLD),
        third_bias=none(1, TOLD),
        straight=none(size, TOLD),
        basis=drawn(narrow, TOLD * schooling.basis, of_hidden),
        basis_straight=drawn(size, TOLD * schooling.basis, of_straight),
    )


def _descended(blank: Network, people: Sequence[Person], schooling: Schooling, rng: Chance) -> Layers:
    """Layers after all steps down."""
    now = {part.name: getattr(blank.layers, part.name)[0].copy() for part in fields(Layers)}
    slow, square = ({name: np.zeros_like(each) for name, each in now.items()} for _ in _MEMORY)
    steps = schooling.steps
    for step in range(1, steps + 1):
        rate = _FASTEST * 0.5 * (1 + np.cos(np.pi * step / steps))
        slopes = _slopes(now, ask(blank, people, schooling.lessons, rng), schooling.left_out, rng)
        for name, slope in slopes.items():
            slow[name] = _MEMORY[0] * slow[name] + (1 - _MEMORY[0]) * slope
            square[name] = _MEMORY[1] * square[name] + (1 - _MEMORY[1]) * slope**2
            size = np.sqrt(square[name] / (1 - _MEMORY[1] ** step)) + _TINY
            now[name] -= (rate * slow[name] / (1 - _MEMORY[0] ** step) / size).astype(np.float32)
            now[name] *= np.float32(1 - rate * schooling.decay)
    return Layers(**{name: each[None] for name, each in now.items()})


def _slopes(now: dict[str, Values], asked: Asked, left_out: float, rng: Chance) -> dict[str, Values]:
    """Slopes of the mean rounded absolute error after the people's points are answered, by layer."""
    inputs, people = asked.inputs, len(asked.shown_deg)
    near = inputs[:, : now["straight"].shape[0]]
    one, bent_one = _bent(inputs @ now["first"] + now["first_bias"], left_out, rng)
    two, bent_two = _bent(one @ now["second"] + now["second_bias"], left_out, rng)
    told = two @ now["third"] + now["third_bias"] + near @ now["straight"]
    basis = two @ now["basis"] + near @ now["basis_straight"]

    by_person = told.reshape(people, -1, TOLD), basis.reshape(people, len(inputs) // people, TOLD, -1)
    answered = answers_deg(*by_person, asked.shown_deg)
    down = np.clip((answered.asked_deg - asked.truth_deg) / _ROUNDED_DEG, -1, 1) / asked.truth_deg[..., 0].size
    at_told, at_basis = (
        np.asarray(each.reshape(len(inputs), -1), dtype=np.float32) for each in slopes_of_answers(answered, down)
    )

    at_two = (at_told @ now["third"].T + at_basis @ now["basis"].T) * bent_two
    at_one = (at_two @ now["second"].T) * bent_one
    return {
        "first": inputs.T @ at_one,
        "first_bias": at_one.sum(axis=0, keepdims=True),
        "second": one.T @ at_two,
        "second_bias": at_two.sum(axis=0, keepdims=True),
        "third": two.T @ at_told,
        "third_bias": at_told.sum(axis=0, keepdims=True),
        "straight": near.T @ at_told,
        "basis": two.T @ at_basis,
        "basis_straight": near.T @ at_basis,
    }


def _bent(values: Values, left_out: float, rng: Chance) -> tuple[Values, Values]:
    """Bent values of which some are left out, and how steeply what is kept of each is bent."""
    share = np.asarray(1 / (1 + np.exp(-values)), dtype=np.float32)
    kept = (rng.uniform(size=values.shape) >= left_out).astype(np.float32) / np.float32(1 - left_out)
    steep = share * (1 + values * (1 - share))
    return np.asarray(values * share * kept, dtype=np.float32), np.asarray(steep * kept, dtype=np.float32)
