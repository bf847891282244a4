"""Prescription: what the practitioner ordered, step by step ("plan" in the user's language)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Discriminator, Field, Tag

from targets.language import N_, _
from targets.moments import CheckInStep, FindStep, GuidedStep, RestStep
from targets.steps import Eyes, HeadLimits, SequenceStep, Step
from targets.texts import AgeKey, Cue, Line, Note, Part

__all__ = [
    "KINDS",
    "SCHEMA",
    "STOP_RULE",
    "AnyStep",
    "CountedStep",
    "Eyes",
    "HeadLimits",
    "HoldTurn",
    "OpenStep",
    "Prescription",
    "Step",
    "StepTurn",
    "StopLimits",
    "Turn",
    "kind_of",
]

SCHEMA: Final = 1
STOP_RULE: Final = N_("Stop at once if you feel dizzy or sick, see double, or feel pain.")

CountedStep = GuidedStep | RestStep
"""Steps that are counted down."""
OpenStep = CheckInStep | FindStep
"""Steps that end when the client is done with them."""
AnyStep = Step | SequenceStep | CountedStep | OpenStep

KINDS: Final[Mapping[str, type[Part]]] = {
    "hold": Step,
    "sequence": SequenceStep,
    "guided": GuidedStep,
    "rest": RestStep,
    "checkin": CheckInStep,
    "find": FindStep,
}


def kind_of(step: object) -> str:
    """The kind that a step as plain data or as a value is of: a hold when it does not say."""
    kind = step.get("kind", "hold") if isinstance(step, Mapping) else getattr(step, "kind", "hold")
    return kind if isinstance(kind, str) else ""


_Steps = Annotated[
    Annotated[Step, Tag("hold")]
    | Annotated[SequenceStep, Tag("sequence")]
    | Annotated[GuidedStep, Tag("guided")]
    | Annotated[RestStep, Tag("rest")]
    | Annotated[CheckInStep, Tag("checkin")]
    | Annotated[FindStep, Tag("find")],
    Discriminator(kind_of),
]


class StopLimits(Part):
    """From which answer of a check-in on, 0 to 10, the sitting ends: a high one, or one risen by so much."""

    high: int = Field(default=7, ge=1, le=10)
    rise: int = Field(default=3, ge=1, le=10)


@dataclass(frozen=True, slots=True)
class HoldTurn:
    """A hold's turn in a sitting: which of the plan's holds, and which repetition, both counted from 0."""

    hold: int
    repetition: int


@dataclass(frozen=True, slots=True)
class StepTurn:
    """The turn of a step that is no hold: its number among the steps, counted from 0, and the step itself."""

    number: int
    step: CountedStep | OpenStep


Turn = HoldTurn | StepTurn


class Prescription(Part):
    """A plan: the steps of one sitting in order, and the rules when to stop."""

    schema_version: int = Field(alias="schema", ge=SCHEMA, le=SCHEMA)
    title: Line
    author: Line | None = None
    note: Note | None = None
    practitioner_key: AgeKey | None = None
    demonstration: bool = False
    video: Literal["never", "asked"] = "never"
    stop_rule: Cue = Field(default_factory=lambda: _(STOP_RULE))
    stop_limits: StopLimits = StopLimits()
    longest_s_per_day: float | None = Field(default=None, ge=60, le=28800)
    steps: tuple[_Steps, ...] = Field(min_length=1, max_length=50, strict=False)

    @property
    def holds(self) -> tuple[Step, ...]:
        """All positions in order; those of a sequence are holds of their own."""
        return tuple(hold for step in self.steps if isinstance(step, Step | SequenceStep) for hold in step.holds)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Everything that comes in a sitting, one after another."""
        return tuple(_turns(self.steps))

    @property
    def planned_s(self) -> float:
        """Duration in seconds when every hold succeeds at once; there is no rest after the last one."""
        last = self.steps[-1]
        unused_s = last.rest_s if isinstance(last, Step | SequenceStep) else 0.0
        return sum(step.planned_s for step in self.steps) - unused_s


def _turns(steps: tuple[AnyStep, ...]) -> Iterator[Turn]:
    first = 0
    for number, step in enumerate(steps):
        if not isinstance(step, Step | SequenceStep):
            yield StepTurn(number, step)
            continue
        count = len(step.positions) if isinstance(step, SequenceStep) else 1
        for repetition in range(step.repetitions):
            yield from (HoldTurn(first + index, repetition) for index in range(count))
        first += count
