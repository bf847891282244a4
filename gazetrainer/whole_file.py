"""Whole files: what is written takes its name when all of it is there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a place beside a file to write to; at the end it becomes the file, after a fault nothing of it is left.

    Raises OSError, as the writing does.
    """
    waiting = path.with_name(path.name + ".part")
    try:
        yield waiting
        os.replace(waiting, path)
    finally:
        with contextlib.suppress(OSError):
            waiting.unlink(missing_ok=True)
