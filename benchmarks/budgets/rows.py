"""Row: one figure of the table of budgets, with its spread and what it may be at most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Row:
    """One line; low and high: the quartiles, or the extremes of few runs; most: the budget, None: there is none.

    floor: why it cannot be less today, shown where the budget is missed; note: what the figure is made of.
    """

    name: str
    value: float
    unit: str
    low: float | None = None
    high: float | None = None
    most: float | None = None
    floor: str = ""
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the budget is kept; None: there is none."""
        return None if self.most is None else self.value <= self.most

    def as_numbers(self) -> dict[str, Any]:
        """All of it for JSON."""
        return asdict(self) | {"is_met": self.is_met}

    def cells(self) -> tuple[str, ...]:
        """The line of the table."""
        spread = "" if self.low is None or self.high is None else f"{_number(self.low)} to {_number(self.high)}"
        budget = "" if self.most is None else f"at most {_number(self.most)}"
        met = {None: "", True: "yes", False: "**no**"}[self.is_met]
        said = "; ".join(filter(None, (self.note, self.floor if self.is_met is False else "")))
        return (self.name, f"{_number(self.value)} {self.unit}", spread, budget, met, said)


_FIELDS: Final = [each.name for each in fields(Row)]


def rows_of(numbers: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Rows that were kept `as_numbers`; raises KeyError."""
    return [Row(**{name: each[name] for name in _FIELDS}) for each in numbers]


def median_row(
    name: str,
    values: Sequence[float] | NDArray[np.float64],
    unit: str,
    *,
    most: float | None = None,
    floor: str = "",
    note: str = "",
) -> Row:
    """A row of the median of many values with their quartiles."""
    low, middle, high = (float(each) for each in np.percentile(values, (25, 50, 75)))
    return Row(name, middle, unit, low, high, most, floor, note)


def growth(value: float, first: float, times_larger: float, of_what: str) -> str:
    """What to note of a figure whose input is so many times larger than that of the first; empty for the first."""
    if times_larger == 1 or first <= 0:
        return ""
    return f"; {_number(value / first)} times that of {of_what}, for {times_larger:.3g} times as much"


def table(rows: Sequence[Row]) -> str:
    """All rows as Markdown."""
    names = ("figure", "measured", "spread", "budget", "met", "what it is, or the floor")
    lines = [names, ("---",) * len(names), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
