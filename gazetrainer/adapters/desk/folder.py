"""The desk's folder: which recordings and packages lie in it, by what they look like from outside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gazetrainer.history.index import RECORDING_ENDING
from gazetrainer.seal import seal_path

PACKAGE_ENDINGS: Final = (".zip", ".age")
_DEEPEST: Final = 5
Stamp = tuple[int, int, int, int]
"""Size and time of change of a file and of the seal beside it, which is 0, 0 when there is none."""


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in the folder, by its path from there on with "/"."""

    recordings: dict[str, Stamp]
    packages: dict[str, Stamp]


def look_into(folder: Path) -> Found:
    """List recordings and packages, some folders deep; what is hidden, or a link, is left alone."""
    found = Found({}, {})
    for path in _files(folder, _DEEPEST):
        name = path.relative_to(folder).as_posix()
        if path.suffix == RECORDING_ENDING:
            found.recordings[name] = (*_stamp(path), *_stamp(seal_path(path)))
        elif path.suffix in PACKAGE_ENDINGS:
            found.packages[name] = (*_stamp(path), 0, 0)
    return found


def _files(folder: Path, deepest: int) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError:  # gone, or not for us
        return
    for entry in listed:
        if entry.name.startswith("."):
            continue
        if entry.is_file(follow_symlinks=False):
            yield Path(entry.path)
        elif entry.is_dir(follow_symlinks=False) and deepest > 0:
            yield from _files(Path(entry.path), deepest - 1)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.lstat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns
