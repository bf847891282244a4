"""WrittenPlan: a plan as it is written, whose steps may name a taught position instead of a direction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from targets.faults import Fault, PrescriptionError
from targets.prescription import Prescription, Step
from targets.taught import TaughtTarget, taught_as


@dataclass(frozen=True, slots=True)
class TaughtName:
    """The taught position that a step asks for, and what to say when it is not known."""

    name: str
    when_unknown: Fault


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """A plan and, by the number of the step from 0, the taught positions it asks for.

    The steps of `draft` that ask for one stand straight ahead until `for_person` gives them their direction.
    """

    draft: Prescription
    asked: Mapping[int, TaughtName] = field(default_factory=lambda: MappingProxyType({}))

    def for_person(self, known: Iterable[TaughtTarget] = ()) -> Prescription:
        """The plan with the person's own taught positions; raises PrescriptionError naming all that are not known."""
        if not self.asked:
            return self.draft
        found = {index: taught_as(each.name, tuple(known)) for index, each in self.asked.items()}
        missing = tuple(self.asked[index].when_unknown for index, target in found.items() if target is None)
        if missing:
            raise PrescriptionError(missing)
        steps = tuple(_placed(step, found.get(index)) for index, step in enumerate(self.draft.steps))
        return self.draft.model_copy(update={"steps": steps})


def _placed(step: Step, target: TaughtTarget | None) -> Step:
    if target is None:
        return step
    return step.model_copy(
        update={
            "azimuth_deg": target.azimuth_deg,
            "elevation_deg": target.elevation_deg,
            "tolerance_deg": max(step.tolerance_deg, target.least_tolerance_deg),
        }
    )
