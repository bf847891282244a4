"""Forgetting at the desk: what it read of a sitting, or of all, goes from the cache as well."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from gazetrainer.review.filed import id_of


def forget_desk(cache_folder: Path) -> None:
    """Remove all that desks read; a desk reads again what is still there."""
    shutil.rmtree(cache_folder / "desk", ignore_errors=True)


def forget_at_desk(cache_folder: Path, recording: Path) -> None:
    """Remove what desks on the folder of a recording, or on one above it, read of it; others keep what they know."""
    place = recording.resolve()
    for folder in place.parents:
        index = cache_folder / "desk" / f"{id_of(str(folder))}.sqlite"
        if index.is_file():
            name = place.relative_to(folder).as_posix()
            with suppress(OSError):
                (index.with_suffix(".pages") / f"{id_of(name)}.page").unlink(missing_ok=True)
            _forget_row(index, name)


def _forget_row(index: Path, name: str) -> None:
    try:
        with closing(sqlite3.connect(index)) as database, database:
            database.execute("PRAGMA secure_delete = ON")  # what was there is overwritten, not only unlisted
            database.execute("DELETE FROM files WHERE name = ?", (name,))
    except sqlite3.Error:  # no index of this kind: it is made anew
        index.unlink(missing_ok=True)
