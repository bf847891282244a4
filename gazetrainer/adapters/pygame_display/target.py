"""The target: a dot in its ring; the ring's line style says the state, its length the time held."""

from __future__ import annotations

import math
from enum import StrEnum
from functools import lru_cache

import numpy as np

from gazetrainer.adapters.pygame_display.coverage import Mask, arc, covered, disc, grid, polar, tinted
from gazetrainer.adapters.pygame_display.look import Colour
from gazetrainer.adapters.pygame_display.quiet import pygame

_STEPS = 720
"""A ring is drawn in as many lengths; half a degree is less than a pixel."""


class Line(StrEnum):
    """Line style of a ring."""

    SOLID = "solid"
    DASHED = "dashed"
    LONG_DASHED = "long_dashed"
    DOTTED = "dotted"
    THIN = "thin"


# How many dashes around the ring, and which share of each is line rather than gap.
_DASHES = {Line.DASHED: (20, 0.30), Line.LONG_DASHED: (8, 0.55), Line.DOTTED: (30, 0.0)}


def ring(radius_px: int, width_px: int, line: Line, progress: float, colours: tuple[Colour, Colour]) -> pygame.Surface:
    """A ring in one line style; clockwise from the top, filled in the first colour, the rest in the second."""
    return _ring(radius_px, width_px, line, steps_of(progress), colours)


def steps_of(progress: float) -> int:
    """Length of the filled part as it is drawn."""
    return round(max(0.0, min(progress, 1.0)) * _STEPS)


@lru_cache(maxsize=64)
def breathing_dot(radius_px: float, colour: Colour, middle: Colour) -> pygame.Surface:
    """The dot with its bright middle, in any fraction of a pixel."""
    size_px = 2 * math.ceil(radius_px) + 4
    x, y = grid(size_px, size_px)
    picture = tinted(covered(disc(x, y, radius_px)), colour)
    picture.blit(tinted(covered(disc(x, y, radius_px * 0.25)), middle), (0, 0))
    return picture


@lru_cache(maxsize=32)
def _ring(radius_px: int, width_px: int, line: Line, steps: int, colours: tuple[Colour, Colour]) -> pygame.Surface:
    shape = _ring_shape(radius_px, width_px, line)
    filled = shape * _filled(radius_px, width_px, steps, is_solid=line is Line.SOLID)
    picture = tinted(np.maximum(shape - filled, 0), colours[1])
    picture.blit(tinted(filled, colours[0]), (0, 0))
    return picture


@lru_cache(maxsize=16)
def _ring_shape(radius_px: int, width_px: int, line: Line) -> Mask:
    distance, angle = polar(_size_px(radius_px, width_px))
    half_px = np.float32(width_px / 2)
    if line is Line.THIN:
        return covered(np.abs(distance - radius_px) - half_px * np.float32(0.35))
    if line is Line.SOLID:
        return covered(np.abs(distance - radius_px) - half_px)
    count, share = _DASHES[line]
    pitch = 2 * math.pi / count
    folded = (angle % pitch) - pitch / 2
    return covered(arc(distance, folded.astype(np.float32), radius_px, share * pitch / 2) - half_px * np.float32(0.8))


def _filled(radius_px: int, width_px: int, steps: int, *, is_solid: bool) -> Mask:
    """Which share of each pixel belongs to the filled part; a solid line ends round, dashes end where they are cut."""
    distance, angle = polar(_size_px(radius_px, width_px))
    if steps <= 0:
        return np.zeros_like(distance)
    if steps >= _STEPS:
        return np.ones_like(distance)
    end = 2 * math.pi * steps / _STEPS
    if not is_solid:
        share: Mask = np.clip((np.float32(end) - angle) * distance + np.float32(0.5), 0, 1)
        return share
    folded = (angle - end / 2 + np.pi) % (2 * np.pi) - np.pi
    return covered(arc(distance, folded.astype(np.float32), radius_px, end / 2) - np.float32(width_px / 2))


def _size_px(radius_px: int, width_px: int) -> int:
    return 2 * (radius_px + width_px // 2 + 2)
