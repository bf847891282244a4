"""Whole files: what is written takes its name when all of it is there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

UNFINISHED: Final = ".part"
"""How files end that are being written beside the ones they will replace; what a killed run left is known by it."""


def unfinished(path: Path) -> Path:
    """Where a file is written before it takes its name."""
    return path.with_name(path.name + UNFINISHED)


@contextlib.contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a place beside a file to write to; at the end it becomes the file, after a fault nothing of it is left.

    A device or a pipe, such as /dev/null, is written to itself. Raises OSError, as the writing does.
    """
    if path.is_char_device() or path.is_fifo():
        yield path
        return
    waiting = unfinished(path)
    try:
        yield waiting
        os.replace(waiting, path)
    finally:
        with contextlib.suppress(OSError):
            waiting.unlink(missing_ok=True)
