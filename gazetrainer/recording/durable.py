"""DurableFile: a file that is either flushed to the disk or, when that fails, cut back to the last flush."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from gazetrainer.errors import OutputError
from targets.language import _

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # only Windows has O_BINARY


class DurableFile:
    """An append-only output with `write`, `tell` and `flush`, as MCAP's writer wants it.

    What is written reaches the disk with `flush`; a flush that fails leaves what earlier flushes wrote.
    Raises OutputError when the file exists, cannot be made, or cannot take more.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pending = bytearray()
        self._durable_size = 0
        try:
            _make_folder(path.parent)
            self._descriptor = os.open(path, _NEW_FILE, mode=0o600)
        except FileExistsError as error:
            raise OutputError(
                _("{path} is already there, and recordings are never overwritten; choose another name.").format(
                    path=path
                )
            ) from error
        except (OSError, ValueError) as error:
            raise OutputError(
                _("{path} cannot be written ({why}); choose another folder.").format(path=path, why=_why(error))
            ) from error

    def write(self, data: bytes | bytearray | memoryview) -> int:
        """Keep bytes for the next flush."""
        self._pending += data
        return len(data)

    def tell(self) -> int:
        """Return how many bytes were written so far, flushed or not."""
        return self._durable_size + len(self._pending)

    def flush(self) -> None:
        """Bring everything to the disk; raises OutputError and keeps the last flush when that fails."""
        try:
            view = memoryview(self._pending)
            while view:
                view = view[os.write(self._descriptor, view) :]
            os.fsync(self._descriptor)
        except OSError as error:
            self._cut_back()
            raise OutputError(
                _(
                    "{path} cannot take more ({why}); it holds the sitting up to here. Make room on the "
                    "disk or choose another folder."
                ).format(path=self._path, why=_why(error))
            ) from error
        self._durable_size += len(self._pending)
        self._pending = bytearray()

    def close(self) -> None:
        """Close without writing what was not flushed."""
        with contextlib.suppress(OSError):
            os.close(self._descriptor)

    def _cut_back(self) -> None:
        self._pending = bytearray()
        with contextlib.suppress(OSError):  # a reader copes with a torn end as well
            os.ftruncate(self._descriptor, self._durable_size)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError("a file stands where the folder should be") from error


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
