"""Eyes: ball and lids of one side, drawn inside the eye box with sub-pixel edges."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.simulated.eyeball import Eyeball, Look
from gazetrainer.adapters.simulated.head import Head, View
from gazetrainer.adapters.simulated.identity import Identity
from gazetrainer.adapters.simulated.relief import EYEBALL_RADIUS_MM, Grid, smooth_step

BESIDE_MM, ABOVE_MM, BELOW_MM = 17.5, 13.0, 10.0
LID_PLACES = 33
UPPER_SHARE = 0.46
"""Share of the lid opening that lies above the middle of the neutral eye."""
CREASE_ABOVE_MM = 4.2
CREASE_FOLLOWS_BROW = 0.4
BAG_BELOW_MM = 3.4
"""A raised lower lid has a fold so far under its margin."""


@dataclass(frozen=True, slots=True)
class Lids:
    """Lid margins and crease: rows in the picture for each column of the eye box; `inside` fades at both corners."""

    upper: Grid
    lower: Grid
    crease: Grid
    inside: Grid


class Eye:
    """One eye of an identity; side -1 is the client's right (the picture's left), +1 the client's left."""

    def __init__(self, identity: Identity, head: Head, side: int) -> None:
        self._identity, self._head, self._side = identity, head, side
        self._ball = Eyeball(identity, side)
        eyes = identity.eyes
        self._opening_mm = eyes.lid_opening_right_mm if side < 0 else eyes.lid_opening_left_mm

    def draw(self, picture: NDArray[np.uint8], view: View, look: Look) -> None:
        """Draw the eye over `picture` (h, w, 3), on the skin of closed lids."""
        box = self._box(view)
        if box is None:
            return
        left, top, right, bottom = box
        finer = 3 if view.px_per_mm < 0.7 else 2
        u, v = _samples(left, right, finer), _samples(top, bottom, finer)
        colour, cover = self._layer(view, look, self._lids(view, look, u), *np.meshgrid(u, v))
        size = (right - left, bottom - top)
        layer = cv2.resize(cv2.merge([*colour, cover]), size, interpolation=cv2.INTER_AREA)
        region = picture[top:bottom, left:right]
        mixed = region * (1 - layer[..., 3:]) + layer[..., :3]
        region[:] = np.clip(mixed + 0.5, 0, 255).astype(np.uint8)

    def _box(self, view: View) -> tuple[int, int, int, int] | None:
        front = self._ball.centre_mm - [0, 0, EYEBALL_RADIUS_MM]
        (u, v), scale = view.project(front[None])[0], view.px_per_mm
        left, right = int(np.floor(u - BESIDE_MM * scale)), int(np.ceil(u + BESIDE_MM * scale))
        top, bottom = int(np.floor(v - ABOVE_MM * scale)), int(np.ceil(v + BELOW_MM * scale))
        width, height = view.size_px
        inside = left >= 0 and top >= 0 and right < width and bottom < height
        return (left, top, right, bottom) if inside else None

    def _lids(self, view: View, look: Look, u: Grid) -> Lids:
        eyes = self._identity.eyes
        along = np.linspace(-1, 1, LID_PLACES)  # -1 inner corner, +1 outer
        x = self._ball.centre_mm[0] + self._side * (along * eyes.fissure_width_mm / 2 + 0.3)
        arch_up, arch_down = (1 - np.abs(along + 0.06 * (1 - along**2)) ** 2.3) ** 0.85, (1 - along**2) ** 0.8
        follow_mm = EYEBALL_RADIUS_MM * np.sin(np.radians(look.elevation_deg))
        middle = -eyes.tilt_mm * along
        below_mm = (1 - UPPER_SHARE) * self._opening_mm * (1 - look.expression.lower_lid_up)
        above_mm = UPPER_SHARE * self._opening_mm * (1 - look.expression.upper_lid_down)
        lower = middle + arch_down * (below_mm - eyes.lower_lid_follow * follow_mm)
        upper = middle - arch_up * (above_mm + eyes.lid_follow * follow_mm)
        upper = np.minimum(lower + look.openness * (upper - lower), lower)
        rest = middle - arch_up * UPPER_SHARE * self._opening_mm
        crease_mm = CREASE_ABOVE_MM + CREASE_FOLLOWS_BROW * look.expression.brows_up_mm
        crease = 0.7 * rest + 0.3 * upper - crease_mm * np.sqrt(1 - (along / 1.1) ** 2)
        upper_v, lower_v, crease_v = (self._rows(view, x, y, u) for y in (upper, lower, crease))
        return Lids(upper_v, lower_v, crease_v, self._between_corners(view, x[[0, -1]], middle[[0, -1]], u))

    def _between_corners(self, view: View, x: NDArray[np.float64], y: NDArray[np.float64], u: Grid) -> Grid:
        first, last = (float(column) for column in np.sort(self._project(view, x, y)[:, 0]))
        soft = 0.5 * view.px_per_mm
        return smooth_step(u, first - soft, first + soft) * (1 - smooth_step(u, last - soft, last + soft))

    def _project(self, view: View, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        return view.project(np.column_stack([x, y, self._head.depth_mm(x, y)]))

    def _rows(self, view: View, x: NDArray[np.float64], y: NDArray[np.float64], u: Grid) -> Grid:
        at = self._project(view, x, y)
        at = at[np.argsort(at[:, 0])]
        return np.interp(u, at[:, 0], at[:, 1]).astype(np.float32)

    def _layer(self, view: View, look: Look, lids: Lids, u: Grid, v: Grid) -> tuple[Grid, Grid]:
        """Colour (3, h, w), multiplied by cover (h, w): the open eye, lashes, lower rim and crease."""
        to_mm = 1 / view.px_per_mm
        below_upper, above_lower = (v - lids.upper) * to_mm, (lids.lower - v) * to_mm
        soft = 0.25 * to_mm  # about half a pixel, in mm
        cover = smooth_step(below_upper, -soft, soft) * smooth_step(above_lower, -soft, soft) * lids.inside
        shadow = 0.42 * np.exp(np.minimum(-below_upper, 0) / 1.3) + 0.12 * np.exp(np.minimum(-above_lower, 0) / 0.8)
        colour = self._ball.colour(view, look, u, v) * ((1 - shadow) * cover)
        crease_strength = 0.32 * (0.35 + 0.65 * look.openness)
        lines = (
            ((v - lids.crease) * (to_mm / 0.7), crease_strength, 0.45),
            ((above_lower + 0.3) / 0.5, 0.35, 0.6),
            ((below_upper + 0.25) / 0.55, 0.85, 0.16),
            ((above_lower + BAG_BELOW_MM) / 0.9, 0.9 * look.expression.lower_lid_up, 0.7),
        )
        skin = np.asarray(self._identity.colours.skin, dtype=np.float32)[:, None, None]
        for away, strength, shade in lines:
            share = np.exp(-(away**2)) * (strength * lids.inside)
            colour += (skin * np.float32(shade) - colour) * share
            cover += (1 - cover) * share
        return colour, cover


def _samples(start: int, end: int, finer: int) -> Grid:
    return start + (np.arange((end - start) * finer, dtype=np.float32) + 0.5) / np.float32(finer) - np.float32(0.5)
