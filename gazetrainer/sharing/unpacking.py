"""Unpacking: a package into one folder, all of it or nothing, and never over a file that is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from gazetrainer.errors import OutputError, SharingError
from gazetrainer.sharing.names import PackageNames
from gazetrainer.sharing.package import Package
from gazetrainer.whole_file import unfinished
from targets.language import _

_NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # only Windows has O_BINARY


def unpack(package: Package, folder: Path) -> tuple[Path, ...]:
    """Write the parts into a folder that is there, readable by their owner alone; return where they are.

    The report stays behind: a page that was sent could say anything, and the recording gives the same one.
    Raises SharingError when the package is damaged and OutputError when a file is in the way or cannot be written;
    nothing of the package is left then. The recording takes its name last: where it stands all of the package does,
    and what was killed before that is done again over what it had unpacked already.
    """
    parts = {folder / part.name: part for part in package.parts if part.name != package.names.report}
    recording = folder / package.names.recording
    last = (*(place for place in parts if place != recording), recording)
    _clear_the_way(last)
    for path in (*last, *map(unfinished, last)):
        if os.path.lexists(path) and not (path in last[:-1] and _is_there(path, package.content(parts[path]))):
            said = _("{path} is already there and is not overwritten. Choose another place with --folder.")
            raise OutputError(said.format(path=path))
    with _nothing_left(last):
        for place in reversed(last):  # the recording first: while it waits, the unpacking is not done
            _write(place, package.content(parts[place]))
        for place in last:
            os.replace(unfinished(place), place)
    return tuple(parts)


def is_unpacking(folder: Path) -> bool:
    """Whether an unpacking into a folder was killed before its recording took its name."""
    ending = unfinished(Path(PackageNames("").recording)).name
    try:
        return any(name.endswith(ending) for name in os.listdir(folder))
    except OSError:  # there is no such folder
        return False


def _write(place: Path, content: Iterator[bytes]) -> None:
    waiting = unfinished(place)
    descriptor = os.open(waiting, _NEW_FILE, mode=0o600)  # through no link: a new file or none
    with os.fdopen(descriptor, "wb") as file:
        for data in content:
            file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _clear_the_way(places: tuple[Path, ...]) -> None:
    """Remove what an unpacking left that was killed; a link is left where it is, and stands in the way."""
    for path in map(unfinished, places):
        if path.is_file() and not path.is_symlink():
            with suppress(OSError):
                path.unlink()


def _is_there(place: Path, content: Iterator[bytes]) -> bool:
    """Whether a file of one's own holds just this already."""
    try:
        if place.is_symlink() or not place.is_file():
            return False
        with place.open("rb") as file:
            return all(file.read(len(data)) == data for data in content) and not file.read(1)
    except OSError:
        return False


@contextmanager
def _nothing_left(places: tuple[Path, ...]) -> Iterator[None]:
    try:
        yield
    except (SharingError, OSError) as fault:
        for place in places:
            with suppress(OSError):
                unfinished(place).unlink()
        if isinstance(fault, SharingError):
            raise
        said = _("The package cannot be unpacked into {folder} ({why}). Choose another place with --folder.")
        why = (fault.strerror or str(fault)).lower()
        raise OutputError(said.format(folder=places[0].parent, why=why)) from fault
