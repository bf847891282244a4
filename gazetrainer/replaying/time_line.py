"""TimeLine: what happened when in a recorded sitting: stretches that last, and marks that do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from gazetrainer.events import (
    Account,
    Booked,
    Event,
    GetReadyStarted,
    HoldEnded,
    HoldStarted,
    Paused,
    Place,
    RestStarted,
    Resumed,
    SittingEnded,
    SittingStarted,
    StepEnded,
    StepStarted,
)
from gazetrainer.judging.accounts import merged
from gazetrainer.judging.rejudge import prescription_of
from gazetrainer.recording import Recording
from gazetrainer.replaying.words import mark_in_words
from targets import Prescription
from targets.language import _


class StretchKind(StrEnum):
    """What went on for some time."""

    HOLD = "hold"
    GET_READY = "get_ready"
    REST = "rest"
    STEP = "step"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Part:
    """Time of a hold that went to one account."""

    start_s: float
    end_s: float
    account: Account


@dataclass(frozen=True, slots=True)
class Stretch:
    """Something that lasted; place: of a hold; parts: what became of its time."""

    kind: StretchKind
    start_s: float
    end_s: float
    name: str
    place: Place | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkAt:
    """Something that happened at one moment, in words."""

    time_s: float
    sentence: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A recorded sitting from its first to its last moment; cut_short: the file ends before the sitting did."""

    start_s: float
    end_s: float
    stretches: tuple[Stretch, ...]
    marks: tuple[MarkAt, ...]
    cut_short: bool

    @property
    def stops_s(self) -> tuple[float, ...]:
        """Where somebody who looks for what happened wants to stop, in order."""
        begun = (each.start_s for each in self.stretches if each.kind is not StretchKind.PAUSE)
        return tuple(sorted({*begun, *(mark.time_s for mark in self.marks)}))

    def told_at(self, time_s: float, stands_s: float) -> str:
        """What happened within the last `stands_s` seconds; empty when nothing did."""
        recent = [mark.sentence for mark in self.marks if 0 <= time_s - mark.time_s <= stands_s]
        return recent[-1] if recent else ""


def time_line_of(recording: Recording) -> TimeLine:
    """What happened when; raises RecordingError when the plan cannot be read."""
    events = recording.events
    start_s, end_s = _span_s(recording)
    story = _Story(prescription_of(recording), end_s)
    for event in events:
        story.take(event)
    story.close()
    holds = _with_parts(story.stretches, events)
    stretches = tuple(sorted(holds, key=lambda each: each.start_s))
    return TimeLine(start_s, end_s, stretches, tuple(_marks(events, start_s)), not recording.complete)


def _span_s(recording: Recording) -> tuple[float, float]:
    times = [gaze.time_s for gaze in (*recording.gazes[:1], *recording.gazes[-1:])]
    times += [event.time_s for event in recording.events if isinstance(event, SittingStarted | SittingEnded)]
    return min(times, default=0.0), max(times, default=0.0)


@dataclass(slots=True)
class _Story:
    """Goes through the events in order; what is open ends with the next beginning."""

    plan: Prescription
    end_s: float
    stretches: list[Stretch] = field(default_factory=list)
    open: Stretch | None = None
    paused_s: float | None = None

    def take(self, event: Event) -> None:
        match event:
            case GetReadyStarted(time_s, place):
                self._begin(StretchKind.GET_READY, time_s, _("Get ready"), place)
            case HoldStarted(time_s, place):
                self._begin(StretchKind.HOLD, time_s, self._name(place), place)
            case RestStarted(time_s):
                self._begin(StretchKind.REST, time_s, _("Rest"))
            case StepStarted(time_s, number):
                is_there = 0 <= number < len(self.plan.steps)
                self._begin(StretchKind.STEP, time_s, (self.plan.steps[number].name if is_there else None) or "")
            case HoldEnded(time_s) | StepEnded(time_s) | SittingEnded(time_s):
                self._end(time_s)
            case Paused(time_s):
                self.paused_s = time_s
            case Resumed(time_s):
                self._pause_until(time_s)
            case _:
                pass

    def close(self) -> None:
        self._end(self.end_s)
        self._pause_until(self.end_s)

    def _begin(self, kind: StretchKind, time_s: float, name: str, place: Place | None = None) -> None:
        self._end(time_s)
        self.open = Stretch(kind, time_s, time_s, name, place)

    def _end(self, time_s: float) -> None:
        if self.open is not None:
            self.stretches.append(replace(self.open, end_s=max(time_s, self.open.start_s)))
            self.open = None

    def _pause_until(self, time_s: float) -> None:
        if self.paused_s is not None:
            self.stretches.append(Stretch(StretchKind.PAUSE, self.paused_s, time_s, _("Paused")))
            self.paused_s = None

    def _name(self, place: Place) -> str:
        return self.plan.holds[place.step].name if 0 <= place.step < len(self.plan.holds) else ""


def _with_parts(stretches: Iterable[Stretch], events: Sequence[Event]) -> Iterator[Stretch]:
    booked = merged(event for event in events if isinstance(event, Booked))
    for stretch in stretches:
        if stretch.kind is not StretchKind.HOLD:
            yield stretch
            continue
        parts = tuple(
            Part(each.start_s, each.end_s, each.account)
            for each in booked
            if each.place == stretch.place and stretch.start_s <= each.start_s and each.end_s <= stretch.end_s + 1e-6
        )
        yield replace(stretch, parts=parts)


def _marks(events: Sequence[Event], start_s: float) -> Iterator[MarkAt]:
    for event in events:
        sentence = mark_in_words(event)
        if sentence:
            time_s = event.end_s if isinstance(event, Booked) else event.time_s
            yield MarkAt(max(start_s, time_s), sentence)
