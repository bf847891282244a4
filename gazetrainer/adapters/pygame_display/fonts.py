"""Fonts: DejaVu Sans, which comes with matplotlib; its figures are of equal width."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from gazetrainer.adapters.pygame_display.quiet import pygame

SMALLEST_PX = 11


@lru_cache(maxsize=128)
def font(size_px: int, weight: str) -> pygame.font.Font:
    """DejaVu Sans, "regular" or "bold"; Pygame's own font should matplotlib's folder be missing."""
    return pygame.font.Font(_file(weight), max(SMALLEST_PX, size_px))


def forget_fonts() -> None:
    """Let go of all fonts; they die with Pygame's font module."""
    font.cache_clear()


def _file(weight: str) -> str | None:
    name = "DejaVuSans-Bold.ttf" if weight == "bold" else "DejaVuSans.ttf"
    # find_spec looks without importing: matplotlib takes half a second to import.
    spec = find_spec("matplotlib")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "mpl-data" / "fonts" / "ttf" / name
        if path.is_file():
            return str(path)
    return None
