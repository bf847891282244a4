"""Over time: each position across several sittings, as figures and as marks of a drawing; no score, no ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gazetrainer.report.figures import PositionFigures, SittingFigures
from targets.formats import date_and_time, number
from targets.language import _

WIDTH: Final = 640.0
LEFT: Final = 60.0
ROW_HEIGHT: Final = 64.0
ROW_STEP: Final = 92.0
_LEAST_TOP_DEG: Final = 2.0
_MOST_LABELS: Final = 8


@dataclass(frozen=True, slots=True)
class Visit:
    """One position in one sitting; when: in words."""

    sitting: SittingFigures
    position: PositionFigures
    when: str


@dataclass(frozen=True, slots=True)
class PositionOverTime:
    """One position with the sittings that asked for it, the earliest first."""

    name: str
    azimuth_deg: float
    elevation_deg: float
    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A value at x: from `low` to `high` it may lie as well; in drawing units from the top, None: not told."""

    x: float
    y: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One figure over all sittings: its title, where its axis has which words, and its marks."""

    title: str
    top: float
    ticks: tuple[tuple[float, str], ...]
    marks: tuple[Mark, ...]
    is_share: bool


@dataclass(frozen=True, slots=True)
class Strips:
    """All rows of a position; labels: (x, day) below them; half_width: of a bar."""

    rows: tuple[Row, ...]
    labels: tuple[tuple[float, str], ...]
    half_width: float

    @property
    def height(self) -> float:
        """Of the whole drawing."""
        return len(self.rows) * ROW_STEP + 12


def positions_over_time(sittings: Sequence[SittingFigures]) -> tuple[PositionOverTime, ...]:
    """Group by name and direction: a position that a later plan moved is another one. In the order of the plans."""
    found: dict[tuple[str, float, float], list[Visit]] = {}
    for sitting in sorted(sittings, key=lambda each: moment_of(each.started_at).timestamp()):
        for position in sitting.positions:
            key = (position.name, position.azimuth_deg, position.elevation_deg)
            found.setdefault(key, []).append(Visit(sitting, position, when(sitting.started_at)))
    return tuple(PositionOverTime(*key, tuple(visits)) for key, visits in found.items())


def strips_of(position: PositionOverTime) -> Strips:
    """Lay a position out: held share, error, wobble, head and what the measurement's own error was."""
    figures = [visit.position for visit in position.visits]
    step = (WIDTH - LEFT) / max(len(figures), 1)
    xs = [LEFT + step * (index + 0.5) for index in range(len(figures))]
    error = _in_degrees(_("error"), 1, xs, [(each.error_deg, each.expected_error_deg) for each in figures])
    rows = (
        _shares(xs, figures),
        error,
        _in_degrees(_("wobble (STD)"), 2, xs, [(each.std_deg, None) for each in figures]),
        _in_degrees(_("head from neutral"), 3, xs, [(each.head_deg, None) for each in figures]),
        _in_degrees(_("error of the measurement here"), 4, xs, [(each.expected_error_deg, None) for each in figures]),
    )
    every = -(-len(xs) // _MOST_LABELS)
    days = [f"{moment_of(visit.sitting.started_at):%d.%m.}" for visit in position.visits]
    labels = tuple((x, day) for index, (x, day) in enumerate(zip(xs, days, strict=True)) if index % max(every, 1) == 0)
    return Strips(rows, labels, min(step * 0.3, 14.0))


def when(started_at: str) -> str:
    """Write the beginning of a sitting out; as it stands there when it is no time."""
    try:
        return date_and_time(datetime.fromisoformat(started_at))
    except ValueError:
        return started_at


def share_in_words(position: PositionFigures) -> str:
    """The share of the time that was held, with what can't be told."""
    told = position.held_share
    if told is None:
        return _("not reached")
    least, most = (number(share, ".0%") for share in told)
    return least if least == most else _("{least} to {most}").format(least=least, most=most)


def _shares(xs: Sequence[float], figures: Sequence[PositionFigures]) -> Row:
    top = 22.0
    marks = []
    for x, each in zip(xs, figures, strict=True):
        told = each.held_share
        ys = (None, None) if told is None else tuple(top + ROW_HEIGHT * (1 - share) for share in told)
        marks.append(Mark(x, ys[0], ys[0], ys[1]))
    ticks = tuple((top + ROW_HEIGHT * (1 - share), number(share, ".0%")) for share in (0.0, 1.0))
    title = _("held, share of the time; hatched: up to here if what can't be told was held")
    return Row(title, top, ticks, tuple(marks), is_share=True)


def _in_degrees(title: str, row: int, xs: Sequence[float], values: Sequence[tuple[float | None, float | None]]) -> Row:
    """Marks of values with how much they may be off, on an axis from 0 that holds them all."""
    top = row * ROW_STEP + 22.0
    highest = max([value + (doubt or 0.0) for value, doubt in values if value is not None], default=0.0)
    highest = max(highest * 1.05, _LEAST_TOP_DEG)

    def y(value: float) -> float:
        return top + ROW_HEIGHT * (1 - min(max(value, 0.0), highest) / highest)

    marks = tuple(
        Mark(x, None, None, None)
        if value is None
        else Mark(x, y(value), y(value - doubt) if doubt else None, y(value + doubt) if doubt else None)
        for x, (value, doubt) in zip(xs, values, strict=True)
    )
    return Row(title, top, tuple((y(at), f"{number(at, '.1f')}°") for at in (0.0, highest)), marks, is_share=False)


def moment_of(started_at: str) -> datetime:
    """When a sitting began; long ago where that is no time."""
    try:
        moment = datetime.fromisoformat(started_at)
    except ValueError:
        return datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    return moment if moment.tzinfo is not None else moment.astimezone()
