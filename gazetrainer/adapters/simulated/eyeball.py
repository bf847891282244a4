"""Eyeball: white, iris, pupil and glint, by one ray per sample against a sphere and a disc."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.simulated.expression import Expression
from gazetrainer.adapters.simulated.head import View
from gazetrainer.adapters.simulated.identity import Identity
from gazetrainer.adapters.simulated.pose import direction
from gazetrainer.adapters.simulated.relief import EYEBALL_RADIUS_MM, Grid, eyeball_centre_mm, smooth_step
from gazetrainer.adapters.simulated.skin import cloud

CORNEA_RADIUS_MM = 7.8
CORNEA_CENTRE_MM = 5.6
IRIS_TEXELS = 96
RIM_MM = 0.5
"""The iris is painted a little beyond its edge, which is soft."""
VERGENCE_DEG = 2.6
"""How far each eye turns inward to look at a screen 70 cm away."""
LAMP = np.array([0.15, -0.35, -0.9])
"""Where the glint's light stands, from the eye, in camera axes."""
PUPIL_GREY = 14.0


@dataclass(frozen=True, slots=True)
class Look:
    """What one eye does: direction of the client's gaze in the head, lid opening 0..1, the light on it, the face."""

    azimuth_deg: float
    elevation_deg: float
    openness: float
    light: float
    expression: Expression


