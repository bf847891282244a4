"""A client's positions across sittings, and two sittings side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gazetrainer.report.figures import PositionFigures, SittingFigures
from gazetrainer.report.over_time import positions_over_time, share_in_words, strips_of, when
from gazetrainer.review.clients import Client
from gazetrainer.review.filed import Filed
from gazetrainer.review.pages import Crumb, render
from targets.formats import date_and_time
from targets.language import _, ngettext


@dataclass(frozen=True, slots=True)
class Pair:
    """A position in two sittings; None: that one did not ask for it."""

    name: str
    azimuth_deg: float
    elevation_deg: float
    one: PositionFigures | None
    other: PositionFigures | None


def over_time_page(client: Client, filed: Sequence[Filed]) -> str:
    """All positions of a client over all sittings whose figures are worked out."""
    figures = _figures(client, filed)
    missing = len(client.sittings) - len(figures)
    waiting = ngettext(
        "{count} sitting is not worked out yet.", "{count} sittings are not worked out yet.", missing
    ).format(count=missing)
    return render(
        "over_time_page.html",
        title=_("{client} over time").format(client=client.name),
        crumbs=_crumbs(client),
        count=len(figures),
        waiting=waiting if missing else "",
        positions=[(position, strips_of(position)) for position in positions_over_time(list(figures.values()))],
        share_in_words=share_in_words,
    )


def compare_page(client: Client, filed: Sequence[Filed], one: Filed, other: Filed | None) -> str:
    """Two sittings side by side; other None: the one before, or the one after it where it is the first."""
    other = other or _neighbour(client, filed, one)
    figures = _figures(client, filed)
    chosen = (figures.get(one.id), figures.get(other.id) if other is not None else None)
    return render(
        "compare.html",
        title=_("Two sittings of {client}").format(client=client.name),
        crumbs=_crumbs(client),
        one=one.id,
        other=other.id if other is not None else "",
        choices=[(each.id, date_and_time(each.facts.moment)) for each in client.sittings],
        chosen=[each for each in chosen if each is not None],
        is_waiting=chosen[0] is None or (other is not None and chosen[1] is None),
        pairs=_pairs(*chosen) if chosen[0] is not None and chosen[1] is not None else (),
        share_in_words=share_in_words,
        when=when,
    )


def _neighbour(client: Client, filed: Sequence[Filed], one: Filed) -> Filed | None:
    ids = [sitting.id for sitting in client.sittings]
    place = ids.index(one.id)
    beside = next(iter((*ids[place + 1 : place + 2], *ids[max(place - 1, 0) : place])), None)
    return next((each for each in filed if each.id == beside), None)


def _pairs(one: SittingFigures | None, other: SittingFigures | None) -> tuple[Pair, ...]:
    by_key = [
        {(each.name, each.azimuth_deg, each.elevation_deg): each for each in (figures.positions if figures else ())}
        for figures in (one, other)
    ]
    keys = dict.fromkeys((*by_key[0], *by_key[1]))
    return tuple(Pair(*key, by_key[0].get(key), by_key[1].get(key)) for key in keys)


def _figures(client: Client, filed: Sequence[Filed]) -> dict[str, SittingFigures]:
    own = {sitting.id for sitting in client.sittings}
    return {each.id: each.figures for each in filed if each.id in own and each.figures is not None}


def _crumbs(client: Client) -> tuple[Crumb, ...]:
    return Crumb("/", _("Desk")), Crumb(f"/client/{client.id}", client.name)
