"""Coverage: how much of each pixel a shape covers, from its signed distance; smooth at every size and angle.

Distances after Quilez, "2D distance functions" (segment, arc, vesica); arrays are (height, width) float32.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.pygame_display.look import Colour
from gazetrainer.adapters.pygame_display.quiet import pygame

Mask = NDArray[np.float32]
Segment = tuple[float, float, float, float]


@lru_cache(maxsize=64)
def grid(width_px: int, height_px: int) -> tuple[Mask, Mask]:
    """Pixel centres relative to the middle: x to the right, y down."""
    x = np.arange(width_px, dtype=np.float32) + np.float32(0.5 - width_px / 2)
    y = np.arange(height_px, dtype=np.float32) + np.float32(0.5 - height_px / 2)
    return np.broadcast_to(x, (height_px, width_px)), np.broadcast_to(y[:, None], (height_px, width_px))


@lru_cache(maxsize=32)
def polar(size_px: int) -> tuple[Mask, Mask]:
    """Distance from the middle, and angle clockwise from the top in 0..2 pi, of a square of pixels."""
    x, y = grid(size_px, size_px)
    return np.hypot(x, y), np.arctan2(x, -y) % np.float32(2 * np.pi)


def covered(distance_px: Mask) -> Mask:
    """Share of each pixel inside a shape with this signed distance."""
    share: Mask = np.clip(np.float32(0.5) - distance_px, 0, 1)
    return share


def stroke(distance_px: Mask, width_px: float) -> Mask:
    """Share of each pixel under a line of this width along the shape's edge."""
    return covered(np.abs(distance_px) - np.float32(width_px / 2))


def disc(x: Mask, y: Mask, radius_px: float) -> Mask:
    """Signed distance to a disc around the middle."""
    return (np.hypot(x, y) - np.float32(radius_px)).astype(np.float32, copy=False)


def ellipse(x: Mask, y: Mask, half_width_px: float, half_height_px: float) -> Mask:
    """Signed distance to an ellipse, exact to first order near its edge."""
    unit = np.hypot(x / half_width_px, y / half_height_px)
    steepness = np.hypot(x / half_width_px**2, y / half_height_px**2)
    distance: Mask = (unit * (unit - 1) / np.maximum(steepness, 1e-6)).astype(np.float32, copy=False)
    return distance


def segment(x: Mask, y: Mask, ends: Segment) -> Mask:
    """Distance to a straight line between two points."""
    ax, ay, bx, by = ends
    dx, dy = bx - ax, by - ay
    along = np.clip(((x - ax) * dx + (y - ay) * dy) / max(dx * dx + dy * dy, 1e-9), 0, 1)
    return np.hypot(x - ax - along * dx, y - ay - along * dy).astype(np.float32, copy=False)


def arc(distance_px: Mask, angle: Mask, radius_px: float, half_angle: float) -> Mask:
    """Distance to an arc of a circle around angle 0, for points given in polar form; `angle` in -pi..pi."""
    beyond = np.maximum(np.abs(angle) - half_angle, 0)
    to_end = np.sqrt(np.maximum(distance_px**2 + radius_px**2 - 2 * distance_px * radius_px * np.cos(beyond), 0))
    return np.where(beyond > 0, to_end, np.abs(distance_px - radius_px)).astype(np.float32, copy=False)


def lens(x: Mask, y: Mask, half_width_px: float, upper_px: float, lower_px: float) -> Mask:
    """Signed distance to an almond between two circular lids; `upper_px`, `lower_px`: their heights."""
    above, below = ((half_width_px**2 + height_px**2) / (2 * height_px) for height_px in (upper_px, lower_px))
    return np.maximum(disc(x, y - (above - upper_px), above), disc(x, y + (below - lower_px), below))


def rounded_box(x: Mask, y: Mask, half_width_px: float, half_height_px: float, corner_px: float) -> Mask:
    """Signed distance to a box with round corners."""
    across, down = np.abs(x) - (half_width_px - corner_px), np.abs(y) - (half_height_px - corner_px)
    outside = np.hypot(np.maximum(across, 0), np.maximum(down, 0))
    return (outside + np.minimum(np.maximum(across, down), 0) - np.float32(corner_px)).astype(np.float32, copy=False)


def tinted(mask: Mask, colour: Colour, *, strength: float = 1.0) -> pygame.Surface:
    """A see-through picture of one colour, as opaque as the mask says."""
    height_px, width_px = mask.shape
    picture = pygame.Surface((width_px, height_px), pygame.SRCALPHA)
    picture.fill((*colour, 0))
    alpha = pygame.surfarray.pixels_alpha(picture)
    alpha[...] = (mask.T * np.float32(255 * strength) + np.float32(0.5)).astype(np.uint8)
    del alpha  # a surface stays locked while its pixels are held
    return picture
