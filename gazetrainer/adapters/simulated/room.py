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
NECK_MM = np.array([0.0, 60.0, 90.0])
"""Where the head turns, in head axes: the shoulders stay when it turns about this place."""
STEP_PX, STEP_DEPTH_MM = 0.5, 2.0
"""Smaller moves of the shoulders are not drawn."""


class Backdrop:
    """Wall, neck and shoulders as one picture, drawn anew only when the neck has moved visibly."""

    def __init__(self, identity: Identity, size_px: tuple[int, int], blur_px: float) -> None:
        self._wall = _paint_wall(identity, size_px)
        self._paint, self._cover = _paint_body(identity)
        self._blur_px = blur_px
        self.empty = self._blurred(self._wall)
        self._key: tuple[int, int, int] | None = None
        self._drawn = self.empty

    def behind(self, view: View) -> NDArray[np.uint8]:
        """The picture (h, w, 3) behind a head; not to be written to."""
        neck = view.place_mm + view.turn @ NECK_MM - NECK_MM
        scale = view.focal_px / (neck[2] + BODY_BEHIND_MM)
        key = round(neck[0] * scale / STEP_PX), round(neck[1] * scale / STEP_PX), round(neck[2] / STEP_DEPTH_MM)
        if key != self._key:
            self._key, self._drawn = key, self._draw(key, view)
        return self._drawn

    def _draw(self, key: tuple[int, int, int], view: View) -> NDArray[np.uint8]:
        scale = view.focal_px / (key[2] * STEP_DEPTH_MM + BODY_BEHIND_MM)
        width, height = view.size_px
        u = key[0] * STEP_PX + BODY_LEFT_MM * scale + (width - 1) / 2
        v = key[1] * STEP_PX + BODY_TOP_MM * scale + (height - 1) / 2
        picture = self._wall.copy()
        top = int(np.clip(np.floor(v), 0, height))
        if top < height:
            size, matrix = (width, height - top), np.array([[scale, 0, u], [0, scale, v - top]])
            paint = cv2.warpAffine(self._paint, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            cover = cv2.warpAffine(self._cover, matrix, size, flags=cv2.INTER_LINEAR)
            blend_over(picture[top:], np.asarray(paint, dtype=np.uint8), np.asarray(cover, dtype=np.float32))
        return self._blurred(picture)

    def _blurred(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        if self._blur_px <= 0:
            return picture
        return np.asarray(cv2.GaussianBlur(picture, (0, 0), self._blur_px), dtype=np.uint8)


def _paint_wall(identity: Identity, size_px: tuple[int, int]) -> NDArray[np.uint8]:
    width, height = size_px
    x, y = np.meshgrid(np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32))
    light = 0.86 + 0.12 * np.exp(-((x + 0.5) ** 2 + (y + 0.6) ** 2)) - 0.06 * y
    hung = smooth_step(x, 0.52, 0.55) * (1 - smooth_step(x, 0.86, 0.89))
    hung = hung * smooth_step(y, -0.8, -0.77) * (1 - smooth_step(y, -0.15, -0.12))
    wall = np.asarray(identity.colours.room, dtype=np.float32)
    return np.asarray(np.clip(wall * (light * (1 - 0.09 * hung))[..., None], 0, 255), dtype=np.uint8)


def _paint_body(identity: Identity) -> tuple[NDArray[np.uint8], Grid]:
    rng = np.random.default_rng(identity.seed + 2)
    x, y = np.meshgrid(
        np.arange(BODY_WIDTH_MM, dtype=np.float32) + BODY_LEFT_MM,
        np.arange(BODY_HEIGHT_MM, dtype=np.float32) + BODY_TOP_MM,
        sparse=True,
    )
    shape = (BODY_HEIGHT_MM, BODY_WIDTH_MM)
    neck = smooth_step(np.float32(50 * identity.shape.face_width) - np.abs(x), -1, 1) * (1 - smooth_step(y, 205, 210))
    shadow = 0.62 + 0.25 * smooth_step(y, 110, 175) - 0.3 * (x / 55) ** 4
    skin = np.asarray(identity.colours.skin, dtype=np.float32) * np.clip(shadow, 0.35, 1)[..., None]
    collar = 150 + 30 * np.exp(-((x / 52) ** 4))
    beyond = np.clip(np.abs(x) - 45, 0, None) / 170
    slope = 143 + 62 * beyond**1.8 + 90 * np.clip(beyond - 0.55, 0, None) ** 2.2
    shoulder = np.where(np.abs(x) < 45, collar, slope).astype(np.float32)
    shoulder = np.asarray(cv2.GaussianBlur(shoulder, (0, 0), 8), dtype=np.float32)
    cloth = smooth_step(y - shoulder, -1, 1) * (1 - smooth_step(np.abs(x) - 0.12 * (y - 230), 218, 221))
    weave = 0.9 + 0.02 * cloud(shape, rng, (2, 2)) + 0.05 * cloud(shape, rng, (30, 30)) - 0.5 * (x / 330) ** 2
    seam = 1 - 0.25 * np.exp(-(((y - shoulder - 7) / 1.6) ** 2))
    colour = np.asarray(identity.colours.clothes, dtype=np.float32) * (weave * seam)[..., None]
    colour = skin * (1 - cloth[..., None]) + colour * cloth[..., None]
    return np.clip(colour, 0, 255).astype(np.uint8), np.clip(np.maximum(neck, cloth), 0, 1)
