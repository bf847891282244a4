"""The desk page and a client's page: who is there, what is new, what needs a look first, plan against done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gazetrainer.history.weeks import days_of_month, month_before, next_month
from gazetrainer.review.clients import Client, DayDone, ListedSitting, clients_of, copies_among, day_done
from gazetrainer.review.filed import Filed, Parcel, Unreadable, id_of
from gazetrainer.review.pages import Crumb, render
from targets.formats import month_in_words, short_weekdays
from targets.language import _, ngettext

DAYS_SHOWN: Final = 14


@dataclass(frozen=True, slots=True)
class DeskState:
    """All that the desk shows; today: as the practitioner's computer has it; waiting: files not read yet."""

    folder: str
    filed: tuple[Filed, ...]
    parcels: tuple[Parcel, ...]
    today: date
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that no sitting can be read from."""

    name: str
    why: str


def desk_page(state: DeskState, *, said: str = "") -> str:
    """The page that the desk opens with; said: what came of what was done last."""
    clients = clients_of(state.filed)
    sittings = sorted((each for client in clients for each in client.sittings), key=_moment, reverse=True)
    first = [each for each in sittings if each.looks and not each.answer]
    new = [each for each in sittings if each.is_new and each not in first]
    days = [state.today - timedelta(days=ago) for ago in range(DAYS_SHOWN - 1, -1, -1)]
    return render(
        "desk.html",
        title=_("Desk"),
        state=state,
        said=said,
        summary=_summary(len(clients), len([each for each in sittings if each.is_new]), len(first)),
        clients=clients,
        first=first,
        new=new,
        refused=[Refused(each.name, each.what.why) for each in state.filed if isinstance(each.what, Unreadable)],
        copies=[(id_of(name), name, other) for name, other in copies_among(state.filed).items()],
        days=days,
        done={client.id: [day_done(client.on(day), day) for day in days] for client in clients},
        weekdays=short_weekdays(),
    )


def client_page(client: Client, *, month: date, today: date) -> str:
    """A client's sittings, and a month of plan against done."""
    return render(
        "client.html",
        title=client.name,
        crumbs=(Crumb("/", _("Desk")),),
        client=client,
        month=month,
        month_name=month_in_words(month),
        before=month_before(month),
        after=next_month(month),
        weeks=[[_day(client, day) for day in week] for week in days_of_month(month)],
        weekdays=short_weekdays(),
        today=today,
    )


def message_page(title: str, sentence: str) -> str:
    """A page that says one thing, such as that there is no such sitting."""
    return render("message.html", title=title, crumbs=(Crumb("/", _("Desk")),), sentence=sentence)


def client_with(filed: Sequence[Filed], name: str) -> Client | None:
    """The client whose pages are called so."""
    return next((client for client in clients_of(filed) if client.id == name), None)


def _day(client: Client, day: date) -> tuple[DayDone, tuple[ListedSitting, ...]]:
    sittings = client.on(day)
    return day_done(sittings, day), sittings


def _moment(sitting: ListedSitting) -> float:
    return sitting.facts.moment.timestamp()


def _summary(clients: int, new: int, first: int) -> str:
    if not clients:
        return _("No sittings yet.")
    parts = [
        ngettext("{count} client", "{count} clients", clients).format(count=clients),
        ngettext("{count} new sitting", "{count} new sittings", new).format(count=new),
        ngettext("{count} needs a look first", "{count} need a look first", first).format(count=first)
        if first
        else _("none needs a look first"),
    ]
    return _("{clients}, {new}; {first}.").format(clients=parts[0], new=parts[1], first=parts[2])
