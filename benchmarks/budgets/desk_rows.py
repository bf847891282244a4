"""The practitioner's desk: with more and more sittings, and a sitting's page for recordings of several lengths."""

from __future__ import annotations

import re
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.budgets.rows import Row, growth
from benchmarks.desk import fill, running
from benchmarks.long_recordings import long_recording

_SITTING_S: Final = 15.0
_ASKED_FOR: Final = 5


@dataclass(frozen=True, slots=True)
class Pages:
    """What a desk took.

    read_s: to read and verify all that it was given, of the clock; desk_ms, sitting_ms, again_ms: the desk's first
    page, pages of sittings for the first time and again, medians; memory_mb: with the processes that read beside it.
    """

    read_s: float
    desk_ms: float
    sitting_ms: float
    again_ms: float
    memory_mb: float


def by_number(counts: Sequence[int]) -> list[Row]:
    """Rows of desks with so many sittings each."""
    found = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as place:
            fill(Path(place) / "desk", count, _SITTING_S)
            found[count] = _pages(Path(place))
    first = counts[0]
    return [row for count in counts for row in _rows(count, found[count], found[first], first)]


def by_length(lengths_min: Sequence[float]) -> list[Row]:
    """Rows of a sitting's page, for one of so many minutes each."""
    found = {}
    for minutes in lengths_min:
        with tempfile.TemporaryDirectory() as place:
            desk = Path(place) / "desk"
            desk.mkdir()
            long_recording(desk / "sitting.mcap", minutes)
            found[minutes] = _pages(Path(place))
    first = lengths_min[0]
    return [row for minutes in lengths_min for row in _page_rows(minutes, found[minutes], found[first], first)]


def _pages(place: Path) -> Pages:
    with running(place / "desk", place / "home") as desk:
        read_s = desk.until_read()
        desk_ms = [desk.seconds_for("/") * 1000 for _ in range(_ASKED_FOR)]
        sittings = sorted(set(re.findall(r"/sitting/[0-9a-f]{16}", desk.get("/"))))
        chosen = sittings[:: max(1, len(sittings) // _ASKED_FOR)][:_ASKED_FOR]
        first_ms, again_ms = ([desk.seconds_for(each) * 1000 for each in chosen] for _ in range(2))
        median = statistics.median
        return Pages(read_s, median(desk_ms), median(first_ms), median(again_ms), desk.memory_mb())


def _rows(count: int, pages: Pages, first: Pages, first_count: int) -> list[Row]:
    size, of_what, times = f"desk with {count} sittings", f"{first_count} sittings", count / first_count
    read = growth(pages.read_s, first.read_s, times, of_what)
    desk = growth(pages.desk_ms, first.desk_ms, times, of_what)
    return [
        Row(f"{size}: first reading", pages.read_s, "s", note=f"verified to the last; of the clock{read}"),
        Row(f"{size}: its page", pages.desk_ms, "ms", note=f"median{desk}"),
        Row(f"{size}: page of a sitting", pages.sitting_ms, "ms", note=f"median; again {pages.again_ms:.0f} ms"),
        Row(f"{size}: memory", pages.memory_mb, "MB", note="with the processes that read, at their highest"),
    ]


def _page_rows(minutes: float, pages: Pages, first: Pages, first_min: float) -> list[Row]:
    size = f"review page of {minutes:g} minutes"
    grown = growth(pages.sitting_ms, first.sitting_ms, minutes / first_min, f"{first_min:g} minutes")
    return [
        Row(f"{size}: first time", pages.sitting_ms, "ms", note=f"after it was verified{grown}"),
        Row(f"{size}: again", pages.again_ms, "ms"),
        Row(f"{size}: memory", pages.memory_mb, "MB", note="with the processes that read, at their highest"),
    ]
