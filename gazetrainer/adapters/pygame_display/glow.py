"""Glow: a soft band along the whole edge of the screen, to be seen from the corner of the eye.

States differ in the band's width and pattern as well as in its colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np

from gazetrainer.adapters.pygame_display.coverage import Mask
from gazetrainer.adapters.pygame_display.look import Colour
from gazetrainer.adapters.pygame_display.quiet import pygame

_COARSE = 4
"""The band is made of coarse pixels and smoothed, for speed; it has no fine detail."""


class Pattern(StrEnum):
    """How a band runs along the edge."""

    WHOLE = "whole"
    DASHED = "dashed"
    LONG_DASHED = "long_dashed"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class Glow:
    """A band: its width in design units, its strength at the very edge (0 to 1), and its pattern."""

    width: float
    strength: float
    pattern: Pattern = Pattern.WHOLE


_PERIODS = {Pattern.DASHED: (150.0, 0.5), Pattern.LONG_DASHED: (330.0, 0.72), Pattern.DOTTED: (64.0, 0.34)}
"""Length of a dash with its gap in design units, and the share of it that glows."""


@lru_cache(maxsize=8)
def glowing_paper(
    size_px: tuple[int, int], unit_px: float, glow: Glow, paper: Colour, colour: Colour
) -> pygame.Surface:
    """Paper with a glow along its edges."""
    width_px, height_px = (max(2, length // _COARSE) for length in size_px)
    x = np.minimum(np.arange(width_px), np.arange(width_px)[::-1]).astype(np.float32)[None, :]
    y = np.minimum(np.arange(height_px), np.arange(height_px)[::-1]).astype(np.float32)[:, None]
    across, down = (np.clip(1 - part * _COARSE / (glow.width * unit_px), 0, 1) ** 2 for part in (x, y))
    band = 1 - (1 - across) * (1 - down)
    # Dashes are counted from the middle of each side, so that opposite sides look alike.
    along = np.where(x < y, np.abs(height_px / 2 - y), np.abs(width_px / 2 - x)) * (_COARSE / unit_px)
    strength = (band * _pattern(along.astype(np.float32), glow.pattern) * glow.strength)[..., None]
    colours = np.array(paper) * (1 - strength) + np.array(colour) * strength
    small = pygame.surfarray.make_surface(colours.transpose(1, 0, 2).round().astype(np.uint8))
    return pygame.transform.smoothscale(small, size_px).convert()


def _pattern(along: Mask, pattern: Pattern) -> Mask:
    if pattern is Pattern.WHOLE:
        return np.ones_like(along)
    period, share = _PERIODS[pattern]
    from_middle = np.abs((along + period / 2) % period - period / 2)
    soft: Mask = np.clip((share * period / 2 - from_middle) / (0.06 * period) + 0.5, 0, 1)
    return soft
