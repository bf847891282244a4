"""Outcomes: the words that events use for verdicts, accounts, endings and what the client can ask for."""

from __future__ import annotations

from enum import StrEnum


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
    COME_BACK = "come_back"
    """Given by the program: what the sitting waited for, such as a check-in, is done."""


class StepOutcome(StrEnum):
    """How a step that is no hold ended."""

    DONE = "done"
    SKIPPED = "skipped"
    STOPPED = "stopped"


class SittingOutcome(StrEnum):
    """How a sitting ended: the plan came to its end, the client stopped it, or the pictures ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    PICTURES_ENDED = "pictures_ended"
