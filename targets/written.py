"""WrittenPlan: a plan as it is written, whose steps may name a taught position instead of a direction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from targets.faults import Fault, PrescriptionError
from targets.prescription import AnyStep, Prescription
from targets.steps import SequenceStep, Step
from targets.taught import TaughtTarget, same_name, taught_as


@dataclass(frozen=True, slots=True)
class TaughtName:
    """The taught position that a step asks for, and what to say when it is not known."""

    name: str
    when_unknown: Fault


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """A plan and, by the number of the hold from 0, the taught positions it asks for.

    The holds of `draft` that ask for one stand straight ahead until `for_person` gives them their direction.
    """

    draft: Prescription
    asked: Mapping[int, TaughtName] = field(default_factory=lambda: MappingProxyType({}))

    def unknown(self, known: Iterable[TaughtTarget] = ()) -> tuple[str, ...]:
        """The taught positions it asks for that are not among these, each once."""
        targets = tuple(known)
        names = [asked.name for asked in self.asked.values() if taught_as(asked.name, targets) is None]
        return tuple(name for at, name in enumerate(names) if not any(same_name(name, each) for each in names[:at]))

    def for_person(self, known: Iterable[TaughtTarget] = ()) -> Prescription:
        """The plan with the person's own taught positions; raises PrescriptionError naming all that are not known."""
        if not self.asked:
            return self.draft
        targets = tuple(known)
        found = {index: taught_as(each.name, targets) for index, each in self.asked.items()}
        missing = tuple(self.asked[index].when_unknown for index, target in found.items() if target is None)
        if missing:
            raise PrescriptionError(missing)
        steps, first = [], 0
        for step in self.draft.steps:
            count = len(step.holds) if isinstance(step, Step | SequenceStep) else 0
            steps.append(_placed(step, [found.get(first + index) for index in range(count)]))
            first += count
        return self.draft.model_copy(update={"steps": tuple(steps)})


def _placed(step: AnyStep, targets: Sequence[TaughtTarget | None]) -> AnyStep:
    """The step with its positions where they were taught; a sequence is as wide as the widest of its positions."""
    taught = [target for target in targets if target is not None]
    if not taught or not isinstance(step, Step | SequenceStep):
        return step
    least_deg = max(each.least_tolerance_deg for each in taught)
    update: dict[str, object] = {"tolerance_deg": max(step.tolerance_deg, least_deg)}
    if isinstance(step, Step):
        return step.model_copy(update=update | _direction(taught[0]))
    positions = [
        position if target is None else position.model_copy(update=_direction(target))
        for position, target in zip(step.positions, targets, strict=True)
    ]
    return step.model_copy(update={**update, "positions": tuple(positions)})


def _direction(target: TaughtTarget) -> dict[str, object]:
    return {"azimuth_deg": target.azimuth_deg, "elevation_deg": target.elevation_deg}
