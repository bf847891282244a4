"""Story: a recording as exports tell it: its holds in order, and for each gaze its hold and the eyes measured."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gazetrainer.events import Booked, Event, GetReadyStarted, HoldStarted, Place, StepStarted
from gazetrainer.eyes import Eyes
from gazetrainer.gaze import Gaze
from gazetrainer.judging.accounts import merged
from gazetrainer.recording import Recording, RecordingHeader
from gazetrainer.report.summary import HoldSummary, StepSummary, summarise
from targets import FindStep, Prescription, Step


@dataclass(frozen=True, slots=True)
class ToldHold:
    """One hold with its gazes, from its start to the last booked second; number counts from 1."""

    number: int
    step: StepSummary
    hold: HoldSummary
    gazes: Sequence[Gaze]


@dataclass(frozen=True, slots=True)
class Story:
    """What the tables are made from; eyes: for each gaze, which eyes it was measured with."""

    recording: Recording
    plan: Prescription
    holds: tuple[ToldHold, ...]
    bookings: tuple[Booked, ...]
    eyes: tuple[Eyes, ...]

    def position(self, place: Place) -> Step | None:
        """The position of the plan that a place names; None where the plan has no such one."""
        return self.plan.holds[place.step] if 0 <= place.step < len(self.plan.holds) else None


def story_of(recording: Recording) -> Story:
    """Read a recording, also one cut short, for export; raises RecordingError when its plan cannot be read."""
    summary = summarise(recording)
    times_s = [gaze.time_s for gaze in recording.gazes]
    held = [(step, hold) for step in summary.steps for hold in step.holds]
    held.sort(key=lambda pair: pair[1].start_s)
    holds = [
        ToldHold(
            number, step, hold, recording.gazes[bisect_left(times_s, hold.start_s) : bisect_right(times_s, hold.end_s)]
        )
        for number, (step, hold) in enumerate(held, start=1)
    ]
    bookings = merged(event for event in recording.events if isinstance(event, Booked))
    return Story(recording, summary.plan, tuple(holds), bookings, tuple(_eyes_measured(recording, summary.plan)))


def _eyes_measured(recording: Recording, plan: Prescription) -> Iterator[Eyes]:
    """Which eyes each gaze was measured with: those of the step that ran when its frame came."""
    asked = [each for event in recording.events if (each := _asked_by(event, plan)) is not None]
    starts_s = [time_s for time_s, _eyes in asked]
    before_s = float("-inf")
    for gaze in recording.gazes:
        index = bisect_right(starts_s, before_s) - 1
        yield _in_use(recording.header, asked[index][1] if index >= 0 else _first_asked(asked))
        before_s = gaze.time_s


def _first_asked(asked: Sequence[tuple[float, Eyes]]) -> Eyes:
    return asked[0][1] if asked else Eyes.BOTH


def _asked_by(event: Event, plan: Prescription) -> tuple[float, Eyes] | None:
    match event:
        case GetReadyStarted(time_s, place) | HoldStarted(time_s, place) if 0 <= place.step < len(plan.holds):
            return time_s, Eyes(plan.holds[place.step].eyes)
        case StepStarted(time_s, number) if 0 <= number < len(plan.steps):
            step = plan.steps[number]
            return time_s, Eyes(step.eyes) if isinstance(step, FindStep) else Eyes.BOTH
        case _:
            return None


def _in_use(header: RecordingHeader, asked: Eyes) -> Eyes:
    """The calibration's own eye where both are asked for; a profile that says nothing is of both."""
    profile: Mapping[str, object] = header.profile or {}
    used = profile.get("eyes_used", Eyes.BOTH)
    return asked if asked is not Eyes.BOTH or used not in tuple(Eyes) else Eyes(str(used))
