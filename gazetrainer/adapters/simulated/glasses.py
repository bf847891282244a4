"""Glasses: two rims in front of the eyes and the reflection of a lamp that slides as the head turns."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.simulated.head import View
from gazetrainer.adapters.simulated.identity import Identity

LENS_MM = (24.5, 19.0)
LENS_BELOW_MM = 3.0
LENS_FRONT_MM = -4.0
RIM_MM = 1.9
RIM_COLOUR = (52, 44, 42)
SUBPIXEL_BITS = 4
GLARE_TRAVEL_MM = 60.0
"""How far the reflection slides per unit of head turn (radians): a flat lens turns it twice as far as the head."""


def draw_glasses(picture: NDArray[np.uint8], view: View, identity: Identity) -> None:
    """Draw rims, bridge, temples and glare over `picture` (h, w, 3)."""
    half_mm = identity.eyes.inter_ocular_mm / 2
    for side in (-1, 1):
        centre = np.array([side * (half_mm + 0.5), LENS_BELOW_MM, LENS_FRONT_MM])
        _glare(picture, view, identity, centre)
        _line(picture, view, _rim(centre))
        temple = np.array(
            [[side * (half_mm + 24), 0, LENS_FRONT_MM + 2], [side * 73 * identity.shape.face_width, 1, 42]]
        )
        _line(picture, view, temple)
    bridge_x = np.linspace(-(half_mm - 23.5), half_mm - 23.5, 9)
    bridge_y = -1 + 0.04 * bridge_x**2
    _line(picture, view, np.column_stack([bridge_x, bridge_y, np.full(9, LENS_FRONT_MM - 1)]))


def _rim(centre: NDArray[np.float64]) -> NDArray[np.float64]:
    angle = np.linspace(0, 2 * np.pi, 49)
    x = np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** 0.75 * LENS_MM[0]
    y = np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** 0.75 * LENS_MM[1]
    z = 0.004 * (centre[0] + x) ** 2
    return np.asarray(centre + np.column_stack([x, y, z]), dtype=np.float64)


def _line(picture: NDArray[np.uint8], view: View, points_mm: NDArray[np.float64]) -> None:
    at = np.round(view.project(points_mm) * 2**SUBPIXEL_BITS).astype(np.int32)
    thickness = max(1, round(RIM_MM * view.px_per_mm))
    cv2.polylines(
        picture, [at], isClosed=False, color=RIM_COLOUR, thickness=thickness, lineType=cv2.LINE_AA, shift=SUBPIXEL_BITS
    )


def _glare(picture: NDArray[np.uint8], view: View, identity: Identity, centre: NDArray[np.float64]) -> None:
    facing = view.turn @ np.array([0.0, 0.0, -1.0])
    slide = np.array([6.0 - GLARE_TRAVEL_MM * facing[0], -11.0 - GLARE_TRAVEL_MM * (facing[1] - 0.14), 0.0])
    lens = view.project(_rim(centre))
    left, top = np.floor(lens.min(axis=0)).astype(int)
    right, bottom = np.ceil(lens.max(axis=0)).astype(int)
    if left < 0 or top < 0 or right >= view.size_px[0] or bottom >= view.size_px[1]:
        return
    u, v = np.meshgrid(np.arange(left, right, dtype=np.float32), np.arange(top, bottom, dtype=np.float32))
    spot, scale = view.project((centre + slide)[None])[0], view.px_per_mm
    distance = ((u - spot[0] + 0.4 * (v - spot[1])) / (7 * scale)) ** 2 + ((v - spot[1]) / (5 * scale)) ** 2
    glass = np.zeros(u.shape, np.uint8)
    cv2.fillPoly(glass, [np.round(lens - [left, top]).astype(np.int32)], 255)
    share = identity.glare * np.exp(-distance) + 0.05 * identity.glare
    share = (share * (glass > 0))[..., None]
    region = picture[top:bottom, left:right]
    region[:] = (region * (1 - share) + 250 * share).astype(np.uint8)
