"""The index of a folder of recordings: a file is read once, and again only when it has changed."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gazetrainer.errors import RecordingError
from gazetrainer.history.record import Damaged, Entry, record_of
from gazetrainer.recording import read_story
from gazetrainer.recording.plain import decode, encode
from gazetrainer.whole_file import whole
from targets.language import _

FORMAT_VERSION: Final = 1
RECORDING_ENDING: Final = ".mcap"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the files that have to be read are read."""

    done: int
    count: int


@dataclass(frozen=True, slots=True)
class Index:
    """What is known of a folder."""

    version: int
    entries: tuple[Entry, ...]


def read_history(folder: Path, index: Path) -> Generator[Progress, None, tuple[Entry, ...]]:
    """Bring the index up to date, a file at a time, and give what is in the folder, by file name.

    An index that cannot be read is made anew; one that cannot be written is made again the next time.
    """
    before = {entry.file: entry for entry in _load(index)}
    present = {path.name: _stamp(path) for path in _recordings(folder)}
    known = {name: before[name] for name, stamp in present.items() if name in before and _of(before[name]) == stamp}
    missing = sorted(present.keys() - known.keys())
    for done, name in enumerate(missing):
        yield Progress(done, len(missing))
        known[name] = _entry(folder / name, present[name])
    entries = tuple(known[name] for name in sorted(known))
    if missing or known.keys() != before.keys():
        _save(entries, index)
    return entries


def is_recording(path: Path) -> bool:
    """Whether it is called one; macOS lays hidden files of the same ending beside those on a memory stick."""
    return path.suffix == RECORDING_ENDING and not path.name.startswith(".") and path.is_file()


def _recordings(folder: Path) -> Iterable[Path]:
    try:
        return sorted(path for path in folder.iterdir() if is_recording(path))
    except OSError:  # no folder yet, or one that may not be looked into: no sittings
        return ()


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:  # gone since it was listed
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _of(entry: Entry) -> tuple[int, int]:
    return entry.size, entry.changed_ns


def _entry(path: Path, stamp: tuple[int, int]) -> Entry:
    try:
        return Entry(path.name, *stamp, record_of(read_story(path)))
    except RecordingError as fault:
        return Entry(path.name, *stamp, Damaged(str(fault)))
    except (ValueError, OverflowError):  # also a year that no computer's clock can have
        return Entry(path.name, *stamp, Damaged(_("{path} does not say when it was made.").format(path=path)))


def _load(path: Path) -> tuple[Entry, ...]:
    try:
        index = decode(Index, path.read_bytes())
    except (OSError, ValueError, TypeError, KeyError):
        return ()
    is_own = isinstance(index, Index) and index.version == FORMAT_VERSION
    return index.entries if is_own and all(map(_can_be_shown, index.entries)) else ()


def _can_be_shown(entry: Entry) -> bool:
    """Whether the figures are such as `record_of` gives."""
    record = entry.what
    if isinstance(record, Damaged):
        return True
    try:
        has_moment = record.moment.tzinfo is not None
    except ValueError:
        return False
    return has_moment and all(map(math.isfinite, (record.practised_s, record.held_s, record.error_deg or 0.0)))


def _save(entries: tuple[Entry, ...], path: Path) -> None:
    try:
        with whole(path) as waiting:
            waiting.write_bytes(encode(Index(FORMAT_VERSION, entries)))
    except OSError:  # a full disk costs time at the next start, and nothing else
        return
