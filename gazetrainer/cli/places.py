"""Places: where the program keeps profiles, recordings and reports, and how a place that was asked for is checked."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import platformdirs

from gazetrainer.errors import OutputError
from gazetrainer.file_name import is_plain
from targets.language import _

RECORDING_ENDING = ".mcap"
SETTINGS_FILE = "settings.json"


def data_folder() -> Path:
    """The user's data folder; nothing is made yet."""
    return Path(platformdirs.user_data_dir("gazetrainer", appauthor=False))


def cache_folder() -> Path:
    """The user's folder for what can be made again; nothing is made yet."""
    return Path(platformdirs.user_cache_dir("gazetrainer", appauthor=False))


def profile_path(person: str) -> Path:
    """Where a person's profile lies; raises OutputError for a name that cannot be that of a file."""
    if not is_plain(person):
        raise OutputError(
            _('"{person}" cannot be the name of a file. Choose another one with --person.').format(person=person)
        )
    return data_folder() / "profiles" / f"{person}.json"


def now() -> datetime:
    """Local time with its offset: the one place that asks the wall clock."""
    return datetime.now().astimezone().replace(microsecond=0)


def recording_path(output: Path | None, moment: datetime) -> Path:
    """A new recording's path: `output` itself if it is a file name, else a dated name in that or the data folder."""
    if output is not None and output.suffix == RECORDING_ENDING:
        return new_recording(output)
    folder = writable_folder(output if output is not None else data_folder() / "recordings")
    name = f"sitting-{moment:%Y-%m-%d-%H%M%S}"
    path = folder / f"{name}{RECORDING_ENDING}"
    number = 2
    while path.exists():
        path = folder / f"{name}-{number}{RECORDING_ENDING}"
        number += 1
    return path


def new_recording(path: Path) -> Path:
    """Make sure, before a sitting begins, that its recording can be made here; raises OutputError."""
    if path.exists():
        raise OutputError(
            _("{path} is already there, and recordings are never overwritten. Choose another --output.").format(
                path=path
            )
        )
    writable_folder(path.parent)
    return path


def writable_file(path: Path, *, ending: str, inputs: Iterable[Path | None] = ()) -> Path:
    """Make sure, before any work is done for it, that a file can be written here; raises OutputError.

    ending: of such files; a file with another one is something else, and is not overwritten by a slip of the hand.
    inputs: files that are read and must not be overwritten.
    """
    if path.is_dir():
        raise OutputError(_("{path} is a folder; name a file with --output.").format(path=path))
    if path.suffix == RECORDING_ENDING or any(_is_same(path, each) for each in inputs if each is not None):
        raise OutputError(_("{path} would be overwritten. Choose another place with --output.").format(path=path))
    if path.is_file() and path.suffix.lower() != ending:
        raise OutputError(
            _(
                "{path} is already there, and is not overwritten: it does not end in {ending}. Choose another name."
            ).format(path=path, ending=ending)
        )
    if path.exists() and not (path.is_file() and os.access(path, os.W_OK)):
        raise OutputError(_("{path} may not be overwritten. Choose another place with --output.").format(path=path))
    writable_folder(path.parent)
    return path


def writable_folder(path: Path) -> Path:
    """Make a folder and make sure it can be written to; raises OutputError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):  # has no name where the system can do that
            pass
    except FileExistsError as fault:
        raise OutputError(
            _("{path} is a file, not a folder. Choose another place with --output.").format(path=path)
        ) from fault
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        raise OutputError(
            _("The folder {path} cannot be written to ({why}). Choose another place with --output.").format(
                path=path, why=why.lower()
            )
        ) from fault
    return path


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):  # one of them is not there
        return False
