"""SittingSummary: what was prescribed and where every second of it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gazetrainer.events import (
    Account,
    Booked,
    Doubt,
    Event,
    HoldEnded,
    HoldOutcome,
    HoldStarted,
    Place,
    SittingEnded,
    SittingOutcome,
)
from gazetrainer.gaze import GapReason
from gazetrainer.judging.accounts import Accounts, Span
from gazetrainer.judging.rejudge import prescription_of
from gazetrainer.judging.rule import rule_for
from gazetrainer.recording import Recording
from targets import Prescription, Step

Reason = GapReason | Doubt


@dataclass(frozen=True, slots=True)
class HoldSummary:
    """One hold as it went; outcome None: the recording ends before the hold does."""

    place: Place
    start_s: float
    spans: tuple[Span, ...] = ()
    outcome: HoldOutcome | None = None
    longest_s: float = 0.0

    @property
    def end_s(self) -> float:
        """Where the last booked second ends."""
        return self.spans[-1].end_s if self.spans else self.start_s

    @property
    def accounts(self) -> Accounts:
        """Seconds per account."""
        return _sum(self.spans)


@dataclass(frozen=True, slots=True)
class StepSummary:
    """One position of the plan with all its holds; judged_tolerance_deg is what the judge could verify."""

    number: int
    step: Step
    judged_tolerance_deg: float
    holds: tuple[HoldSummary, ...]

    @property
    def accounts(self) -> Accounts:
        """Seconds per account over all repetitions."""
        return _sum(span for hold in self.holds for span in hold.spans)

    @property
    def prescribed_s(self) -> float:
        """Seconds to be held in all."""
        return self.step.hold_s * self.step.repetitions

    @property
    def held_as_prescribed(self) -> bool:
        """Whether every repetition was held to its end."""
        held = [hold for hold in self.holds if hold.outcome is HoldOutcome.HELD]
        return len(held) == self.step.repetitions

    @property
    def longest_s(self) -> float:
        """Longest unbroken time held in one of the holds."""
        return max((hold.longest_s for hold in self.holds), default=0.0)

    @property
    def untold(self) -> tuple[tuple[Reason | None, float], ...]:
        """Why nothing could be told and for how many seconds, the longest first."""
        seconds: Counter[Reason | None] = Counter()
        for hold in self.holds:
            for span in hold.spans:
                if span.account is Account.CANNOT_TELL:
                    seconds[span.reason] += span.length_s  # type: ignore[assignment]
        return tuple((reason, float(length_s)) for reason, length_s in seconds.most_common())


@dataclass(frozen=True, slots=True)
class SittingSummary:
    """A whole sitting; outcome None: the recording ends before the sitting does."""

    plan: Prescription
    steps: tuple[StepSummary, ...]
    outcome: SittingOutcome | None
    duration_s: float


def summarise(recording: Recording) -> SittingSummary:
    """Return what the events of a recording say; raises RecordingError when its plan cannot be read."""
    plan = prescription_of(recording)
    holds = _holds(recording.events)
    smallest = recording.header.smallest_tolerances_deg or (0.0,) * len(plan.holds)
    steps = [
        StepSummary(
            number=index + 1,
            step=step,
            judged_tolerance_deg=rule_for(step, smallest_tolerance_deg=smallest[index]).tolerance_deg,
            holds=tuple(hold for place, hold in sorted(holds.items(), key=_order) if place.step == index),
        )
        for index, step in enumerate(plan.holds)
    ]
    outcomes = [event.outcome for event in recording.events if isinstance(event, SittingEnded)]
    return SittingSummary(plan, tuple(steps), outcomes[-1] if outcomes else None, _duration_s(recording))


def _holds(events: Iterable[Event]) -> dict[Place, HoldSummary]:
    holds: dict[Place, HoldSummary] = {}
    spans: dict[Place, list[Span]] = {}
    for event in events:
        match event:
            case HoldStarted(time_s, place):
                holds[place], spans[place] = HoldSummary(place, time_s), []
            case Booked(start_s, end_s, place, account, reason):
                holds.setdefault(place, HoldSummary(place, start_s))
                _join(spans.setdefault(place, []), Span(start_s, end_s, account, reason))
            case HoldEnded(time_s, place, outcome, _, longest_s):
                hold = holds.get(place, HoldSummary(place, time_s))
                holds[place] = replace(hold, outcome=outcome, longest_s=longest_s)
            case _:
                pass
    return {place: replace(hold, spans=tuple(spans.get(place, ()))) for place, hold in holds.items()}


def _join(spans: list[Span], span: Span) -> None:
    """Add a span, as one with the last where both tell the same."""
    if spans and (spans[-1].account, spans[-1].reason) == (span.account, span.reason):
        spans[-1] = replace(spans[-1], end_s=span.end_s)
    else:
        spans.append(span)


def _sum(spans: Iterable[Span]) -> Accounts:
    accounts = Accounts()
    for span in spans:
        accounts = accounts.plus(span)
    return accounts


def _order(item: tuple[Place, HoldSummary]) -> tuple[int, int]:
    return item[0].step, item[0].repetition


def _duration_s(recording: Recording) -> float:
    return recording.gazes[-1].time_s - recording.gazes[0].time_s if recording.gazes else 0.0
