"""PageStore: pages that took long to make, kept until the recording they show changes."""

from __future__ import annotations

import zlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from gazetrainer.adapters.desk.folder import Stamp
from gazetrainer.review.filed import id_of
from gazetrainer.whole_file import whole


@dataclass(frozen=True, slots=True)
class PageStore:
    """Pages in a folder, by recording and stamp; kind: whatever makes them useless, such as version and language.

    What cannot be kept is made again: no fault of the disk is raised.
    """

    folder: Path
    kind: str

    def get(self, name: str, stamp: Stamp) -> str | None:
        """A recording's page as it was kept for this stamp."""
        try:
            told, _newline, page = zlib.decompress(self._path(name).read_bytes()).decode().partition("\n")
        except (OSError, zlib.error, UnicodeError):
            return None
        return page if told == self._about(stamp) else None

    def put(self, name: str, stamp: Stamp, page: str) -> None:
        """Keep a page in place of an earlier one."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with whole(self._path(name)) as waiting:
                waiting.touch(mode=0o600)
                waiting.write_bytes(zlib.compress(f"{self._about(stamp)}\n{page}".encode("utf-8", "replace"), 6))
        except OSError:
            return

    def keep_only(self, names: Collection[str]) -> None:
        """Remove the pages of recordings that are no longer there."""
        kept = {self._path(name).name for name in names}
        try:
            for path in self.folder.iterdir():
                if path.name not in kept:
                    path.unlink()
        except OSError:
            return

    def _path(self, name: str) -> Path:
        return self.folder / f"{id_of(name)}.page"

    def _about(self, stamp: Stamp) -> str:
        return f"{self.kind} {stamp}"
