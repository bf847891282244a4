"""ExportFile: one file of an export as bytes, and the spelling of tables and side files."""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import PurePosixPath

MISSING = "n/a"
"""How BIDS spells a value that is not there."""

Cell = str | int | float | None


class WhenThere(Enum):
    """What to do when a file of this name is there already."""

    REPLACE = auto()
    KEEP = auto()


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file to be written below the chosen folder."""

    path: PurePosixPath
    content: bytes
    when_there: WhenThere = WhenThere.REPLACE


def csv_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Comma-separated with a header; what is missing is empty."""
    return _table([columns, *rows], separator=",", missing="")


def tsv_table(rows: Iterable[Sequence[Cell]], *, missing: str = MISSING) -> bytes:
    """Tab-separated; the header, if there is to be one, is the first row."""
    return _table(rows, separator="\t", missing=missing)


def packed(content: bytes) -> bytes:
    """Compress with gzip, the same bytes each time."""
    return gzip.compress(content, mtime=0)


def json_file(plain: Mapping[str, object]) -> bytes:
    """Readable JSON; values that are None are left out."""
    told = {key: value for key, value in plain.items() if value is not None}
    return (json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()


def plain_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _table(rows: Iterable[Sequence[Cell]], *, separator: str, missing: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerows([_spelled(cell, missing) for cell in row] for row in rows)
    return text.getvalue().encode()


def _spelled(cell: Cell, missing: str) -> str:
    """Numbers to their last digit, so that what is computed from them is the same."""
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return missing
    return repr(float(cell)) if isinstance(cell, float) else str(cell)
