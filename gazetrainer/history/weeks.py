"""Days and weeks: what was practised when, for a calendar and for small charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean
from typing import Final

from gazetrainer.history.record import SittingRecord

DAYS_A_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Week:
    """One week: its Monday, the time held in it, and the mean error of its calibrations; None where none was made."""

    monday: date
    held_s: float
    error_deg: float | None


def practised_on(records: Sequence[SittingRecord], day: date) -> float:
    """Seconds practised on a day, pauses left out."""
    return sum(record.practised_s for record in records if record.moment.date() == day)


def days_of_month(month: date) -> tuple[tuple[date, ...], ...]:
    """The weeks of a month from Monday to Sunday, with the days around it that fill them.

    >>> [week[0].day for week in days_of_month(date(2026, 11, 22))]
    [26, 2, 9, 16, 23, 30]
    """
    first = month.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday < next_month(first):
        weeks.append(tuple(monday + timedelta(days=day) for day in range(DAYS_A_WEEK)))
        monday += timedelta(days=DAYS_A_WEEK)
    return tuple(weeks)


def next_month(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def month_before(day: date) -> date:
    """The first day of the month before."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def weeks_until(records: Sequence[SittingRecord], today: date, count: int) -> tuple[Week, ...]:
    """The last weeks up to this one, the earliest first; a week without practice is there like any other."""
    this_monday = today - timedelta(days=today.weekday())
    mondays = [this_monday - timedelta(weeks=ago) for ago in range(count - 1, -1, -1)]
    return tuple(_week(records, monday) for monday in mondays)


def older_than(records: Sequence[tuple[str, SittingRecord]], days: int, now: datetime) -> tuple[str, ...]:
    """File names of the sittings that began more than so many days ago."""
    return tuple(file for file, record in records if now - record.moment > timedelta(days=days))


def _week(records: Sequence[SittingRecord], monday: date) -> Week:
    within = [each for each in records if monday <= each.moment.date() < monday + timedelta(days=DAYS_A_WEEK)]
    errors = [each.error_deg for each in within if each.error_deg is not None]
    return Week(monday, sum(each.held_s for each in within), fmean(errors) if errors else None)
