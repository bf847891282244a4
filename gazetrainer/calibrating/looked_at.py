"""What was looked at and when: the labels of a calibration, from the screen or from a CSV file."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from gazetrainer.errors import GazeTrainerError
from targets.formats import number
from targets.language import _

COLUMNS: Final = ("time_s", "azimuth_deg", "elevation_deg", "head")
PURPOSE_COLUMN: Final = "purpose"
_Word = TypeVar("_Word", bound=StrEnum)


class LookedAtError(GazeTrainerError):
    """A looked-at file cannot be used; names file, line, value and what is allowed."""


class HeadTask(StrEnum):
    """What the head does while something is looked at."""

    STILL = "still"
    FIXATING = "fixating"
    NOSE_DOT = "nose_dot"


class Purpose(StrEnum):
    """What a point is used for: never to fit and to check at once. A re-centre dot begins a later sitting."""

    CALIBRATION = "calibration"
    VALIDATION = "validation"
    RECENTRE = "recentre"


@dataclass(frozen=True, slots=True)
class LookedAt:
    """From start_s to end_s this direction was looked at (eye-in-head, deg; see `HeadTask`)."""

    start_s: float
    end_s: float
    azimuth_deg: float
    elevation_deg: float
    head: HeadTask = HeadTask.STILL
    purpose: Purpose = Purpose.CALIBRATION

    @property
    def is_neutral(self) -> bool:
        """Straight ahead with a still head."""
        return self.head is HeadTask.STILL and self.azimuth_deg == 0 and self.elevation_deg == 0


def load_looked_at(path: Path) -> tuple[LookedAt, ...]:
    """Read a CSV file of changes of what is looked at; the last line lasts to the end. Raises LookedAtError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise LookedAtError(_("{path} cannot be read: {why}.").format(path=path, why=fault.strerror)) from fault
    except UnicodeDecodeError as fault:
        raise LookedAtError(
            _("{path} is not a text file with commas. Its first line should be {columns}.").format(
                path=path, columns=",".join(COLUMNS)
            )
        ) from fault
    return parse_looked_at(text, str(path))


def parse_looked_at(text: str, name: str) -> tuple[LookedAt, ...]:
    """Read the CSV text; `name` is used in messages. Raises LookedAtError for the first line that is wrong."""
    try:
        reader = csv.DictReader(io.StringIO(text), strict=True, delimiter=_separator(text))
        header = tuple(column.strip() for column in reader.fieldnames or ())
        reader.fieldnames = list(header)
        missing = [column for column in COLUMNS if column not in header]
        if missing:
            raise LookedAtError(
                _("{name} has no column {missing}. Its first line should be {columns}.").format(
                    name=name, missing=missing[0], columns=",".join(COLUMNS)
                )
            )
        changes = [
            _change(row, _("{name}, line {line_num}").format(name=name, line_num=reader.line_num)) for row in reader
        ]
    except csv.Error as fault:
        raise LookedAtError(_("{name} is not a text file with commas ({why}).").format(name=name, why=fault)) from fault
    if not changes:
        raise LookedAtError(_("{name} has no lines. Write one for each change of what is looked at.").format(name=name))
    return _until_the_next(changes, name)


def write_looked_at(path: Path, lines: tuple[LookedAt, ...]) -> None:
    """Write lines as a CSV file with one line per change and a purpose column."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*COLUMNS, PURPOSE_COLUMN])
        for line in lines:
            writer.writerow(
                [
                    f"{line.start_s:.3f}",
                    f"{line.azimuth_deg:g}",
                    f"{line.elevation_deg:g}",
                    line.head,
                    line.purpose,
                ]
            )


def _separator(text: str) -> str:
    """What stands between the columns: spreadsheets in many languages write semicolons, and a comma in figures."""
    first = text.partition("\n")[0]
    return next((sign for sign in ";\t" if first.count(sign) >= len(COLUMNS) - 1), ",")


def _change(row: dict[str, str | None], place: str) -> LookedAt:
    time_s, azimuth, elevation = (_number(row, column, place) for column in COLUMNS[:3])
    head = _word(row, "head", HeadTask, place, HeadTask.STILL)
    purpose = _word(row, PURPOSE_COLUMN, Purpose, place, Purpose.CALIBRATION)
    return LookedAt(time_s, math.inf, azimuth, elevation, head, purpose)


def _until_the_next(changes: list[LookedAt], name: str) -> tuple[LookedAt, ...]:
    ends = [change.start_s for change in changes[1:]] + [math.inf]
    for change, end_s in zip(changes, ends, strict=True):
        if end_s < change.start_s:
            raise LookedAtError(
                _("{name}: time_s goes back from {start_s} to {end_s}. Sort the lines by time.").format(
                    name=name, start_s=number(change.start_s, "g"), end_s=number(end_s, "g")
                )
            )
    return tuple(
        LookedAt(c.start_s, end_s, c.azimuth_deg, c.elevation_deg, c.head, c.purpose)
        for c, end_s in zip(changes, ends, strict=True)
    )


def _number(row: dict[str, str | None], column: str, place: str) -> float:
    text = (row[column] or "").strip()
    try:
        value = float(text.replace(",", "."))  # a comma can only be a decimal sign here
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or (column != "time_s" and abs(value) > 90):
        raise LookedAtError(
            _("{place}: {column} is {text}; a number is needed, angles from -90 to 90.").format(
                place=place, column=column, text=repr(text)
            )
        )
    return value


def _word(row: dict[str, str | None], column: str, words: type[_Word], place: str, usual: _Word) -> _Word:
    text = (row.get(column) or "").strip().lower()
    if not text:
        return usual
    try:
        return words(text)
    except ValueError as fault:
        allowed = ", ".join(words)
        raise LookedAtError(
            _("{place}: {column} is {text}; allowed are {allowed}.").format(
                place=place, column=column, text=repr(text), allowed=allowed
            )
        ) from fault
