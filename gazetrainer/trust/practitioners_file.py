"""The file of known practitioners in the user's data folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import ValidationError

from gazetrainer.errors import OutputError, SharingError
from gazetrainer.trust.practitioners import KnownPractitioners
from gazetrainer.whole_file import whole
from targets.language import _

FILE: Final = "practitioners.json"
_LARGEST_BYTES: Final = 1_000_000


def load_practitioners(path: Path) -> KnownPractitioners:
    """Read who is known; nobody where there is no file. Raises SharingError for a file that cannot be read."""
    try:
        with path.open("rb") as file:
            return KnownPractitioners.model_validate_json(file.read(_LARGEST_BYTES))
    except FileNotFoundError:
        return KnownPractitioners()
    except (OSError, ValidationError) as fault:
        # Nobody known would make a changed key look like a first one.
        said = _("{path} says which practitioners are known, and cannot be read. Put back the file that was there.")
        raise SharingError(said.format(path=path)) from fault


def save_practitioners(known: KnownPractitioners, path: Path) -> None:
    """Keep who is known, whole or not at all; raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as waiting:
            waiting.write_text(known.model_dump_json(indent=1) + "\n", encoding="utf-8")
    except OSError as fault:
        said = _("Who is known cannot be kept at {path}: {why}. Make room on the disk.")
        raise OutputError(said.format(path=path, why=fault.strerror)) from fault
