"""The painted head: colour and coverage over the same plane as the relief, light baked in."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.simulated.identity import Colour, Identity
from gazetrainer.adapters.simulated.relief import (
    MOUTH_MM,
    NOSE_TIP_MM,
    Grid,
    axes,
    bump,
    outline,
    relief,
    smooth_step,
)

TEXTURE_STEP_MM = 0.5
LIGHT = np.array([0.22, 0.5, 0.84])
"""Where the light comes from, seen from the face: a little aside, from above, from the front."""
EAR_OUT_MM, EAR_DOWN_MM = 75.0, 16.0


def paint_head(identity: Identity) -> tuple[NDArray[np.uint8], Grid]:
    """Paint (rows, columns, 3) of the head, and how far the head covers what lies behind, (rows, columns) in 0..1."""
    x, y = axes(TEXTURE_STEP_MM)
    rng = np.random.default_rng(identity.seed)
    depth = relief(x, y, identity)
    out = outline(x, y, identity)
    colour = _skin(x, y, identity, rng)
    colour = colour * _shading(depth, out)[..., None]
    colour = _features(colour, x, y, identity)
    hair = _hair_cover(x, y, out, identity, rng)
    colour = _blend(colour, hair, _hair_colour(x, y, identity, rng))
    cover = np.maximum.reduce([_edge(out, 1.0), _ears(x, y, identity), hair])
    cover = cv2.GaussianBlur(cover, (0, 0), 1.0)
    return np.clip(colour, 0, 255).astype(np.uint8), np.asarray(cover, dtype=np.float32)


def cloud(shape: tuple[int, int], rng: np.random.Generator, spread_px: tuple[float, float]) -> Grid:
    """Smooth noise with standard deviation 1."""
    noise = cv2.GaussianBlur(
        rng.standard_normal(shape, dtype=np.float32), (0, 0), sigmaX=spread_px[0], sigmaY=spread_px[1]
    )
    return np.asarray(noise / noise.std(), dtype=np.float32)


def _edge(value: Grid, at: float) -> Grid:
    return 1 - smooth_step(value, at - 0.015, at + 0.015)


def _blend(colour: Grid, share: Grid, other: Grid | Colour) -> Grid:
    full = np.empty_like(colour)
    full[:] = np.asarray(other, dtype=np.float32)
    weight = np.asarray(share, dtype=np.float32)
    return np.asarray(cv2.blendLinear(colour, full, 1 - weight, weight), dtype=np.float32)


def _shading(depth: Grid, out: Grid) -> Grid:
    smooth = cv2.GaussianBlur(depth, (0, 0), 2.0)
    slope_x = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=1 / 8 / TEXTURE_STEP_MM)
    slope_y = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=1 / 8 / TEXTURE_STEP_MM)
    normal_z = 1 / np.sqrt(1 + slope_x**2 + slope_y**2)
    lit = (LIGHT[0] * slope_x - LIGHT[1] * slope_y + LIGHT[2]) * normal_z
    hollow = np.clip(depth - cv2.GaussianBlur(depth, (0, 0), 16), -6, 8)
    shade = 0.46 + 0.62 * np.clip(lit, 0, 1.2) - 0.018 * hollow
    return np.asarray(shade * (1 - 0.18 * smooth_step(out, 0.55, 1.05)), dtype=np.float32)


def _skin(x: Grid, y: Grid, identity: Identity, rng: np.random.Generator) -> Grid:
    skin = np.broadcast_to(np.asarray(identity.colours.skin, dtype=np.float32), (*x.shape, 3))
    mottle = 1 + 0.018 * cloud(x.shape, rng, (14, 14)) + 0.014 * cloud(x.shape, rng, (1.5, 1.5))
    flush = 0.8 * (bump(x, y, (-40, 38), (15, 14)) + bump(x, y, (40, 38), (15, 14))) + 0.6 * bump(
        x, y, (0, NOSE_TIP_MM), (10, 8)
    )
    skin = skin * mottle[..., None] * (1 - flush[..., None] * np.array([0.02, 0.11, 0.10], dtype=np.float32))
    stubble = smooth_step(y, 50, 66) * (1 - 0.8 * bump(x, y, (0, MOUTH_MM), (20, 8)))
    stubble = stubble * identity.colours.beard * (0.75 + 0.15 * cloud(x.shape, rng, (1, 1)))
    return _blend(skin, np.clip(stubble, 0, 0.7), identity.colours.hair)


def _features(colour: Grid, x: Grid, y: Grid, identity: Identity) -> Grid:
    skin = np.asarray(identity.colours.skin)
    shape = identity.shape
    tip_mm = NOSE_TIP_MM * shape.nose_length
    for side in (-1, 1):
        nostril = bump(x, y, (side * 6.5 * shape.nose_width, tip_mm + 6.5), (3.0, 1.6))
        colour = _blend(colour, 0.75 * nostril, tuple(skin * 0.25))
        wing = bump(x, y, (side * 15 * shape.nose_width, tip_mm + 3), (1.6, 4.5))
        colour = _blend(colour, 0.3 * wing, tuple(skin * 0.55))
        tired = bump(x, y, (side * identity.eyes.inter_ocular_mm / 2, 12), (12, 4))
        colour = _blend(colour, 0.18 * tired, tuple(skin * 0.6))
        colour = _blend(colour, _brow(x, y, identity, side), tuple(np.asarray(identity.colours.hair) * 0.8))
    return _lips(colour, x, y, identity)


def _brow(x: Grid, y: Grid, identity: Identity, side: int) -> Grid:
    outward = side * x - identity.eyes.inter_ocular_mm / 2
    arch = -identity.shape.brow_height_mm + 0.0075 * (outward - 5) ** 2
    thick = identity.shape.brow_thickness_mm * (1 - 0.35 * smooth_step(outward, 4, 25))
    body = np.exp(-(((y - arch) / thick) ** 2)) * smooth_step(outward, -22, -14) * (1 - smooth_step(outward, 18, 27))
    strokes = 0.95 + 0.05 * np.sin(2.1 * x + side * 1.4 * y)
    return np.asarray(0.75 * body * strokes, dtype=np.float32)


def _lips(colour: Grid, x: Grid, y: Grid, identity: Identity) -> Grid:
    half_mm = identity.shape.mouth_width_mm / 2
    across = np.clip(1 - (x / half_mm) ** 2, 0, 1)
    bow = MOUTH_MM + 1.0 - identity.shape.mouth_corners_mm * (1 - across)
    upper = bow - 6.0 * across**0.8 + 1.4 * np.exp(-((x / 4) ** 2))
    lower = bow + 8.0 * across**0.7
    inside = smooth_step(y - upper, -0.8, 0.8) * smooth_step(lower - y, -1.0, 1.0) * smooth_step(across, 0, 0.08)
    skin = np.asarray(identity.colours.skin)
    lips = colour * np.array([0.86, 0.66, 0.66], dtype=np.float32)
    colour = _blend(colour, 0.8 * inside, lips)
    line = np.exp(-(((y - bow) / 0.9) ** 2)) * smooth_step(across, 0, 0.12)
    return _blend(colour, 0.7 * line, tuple(skin * np.array([0.4, 0.26, 0.26])))


def _ears(x: Grid, y: Grid, identity: Identity) -> Grid:
    width = EAR_OUT_MM * identity.shape.face_width
    distance = ((np.abs(x) - width) / 9) ** 2 + ((y - EAR_DOWN_MM) / 27) ** 2
    return 1 - smooth_step(distance.astype(np.float32), 0.8, 1.05)


def _hair_cover(x: Grid, y: Grid, out: Grid, identity: Identity, rng: np.random.Generator) -> Grid:
    wisps = 1.3 * cloud(x.shape, rng, (4, 6))
    line = -66 + 0.008 * x**2 + wisps
    above = 1 - smooth_step(y - line, -2.5, 2.5)
    beside, over = np.abs(x) / (79 * identity.shape.face_width), np.clip(-(y + 12) / 108, 0, None)
    crown = (beside**2.6 + over**2.4).astype(np.float32)
    cover = above * _edge(crown, 1.0) * (1 - smooth_step(y + 3 * wisps, -8, 10))
    if identity.shape.long_hair:
        reach = (np.abs(x) + 0.3 * wisps - 63 * identity.shape.face_width) / (12 + 14 * smooth_step(y, -75, 20))
        sides = smooth_step(out, 0.86, 0.98) * (1 - smooth_step(reach.astype(np.float32), 0.92, 1.0))
        sides = sides * smooth_step(y, -80, -50) * (1 - smooth_step(y + 2 * wisps, 95, 120))
        cover = np.maximum(cover, np.where(np.abs(x) > 40, sides, 0))
    return np.asarray(np.clip(cover, 0, 1), dtype=np.float32)


def _hair_colour(x: Grid, y: Grid, identity: Identity, rng: np.random.Generator) -> Grid:
    strands = 1 + 0.06 * cloud(x.shape, rng, (1.2, 18)) + 0.08 * cloud(x.shape, rng, (20, 20))
    sheen = 0.75 + 0.35 * bump(x, y, (-15, -90), (50, 22))
    return np.asarray(
        np.asarray(identity.colours.hair, dtype=np.float32) * (strands * sheen)[..., None], dtype=np.float32
    )
