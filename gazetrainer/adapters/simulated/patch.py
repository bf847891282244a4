"""An eye patch with its strap, for clients who practise with one eye."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.simulated.head import View
from gazetrainer.adapters.simulated.identity import Identity

PATCH_MM = (25.0, 20.0)
PATCH_FRONT_MM = 3.0
PATCH_COLOUR = (58, 60, 66)
STRAP_MM = 3.0
SUBPIXEL_BITS = 4


def draw_patch(picture: NDArray[np.uint8], view: View, identity: Identity) -> None:
    """Cover the identity's covered eye in `picture` (h, w, 3)."""
    side = -1 if identity.covered == "right" else 1
    middle_mm = side * (identity.eyes.inter_ocular_mm / 2 + 1)
    angle = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    x, y = PATCH_MM[0] * np.cos(angle), PATCH_MM[1] * np.sin(angle)
    z = PATCH_FRONT_MM + 0.006 * (x + side * 14) ** 2
    edge = _at(view, np.column_stack([middle_mm + x, 1 + y, z]))
    strap_x = np.linspace(side * 73 * identity.shape.face_width, -side * 48, 13)
    strap_y = -16 - 0.3 * (middle_mm - strap_x) * side
    strap_z = 2 + 30 * (np.abs(strap_x) / 74) ** 2.5
    strap = _at(view, np.column_stack([strap_x, strap_y, strap_z]))
    width = max(1, round(STRAP_MM * view.px_per_mm))
    cv2.polylines(
        picture, [strap], isClosed=False, color=PATCH_COLOUR, thickness=width, lineType=cv2.LINE_AA, shift=SUBPIXEL_BITS
    )
    cv2.fillPoly(picture, [edge], PATCH_COLOUR, lineType=cv2.LINE_AA, shift=SUBPIXEL_BITS)


def _at(view: View, points_mm: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.asarray(np.round(view.project(points_mm) * 2**SUBPIXEL_BITS), dtype=np.int32)
