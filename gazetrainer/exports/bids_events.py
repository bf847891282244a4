"""The dataset's table of events: what was asked, where its time went, and what else happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from gazetrainer.events import Booked, Event, HoldEnded, HoldStarted, Place
from gazetrainer.exports.bids_texts import columns_of
from gazetrainer.exports.files import Cell, tsv_table
from gazetrainer.exports.story import Story

_WORDS = ("verdict", "reason", "outcome", "command")


def events_table(story: Story) -> bytes:
    """All events in order of time; free words of the client, names and titles are no part of it."""
    rows = sorted(chain(_holds(story), _accounts(story), _others(story)), key=lambda row: (float(row[0] or 0), row[1]))
    return tsv_table([columns_of("events"), *rows])


def _holds(story: Story) -> Iterator[list[Cell]]:
    for told in story.holds:
        hold = told.hold
        outcome = hold.outcome.value if hold.outcome else None
        yield [hold.start_s, hold.end_s - hold.start_s, "hold", *_target(story, hold.place), outcome]


def _accounts(story: Story) -> Iterator[list[Cell]]:
    for booked in story.bookings:
        reason = booked.reason.value if booked.reason else None
        length_s = booked.end_s - booked.start_s
        yield [booked.start_s, length_s, booked.account.value, *_target(story, booked.place), reason]


def _others(story: Story) -> Iterator[list[Cell]]:
    for event in story.recording.events:
        if not isinstance(event, Booked | HoldStarted | HoldEnded):
            yield [
                event.time_s,
                0.0,
                _in_snake_case(event),
                *_target(story, getattr(event, "place", None)),
                _said(event),
            ]


def _said(event: Event) -> str | None:
    words = [getattr(event, name, None) for name in _WORDS]
    return ", ".join(str(word.value) for word in words if word is not None) or None


def _target(story: Story, place: Place | None) -> tuple[Cell, Cell, Cell, Cell]:
    step = story.position(place) if place is not None else None
    if place is None or step is None:
        return None, None, None, None
    return place.step + 1, place.repetition + 1, step.azimuth_deg, step.elevation_deg


def _in_snake_case(event: Event) -> str:
    return re.sub("(?<!^)(?=[A-Z])", "_", type(event).__name__).lower()
