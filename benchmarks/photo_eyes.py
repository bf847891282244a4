"""Eyes drawn into a photographed face: balls with an iris, seen through the photograph's own lid openings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from benchmarks.photo_relief import Floats, Relief, Shape, View, sampled
from gazetrainer.adapters.simulated import Pose

FINER: Final = 3
"""Drawn so many times finer than the picture, and averaged."""
_LID_SKIN_MM: Final = (11.0, 9.0)
"""Skin above and below the opening that moves with the lids."""
_MARGIN_MM: Final = 0.5
_CORNEA_MIDDLE_MM: Final = 5.7
_CORNEA_RADIUS_MM: Final = 7.8
_FIBRES: Final = 720
_LIGHT: Final = np.array((0.35, -0.5, -0.8), np.float32)
_UPPER: Final = ((33, 246, 161, 160, 159, 158, 157, 173, 133), (263, 466, 388, 387, 386, 385, 384, 398, 362))
_LOWER: Final = ((33, 7, 163, 144, 145, 153, 154, 155, 133), (263, 249, 390, 373, 374, 380, 381, 382, 362))
_IRIS: Final = (468, 473)


@dataclass(frozen=True, slots=True)
class EyeLooks:
    """Eyes of one person; lengths in mm, angles in deg, colours (red, green, blue) in 0..255.

    axis_out_deg: how far the iris points to the temple of what is looked at (kappa less vergence), and up.
    lid_follow: how much of the iris's way the upper and the lower lid go with it. sclera: its brightness, 0..1.
    """

    ball_radius_mm: float = 12.0
    ball_deeper_mm: float = 0.0
    iris_radius_mm: float = 5.85
    pupil_radius_mm: float = 1.8
    limbus_mm: float = 0.25
    iris_colour: tuple[float, float, float] = (92.0, 62.0, 40.0)
    sclera: float = 0.86
    axis_out_deg: float = 2.0
    axis_up_deg: float = -1.0
    lid_follow: tuple[float, float] = (0.75, 0.28)
    lids_wider: float = 1.0
    fibres_seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class _Lids:
    """Both margins as v over u (along the corners, 0 outer to 1 inner), before and after they moved, all in mm."""

    u: Floats
    v: Floats
    upper_before: Floats
    lower_before: Floats
    upper: Floats
    lower: Floats


class DrawnEye:
    """One eye of one person, drawn for any pose."""

    def __init__(self, relief: Relief, shape: Shape, looks: EyeLooks, side: int) -> None:
        self._relief, self._looks, self._side = relief, looks, side
        marks = relief.landmarks_mm
        self._outer, inner = marks[_UPPER[side][0], :2], marks[_UPPER[side][-1], :2]
        self._line = inner - self._outer
        self._length = float(np.hypot(*self._line))
        along = self._line / self._length
        # Both eyes' v goes down the picture, though one's corners run from left to right and the other's back.
        down = np.array((-along[1], along[0]), np.float32) * (1 if side == 0 else -1)
        self._axes = np.stack([along, down])
        self._curves = [self._curve(marks[list(ids[side]), :2]) for ids in (_UPPER, _LOWER)]
        scale = np.array((shape.width, shape.height, shape.depth), np.float32)
        margin = marks[[_UPPER[side][4], _LOWER[side][4]], 2].mean()
        middle = np.array((*marks[_IRIS[side], :2], margin), np.float32) * scale
        behind = np.sqrt(looks.ball_radius_mm**2 - 5.0**2) + looks.ball_deeper_mm
        self._ball = middle + np.array((0, 0, behind), np.float32)
        self._fibres = _fibres(looks.fibres_seed + side)
        self._corners = np.array([(*self._outer, margin), (*inner, margin)], np.float32) * scale

    def box_px(self, view: View) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of the part of the picture that the eye and its lids fill."""
        corners = view.picture_of(self._corners)
        reach = np.array((5.0, 22.0)) / view.mm_per_px
        low, high = np.floor(corners.min(axis=0) - reach), np.ceil(corners.max(axis=0) + reach)
        return int(low[0]), int(low[1]), int(high[0]), int(high[1])

    def draw(self, pixels: Floats, view: View, pose: Pose) -> Floats:
        """The eye and the skin around it (3 h, 3 w, 3), finer than the pixels' places (h, w, 2) in the picture."""
        lids = self._lids(_finer(view.places_shown(pixels)), pose)
        around = sampled(self._relief.photo, self._outer + self._skin_places(lids) @ self._axes)
        ball = self._paint_ball(_finer(pixels), view, pose, lids)
        seen = _edge(lids.v - lids.upper) * _edge(lids.lower - lids.v) * ((lids.u > 0) & (lids.u < 1))
        lash = 1 - 0.45 * np.exp(-(((lids.v - lids.upper + 0.2) / 0.55) ** 2)) * _bump(lids.u)
        mixed = around + seen[..., None] * (ball - around)
        return np.asarray(mixed * lash[..., None], np.float32)

    def _curve(self, margin: Floats) -> Floats:
        along, down = ((margin - self._outer) @ self._axes.T).T
        u = along / self._length
        basis = (u * (1 - u))[:, None] * u[:, None] ** np.arange(4)
        return np.asarray(np.linalg.lstsq(basis, down, rcond=1e-3)[0], np.float32)

    def _height(self, which: int, u: Floats) -> Floats:
        inside = np.clip(u, 0, 1)
        a, b, c, d = self._curves[which]
        return np.asarray(inside * (1 - inside) * (a + inside * (b + inside * (c + inside * d))), np.float32)

    def _lids(self, places: Floats, pose: Pose) -> _Lids:
        along, down = np.moveaxis((places - self._outer) @ self._axes.T, -1, 0)
        u = along / np.float32(self._length)
        looks, openness = self._looks, (pose.openness_right, pose.openness_left)[self._side]
        above, below = self._height(0, u), self._height(1, u)
        rise = looks.ball_radius_mm * np.sin(np.radians(pose.elevation_deg)) * _bump(u)
        lower = below - looks.lid_follow[1] * rise
        upper = np.minimum(above * looks.lids_wider - looks.lid_follow[0] * rise, lower)
        meeting = lower - 0.15 * (lower - upper)
        upper = meeting + openness * (upper - meeting)
        lower = meeting + min(1.0, openness * 2) * (lower - meeting)
        return _Lids(u, down, above, below, upper, lower)

    def _skin_places(self, lids: _Lids) -> Floats:
        """Where on the photograph the skin lay that the lids have moved: stretched between crease and margin."""
        crease, fold = lids.upper_before - _LID_SKIN_MM[0], lids.lower_before + _LID_SKIN_MM[1]
        down = np.clip((lids.v - crease) / np.maximum(lids.upper - crease, 0.5), 0, 1)
        up = np.clip((fold - lids.v) / np.maximum(fold - lids.lower, 0.5), 0, 1)
        upper = crease + down * (lids.upper_before - _MARGIN_MM - crease)
        lower = fold - up * (fold - lids.lower_before - _MARGIN_MM)
        is_above = lids.v < (lids.upper + lids.lower) / 2
        moved = np.where(is_above, upper, lower)
        inside = (lids.u > 0) & (lids.u < 1) & (lids.v > crease) & (lids.v < fold)
        return np.stack([lids.u * self._length, np.where(inside, moved, lids.v)], axis=-1).astype(np.float32)

    def _paint_ball(self, places_px: Floats, view: View, pose: Pose, lids: _Lids) -> Floats:
        looks = self._looks
        origin, rays = view.rays(places_px)
        rays = rays / np.linalg.norm(rays, axis=-1, keepdims=True)
        axis = self._axis(pose)
        from_ball = origin - self._ball
        flat = np.sqrt(looks.ball_radius_mm**2 - looks.iris_radius_mm**2)
        on_iris = from_ball + rays * ((flat - from_ball @ axis) / (rays @ axis))[..., None] - flat * axis
        rho = np.linalg.norm(on_iris, axis=-1)
        share = _logistic((looks.iris_radius_mm - rho) / looks.limbus_mm)[..., None]
        white = self._white(from_ball, rays, lids)
        ball = white + share * (self._iris(on_iris, rho) - white)
        shade = 1 - 0.5 * np.exp(-np.maximum(lids.v - lids.upper, 0) / 1.6)
        return np.asarray(ball * shade[..., None] + self._glint(origin, rays, view, axis), np.float32)

    def _axis(self, pose: Pose) -> Floats:
        """Where the iris points, in head axes; the temple is to the client's right of the right eye."""
        temple = 1 if self._side == 0 else -1
        azimuth = np.radians(pose.azimuth_deg + temple * self._looks.axis_out_deg)
        elevation = np.radians(pose.elevation_deg + self._looks.axis_up_deg)
        across = np.cos(elevation)
        return np.array((-np.sin(azimuth) * across, -np.sin(elevation), -np.cos(azimuth) * across), np.float32)

    def _white(self, from_ball: Floats, rays: Floats, lids: _Lids) -> Floats:
        half = rays @ from_ball
        root = half**2 - from_ball @ from_ball + self._looks.ball_radius_mm**2
        hit = from_ball + rays * (-half - np.sqrt(np.maximum(root, 0)))[..., None]
        facing = np.clip(-hit[..., 2] / self._looks.ball_radius_mm, 0, 1)
        colour = np.array((250.0, 243.0, 238.0), np.float32) * self._looks.sclera
        white = colour * (0.55 + 0.45 * facing)[..., None]
        pink = np.array((196.0, 132.0, 118.0), np.float32) * self._looks.sclera
        corner = np.maximum(_logistic((lids.u - 0.9) / 0.025), 0.6 * _logistic((0.05 - lids.u) / 0.02))
        return np.asarray(white + (0.8 * corner)[..., None] * (pink - white), np.float32)

    def _iris(self, on_iris: Floats, rho: Floats) -> Floats:
        looks = self._looks
        angle = np.arctan2(on_iris[..., 1], on_iris[..., 0])
        fibres = self._fibres[((angle / np.pi + 1) / 2 * (_FIBRES - 1)).astype(np.intp)]
        light = 1 + fibres + 0.25 * (0.6 - rho / looks.iris_radius_mm)
        light = light * (1 - 0.45 * _logistic((rho / looks.iris_radius_mm - 0.9) / 0.04))
        light = light * (1 - 0.88 * _logistic((looks.pupil_radius_mm - rho) / 0.12))
        return np.asarray(light[..., None] * np.array(looks.iris_colour, np.float32), np.float32)

    def _glint(self, origin: Floats, rays: Floats, view: View, axis: Floats) -> Floats:
        cornea = self._ball + _CORNEA_MIDDLE_MM * axis
        to_camera = (origin - cornea) / np.linalg.norm(origin - cornea)
        to_light = _LIGHT / np.linalg.norm(_LIGHT) @ view.turn
        half = to_camera + to_light
        spot = cornea + _CORNEA_RADIUS_MM * half / np.linalg.norm(half)
        away = spot - origin - rays * (rays @ (spot - origin))[..., None]
        return np.asarray(220 * np.exp(-((np.linalg.norm(away, axis=-1) / 0.6) ** 2))[..., None], np.float32)


def _fibres(seed: int) -> Floats:
    """How much lighter the iris is all around."""
    rng = np.random.default_rng((seed, 47))
    angle = np.linspace(-np.pi, np.pi, _FIBRES)
    waves = zip(rng.integers(5, 40, 8), rng.uniform(0, 2 * np.pi, 8), strict=True)
    return np.asarray(sum(0.05 * np.cos(count * angle + phase) for count, phase in waves), np.float32)


def _finer(places: Floats) -> Floats:
    size = (FINER * places.shape[1], FINER * places.shape[0])
    return np.asarray(cv2.resize(places, size, interpolation=cv2.INTER_LINEAR), np.float32)


def _bump(u: Floats) -> Floats:
    inside = np.clip(u, 0, 1)
    return np.asarray((4 * inside * (1 - inside)) ** 0.7, np.float32)


def _edge(inside_mm: Floats) -> Floats:
    return np.asarray(np.clip(0.5 + inside_mm / 0.5, 0, 1), np.float32)


def _logistic(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))), np.float32)
