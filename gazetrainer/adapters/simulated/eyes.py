"""Eyes: ball, iris and lids of one side, ray-cast inside the eye box with sub-pixel edges."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.simulated.head import Head, View
from gazetrainer.adapters.simulated.identity import Identity
from gazetrainer.adapters.simulated.pose import direction
from gazetrainer.adapters.simulated.relief import EYEBALL_RADIUS_MM, Grid, eyeball_centre_mm, smooth_step
from gazetrainer.adapters.simulated.skin import cloud

IRIS_RADIUS_MM = 5.85
IRIS_FORWARD_MM = 10.47
CORNEA_RADIUS_MM = 7.8
CORNEA_CENTRE_MM = 5.6
IRIS_TEXELS = 96
BOX_MM = (19.0, 13.0)
LID_PLACES = 41
VERGENCE_DEG = 2.6
"""How far each eye turns inward to look at a screen 70 cm away."""
UPPER_SHARE = 0.46
"""Share of the lid opening that lies above the middle of the neutral eye."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one eye does: direction of the client's gaze in the head, lid opening 0..1, and the light on it."""

    azimuth_deg: float
    elevation_deg: float
    openness: float
    light: float


@dataclass(frozen=True, slots=True)
class Lids:
    """Lid margins and crease in the picture: rows for each column of the eye box, supersampled pixels."""

    upper: Grid
    lower: Grid
    crease: Grid
    inside: Grid


