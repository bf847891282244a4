"""Export folders: files written whole or not at all, below a folder of the person's choice."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gazetrainer.errors import OutputError
from gazetrainer.exports import ExportFile, WhenThere
from gazetrainer.whole_file import whole
from targets.language import _


def text_that_is_there(path: Path) -> str | None:
    """The text of a file, None if there is no such file; raises OutputError when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as fault:
        raise _fault(path, fault) from fault


def write_files(folder: Path, files: Iterable[ExportFile]) -> int:
    """Write the files and say how many; what is there and to be kept stays. Raises OutputError."""
    count = 0
    for file in files:
        path = folder / file.path
        if file.when_there is WhenThere.REPLACE or not path.exists():
            _write(path, file.content)
            count += 1
    return count


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as waiting:
            waiting.write_bytes(content)
    except OSError as fault:
        raise _fault(path, fault) from fault


def _fault(path: Path, fault: Exception) -> OutputError:
    why = (getattr(fault, "strerror", None) or str(fault)).lower()
    return OutputError(
        _("{path} cannot be written: {why}. Choose another place with --output.").format(path=path, why=why)
    )
