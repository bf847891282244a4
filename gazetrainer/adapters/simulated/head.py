"""Head: the relief with its paint, turned, projected and drawn by one inverse map."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.simulated.identity import Identity
from gazetrainer.adapters.simulated.relief import (
    BOTTOM_MM,
    LEFT_MM,
    RIGHT_MM,
    TOP_MM,
    Grid,
    axes,
    relief,
)
from gazetrainer.adapters.simulated.skin import TEXTURE_STEP_MM, paint_head

RELIEF_STEP_MM = 1.0
STEPS = 8
SMALLEST_PX = 16
GRIDS_ACROSS = 160


@dataclass(frozen=True, slots=True)
class View:
    """A head placed before a pinhole camera.

    turn: rotation (3, 3) from head axes to camera axes; place_mm: origin of the head (3,) in camera axes.
    """

    turn: NDArray[np.float64]
    place_mm: NDArray[np.float64]
    focal_px: float
    size_px: tuple[int, int]

    def project(self, points_mm: NDArray[np.float64]) -> NDArray[np.float64]:
        """Pixel places (n, 2) of points (n, 3) in head axes."""
        seen = points_mm @ self.turn.T + self.place_mm
        centre = (np.asarray(self.size_px) - 1) / 2
        return np.asarray(seen[:, :2] / seen[:, 2:] * self.focal_px + centre, dtype=np.float64)

    def rays(self, u: Grid, v: Grid) -> tuple[Grid, Grid, Grid]:
        """Directions in head axes of the rays through pixels (u, v), three arrays of their shape."""
        x = (u - (self.size_px[0] - 1) / 2) / self.focal_px
        y = (v - (self.size_px[1] - 1) / 2) / self.focal_px
        turn = self.turn.astype(np.float32)
        return (
            turn[0, 0] * x + turn[1, 0] * y + turn[2, 0],
            turn[0, 1] * x + turn[1, 1] * y + turn[2, 1],
            turn[0, 2] * x + turn[1, 2] * y + turn[2, 2],
        )

    @property
    def eye_mm(self) -> NDArray[np.float64]:
        """Place (3,) of the camera in head axes."""
        return np.asarray(-self.turn.T @ self.place_mm, dtype=np.float64)

    @property
    def px_per_mm(self) -> float:
        """Scale of the picture at the head's origin."""
        return float(self.focal_px / self.place_mm[2])


class Head:
    """Relief and texture of one identity, ready to be drawn from any view."""

    def __init__(self, identity: Identity) -> None:
        x, y = axes(RELIEF_STEP_MM)
        self._relief = relief(x, y, identity)
        self._paint, self._cover = paint_head(identity)
        corners = [(a, b, c) for a in (LEFT_MM, RIGHT_MM) for b in (TOP_MM, BOTTOM_MM) for c in (20.0, 110.0)]
        self._corners = np.array(corners)

    def depth_mm(self, x_mm: NDArray[np.float64], y_mm: NDArray[np.float64]) -> NDArray[np.float64]:
        """Depth of the skin at places (n,) in head axes."""
        found = self._look_up(x_mm.astype(np.float32)[None], y_mm.astype(np.float32)[None])
        return np.asarray(found[0], dtype=np.float64)

    def draw(self, picture: NDArray[np.uint8], view: View) -> NDArray[np.uint8] | None:
        """Draw the head over `picture` (h, w, 3) and give the part that may have changed; None: out of sight."""
        box = self._box(view)
        if box is None:
            return None
        left, top, right, bottom = box
        map_x, map_y = self._inverse_map(view, box)
        paint = cv2.remap(self._paint, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        cover = cv2.remap(self._cover, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        region = picture[top:bottom, left:right]
        blend_over(region, np.asarray(paint, np.uint8), np.asarray(cover, np.float32))
        return region

    def _box(self, view: View) -> tuple[int, int, int, int] | None:
        at = view.project(self._corners)
        width, height = view.size_px
        left, top = np.clip(np.floor(at.min(axis=0)), 0, [width, height]).astype(int)
        right, bottom = np.clip(np.ceil(at.max(axis=0)), 0, [width, height]).astype(int)
        if right - left < SMALLEST_PX or bottom - top < SMALLEST_PX:
            return None
        return int(left), int(top), int(right), int(bottom)

    def _inverse_map(self, view: View, box: tuple[int, int, int, int]) -> tuple[Grid, Grid]:
        left, top, right, bottom = box
        grid_px = max(2, view.size_px[0] // GRIDS_ACROSS)
        columns, rows = -(-(right - left) // grid_px), -(-(bottom - top) // grid_px)
        u = left + (np.arange(columns, dtype=np.float32) + 0.5) * grid_px - 0.5
        v = top + (np.arange(rows, dtype=np.float32) + 0.5) * grid_px - 0.5
        x, y = self._hit(view, *np.meshgrid(u, v))
        size = (columns * grid_px, rows * grid_px)
        to_texel = 1 / TEXTURE_STEP_MM
        map_x = cv2.resize((x - LEFT_MM) * to_texel - 0.5, size, interpolation=cv2.INTER_LINEAR)
        map_y = cv2.resize((y - TOP_MM) * to_texel - 0.5, size, interpolation=cv2.INTER_LINEAR)
        rows, columns = bottom - top, right - left
        return np.asarray(map_x, np.float32)[:rows, :columns], np.asarray(map_y, np.float32)[:rows, :columns]

    def _hit(self, view: View, u: Grid, v: Grid) -> tuple[Grid, Grid]:
        ray_x, ray_y, ray_z = view.rays(u, v)
        eye_x, eye_y, eye_z = view.eye_mm.astype(np.float32)
        slope_x, slope_y = ray_x / ray_z, ray_y / ray_z
        depth = np.full_like(u, 15.0)
        for step in range(STEPS):
            x, y = eye_x + slope_x * (depth - eye_z), eye_y + slope_y * (depth - eye_z)
            found = self._look_up(x, y)
            depth = found if step == 0 else depth + 0.8 * (found - depth)  # damped: the rim is steep
        return eye_x + slope_x * (depth - eye_z), eye_y + slope_y * (depth - eye_z)

    def _look_up(self, x_mm: Grid, y_mm: Grid) -> Grid:
        map_x, map_y = (x_mm - LEFT_MM) / RELIEF_STEP_MM - 0.5, (y_mm - TOP_MM) / RELIEF_STEP_MM - 0.5
        found = cv2.remap(self._relief, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(found, dtype=np.float32)


def blend_over(region: NDArray[np.uint8], paint: NDArray[np.uint8], cover: NDArray[np.float32]) -> None:
    """Lay paint (h, w, 3) over a region (h, w, 3) as far as cover (h, w, 0..1) goes, in place."""
    region[:] = cv2.blendLinear(paint, region, cover, 1 - cover)
