"""Events: one frozen class per thing that can happen in a sitting; display, sound, recorder, report listen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from gazetrainer.changes import Change
from gazetrainer.gaze import GapReason, Gaze


class Verdict(StrEnum):
    """The judge's three answers."""

    IN = "in"
    OUT = "out"
    CANNOT_TELL = "cannot_tell"


class Doubt(StrEnum):
    """Why a measured direction still gives no verdict; the other reasons are GapReason."""

    UNCERTAIN = "uncertain"


class Account(StrEnum):
    """Where a second of a hold ends; the accounts of a hold sum to its elapsed time."""

    HELD = "held"
    SETTLING = "settling"
    SLIPPED = "slipped"
    EYES_CLOSED = "eyes_closed"
    HEAD_MOVED = "head_moved"
    CANNOT_TELL = "cannot_tell"
    PAUSED = "paused"


class HoldOutcome(StrEnum):
    """How one hold ended."""

    HELD = "held"
    TIME_LIMIT = "time_limit"
    SKIPPED = "skipped"
    STOPPED = "stopped"


class Command(StrEnum):
    """What the client can ask for during a sitting."""

    PAUSE_OR_GO_ON = "pause_or_go_on"
    SKIP = "skip"
    STOP = "stop"


class SittingOutcome(StrEnum):
    """How a sitting ended: the plan came to its end, the client stopped it, or the pictures ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    PICTURES_ENDED = "pictures_ended"


@dataclass(frozen=True, slots=True)
class Place:
    """Which hold of the plan: indices count from 0."""

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
class LookChanged:
    """From now on this is different from the calibration; empty: nothing any more. It has no part in judging."""

    time_s: float
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Recentred:
    """From now on gaze is told by a profile re-centred on some dots. It has no part in judging.

    dots: how many were seen. moved_*_deg: by how much what is told there moved. learned: what the
    profile of the sitting's start needs to become this one, as plain data: "neutral" and "points".
    """

    time_s: float
    dots: int
    moved_azimuth_deg: float
    moved_elevation_deg: float
    learned: Mapping[str, object]


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
    | CommandGiven
    | Paused
    | Resumed
    | LookChanged
    | Recentred
    | SittingEnded
)

UNJUDGED = (LookChanged, Recentred)
"""Events that come from elsewhere than the judge."""


class Listener(Protocol):
    """Whoever wants to know what happens: recorder, sound, simulated client, progress bar."""

    def on_gaze(self, gaze: Gaze) -> None:
        """Take one gaze sample or gap, in order of time."""

    def on_event(self, event: Event) -> None:
        """Take one event, in order of time."""