class Eyeball:
    """One ball of an identity; colours are planar, (3, h, w) in 0..255."""

    def __init__(self, identity: Identity, side: int) -> None:
        self._identity, self._side = identity, side
        self.centre_mm = eyeball_centre_mm(identity, side)
        self._radius_mm = identity.eyes.iris_radius_mm
        self._forward_mm = float(np.sqrt(EYEBALL_RADIUS_MM**2 - self._radius_mm**2))
        self._iris = [np.ascontiguousarray(plane) for plane in _paint_iris(identity)]

    def colour(self, view: View, look: Look, u: Grid, v: Grid) -> Grid:
        """Colour seen through each sample (u, v), as if there were no lids."""
        ray = view.rays(u, v)
        eye = (view.eye_mm - self.centre_mm).astype(np.float32)
        axis = self._optical_axis(look)
        iris, cover = self._iris_hit(ray, eye, axis, look, view.px_per_mm)
        colour = self._sclera(ray, eye)
        colour += (iris - colour) * cover
        glint_u, glint_v = self._glint(view, axis)
        away = (u - np.float32(glint_u)) ** 2 + (v - np.float32(glint_v)) ** 2
        colour += 170 * np.exp(away * (-0.5 / (0.75 * view.px_per_mm) ** 2))
        return colour

    def _optical_axis(self, look: Look) -> NDArray[np.float64]:
        identity, eyes = self._identity, self._identity.eyes
        index = 1 if self._side < 0 else 0
        is_still = identity.still_eye == ("right" if self._side < 0 else "left")
        azimuth_deg, elevation_deg = (0.0, 0.0) if is_still else (look.azimuth_deg, look.elevation_deg)
        azimuth_deg += identity.strabismus_deg if self._side > 0 else 0.0
        outward_deg = eyes.kappa_deg[index] - VERGENCE_DEG
        return direction(azimuth_deg - self._side * outward_deg, elevation_deg + eyes.kappa_up_deg[index])

    def _sclera(self, ray: tuple[Grid, Grid, Grid], eye: NDArray[np.float32]) -> Grid:
        squared = ray[0] ** 2 + ray[1] ** 2 + ray[2] ** 2
        along = ray[0] * eye[0] + ray[1] * eye[1] + ray[2] * eye[2]
        under = np.clip(along**2 - squared * (eye @ eye - EYEBALL_RADIUS_MM**2), 0, None)
        way = (-along - np.sqrt(under)) / squared
        x, y = eye[0] + way * ray[0], eye[1] + way * ray[1]
        round_off = 1 - 0.30 * np.minimum((x**2 + 0.6 * y**2) / EYEBALL_RADIUS_MM**2, 1.2)
        pink = 0.75 * smooth_step(-self._side * x, 11.2, 13.5) + 0.12 * smooth_step(np.abs(x), 6, 12)
        white = np.array([236, 230, 224], dtype=np.float32) * np.float32(self._identity.eyes.sclera)
        flesh = np.array([186, 120, 110], dtype=np.float32) * (0.6 + 0.4 * self._identity.colours.skin[0] / 250)
        clear = (1 - pink) * round_off
        return np.asarray(white[:, None, None] * clear + flesh[:, None, None].astype(np.float32) * pink)

    def _iris_hit(
        self,
        ray: tuple[Grid, Grid, Grid],
        eye: NDArray[np.float32],
        axis: NDArray[np.float64],
        look: Look,
        px_per_mm: float,
    ) -> tuple[Grid, Grid]:
        across = np.cross(axis, [0.0, 1.0, 0.0])
        across /= np.linalg.norm(across)
        up = np.cross(across, axis)
        toward, sideways, upward = (
            np.float32(e[0]) * ray[0] + np.float32(e[1]) * ray[1] + np.float32(e[2]) * ray[2]
            for e in (axis, across, up)
        )
        way = np.float32(self._forward_mm - eye @ axis) / toward
        s, t = np.float32(eye @ across) + way * sideways, np.float32(eye @ up) + way * upward
        radius = np.sqrt(s**2 + t**2)
        texels_per_mm = IRIS_TEXELS / 2 / (self._radius_mm + RIM_MM)
        map_s, map_t = (value * texels_per_mm + (IRIS_TEXELS - 1) / 2 for value in (s, t))
        soft = self._identity.eyes.limbus_mm + 0.2 / px_per_mm
        pupil_mm = self._identity.eyes.pupil_radius_mm * (1.35 - 0.35 * min(look.light, 1.2))
        pupil = 1 - smooth_step(radius, pupil_mm - soft, pupil_mm + soft)
        colour = np.stack(
            [cv2.remap(p, map_s, map_t, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) for p in self._iris]
        ).astype(np.float32)
        colour += (PUPIL_GREY - colour) * pupil
        return colour, 1 - smooth_step(radius, self._radius_mm - soft, self._radius_mm + soft)

    def _glint(self, view: View, axis: NDArray[np.float64]) -> NDArray[np.float64]:
        cornea = self.centre_mm + CORNEA_CENTRE_MM * axis
        to_camera = view.eye_mm - cornea
        halfway = to_camera / np.linalg.norm(to_camera) + view.turn.T @ LAMP
        halfway /= np.linalg.norm(halfway)
        return np.asarray(view.project((cornea + CORNEA_RADIUS_MM * halfway)[None])[0], dtype=np.float64)


def _paint_iris(identity: Identity) -> Grid:
    rng, radius_mm = np.random.default_rng(identity.seed + 1), identity.eyes.iris_radius_mm
    place = (
        (np.arange(IRIS_TEXELS, dtype=np.float32) - (IRIS_TEXELS - 1) / 2) / (IRIS_TEXELS / 2) * (radius_mm + RIM_MM)
    )
    s, t = np.meshgrid(place, place)
    radius, angle = np.hypot(s, t) / radius_mm, np.arctan2(t, s)
    fibres = cloud((IRIS_TEXELS, 1), rng, (1, 1))[:, 0]
    turns = ((angle / (2 * np.pi) + 0.5) * (IRIS_TEXELS - 1)).astype(int)
    bright = 1 + 0.10 * fibres[turns] * np.clip(radius, 0, 1) + 0.25 * np.exp(-(((radius - 0.45) / 0.12) ** 2))
    bright = bright * (1 - 0.5 * smooth_step(radius.astype(np.float32), 0.8, 1.0))
    colour = np.asarray(identity.colours.iris, dtype=np.float32)[:, None, None] * bright
    return np.asarray(colour, dtype=np.float32)
