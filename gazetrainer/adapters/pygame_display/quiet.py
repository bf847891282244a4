"""Pygame without its greeting and its deprecation notices, and the means to keep the graphics stack quiet."""

from __future__ import annotations

import os
import warnings

from gazetrainer.adapters.quiet import quiet_stderr

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
# Without it Windows reports logical pixels, and directions would be drawn too near.
os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pygame

__all__ = ["pygame", "quiet_stderr"]
