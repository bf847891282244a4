"""Fault: one thing wrong with a plan; PrescriptionError: all of them at once."""

from __future__ import annotations

from dataclasses import dataclass

from targets.language import _


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a plan: where it stands, what stands there, and what is allowed.

    `line` counts from 1 and is None where it cannot be told; `step` counts from 1 and is None outside the
    steps; `key` and `value` are empty when the fault concerns the whole file.
    """

    file: str
    line: int | None
    step: int | None
    key: str
    value: str
    allowed: str

    def __str__(self) -> str:
        place = [self.file]
        if self.line is not None:
            place.append(_("line {line}").format(line=self.line))
        if self.step is not None:
            place.append(_("step {step}").format(step=self.step))
        what = f"{self.key} = {self.value}" if self.key and self.value else self.key
        return ": ".join(part for part in (", ".join(place), what, self.allowed) if part)


class PrescriptionError(Exception):
    """A plan cannot be used; `faults` holds everything that is wrong with it, in the order of the file."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
