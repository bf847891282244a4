"""DeskIndex: what was read of the folder's files, in SQLite; made anew when it is broken or of another kind."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from gazetrainer.adapters.desk.folder import Stamp
from gazetrainer.adapters.desk.page_store import PageStore
from gazetrainer.recording.plain import decode, encode
from gazetrainer.report.figures import SittingFigures
from gazetrainer.review.facts import SittingFacts
from gazetrainer.review.filed import Checked, Filed, Unreadable

SCHEMA: Final = 1
_KINDS: Final = (SittingFacts | Unreadable, Checked, SittingFigures)
"""Of the columns, in their order."""


class DeskIndex:
    """Keeps what was read, by name and stamp; safe to use from several threads.

    kind: whatever makes what was read before useless, such as version and language. An index that cannot be read or
    written is replaced by one in memory, so that the desk works and reads everything again the next time.
    """

    def __init__(self, path: Path, kind: str) -> None:
        self._lock = threading.RLock()
        self._kind = f"{SCHEMA} {kind}"
        self._database = self._opened(path)
        self._pages = PageStore(path.with_suffix(".pages"), self._kind)
        self._stamps, self._filed = self._loaded()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._database.close()

    def filed(self) -> tuple[Filed, ...]:
        """All recordings of the folder, by name."""
        with self._lock:
            return tuple(self._filed[name] for name in sorted(self._filed))

    def take(self, present: Mapping[str, Stamp]) -> None:
        """Forget what is gone or was changed, and file what is new as not read yet."""
        with self._lock, self._database:
            gone = self._filed.keys() - present.keys()
            if gone:
                self._pages.keep_only(present.keys())
            for name in gone:
                del self._filed[name], self._stamps[name]
                self._database.execute("DELETE FROM files WHERE name = ?", (name,))
            for name, stamp in present.items():
                if self._stamps.get(name) != stamp:
                    self._stamps[name], self._filed[name] = stamp, Filed(name)
                    self._database.execute(
                        "INSERT OR REPLACE INTO files (name, stamp) VALUES (?, ?)", (name, json.dumps(stamp))
                    )

    def stamp(self, name: str) -> Stamp | None:
        """What a file looked like when it was filed."""
        with self._lock:
            return self._stamps.get(name)

    def put(self, name: str, stamp: Stamp, what: SittingFacts | Unreadable | Checked | SittingFigures | str) -> None:
        """Keep what was read of a file, unless it changed since; a string: the part of its page that took long."""
        with self._lock, self._database:
            if self._stamps.get(name) != stamp:
                return
            if isinstance(what, str):
                self._pages.put(name, stamp, what)
                return
            column = {Checked: "checked", SittingFigures: "figures"}.get(type(what), "what")
            self._change(name, **{column: what})
            self._database.execute(f"UPDATE files SET {column} = ? WHERE name = ?", (encode(what), name))

    def page(self, name: str) -> str | None:
        """The kept part of a file's page."""
        stamp = self.stamp(name)
        return None if stamp is None else self._pages.get(name, stamp)

    def see(self, name: str) -> None:
        """Note that a sitting was opened."""
        with self._lock, self._database:
            if name in self._filed:
                self._change(name, is_new=False)
                self._database.execute("UPDATE files SET seen = 1 WHERE name = ?", (name,))

    def _change(self, name: str, **changes: Any) -> None:
        self._filed[name] = replace(self._filed[name], **changes)

    def _opened(self, path: Path) -> sqlite3.Connection:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            database = _connected(path)
            if self._is_of_kind(database):
                return database
            seen = _seen(database)
            database.close()
            path.unlink(missing_ok=True)
            return self._made(_connected(path), seen)
        except (OSError, sqlite3.Error):
            return self._made(sqlite3.connect(":memory:", check_same_thread=False))

    def _is_of_kind(self, database: sqlite3.Connection) -> bool:
        try:
            with closing(database.execute("SELECT kind FROM about")) as rows:
                return [str(row[0]) for row in rows] == [self._kind]
        except sqlite3.Error:
            return False

    def _made(self, database: sqlite3.Connection, seen: Sequence[tuple[str, str]] = ()) -> sqlite3.Connection:
        with database:
            database.execute("CREATE TABLE about (kind TEXT NOT NULL)")
            database.execute(
                "CREATE TABLE files (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, what BLOB, checked BLOB, "
                "figures BLOB, seen INTEGER NOT NULL DEFAULT 0)"
            )
            database.execute("INSERT INTO about VALUES (?)", (self._kind,))
            for opened in seen:
                database.execute("INSERT INTO files (name, stamp, seen) VALUES (?, ?, 1)", opened)
        return database

    def _loaded(self) -> tuple[dict[str, Stamp], dict[str, Filed]]:
        stamps: dict[str, Stamp] = {}
        filed: dict[str, Filed] = {}
        for name, stamp, *blobs, seen in self._database.execute("SELECT * FROM files").fetchall():
            try:
                what, checked, figures = (
                    decode(kind, blob) if blob else None for kind, blob in zip(_KINDS, blobs, strict=True)
                )
            except (ValueError, TypeError, KeyError):  # read again
                continue
            stamps[name] = tuple(json.loads(stamp))
            filed[name] = Filed(name, what, checked, figures, is_new=not seen)
        return stamps, filed


def _seen(database: sqlite3.Connection) -> list[tuple[str, str]]:
    """Names and stamps of what was opened: a newer program or another language reads it again, and it is not new."""
    try:
        rows = database.execute("SELECT name, stamp FROM files WHERE seen = 1").fetchall()
        return [(str(name), str(stamp)) for name, stamp in rows if isinstance(json.loads(stamp), list)]
    except (sqlite3.Error, ValueError, TypeError):  # broken, or of a kind that has no such thing
        return []


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, check_same_thread=False)
    with suppress(PermissionError):  # a memory stick knows no rights
        path.chmod(0o600)
    return database
