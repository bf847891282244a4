"""A plan with times to get ready and to rest that are as long as the person needs; what is held stays as prescribed."""

from __future__ import annotations

from typing import Final

from targets import Prescription, Step
from targets.prescription import AnyStep
from targets.steps import SequenceStep

SHORTEST_FACTOR: Final = 0.5
LONGEST_FACTOR: Final = 4.0
_LONGEST_S: Final = {"get_ready_s": 60.0, "rest_s": 600.0}
"""What a plan may ask for."""


def with_times(plan: Prescription, factor: float) -> Prescription:
    """The plan with each countdown and each rest between positions `factor` times as long.

    >>> from targets import load_library_plan
    >>> plan = load_library_plan("demonstration")
    >>> with_times(plan, 2).holds[0].get_ready_s == 2 * plan.holds[0].get_ready_s
    True
    """
    if factor == 1.0:
        return plan
    return plan.model_copy(update={"steps": tuple(_with_times(step, factor) for step in plan.steps)})


def _with_times(step: AnyStep, factor: float) -> AnyStep:
    if not isinstance(step, Step | SequenceStep):
        return step
    times = {key: min(longest_s, getattr(step, key) * factor) for key, longest_s in _LONGEST_S.items()}
    return step.model_copy(update=times)
