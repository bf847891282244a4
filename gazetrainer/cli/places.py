"""Places: where the program keeps profiles, recordings and reports, and how a place that was asked for is checked."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import platformdirs

from gazetrainer.errors import OutputError


def data_folder() -> Path:
    """The user's data folder; nothing is made yet."""
    return Path(platformdirs.user_data_dir("gazetrainer", appauthor=False))


def profile_path(person: str) -> Path:
    """Where a person's profile lies."""
    return data_folder() / "profiles" / f"{person}.json"


def now() -> datetime:
    """Local time with its offset: the one place that asks the wall clock."""
    return datetime.now().astimezone().replace(microsecond=0)


def recording_path(output: Path | None, moment: datetime) -> Path:
    """A new recording's path: `output` itself if it is a file name, else a dated name in that or the data folder."""
    if output is not None and output.suffix == ".mcap":
        return writable_file(output)
    folder = output if output is not None else data_folder() / "recordings"
    name = f"sitting-{moment:%Y-%m-%d-%H%M%S}"
    path = writable_folder(folder) / f"{name}.mcap"
    number = 2
    while path.exists():
        path = folder / f"{name}-{number}.mcap"
        number += 1
    return path


def writable_file(path: Path) -> Path:
    """Make sure, before any work is done for it, that a file can be written here; raises OutputError."""
    if path.is_dir():
        raise OutputError(f"{path} is a folder; name a file with --output.")
    writable_folder(path.parent)
    if path.exists() and not os.access(path, os.W_OK):
        raise OutputError(f"{path} may not be overwritten. Choose another place with --output.")
    return path


def writable_folder(path: Path) -> Path:
    """Make a folder and make sure it can be written to; raises OutputError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = path / f".gazetrainer-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as fault:
        raise OutputError(
            f"The folder {path} cannot be written to: {fault.strerror}. Choose another place with --output."
        ) from fault
    return path
