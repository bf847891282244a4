"""Files that only their owner may read: written whole or not at all, and never over another one."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from gazetrainer.whole_file import UNFINISHED

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # only Windows has O_BINARY


def write_private(path: Path, data: bytes) -> None:
    """Write a new file with rights 0600 in a folder with 0700; raises FileExistsError when it is there, OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(PermissionError):  # a folder of somebody else's, which may be written to all the same
        path.parent.chmod(0o700)
    waiting = path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        _write(waiting, data)
        _name(waiting, path)
    finally:
        waiting.unlink(missing_ok=True)


def _name(waiting: Path, path: Path) -> None:
    try:
        os.link(waiting, path)  # unlike a rename, it fails when the file is there
    except FileExistsError:
        raise
    except OSError:  # a memory stick and some network folders know no second name for a file
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        os.replace(waiting, path)


def _write(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)
    with open(os.open(path, _NEW, mode=0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