class Eye:
    """One eye of an identity; side -1 is the client's right (the picture's left), +1 the client's left."""

    def __init__(self, identity: Identity, head: Head, side: int) -> None:
        self._identity, self._head, self._side = identity, head, side
        self._centre_mm = eyeball_centre_mm(identity, side)
        self._iris = _paint_iris(identity)
        eyes = identity.eyes
        self._opening_mm = eyes.lid_opening_right_mm if side < 0 else eyes.lid_opening_left_mm

    def draw(self, picture: NDArray[np.uint8], view: View, look: Look) -> None:
        """Draw the eye over `picture` (h, w, 3), on the skin of closed lids."""
        box = self._box(view)
        if box is None:
            return
        left, top, right, bottom = box
        finer = 3 if view.px_per_mm < 1.3 else 2
        u, v = _samples(left, right, finer), _samples(top, bottom, finer)
        lids = self._lids(view, look, u)
        layer = self._layer(view, look, lids, *np.meshgrid(u, v))
        layer = np.asarray(cv2.resize(layer, (right - left, bottom - top), interpolation=cv2.INTER_AREA), np.float32)
        region = picture[top:bottom, left:right].astype(np.float32)
        mixed = region * (1 - layer[..., 3:]) + layer[..., :3]
        picture[top:bottom, left:right] = np.clip(mixed + 0.5, 0, 255).astype(np.uint8)

    def _box(self, view: View) -> tuple[int, int, int, int] | None:
        front = self._centre_mm - [0, 0, EYEBALL_RADIUS_MM]
        (u, v), scale = view.project(front[None])[0], view.px_per_mm
        left, right = int(np.floor(u - BOX_MM[0] * scale)), int(np.ceil(u + BOX_MM[0] * scale))
        top, bottom = int(np.floor(v - BOX_MM[1] * scale)), int(np.ceil(v + BOX_MM[1] * scale))
        width, height = view.size_px
        inside = left >= 0 and top >= 0 and right < width and bottom < height
        return (left, top, right, bottom) if inside else None

    def _lids(self, view: View, look: Look, u: Grid) -> Lids:
        eyes = self._identity.eyes
        along = np.linspace(-1, 1, LID_PLACES)  # -1 inner corner, +1 outer
        x = self._centre_mm[0] + self._side * (along * eyes.fissure_width_mm / 2 + 0.3)
        arch_up, arch_down = (1 - np.abs(along + 0.06 * (1 - along**2)) ** 2.3) ** 0.85, (1 - along**2) ** 0.8
        follow_mm = EYEBALL_RADIUS_MM * np.sin(np.radians(look.elevation_deg))
        middle = -eyes.tilt_mm * along
        lower = middle + arch_down * ((1 - UPPER_SHARE) * self._opening_mm - eyes.lower_lid_follow * follow_mm)
        upper = middle - arch_up * (UPPER_SHARE * self._opening_mm + eyes.lid_follow * follow_mm)
        upper = np.minimum(lower + look.openness * (upper - lower), lower)
        rest = middle - arch_up * UPPER_SHARE * self._opening_mm
        crease = 0.7 * rest + 0.3 * upper - 4.2 * np.sqrt(np.clip(1 - (along / 1.1) ** 2, 0, 1))
        rows = [self._rows(view, x, y, u) for y in (upper, lower, crease)]
        corners = np.sort(self._project(view, x[[0, -1]], middle[[0, -1]])[:, 0])
        soft = 0.5 * view.px_per_mm
        corners = corners.astype(np.float32)
        inside = smooth_step(u, corners[0] - soft, corners[0] + soft) * (
            1 - smooth_step(u, corners[1] - soft, corners[1] + soft)
        )
        return Lids(rows[0], rows[1], rows[2], inside)

    def _project(self, view: View, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        return view.project(np.column_stack([x, y, self._head.depth_mm(x, y)]))

    def _rows(self, view: View, x: NDArray[np.float64], y: NDArray[np.float64], u: Grid) -> Grid:
        at = self._project(view, x, y)
        at = at[np.argsort(at[:, 0])]
        return np.interp(u, at[:, 0], at[:, 1]).astype(np.float32)

    def _layer(self, view: View, look: Look, lids: Lids, u: Grid, v: Grid) -> Grid:
        mm = view.px_per_mm
        below_upper, above_lower = (v - lids.upper) / mm, (lids.lower - v) / mm
        soft = 0.25 / mm  # about half a pixel, in mm
        opened = smooth_step(below_upper, -soft, soft) * smooth_step(above_lower, -soft, soft) * lids.inside
        ball = self._ball(view, look, u, v)
        lid_shadow = 0.42 * np.exp(-np.clip(below_upper, 0, None) / 1.3) + 0.12 * np.exp(
            -np.clip(above_lower, 0, None) / 0.8
        )
        ball = ball * (1 - lid_shadow[..., None])
        skin = np.asarray(self._identity.colours.skin, dtype=np.float32)
        lash = 0.85 * np.exp(-(((below_upper + 0.25) / 0.55) ** 2)) * lids.inside
        rim = 0.35 * np.exp(-(((above_lower + 0.3) / 0.5) ** 2)) * lids.inside
        crease = 0.32 * np.exp(-(((v - lids.crease) / mm / 0.7) ** 2)) * lids.inside * (0.35 + 0.65 * look.openness)
        layer = np.dstack([ball * opened[..., None], opened])
        for share, shade in ((crease, 0.45), (rim, 0.6), (lash, 0.16)):
            paint = np.dstack([np.broadcast_to(skin * shade, (*u.shape, 3)), np.ones_like(u)])
            layer = layer * (1 - share[..., None]) + paint * share[..., None]
        return np.asarray(layer, dtype=np.float32)

    def _ball(self, view: View, look: Look, u: Grid, v: Grid) -> Grid:
        ray = view.rays(u, v)
        eye = (view.eye_mm - self._centre_mm).astype(np.float32)
        axis = self._optical_axis(look)
        colour = self._sclera(ray, eye)
        iris, cover = self._iris_hit(ray, eye, axis, look, view.px_per_mm)
        colour = colour * (1 - cover[..., None]) + iris * cover[..., None]
        glint = self._glint(view, axis).astype(np.float32)
        shine = np.exp(-0.5 * ((u - glint[0]) ** 2 + (v - glint[1]) ** 2) / (0.75 * view.px_per_mm) ** 2)
        return np.asarray(colour + (170 * shine)[..., None], dtype=np.float32)

    def _optical_axis(self, look: Look) -> NDArray[np.float64]:
        eyes = self._identity.eyes
        index = 1 if self._side < 0 else 0
        outward_deg = eyes.kappa_deg[index] - VERGENCE_DEG
        return direction(look.azimuth_deg - self._side * outward_deg, look.elevation_deg + eyes.kappa_up_deg[index])

    def _sclera(self, ray: tuple[Grid, Grid, Grid], eye: NDArray[np.float32]) -> Grid:
        squared = ray[0] ** 2 + ray[1] ** 2 + ray[2] ** 2
        along = ray[0] * eye[0] + ray[1] * eye[1] + ray[2] * eye[2]
        under = np.clip(along**2 - squared * (eye @ eye - EYEBALL_RADIUS_MM**2), 0, None)
        way = (-along - np.sqrt(under)) / squared
        x, y = eye[0] + way * ray[0], eye[1] + way * ray[1]
        round_off = 1 - 0.30 * np.clip((x**2 + 0.6 * y**2) / EYEBALL_RADIUS_MM**2, 0, 1.2)
        white = np.array([236, 230, 224], dtype=np.float32) * np.float32(self._identity.eyes.sclera)
        colour = white * round_off[..., None]
        inner = -self._side * x
        pink = 0.75 * smooth_step(inner, 11.2, 13.5) + 0.12 * smooth_step(np.abs(x), 6, 12)
        flesh = np.array([186, 120, 110], dtype=np.float32) * (0.6 + 0.4 * self._identity.colours.skin[0] / 250)
        return np.asarray(colour * (1 - pink[..., None]) + flesh * pink[..., None], dtype=np.float32)

    def _iris_hit(
        self,
        ray: tuple[Grid, Grid, Grid],
        eye: NDArray[np.float32],
        axis: NDArray[np.float64],
        look: Look,
        scale: float,
    ) -> tuple[Grid, Grid]:
        across = np.cross(axis, [0.0, 1.0, 0.0])
        across /= np.linalg.norm(across)
        up = np.cross(across, axis)
        toward, sideways, upward = (
            np.float32(e[0]) * ray[0] + np.float32(e[1]) * ray[1] + np.float32(e[2]) * ray[2]
            for e in (axis, across, up)
        )
        way = (IRIS_FORWARD_MM - np.float32(eye @ axis)) / toward
        s, t = np.float32(eye @ across) + way * sideways, np.float32(eye @ up) + way * upward
        radius = np.sqrt(s**2 + t**2)
        texel = IRIS_TEXELS / 2 / (IRIS_RADIUS_MM + 0.5)
        half = (IRIS_TEXELS - 1) / 2
        colour = cv2.remap(
            self._iris, s * texel + half, t * texel + half, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        soft = 0.15 + 0.2 / scale
        pupil_mm = self._identity.eyes.pupil_radius_mm * (1.35 - 0.35 * min(look.light, 1.2))
        pupil = 1 - smooth_step(radius, pupil_mm - soft, pupil_mm + soft)
        colour = colour * (1 - pupil[..., None]) + 14 * pupil[..., None]
        return np.asarray(colour, dtype=np.float32), 1 - smooth_step(
            radius, IRIS_RADIUS_MM - soft, IRIS_RADIUS_MM + soft
        )

    def _glint(self, view: View, axis: NDArray[np.float64]) -> NDArray[np.float64]:
        cornea = self._centre_mm + CORNEA_CENTRE_MM * axis
        to_camera = view.eye_mm - cornea
        halfway = to_camera / np.linalg.norm(to_camera) + view.turn.T @ np.array([0.15, -0.35, -0.9])
        halfway /= np.linalg.norm(halfway)
        return np.asarray(view.project((cornea + CORNEA_RADIUS_MM * halfway)[None])[0], dtype=np.float64)


def _samples(start: int, end: int, finer: int) -> Grid:
    return start + (np.arange((end - start) * finer, dtype=np.float32) + 0.5) / np.float32(finer) - np.float32(0.5)


def _paint_iris(identity: Identity) -> Grid:
    rng = np.random.default_rng(identity.seed + 1)
    place = (
        (np.arange(IRIS_TEXELS, dtype=np.float32) - (IRIS_TEXELS - 1) / 2) / (IRIS_TEXELS / 2) * (IRIS_RADIUS_MM + 0.5)
    )
    s, t = np.meshgrid(place, place)
    radius, angle = np.hypot(s, t) / IRIS_RADIUS_MM, np.arctan2(t, s)
    fibres = cloud((IRIS_TEXELS, 1), rng, (1, 1))[:, 0]
    turns = ((angle / (2 * np.pi) + 0.5) * (IRIS_TEXELS - 1)).astype(int)
    bright = 1 + 0.10 * fibres[turns] * np.clip(radius, 0, 1) + 0.25 * np.exp(-(((radius - 0.45) / 0.12) ** 2))
    bright = bright * (1 - 0.5 * smooth_step(radius.astype(np.float32), 0.8, 1.0))
    colour = np.asarray(identity.colours.iris, dtype=np.float32) * bright[..., None]
    return np.asarray(colour, dtype=np.float32)
