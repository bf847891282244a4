"""PlanRun: a plan carried through a stream of gazes; JudgedRun keeps the judge's answer for every frame as well.

The same run serves the practice, the demo and recorded material; only where the gazes come from differs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gazetrainer.events import Booked, Command, Event, SittingOutcome, Verdict
from gazetrainer.eyes import Eyes
from gazetrainer.gaze import Gaze
from gazetrainer.judging.accounts import booked_at
from gazetrainer.sitting import Finished, GetReady, Practising, Resting, Sitting, advance, begin_sitting, end_sitting
from targets import FindStep, Prescription, Step

GET_READY = "get_ready"
REST = "rest"


@dataclass(frozen=True, slots=True)
class Judged:
    """One gaze with the step it belongs to, the judge's answer and the account its time went to.

    Outside of a hold there is no verdict, and the account is "get_ready" or "rest", or the kind of the step that is no
    hold; after the plan all are empty.
    """

    gaze: Gaze
    step: str = ""
    verdict: Verdict | None = None
    account: str = ""


class PlanRun:
    """One run of a plan; `smallest_tolerances_deg` says for each step what the set-up can verify."""

    def __init__(self, plan: Prescription, start_s: float = 0.0, smallest_tolerances_deg: Sequence[float] = ()) -> None:
        self.sitting, events = begin_sitting(plan, start_s, smallest_tolerances_deg)
        self.events: list[Event] = list(events)

    @property
    def is_over(self) -> bool:
        """The sitting has ended."""
        return isinstance(self.sitting.phase, Finished)

    @property
    def eyes(self) -> Eyes:
        """Which eye the present step asks for."""
        beside = self.sitting.beside
        step = beside.step if beside is not None else self.sitting.step
        return Eyes(step.eyes) if isinstance(step, Step | FindStep) else Eyes.BOTH

    def take(self, gaze: Gaze, command: Command | None = None) -> tuple[Event, ...]:
        """Run up to the time of one gaze, then obey a command; gives the new events."""
        self.sitting, events = advance(self.sitting, gaze, command)
        self.events += events
        return events

    def end(self, time_s: float, outcome: SittingOutcome) -> tuple[Event, ...]:
        """End from outside; gives the new events."""
        self.sitting, events = end_sitting(self.sitting, time_s, outcome)
        self.events += events
        return events


class JudgedRun(PlanRun):
    """A run that keeps every frame; too much for a sitting of hours, which has its recording."""

    def __init__(self, plan: Prescription, start_s: float = 0.0, smallest_tolerances_deg: Sequence[float] = ()) -> None:
        super().__init__(plan, start_s, smallest_tolerances_deg)
        self._judged: list[Judged] = []

    def take(self, gaze: Gaze, command: Command | None = None) -> tuple[Event, ...]:
        """Run up to the time of one gaze, then obey a command; gives the new events."""
        before = self.sitting
        events = super().take(gaze, command)
        self._judged.append(_seen_live(before, self.sitting, gaze))
        return events

    def judged(self) -> tuple[Judged, ...]:
        """Every frame with its verdict, and the account its time was finally booked to."""
        booked = [event for event in self.events if isinstance(event, Booked)]
        return tuple(_with_account(each, booked) for each in self._judged)


def run_plan(
    gazes: Mapping[Eyes, Sequence[Gaze]], plan: Prescription, smallest_tolerances_deg: Sequence[float] = ()
) -> JudgedRun:
    """Run a plan from time 0 over recorded gazes, each frame as measured by the eyes that its step asks for.

    gazes: for each of the plan's `eyes` one gaze per frame, all of the same frames.
    """
    run = JudgedRun(plan, 0.0, smallest_tolerances_deg)
    count = max((len(each) for each in gazes.values()), default=0)
    for index in range(count):
        run.take(gazes[run.eyes if run.eyes in gazes else next(iter(gazes))][index])
    run.end(run.sitting.time_s, SittingOutcome.PICTURES_ENDED)
    return run


def eyes_asked_for(plan: Prescription) -> tuple[Eyes, ...]:
    """Which eyes a plan wants measured, each once."""
    asked = [Eyes(step.eyes) for step in (*plan.holds, *plan.steps) if isinstance(step, Step | FindStep)]
    return tuple(dict.fromkeys(asked)) or (Eyes.BOTH,)


def _seen_live(before: Sitting, after: Sitting, gaze: Gaze) -> Judged:
    """What was going on at this frame; the frame that ends a hold still belongs to it."""
    just_ended = len(after.ended) > len(before.ended)
    if isinstance(after.phase, Practising) or just_ended:
        hold = after.hold or after.ended[-1]
        step = after.step if after.hold else before.step
        verdict = hold.latest.verdict if hold.latest is not None else None
        return Judged(gaze, step.name if step else "", verdict)
    if after.beside is not None:
        return Judged(gaze, after.beside.step.name, account=after.beside.step.kind)
    if after.step is None:
        return Judged(gaze)
    match after.phase:
        case GetReady():
            return Judged(gaze, after.step.name, account=GET_READY)
        case Resting():
            return Judged(gaze, after.step.name, account=REST)
        case _:
            return Judged(gaze, after.step.name)


def _with_account(judged: Judged, booked: Sequence[Booked]) -> Judged:
    found = booked_at(booked, judged.gaze.time_s) if judged.verdict is not None else None
    return judged if found is None else replace(judged, account=found.account.value)
