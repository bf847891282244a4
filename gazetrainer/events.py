"""Events: one frozen class per thing that can happen in a sitting; display, sound, recorder, report listen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from gazetrainer.check_in import CheckedIn, StopRuleMet
from gazetrainer.finding.found import PlaceFound
from gazetrainer.gaze import GapReason, Gaze
from gazetrainer.outcomes import (
    Account,
    Command,
    Doubt,
    HoldOutcome,
    SittingOutcome,
    StepOutcome,
    Verdict,
)
from gazetrainer.unjudged import (
    UNJUDGED,
    CameraFound,
    CameraLost,
    LookChanged,
    PictureMended,
    PictureSpoilt,
    Recentred,
)

__all__ = [
    "UNJUDGED",
    "Account",
    "Booked",
    "CameraFound",
    "CameraLost",
    "CheckedIn",
    "Command",
    "CommandGiven",
    "Doubt",
    "Event",
    "GetReadyStarted",
    "HalfHeld",
    "HoldEnded",
    "HoldOutcome",
    "HoldStarted",
    "Listener",
    "LookChanged",
    "Paused",
    "PictureMended",
    "PictureSpoilt",
    "Place",
    "PlaceFound",
    "Recentred",
    "RestStarted",
    "Resumed",
    "SittingEnded",
    "SittingOutcome",
    "SittingStarted",
    "StepEnded",
    "StepOutcome",
    "StepStarted",
    "StopRuleMet",
    "Verdict",
    "VerdictChanged",
]


@dataclass(frozen=True, slots=True)
class Place:
    """Which hold of the plan, counted over all its positions, and which repetition; both from 0."""

    step: int
    repetition: int


@dataclass(frozen=True, slots=True)
class SittingStarted:
    """The sitting began."""

    time_s: float


@dataclass(frozen=True, slots=True)
class GetReadyStarted:
    """The countdown before a hold began."""

    time_s: float
    place: Place


@dataclass(frozen=True, slots=True)
class HoldStarted:
    """The clock of a hold began."""

    time_s: float
    place: Place


@dataclass(frozen=True, slots=True)
class VerdictChanged:
    """The judge's answer changed, told once an interruption is too long to be forgiven.

    `reason` says why it cannot tell; HEAD_TURNED beside OUT: the head is beyond its limits; None otherwise.
    """

    time_s: float
    verdict: Verdict
    reason: GapReason | Doubt | None


@dataclass(frozen=True, slots=True)
class Booked:
    """The time from start_s to end_s was booked, for good, to one account of a hold.

    The bookings of a hold are contiguous and in order; a long span comes in pieces of about a second. A booking
    comes when it is sure, which may be a moment after its end.
    """

    start_s: float
    end_s: float
    place: Place
    account: Account
    reason: GapReason | Doubt | None


@dataclass(frozen=True, slots=True)
class HalfHeld:
    """Half of the prescribed time has been held."""

    time_s: float
    place: Place


@dataclass(frozen=True, slots=True)
class HoldEnded:
    """A hold ended; `longest_s` is the longest unbroken time held."""

    time_s: float
    place: Place
    outcome: HoldOutcome
    held_s: float
    longest_s: float


@dataclass(frozen=True, slots=True)
class RestStarted:
    """The rest after a hold began."""

    time_s: float
    place: Place


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step that is no hold began: a guided moment, a rest of its own, a check-in or a search.

    number: of the step in the plan, from 0.
    """

    time_s: float
    number: int


@dataclass(frozen=True, slots=True)
class StepEnded:
    """A step that is no hold ended."""

    time_s: float
    number: int
    outcome: StepOutcome


@dataclass(frozen=True, slots=True)
class CommandGiven:
    """The client asked for something; it acts at this time."""

    time_s: float
    command: Command


@dataclass(frozen=True, slots=True)
class Paused:
    """The client paused the sitting."""

    time_s: float


@dataclass(frozen=True, slots=True)
class Resumed:
    """The client went on."""

    time_s: float


@dataclass(frozen=True, slots=True)
class SittingEnded:
    """The sitting ended."""

    time_s: float
    outcome: SittingOutcome


Event = (
    SittingStarted
    | GetReadyStarted
    | HoldStarted
    | VerdictChanged
    | Booked
    | HalfHeld
    | HoldEnded
    | RestStarted
    | StepStarted
    | StepEnded
    | CommandGiven
    | Paused
    | Resumed
    | LookChanged
    | Recentred
    | CheckedIn
    | StopRuleMet
    | PlaceFound
    | CameraLost
    | CameraFound
    | PictureSpoilt
    | PictureMended
    | SittingEnded
)


class Listener(Protocol):
    """Whoever wants to know what happens: recorder, sound, simulated client, progress bar."""

    def on_gaze(self, gaze: Gaze) -> None:
        """Take one gaze sample or gap, in order of time."""

    def on_event(self, event: Event) -> None:
        """Take one event, in order of time."""
