"""DurableFile: a file that is either flushed to the disk or, when that fails, cut back to the last flush."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from gazetrainer.errors import OutputError
from targets.language import _

_NEW_FILE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # only Windows has O_BINARY
_PIECE = 1 << 20


class DurableFile:
    """An append-only output with `write`, `tell` and `flush`, as MCAP's writer wants it.

    What is written reaches the disk with `flush`; a flush that fails leaves what earlier flushes wrote. A file that was
    removed meanwhile, or its folder, is made again with all that it held.
    Raises OutputError when the file exists, cannot be made, or cannot take more.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pending = bytearray()
        self._durable_size = 0
        try:
            self._descriptor = _new_file(path)
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
            self._make_again_if_removed()
            _write_all(self._descriptor, self._pending)
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

    def _make_again_if_removed(self) -> None:
        """Put the file back where it was: a file that was removed can still be read by who has it open."""
        if os.fstat(self._descriptor).st_nlink:
            return
        try:
            removed, self._descriptor = self._descriptor, _new_file(self._path)
        except OSError as error:
            raise OutputError(
                _("{path} was removed and cannot be made again ({why}); this sitting is not kept.").format(
                    path=self._path, why=_why(error)
                )
            ) from error
        try:
            os.lseek(removed, 0, os.SEEK_SET)
            while piece := os.read(removed, _PIECE):
                _write_all(self._descriptor, piece)
        finally:
            os.close(removed)

    def _cut_back(self) -> None:
        self._pending = bytearray()
        with contextlib.suppress(OSError):  # a reader copes with a torn end as well
            os.ftruncate(self._descriptor, self._durable_size)


def _new_file(path: Path) -> int:
    _make_folder(path.parent)
    return os.open(path, _NEW_FILE, mode=0o600)


def _write_all(descriptor: int, data: bytes | bytearray) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError("a file stands where the folder should be") from error


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
