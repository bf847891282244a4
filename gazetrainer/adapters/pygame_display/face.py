"""The drawn face: as in a mirror, its eyes where the client's eyes should go."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from gazetrainer.adapters.pygame_display.coverage import (
    Mask,
    arc,
    covered,
    disc,
    ellipse,
    grid,
    lens,
    rounded_box,
    stroke,
    tinted,
)
from gazetrainer.adapters.pygame_display.look import Palette
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.eyes import Eyes

_REACH_DEG = 30.0
"""The drawn iris is at the corner of the eye at this angle."""


@lru_cache(maxsize=16)
def drawn_face(
    height_px: int, azimuth_deg: float, elevation_deg: float, eyes: Eyes, palette: Palette
) -> pygame.Surface:
    """A calm face that looks toward a direction; the client's left is drawn left; a covered eye wears a patch."""
    width_px = round(height_px * 0.8)
    x, y = grid(width_px, height_px)
    scale = height_px / 2 * 0.97
    picture = pygame.Surface((width_px, height_px), pygame.SRCALPHA)
    for side, eye in ((-1, Eyes.LEFT), (1, Eyes.RIGHT)):
        middle_x, middle_y = side * 0.32 * scale, -0.14 * scale
        if eyes in {Eyes.BOTH, eye}:
            _eye(picture, (x - middle_x, y - middle_y), 0.235 * scale, (azimuth_deg, elevation_deg), palette)
        else:
            patch = covered(rounded_box(x - middle_x, y - middle_y, 0.25 * scale, 0.2 * scale, 0.16 * scale))
            picture.blit(tinted(patch, palette.unsure), (0, 0))
    lines = [
        stroke(ellipse(x, y, 0.76 * scale, 0.97 * scale), 0.045 * scale),
        _bow(x, y - 0.13 * scale, 0.42 * scale, (180.0, 31.0), 0.042 * scale),
        _bow(x, y - 0.02 * scale, 0.14 * scale, (180.0, 42.0), 0.022 * scale),
    ]
    lines += [
        _bow(x - side * 0.32 * scale, y - 0.1 * scale, 0.55 * scale, (0.0, 24.0), 0.03 * scale) for side in (-1, 1)
    ]
    picture.blit(tinted(np.max(lines, axis=0), palette.ink), (0, 0))
    return picture


def _eye(
    picture: pygame.Surface, at: tuple[Mask, Mask], half_px: float, toward: tuple[float, float], palette: Palette
) -> None:
    x, y = at
    # The root makes small angles easy to see.
    right, up = (math.copysign(min(abs(angle) / _REACH_DEG, 1.0) ** 0.7, angle) for angle in toward)
    # The upper lid follows the eye up and down; the lower one hardly moves.
    opening = lens(x, y, half_px, half_px * (0.44 + 0.14 * up), half_px * (0.36 - 0.08 * up))
    iris_x, iris_y = x - right * half_px * 0.66, y + up * half_px * 0.34
    within = covered(opening)
    picture.blit(tinted(within, _WHITE), (0, 0))
    picture.blit(tinted(np.minimum(covered(disc(iris_x, iris_y, half_px * 0.33)), within), _IRIS), (0, 0))
    glint = covered(disc(iris_x - half_px * 0.1, iris_y + half_px * 0.1, half_px * 0.07))
    picture.blit(tinted(np.minimum(glint, within), _WHITE), (0, 0))
    picture.blit(tinted(stroke(opening, half_px * 0.13), palette.ink), (0, 0))


_WHITE = (255, 255, 255)
_IRIS = (34, 49, 58)


def _bow(x: Mask, y: Mask, radius_px: float, span_deg: tuple[float, float], width_px: float) -> Mask:
    """A bow of given width; `span_deg`: its middle clockwise from the top, and half its length."""
    angle = np.arctan2(x, -y) - math.radians(span_deg[0])
    folded = ((angle + np.pi) % (2 * np.pi) - np.pi).astype(np.float32)
    return covered(arc(np.hypot(x, y), folded, radius_px, math.radians(span_deg[1])) - np.float32(width_px / 2))
