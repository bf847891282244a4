"""Unpacking: a package into one folder, all of it or nothing, and never over a file that is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from gazetrainer.errors import OutputError, SharingError
from gazetrainer.sharing.package import Package
from gazetrainer.whole_file import unfinished
from targets.language import _

_NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # only Windows has O_BINARY


def unpack(package: Package, folder: Path) -> tuple[Path, ...]:
    """Write the parts into a folder that is there, readable by their owner alone; return where they are.

    The report stays behind: a page that was sent could say anything, and the recording gives the same one.
    Raises SharingError when the package is damaged and OutputError when a file is in the way or cannot be written;
    nothing of the package is left then.
    """
    parts = tuple(part for part in package.parts if part.name != package.names.report)
    places = tuple(folder / part.name for part in parts)
    _clear_the_way(places)
    for path in (*places, *map(unfinished, places)):
        if os.path.lexists(path):
            said = _("{path} is already there and is not overwritten. Choose another place with --folder.")
            raise OutputError(said.format(path=path))
    with _nothing_left(places):
        for part, place in zip(parts, places, strict=True):
            _write(place, package.content(part))
        for place in places:
            os.replace(unfinished(place), place)
    return places


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
