"""The head as a height field: depth in mm over the face, smaller is nearer to the camera.

Axes of the head: x to the image's right (the client's left), y down, z away from the camera; the origin lies midway
between the eyes on the face.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.simulated.identity import Identity

Grid = NDArray[np.float32]

LEFT_MM, TOP_MM, RIGHT_MM, BOTTOM_MM = -98.0, -130.0, 98.0, 126.0
EYEBALL_RADIUS_MM = 12.0
EYEBALL_BEHIND_MM = 24.5
LID_THICKNESS_MM = 1.2
NOSE_TIP_MM, MOUTH_MM = 45.0, 74.0


def axes(step_mm: float) -> tuple[Grid, Grid]:
    """Coordinates x and y in mm of every cell centre of a grid over the head, each (rows, columns)."""
    x_mm = np.arange(LEFT_MM, RIGHT_MM, step_mm, dtype=np.float32) + step_mm / 2
    y_mm = np.arange(TOP_MM, BOTTOM_MM, step_mm, dtype=np.float32) + step_mm / 2
    x, y = np.meshgrid(x_mm, y_mm)
    return x.astype(np.float32), y.astype(np.float32)


def bump(x: Grid, y: Grid, centre: tuple[float, float], spread: tuple[float, float]) -> Grid:
    """Gaussian of height 1."""
    return np.exp(-0.5 * (((x - centre[0]) / spread[0]) ** 2 + ((y - centre[1]) / spread[1]) ** 2))


def smooth_step(value: Grid, start: float, end: float) -> Grid:
    """0 before `start`, 1 after `end`, smooth between."""
    share = np.clip((value - start) / (end - start), 0, 1)
    return np.asarray(share * share * (3 - 2 * share), dtype=np.float32)


def outline(x: Grid, y: Grid, identity: Identity) -> Grid:
    """How far out a place lies: 0 in the middle of the face, 1 at its outline."""
    shape = identity.shape
    taper = smooth_step(y, 15, 128) * (0.24 - 0.3 * (shape.jaw_width - 1))
    half_width_mm = 75 * shape.face_width * (1 - taper)
    up, down = np.clip(-(y - 8) / 128, 0, None), np.clip((y - 8) / 111, 0, None)
    return np.asarray((np.abs(x) / half_width_mm) ** 2 + up**2.4 + down**3.6, dtype=np.float32)


def relief(x: Grid, y: Grid, identity: Identity) -> Grid:
    """Depth in mm of the skin at each place; goes on smoothly beyond the outline."""
    cheek_mm = identity.shape.cheek_below_mm
    skull = _skull(x, y, identity) - _nose(x, y, identity) - _mouth(x, y)
    skull = skull - 4.5 * identity.shape.cheek_fullness * (
        bump(x, y, (-40, cheek_mm), (19, 17)) + bump(x, y, (40, cheek_mm), (19, 17))
    )
    half_mm = identity.eyes.inter_ocular_mm / 2
    for side in (-1, 1):
        skull = skull + 7.5 * bump(x, y, (side * half_mm, -3), (15, 10.5))
        skull = skull + identity.eyes.corner_hollow_mm * bump(x, y, (side * (half_mm - 15), -3), (6, 8))
    for side in (-1, 1):
        skull = _soft_nearer(skull, _lid_ball(x, y, identity, side * half_mm))
    return np.asarray(cv2.GaussianBlur(skull, (0, 0), 1.0), dtype=np.float32)


def _skull(x: Grid, y: Grid, identity: Identity) -> Grid:
    out = outline(x, y, identity)
    knee = 0.78  # beyond it the depth goes on in a straight line: a steeper relief cannot be inverted by steps
    round_part = 1 - np.sqrt(1 - np.clip(out, 0, knee))
    straight_part = np.clip(out - knee, 0, 1.2) * 0.5 / np.sqrt(1 - knee)
    depth = 88 * identity.shape.face_depth * (round_part + straight_part)
    brow = 3.5 * bump(x, y, (0, -identity.shape.brow_height_mm + 2), (42, 8))
    return np.asarray(depth - brow, dtype=np.float32)


def _nose(x: Grid, y: Grid, identity: Identity) -> Grid:
    shape = identity.shape
    tip_mm = NOSE_TIP_MM * shape.nose_length
    along = np.clip((y + 12) / (tip_mm + 12), 0, 1)
    ridge = (3 + 15 * along**1.3) * smooth_step(y, -16, 2) * (1 - smooth_step(y, tip_mm + 1, tip_mm + 12))
    width_mm = (5.5 + 4.0 * along) * shape.nose_width
    wings = bump(x, y, (-11 * shape.nose_width, tip_mm + 1), (6, 5.5)) + bump(
        x, y, (11 * shape.nose_width, tip_mm + 1), (6, 5.5)
    )
    return np.asarray(shape.nose_height * (ridge * np.exp(-0.5 * (x / width_mm) ** 2) + 5 * wings), dtype=np.float32)


def _mouth(x: Grid, y: Grid) -> Grid:
    muzzle = 6 * bump(x, y, (0, MOUTH_MM), (24, 17)) + 8 * bump(x, y, (0, 104), (17, 11))
    lips = 2.2 * bump(x, y, (0, MOUTH_MM - 4), (16, 3.5)) + 3.2 * bump(x, y, (0, MOUTH_MM + 6), (14, 4.5))
    gaps = 1.8 * bump(x, y, (0, MOUTH_MM), (22, 1.6)) + 2.5 * bump(x, y, (0, 89), (16, 4))
    return np.asarray(muzzle + lips - gaps, dtype=np.float32)


def eyeball_centre_mm(identity: Identity, side: int) -> NDArray[np.float64]:
    """Centre (3,) of an eyeball in head axes; side -1 is the client's right eye, +1 the left."""
    return np.array([side * identity.eyes.inter_ocular_mm / 2, 0.0, EYEBALL_BEHIND_MM + identity.eyes.depth_mm])


def _lid_ball(x: Grid, y: Grid, identity: Identity, centre_mm: float) -> Grid:
    radius_mm = EYEBALL_RADIUS_MM + LID_THICKNESS_MM
    squared = (x - centre_mm) ** 2 + y**2
    inside = np.sqrt(np.clip(radius_mm**2 - squared, 9, None))
    beyond = np.clip(np.sqrt(squared) - np.sqrt(radius_mm**2 - 9), 0, None) * 4
    return np.asarray(EYEBALL_BEHIND_MM + identity.eyes.depth_mm - inside + beyond, dtype=np.float32)


def _soft_nearer(a: Grid, b: Grid) -> Grid:
    sharpness = 0.7
    return np.asarray(-np.logaddexp(-sharpness * a, -sharpness * b) / sharpness, dtype=np.float32)
