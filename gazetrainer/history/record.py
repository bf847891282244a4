"""SittingRecord: the few figures of a past sitting that a history needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gazetrainer.events import Account, Booked, Event, SittingEnded, SittingOutcome
from gazetrainer.finite import finite
from gazetrainer.recording import Recording


@dataclass(frozen=True, slots=True)
class SittingRecord:
    """A sitting as its recording tells it.

    started_at: ISO 8601 with offset, as in the recording. practised_s: time in holds, pauses left out. error_deg: the
    calibration's mean error on points that had no part in it, None where none was measured. outcome None: the
    recording ends before the sitting does.
    """

    started_at: str
    person: str
    plan: str
    practised_s: float
    held_s: float
    error_deg: float | None
    outcome: SittingOutcome | None

    @property
    def moment(self) -> datetime:
        """When it began, in the time of the place where it was."""
        return datetime.fromisoformat(self.started_at)


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file that no recording can be read from, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the folder; size and time of change tell whether it is still the one that was read."""

    file: str
    size: int
    changed_ns: int
    what: SittingRecord | Damaged


def record_of(story: Recording) -> SittingRecord:
    """Sum up a recording; raises ValueError for one that has no time of its own."""
    started_at = datetime.fromisoformat(story.header.started_at)
    if started_at.tzinfo is None:
        started_at = started_at.astimezone()
    booked = [event for event in story.events if isinstance(event, Booked)]
    return SittingRecord(
        started_at=started_at.isoformat(),
        person=story.header.client or "",
        plan=_title(story.header.plan.get("title")),
        practised_s=sum(each.end_s - each.start_s for each in booked if each.account is not Account.PAUSED),
        held_s=sum(each.end_s - each.start_s for each in booked if each.account is Account.HELD),
        error_deg=finite((story.header.validation or {}).get("mean_error_deg")),
        outcome=_outcome(story.events),
    )


def sittings_of(entries: Iterable[Entry], person: str) -> tuple[tuple[str, SittingRecord], ...]:
    """A person's sittings with their file names, the latest first; those of nobody in particular are everybody's."""
    found = [(each.file, each.what) for each in entries if isinstance(each.what, SittingRecord)]
    own = [(file, record) for file, record in found if record.person in {person, ""}]
    return tuple(sorted(own, key=lambda each: each[1].moment, reverse=True))


def _outcome(events: Iterable[Event]) -> SittingOutcome | None:
    return next((event.outcome for event in events if isinstance(event, SittingEnded)), None)


def _title(given: object) -> str:
    """A plan's title, which may be given in several languages; the first of them names it here."""
    if isinstance(given, dict):
        given = next(iter(given.values()), "")
    return given if isinstance(given, str) else ""
