"""Sitting: one run of a plan as a value, and its phases; sitting.py says how they follow each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gazetrainer.events import Place, SittingOutcome
from gazetrainer.judging.answer import Answer
from gazetrainer.judging.hold import Ended, Hold
from gazetrainer.judging.rule import HoldRule, rule_for
from targets import HoldTurn, Prescription, Step, StepTurn, Turn


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
class Counting:
    """A guided moment or a rest of the plan's own; `number` is that of the step."""

    number: int
    remaining_s: float


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A check-in or a search: a flow leads through it and says when it is done; `number` is that of the step."""

    number: int


Ongoing = GetReady | Practising | Resting | Counting | Elsewhere


@dataclass(frozen=True, slots=True)
class Pausing:
    """The client paused; `interrupted` goes on where it stood."""

    interrupted: Ongoing


@dataclass(frozen=True, slots=True)
class Finished:
    """The sitting is over."""

    outcome: SittingOutcome


Phase = Ongoing | Pausing | Finished


@dataclass(frozen=True, slots=True)
class Sitting:
    """One run of a plan, as a value.

    holds, rules: the plan's positions, and one rule for each; turns: all that comes, turn: which of them it is now.
    time_s: up to where it has run; sampled_s: time of the last sample; ended: the holds so far.
    """

    prescription: Prescription
    holds: tuple[Step, ...]
    rules: tuple[HoldRule, ...]
    turns: tuple[Turn, ...]
    turn: int
    time_s: float
    sampled_s: float
    phase: Phase
    ended: tuple[Ended, ...] = ()

    @property
    def current(self) -> Ongoing | Finished:
        """The phase, or the one that a pause interrupts."""
        return self.phase.interrupted if isinstance(self.phase, Pausing) else self.phase

    @property
    def place(self) -> Place | None:
        """The hold that is prepared, under way or just over; None at other steps and when the sitting is finished."""
        phase = self.current
        return phase.place if isinstance(phase, GetReady | Practising | Resting) else None

    @property
    def beside(self) -> StepTurn | None:
        """The step under way that is no hold; None when there is none."""
        turn = self.turns[self.turn]
        is_under_way = isinstance(self.current, Counting | Elsewhere)
        return turn if is_under_way and isinstance(turn, StepTurn) else None

    @property
    def next_turn(self) -> Turn | None:
        """What comes after the present turn, or None."""
        is_last = isinstance(self.phase, Finished) or self.turn + 1 >= len(self.turns)
        return None if is_last else self.turns[self.turn + 1]

    @property
    def next_place(self) -> Place | None:
        """The hold that comes next; None when something else does, or nothing."""
        turn = self.next_turn
        return Place(turn.hold, turn.repetition) if isinstance(turn, HoldTurn) else None

    @property
    def step(self) -> Step | None:
        """The position of the present place."""
        place = self.place
        return None if place is None else self.holds[place.step]

    @property
    def rule(self) -> HoldRule | None:
        """The rule of the present place."""
        place = self.place
        return None if place is None else self.rules[place.step]

    @property
    def hold(self) -> Hold | None:
        """The hold under way, paused or not."""
        phase = self.current
        return phase.hold if isinstance(phase, Practising) else None

    @property
    def held_s(self) -> float:
        """Time held so far in the hold under way; 0 when there is none."""
        return self.hold.held_s if self.hold is not None else 0.0

    @property
    def answer(self) -> Answer | None:
        """Verdict, reason and offset of the last sample of the hold under way."""
        return self.hold.latest if self.hold is not None else None


def ahead_of(plan: Prescription, time_s: float, smallest_tolerances_deg: Sequence[float] = ()) -> Sitting:
    """A sitting before its first turn; `smallest_tolerances_deg`: for each hold what the set-up can verify."""
    holds = plan.holds
    smallest = smallest_tolerances_deg or [0.0] * len(holds)
    rules = tuple(rule_for(step, smallest_tolerance_deg=least) for step, least in zip(holds, smallest, strict=True))
    return Sitting(plan, holds, rules, plan.turns, -1, time_s, time_s, Finished(SittingOutcome.FINISHED))
