"""What stands behind and below the head: wall, neck and shoulders."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.simulated.head import View, blend_over
from gazetrainer.adapters.simulated.identity import Identity
from gazetrainer.adapters.simulated.relief import Grid, smooth_step
from gazetrainer.adapters.simulated.skin import cloud

BODY_LEFT_MM, BODY_TOP_MM, BODY_WIDTH_MM, BODY_HEIGHT_MM = -330, 60, 660, 300
BODY_BEHIND_MM = 75.0


def paint_room(identity: Identity, size_px: tuple[int, int]) -> NDArray[np.uint8]:
    """Plain wall with soft light and one out-of-focus frame on it, (h, w, 3)."""
    width, height = size_px
    x, y = np.meshgrid(np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32))
    light = 0.86 + 0.12 * np.exp(-((x + 0.5) ** 2 + (y + 0.6) ** 2)) - 0.06 * y
    hung = smooth_step(x, 0.52, 0.55) * (1 - smooth_step(x, 0.86, 0.89))
    hung = hung * smooth_step(y, -0.8, -0.77) * (1 - smooth_step(y, -0.15, -0.12))
    wall = np.asarray(identity.colours.room, dtype=np.float32)
    colour = wall * (light * (1 - 0.16 * hung))[..., None]
    return np.asarray(np.clip(colour, 0, 255), dtype=np.uint8)


class Body:
    """Neck and shoulders; they follow the place of the head but do not turn with it."""

    def __init__(self, identity: Identity) -> None:
        self._texture = _paint_body(identity)

    def draw(self, picture: NDArray[np.uint8], view: View) -> None:
        """Draw the body over `picture` (h, w, 3)."""
        scale = view.focal_px / (view.place_mm[2] + BODY_BEHIND_MM)
        width, height = view.size_px
        u = (view.place_mm[0] + BODY_LEFT_MM) * scale + (width - 1) / 2
        v = (view.place_mm[1] + BODY_TOP_MM) * scale + (height - 1) / 2
        top = int(np.clip(np.floor(v), 0, height))
        if top >= height:
            return
        matrix = np.array([[scale, 0, u], [0, scale, v - top]])
        layer = cv2.warpAffine(self._texture, matrix, (width, height - top), flags=cv2.INTER_LINEAR)
        blend_over(picture[top:], np.asarray(layer, dtype=np.uint8))


def _paint_body(identity: Identity) -> NDArray[np.uint8]:
    rng = np.random.default_rng(identity.seed + 2)
    x, y = np.meshgrid(
        np.arange(BODY_WIDTH_MM, dtype=np.float32) + BODY_LEFT_MM,
        np.arange(BODY_HEIGHT_MM, dtype=np.float32) + BODY_TOP_MM,
    )
    neck = smooth_step(np.float32(50 * identity.shape.face_width) - np.abs(x), -1, 1) * (1 - smooth_step(y, 205, 210))
    shadow = 0.62 + 0.25 * smooth_step(y, 110, 175) - 0.25 * (x / 60) ** 2
    skin = np.asarray(identity.colours.skin, dtype=np.float32) * np.clip(shadow, 0.35, 1)[..., None]
    collar = 150 + 30 * np.exp(-((x / 52) ** 4))
    shoulder = np.where(np.abs(x) < 45, collar, 143 + 78 * (np.clip(np.abs(x) - 45, 0, None) / 170) ** 2.2).astype(
        np.float32
    )
    shoulder = np.asarray(cv2.GaussianBlur(shoulder, (0, 0), 8), dtype=np.float32)
    cloth = smooth_step(y - shoulder, -1, 1) * (1 - smooth_step(np.abs(x) - 0.12 * (y - 230), 218, 221))
    weave = 0.9 + 0.02 * cloud(x.shape, rng, (2, 2)) + 0.05 * cloud(x.shape, rng, (30, 30)) - 0.5 * (x / 330) ** 2
    seam = 1 - 0.25 * np.exp(-(((y - shoulder - 7) / 1.6) ** 2))
    colour = np.asarray(identity.colours.clothes, dtype=np.float32) * (weave * seam)[..., None]
    colour = skin * (1 - cloth[..., None]) + colour * cloth[..., None]
    return _texture(colour, np.maximum(neck, cloth))


def _texture(colour: Grid, cover: Grid) -> NDArray[np.uint8]:
    return np.dstack([np.clip(colour, 0, 255), np.clip(cover, 0, 1) * 255]).astype(np.uint8)
