"""What a sitting is doing at a moment, a class per phase; sitting.py says how they follow each other."""

from __future__ import annotations

from dataclasses import dataclass

from gazetrainer.events import Place, SittingOutcome
from gazetrainer.hold import Hold


@dataclass(frozen=True, slots=True)
class GetReady:
    """The countdown before a hold."""

    place: Place
    remaining_s: float


@dataclass(frozen=True, slots=True)
class Practising:
    """A hold is under way."""

    place: Place
    hold: Hold


@dataclass(frozen=True, slots=True)
class Resting:
    """The rest after the hold at `place`."""

    place: Place
    remaining_s: float


@dataclass(frozen=True, slots=True)
class Pausing:
    """The client paused; `interrupted` goes on where it stood."""

    interrupted: GetReady | Practising | Resting


@dataclass(frozen=True, slots=True)
class Finished:
    """The sitting is over."""

    outcome: SittingOutcome


Phase = GetReady | Practising | Resting | Pausing | Finished
