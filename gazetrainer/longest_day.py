"""The longest practice time per day of a plan, and how much of it is left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from targets import Prescription
from targets.language import _


def practised_on(day: date, sittings: Iterable[tuple[datetime, float]]) -> float:
    """Seconds practised on a day; `sittings`: when each began, and how many seconds it lasted.

    >>> practised_on(date(2026, 3, 2), [(datetime(2026, 3, 2, 7), 300.0), (datetime(2026, 3, 1, 7), 500.0)])
    300.0
    """
    return float(sum(lasted_s for began, lasted_s in sittings if began.date() == day))


def left_today_s(plan: Prescription, practised_s: float) -> float:
    """Seconds of practice that the plan leaves for a day on which so many were practised; infinite without a limit."""
    return float("inf") if plan.longest_s_per_day is None else max(0.0, plan.longest_s_per_day - practised_s)


def is_enough_for_today(plan: Prescription, practised_s: float) -> bool:
    """Whether the longest time per day is reached."""
    return left_today_s(plan, practised_s) <= 0


def enough_for_today() -> str:
    """What to say then."""
    return _("You have practised as long today as your plan says. Rest now; there is another day.")
