"""Pygame without its greeting, its deprecation notices and the chatter of the graphics stack."""

from __future__ import annotations

import contextlib
import os
import warnings
from collections.abc import Iterator

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
# Without it Windows reports logical pixels, and directions would be drawn too near.
os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pygame

__all__ = ["pygame", "quiet_stderr"]


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """Keep what native libraries write to the error stream from the user while a device opens."""
    try:
        kept = os.dup(2)
    except OSError:  # no error stream at all, such as under pythonw
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
