"""Renderer: identity and pose -> picture, as an ordinary webcam above the screen would take it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.simulated.expression import AT_REST, Expression
from gazetrainer.adapters.simulated.eyeball import Look
from gazetrainer.adapters.simulated.eyes import Eye
from gazetrainer.adapters.simulated.glasses import draw_glasses
from gazetrainer.adapters.simulated.head import Head, View
from gazetrainer.adapters.simulated.identity import Identity
from gazetrainer.adapters.simulated.patch import draw_patch
from gazetrainer.adapters.simulated.pose import Pose, rotation
from gazetrainer.adapters.simulated.room import Backdrop

CAMERA_ABOVE_DEG = 8.0
"""The camera sits above the screen: whoever faces the screen's centre faces this far below the camera."""
EYES_BEHIND_MM = 12.0
"""Depth of the lids behind the origin of the head: `distance_mm` is measured to the eyes."""
NOISE_MARGIN_PX = 61


@dataclass(frozen=True, slots=True, kw_only=True)
class Optics:
    """How the camera spoils the picture.

    blur_px, noise_sd (grey levels at normal light), jpeg_quality (None: not compressed), exposed_share: how much of the
    time between two frames the shutter is open (0: no motion blur).
    """

    field_of_view_deg: float = 62.0
    blur_px: float = 0.6
    noise_sd: float = 2.5
    jpeg_quality: int | None = None
    exposed_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Neutral:
    """How the client holds the head when at rest, against straight; a pose is relative to it."""

    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0


class Renderer:
    """Draws one person; the same seed and the same sequence of poses give the same pictures."""

    def __init__(
        self,
        identity: Identity,
        *,
        width_px: int = 640,
        height_px: int = 480,
        field_of_view_deg: float = 62.0,
        seed: int = 0,
        neutral: Neutral = Neutral(),
        optics: Optics | None = None,
    ) -> None:
        self._identity = identity
        self._size_px = (width_px, height_px)
        self._optics = optics or Optics(field_of_view_deg=field_of_view_deg)
        self._focal_px = width_px / 2 / np.tan(np.radians(self._optics.field_of_view_deg / 2))
        self._neutral = rotation(neutral.yaw_deg, neutral.pitch_deg - CAMERA_ABOVE_DEG, neutral.roll_deg)
        self._heads = {AT_REST: Head(identity)}
        self._eyes = {side: Eye(identity, self._heads[AT_REST], side) for side in (-1, 1)}
        self._backdrop = Backdrop(identity, self._size_px, self._optics.blur_px)
        self._rng = np.random.default_rng(seed)
        self._brighter, self._darker = self._draw_noise()
        self._before: View | None = None

    def render(self, pose: Pose) -> NDArray[np.uint8]:
        """Picture (height, width, 3) RGB of a pose, not mirrored: the client's right is on the left."""
        if not pose.present:
            self._before = None
            return self._expose(self._backdrop.empty, pose.light)
        view = self._view(pose)
        picture = self._backdrop.behind(view).copy()
        self._draw_person(picture, view, pose)
        return self._expose(self._smear(picture, view), pose.light)

    def _view(self, pose: Pose) -> View:
        turn = self._neutral @ rotation(pose.head_yaw_deg, pose.head_pitch_deg, pose.head_roll_deg)
        to_eyes = turn @ np.array([0.0, 0.0, EYES_BEHIND_MM])
        place = np.array([-pose.x_mm, -pose.y_mm, pose.distance_mm]) - to_eyes
        return View(turn, place, float(self._focal_px), self._size_px)

    def _draw_person(self, picture: NDArray[np.uint8], view: View, pose: Pose) -> None:
        expression = Expression.of(pose)
        region = self._head_of(expression.coarse).draw(picture, view)
        if region is None:
            return
        for side, openness in ((-1, pose.openness_right), (1, pose.openness_left)):
            look = Look(pose.azimuth_deg, pose.elevation_deg, openness, pose.light, expression)
            self._eyes[side].draw(picture, view, look)
        if self._identity.glasses:
            draw_glasses(picture, view, self._identity)
        if self._identity.covered is not None:
            draw_patch(picture, view, self._identity)
        if self._optics.blur_px > 0:
            region[:] = cv2.GaussianBlur(region, (0, 0), self._optics.blur_px)

    def _head_of(self, expression: Expression) -> Head:
        if expression not in self._heads:
            self._heads[expression] = Head(expression.on(self._identity))
        return self._heads[expression]

    def _smear(self, picture: NDArray[np.uint8], view: View) -> NDArray[np.uint8]:
        before, self._before = self._before, view
        if before is None or self._optics.exposed_share <= 0:
            return picture
        face = np.array([[0.0, 30.0, 0.0]])
        travel = (view.project(face) - before.project(face))[0] * self._optics.exposed_share
        if np.hypot(*travel) < 0.5:
            return picture
        reach = int(np.ceil(np.abs(travel).max() / 2)) + 1
        kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
        for share in np.linspace(-0.5, 0.5, 4 * reach + 1):
            column, row = np.round(reach + share * travel).astype(int)
            kernel[row, column] += 1
        return np.asarray(cv2.filter2D(picture, -1, kernel / kernel.sum()), dtype=np.uint8)

    def _expose(self, picture: NDArray[np.uint8], light: float) -> NDArray[np.uint8]:
        if light != 1:
            levels = np.clip(np.arange(256) * light, 0, 255).astype(np.uint8)
            picture = np.asarray(cv2.LUT(picture, levels), dtype=np.uint8)
        if self._optics.noise_sd > 0:
            row, column = self._rng.integers(NOISE_MARGIN_PX, size=2)
            part = np.s_[row : row + self._size_px[1], column : column + self._size_px[0]]
            picture = np.asarray(cv2.subtract(cv2.add(picture, self._brighter[part]), self._darker[part]), np.uint8)
        elif picture is self._backdrop.empty:
            picture = picture.copy()
        return self._compress(picture)

    def _compress(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        if self._optics.jpeg_quality is None:
            return picture
        _, code = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, self._optics.jpeg_quality])
        return np.asarray(cv2.imdecode(code, cv2.IMREAD_UNCHANGED), dtype=np.uint8)

    def _draw_noise(self) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        width, height = self._size_px
        size = (height + NOISE_MARGIN_PX, width + NOISE_MARGIN_PX, 3)
        noise = np.round(self._rng.standard_normal(size, dtype=np.float32) * self._optics.noise_sd)
        brighter, darker = np.clip(noise, 0, 255), np.clip(-noise, 0, 255)
        return brighter.astype(np.uint8), darker.astype(np.uint8)
