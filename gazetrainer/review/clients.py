"""Clients: the desk's sittings by the person in them, and what was done on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gazetrainer.review.facts import SittingFacts
from gazetrainer.review.filed import Checked, Filed, id_of
from gazetrainer.review.looks import Beside, beside, looks_of
from targets.formats import apart
from targets.language import _


@dataclass(frozen=True, slots=True)
class ListedSitting:
    """A sitting in a list: its facts, and why it needs a look first."""

    id: str
    name: str
    facts: SittingFacts
    checked: Checked | None
    is_new: bool
    answer: str
    looks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Client:
    """A person with their sittings, the latest first."""

    id: str
    name: str
    sittings: tuple[ListedSitting, ...]

    @property
    def new(self) -> int:
        """How many sittings were not opened yet."""
        return sum(sitting.is_new for sitting in self.sittings)

    @property
    def to_look_at(self) -> int:
        """How many unanswered sittings need a look first."""
        return sum(bool(sitting.looks) and not sitting.answer for sitting in self.sittings)

    def on(self, day: date) -> tuple[ListedSitting, ...]:
        """The sittings of a day, in the client's own time."""
        return tuple(each for each in reversed(self.sittings) if each.facts.moment.date() == day)


@dataclass(frozen=True, slots=True)
class DayDone:
    """A day of a calendar: seconds asked for by the plans of that day's sittings, held in them, and how many."""

    day: date
    sittings: int
    prescribed_s: float
    held_s: float

    @property
    def is_done(self) -> bool:
        """Whether all that was asked for was held, to a tenth of a second."""
        return self.sittings > 0 and self.held_s >= self.prescribed_s - 0.1


def clients_of(filed: Sequence[Filed]) -> tuple[Client, ...]:
    """All clients, by name; sittings that name nobody are under one heading of their own, and copies count once."""
    others, copies, by_name = beside(filed), copies_among(filed), defaultdict(list)
    for one in filed:
        if isinstance(one.what, SittingFacts) and one.name not in copies:
            by_name[one.what.client].append(_listed(one, one.what, others))
    return tuple(
        Client(id_of(name), apart(name) or _("no name given"), _latest_first(by_name[name]))
        for name in sorted(by_name, key=str.casefold)
    )


def copies_among(filed: Sequence[Filed]) -> dict[str, str]:
    """Files that hold the same sitting as another one, which was sent twice: their names, and that other's.

    A copy has the same facts, seal and faults; what another key sealed is none. The one that was answered stays.
    """
    same: defaultdict[tuple[SittingFacts, Checked], list[Filed]] = defaultdict(list)
    for one in filed:
        if isinstance(one.what, SittingFacts) and one.checked is not None:
            same[one.what, one.checked].append(one)
    by_rank = [sorted(several, key=lambda one: (not one.answer, one.name)) for several in same.values()]
    return {copy.name: first.name for first, *copies in by_rank for copy in copies}


def client_of(filed: Sequence[Filed], one: Filed) -> Client | None:
    """Whose sitting it is; None: it is not read."""
    return next((client for client in clients_of(filed) if one.id in {each.id for each in client.sittings}), None)


def day_done(sittings: Sequence[ListedSitting], day: date) -> DayDone:
    """What some sittings of one day come to."""
    return DayDone(
        day=day,
        sittings=len(sittings),
        prescribed_s=sum(each.facts.prescribed_s for each in sittings),
        held_s=sum(each.facts.held_s for each in sittings),
    )


def _listed(one: Filed, facts: SittingFacts, others: Beside) -> ListedSitting:
    return ListedSitting(one.id, one.name, facts, one.checked, one.is_new, one.answer, looks_of(one, others))


def _latest_first(sittings: Iterable[ListedSitting]) -> tuple[ListedSitting, ...]:
    return tuple(sorted(sittings, key=lambda each: each.facts.moment, reverse=True))
