"""The client's own notes: plain text beside a recording, which itself stays as it was written."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from gazetrainer.errors import OutputError
from gazetrainer.whole_file import whole
from targets.language import _

_ENDING: Final = ".notes.txt"
LONGEST_NOTE: Final = 2000


def note_path(recording: Path) -> Path:
    """Where the note about a recording lies."""
    return recording.with_name(recording.stem + _ENDING)


def read_note(recording: Path) -> str:
    """The note about a recording; empty: there is none."""
    try:
        return note_path(recording).read_text(encoding="utf-8", errors="replace")[:LONGEST_NOTE].strip()
    except OSError:
        return ""


def write_note(recording: Path, text: str) -> None:
    """Keep a note, whole or not at all; an empty one is removed. Raises OutputError."""
    path = note_path(recording)
    try:
        if text.strip():
            with whole(path) as waiting:
                waiting.write_text(text.strip()[:LONGEST_NOTE] + "\n", encoding="utf-8")
        else:
            path.unlink(missing_ok=True)
    except OSError as fault:
        why = _("The note cannot be kept at {path}: {why}. Make room on the disk.")
        raise OutputError(why.format(path=path, why=fault.strerror)) from fault
