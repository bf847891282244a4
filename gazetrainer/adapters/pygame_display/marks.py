"""Marks: the small signs beside words, one for each state."""

from __future__ import annotations

import math
from enum import StrEnum
from functools import lru_cache

import numpy as np

from gazetrainer.adapters.pygame_display.coverage import (
    Mask,
    Segment,
    arc,
    covered,
    disc,
    grid,
    rounded_box,
    segment,
    stroke,
    tinted,
)
from gazetrainer.adapters.pygame_display.look import Colour
from gazetrainer.adapters.pygame_display.quiet import pygame


class Sign(StrEnum):
    """What a mark says."""

    CHECK = "check"
    ARROW = "arrow"
    QUESTION = "question"
    EXCLAMATION = "exclamation"
    CLOSED_EYE = "closed_eye"
    HEAD = "head"
    WAITING = "waiting"
    PAUSE = "pause"


# Ends of strokes in a square from -1 to 1, y down.
_STROKES: dict[Sign, tuple[Segment, ...]] = {
    Sign.CHECK: ((-0.8, 0.05, -0.25, 0.65), (-0.25, 0.65, 0.85, -0.65)),
    Sign.ARROW: ((-0.8, 0.0, 0.8, 0.0), (0.8, 0.0, 0.15, -0.65), (0.8, 0.0, 0.15, 0.65)),
    Sign.QUESTION: ((0.0, 0.05, 0.0, 0.3), (0.0, 0.8, 0.0, 0.8)),
    Sign.EXCLAMATION: ((0.0, -0.8, 0.0, 0.25), (0.0, 0.75, 0.0, 0.75)),
    Sign.CLOSED_EYE: ((-0.5, 0.09, -0.68, 0.5), (0.0, 0.2, 0.0, 0.66), (0.5, 0.09, 0.68, 0.5)),
    Sign.HEAD: (),
    Sign.WAITING: ((-0.6, 0.0, -0.6, 0.0), (0.0, 0.0, 0.0, 0.0), (0.6, 0.0, 0.6, 0.0)),
    Sign.PAUSE: ((-0.35, -0.6, -0.35, 0.6), (0.35, -0.6, 0.35, 0.6)),
}


@lru_cache(maxsize=128)
def sign(kind: Sign, size_px: int, colour: Colour, angle_deg: int = 0) -> pygame.Surface:
    """A mark in a square of `size_px`; an arrow points to the right at 0 and up at 90."""
    x, y = grid(size_px, size_px)
    half_px, width_px = size_px / 2 * 0.86, size_px * 0.15
    turn = math.radians(angle_deg)
    x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
    lines = [segment(x, y, tuple(end * half_px for end in ends)) for ends in _STROKES[kind]]  # type: ignore[arg-type]
    if kind is Sign.QUESTION:
        lines.append(_bow(x, y + 0.4 * half_px, radius_px=0.45 * half_px, middle_deg=45, half_deg=135))
    if kind is Sign.CLOSED_EYE:
        lines.append(_bow(x, y + 1.0 * half_px, radius_px=1.2 * half_px, middle_deg=180, half_deg=42))
    if kind is Sign.HEAD:
        lines.append(np.abs(disc(x - 0.1 * half_px, y + 0.42 * half_px, 0.45 * half_px)))
        lines.append(_bow(x, y - 0.9 * half_px, radius_px=0.8 * half_px, middle_deg=0, half_deg=75))
    return tinted(covered(np.min(lines, axis=0) - np.float32(width_px / 2)), colour)


@lru_cache(maxsize=32)
def dot(radius_px: int, colour: Colour) -> pygame.Surface:
    """A filled circle."""
    x, y = grid(2 * radius_px + 4, 2 * radius_px + 4)
    return tinted(covered(disc(x, y, radius_px)), colour)


@lru_cache(maxsize=64)
def key_cap(width_px: int, height_px: int, colour: Colour) -> pygame.Surface:
    """The outline of a key."""
    x, y = grid(width_px, height_px)
    line_px = max(1.0, height_px / 22)
    edge = rounded_box(x, y, width_px / 2 - line_px, height_px / 2 - line_px, height_px / 5)
    return tinted(stroke(edge, line_px), colour)


@lru_cache(maxsize=8)
def loudspeaker(size_px: int, colour: Colour) -> pygame.Surface:
    """A loudspeaker with two waves: the sound leads."""
    x, y = grid(size_px, size_px)
    half_px = size_px / 2
    horn = np.maximum(
        np.abs(y) - (0.22 * half_px + np.maximum(x + 0.5 * half_px, 0)), np.abs(x + 0.4 * half_px) - 0.35 * half_px
    )
    waves = [
        _bow(x - 0.05 * half_px, y, radius_px=radius * half_px, middle_deg=90, half_deg=50) for radius in (0.38, 0.75)
    ]
    lines = covered(np.min(waves, axis=0) - np.float32(size_px * 0.045))
    return tinted(np.maximum(covered(horn), lines), colour)


def _bow(x: Mask, y: Mask, *, radius_px: float, middle_deg: float, half_deg: float) -> Mask:
    """Distance to an arc; `middle_deg` clockwise from the top."""
    angle = np.arctan2(x, -y) - math.radians(middle_deg)
    folded = ((angle + np.pi) % (2 * np.pi) - np.pi).astype(np.float32)
    return arc(np.hypot(x, y), folded, radius_px, math.radians(half_deg))
