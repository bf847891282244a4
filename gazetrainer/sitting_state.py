"""Sitting: one run of a plan as a value, and its phases; sitting.py says how they follow each other."""

from __future__ import annotations

from dataclasses import dataclass

from gazetrainer.answer import Answer
from gazetrainer.events import Place, SittingOutcome
from gazetrainer.hold import Ended, Hold
from gazetrainer.rule import HoldRule
from targets import Prescription, Step


@dataclass(frozen=True, slots=True)
class GetReady:
    """The countdown before a hold."""

    place: Place
    remaining_s: float


@dataclass(frozen=True, slots=True)
class Practising:
    """A hold is under way."""

    place: Place
    hold: Hold


@dataclass(frozen=True, slots=True)
class Resting:
    """The rest after the hold at `place`."""

    place: Place
    remaining_s: float


@dataclass(frozen=True, slots=True)
class Pausing:
    """The client paused; `interrupted` goes on where it stood."""

    interrupted: GetReady | Practising | Resting


@dataclass(frozen=True, slots=True)
class Finished:
    """The sitting is over."""

    outcome: SittingOutcome


Phase = GetReady | Practising | Resting | Pausing | Finished


@dataclass(frozen=True, slots=True)
class Sitting:
    """One run of a plan, as a value.

    rules: one per step; time_s: up to where it has run; sampled_s: time of the last sample; ended: the holds so far.
    """

    prescription: Prescription
    rules: tuple[HoldRule, ...]
    time_s: float
    sampled_s: float
    phase: Phase
    ended: tuple[Ended, ...] = ()

    @property
    def place(self) -> Place | None:
        """The hold that is prepared, under way or just over; None when the sitting is finished."""
        phase = self.phase.interrupted if isinstance(self.phase, Pausing) else self.phase
        return None if isinstance(phase, Finished) else phase.place

    @property
    def next_place(self) -> Place | None:
        """The hold after the present one, or None."""
        place = self.place
        if place is None:
            return None
        if place.repetition + 1 < self.prescription.steps[place.step].repetitions:
            return Place(place.step, place.repetition + 1)
        return Place(place.step + 1, 0) if place.step + 1 < len(self.prescription.steps) else None

    @property
    def step(self) -> Step | None:
        """The step of the present place."""
        place = self.place
        return None if place is None else self.prescription.steps[place.step]

    @property
    def rule(self) -> HoldRule | None:
        """The rule of the present place."""
        place = self.place
        return None if place is None else self.rules[place.step]

    @property
    def hold(self) -> Hold | None:
        """The hold under way, paused or not."""
        phase = self.phase.interrupted if isinstance(self.phase, Pausing) else self.phase
        return phase.hold if isinstance(phase, Practising) else None

    @property
    def held_s(self) -> float:
        """Time held so far in the hold under way; 0 when there is none."""
        return self.hold.held_s if self.hold is not None else 0.0

    @property
    def answer(self) -> Answer | None:
        """Verdict, reason and offset of the last sample of the hold under way."""
        return self.hold.latest if self.hold is not None else None
