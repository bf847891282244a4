"""Own ground: what this program writes is its owner's alone, and what a killed run left goes at the next start."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from gazetrainer.whole_file import UNFINISHED

_OTHERS_MAY_NOTHING: Final = 0o077


@contextmanager
def owner_only() -> Iterator[None]:
    """Meanwhile new files get rights 0600 at most and new folders 0700, whatever the system's habit (umask) is."""
    before = os.umask(_OTHERS_MAY_NOTHING)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def own_ground(cache_folder: Path, data_folder: Path) -> Iterator[None]:
    """Meanwhile temporary files lie in a folder of the program's own, from which leftovers were removed first.

    Leftovers are temporary files, and files in both folders that were never finished. They are removed only when no
    other run of the program is at work. Recordings are written under their own names and never touched. Where the
    folders cannot be written to, nothing is done.
    """
    passing = cache_folder / "passing"
    with ExitStack() as stack:
        with suppress(OSError):
            passing.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = stack.enter_context((cache_folder / "in-use").open("ab"))
            if _is_alone(lock):
                _sweep(passing, (cache_folder, data_folder))
            _share(lock)
            stack.enter_context(_temporary_files_in(passing))
        yield


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    before = tempfile.tempdir
    tempfile.tempdir = tempfile.mkdtemp(dir=folder)
    try:
        yield
    finally:
        shutil.rmtree(tempfile.tempdir, ignore_errors=True)
        tempfile.tempdir = before


def _sweep(passing: Path, folders: Iterable[Path]) -> None:
    for left in passing.iterdir():
        shutil.rmtree(left, ignore_errors=True)
    for folder in folders:
        for left in folder.rglob(f"*{UNFINISHED}"):
            with suppress(OSError):
                left.unlink()


if sys.platform == "win32":  # what another run has open cannot be removed there, which is lock enough

    def _is_alone(lock: IO[bytes]) -> bool:
        import msvcrt  # noqa: PLC0415

        try:
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _share(lock: IO[bytes]) -> None:
        del lock

else:

    def _is_alone(lock: IO[bytes]) -> bool:
        import fcntl  # noqa: PLC0415

        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _share(lock: IO[bytes]) -> None:
        import fcntl  # noqa: PLC0415

        fcntl.flock(lock, fcntl.LOCK_SH)
