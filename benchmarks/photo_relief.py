"""A relief made of a photographed face: its texture, its depth, and where a moved head shows it in a camera's picture.

Places on the photograph are in mm of the face's plane, from the middle between the irises, x to the picture's right and
y down; depth z grows away from the camera.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.simulated import Pose

Floats = NDArray[np.float32]
MM_PER_PX: Final = 0.5
"""Of the enlarged photograph."""
OUTER_CORNERS_MM: Final = 90.0
PIVOT_MM: Final = np.array((0.0, 45.0, 85.0), np.float32)
"""What the head turns about: low and behind the eyes."""
_PHOTO_MM: Final = (-420.0, -220.0, 420.0, 420.0)
_HEAD_MIDDLE_MM: Final = (0.0, 5.0)
_HEAD_HALF_MM: Final = (112.0, 132.0)
_STILL_FROM: Final = 1.8
_NODE_PX: Final = 8
_STEPS: Final = 7
_DEPTH_STEP: Final = 8
_IRISES: Final = (468, 473)
_CORNERS: Final = (33, 263)


@dataclass(frozen=True, slots=True)
class Shape:
    """How this face differs from the photographed one: factors of its width, height and depth."""

    width: float = 1.0
    height: float = 1.0
    depth: float = 1.0


@dataclass(frozen=True, slots=True)
class Lens:
    """A pinhole camera and where the face sits before it: eyes this share of the height above the middle."""

    width_px: int = 640
    height_px: int = 480
    field_of_view_deg: float = 52.0
    eyes_above: float = 0.08

    @property
    def focal_px(self) -> float:
        """Focal length in pixels."""
        return float(self.width_px / 2 / np.tan(np.radians(self.field_of_view_deg / 2)))


@dataclass(frozen=True, slots=True, eq=False)
class Relief:
    """The enlarged upright photograph (h, w, 3), depth and weight (h, w, 2), and the landmarks (478, 3), all in mm.

    weight is 1 on the head, which moves, and 0 on what stands still.
    """

    photo: NDArray[np.uint8]
    depth_and_weight: Floats
    landmarks_mm: Floats

    def normals(self) -> Floats:
        """Sideways slope of the relief against the camera (h, w), -1..1; + faces the picture's right."""
        depth = cv2.GaussianBlur(self.depth_and_weight[..., 0], (0, 0), 5 / MM_PER_PX)
        slope = np.gradient(depth, axis=1) / MM_PER_PX
        return np.asarray(slope / np.sqrt(1 + slope**2), np.float32)


def relief_of(photo: NDArray[np.uint8], landmarks_px: Floats) -> Relief:
    """Enlarge and level a photograph, and give it the depth of its (478, 3) landmarks."""
    left_px, right_px = landmarks_px[list(_IRISES), :2]
    middle = (left_px + right_px) / 2
    corners = landmarks_px[_CORNERS[1]] - landmarks_px[_CORNERS[0]]
    mm_per_px = OUTER_CORNERS_MM / float(np.hypot(*corners[:2]))
    angle = np.arctan2(*(right_px - left_px)[::-1])
    turn = np.array(((np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))), np.float32)
    flat = (landmarks_px[:, :2] - middle) @ turn.T
    deep = landmarks_px[:, 2:] - landmarks_px[list(_IRISES), 2].mean()
    landmarks_mm = np.hstack([flat, deep]).astype(np.float32) * mm_per_px
    left, top, right, bottom = _PHOTO_MM
    scale = mm_per_px / MM_PER_PX
    shift = -scale * turn @ middle - np.array((left, top)) / MM_PER_PX
    matrix = np.hstack([scale * turn, shift[:, None]]).astype(np.float32)
    size = (round((right - left) / MM_PER_PX), round((bottom - top) / MM_PER_PX))
    enlarged = cv2.warpAffine(photo, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Relief(np.asarray(enlarged, np.uint8), _depth_and_weight(landmarks_mm, size), landmarks_mm)


def _depth_and_weight(landmarks_mm: Floats, size: tuple[int, int]) -> Floats:
    width, height = (side // _DEPTH_STEP for side in size)
    step_mm = MM_PER_PX * _DEPTH_STEP
    x = _PHOTO_MM[0] + step_mm * (np.arange(width) + 0.5)
    y = _PHOTO_MM[1] + step_mm * (np.arange(height) + 0.5)
    places = np.stack(np.meshgrid(x, y), axis=-1).astype(np.float32).reshape(-1, 2)
    known = landmarks_mm[:468]
    flat = known[:, :2]
    away = (places**2).sum(axis=1)[:, None] + (flat**2).sum(axis=1) - 2 * places @ flat.T
    near = 1 / (np.maximum(away, 0) + np.float32(3.0**2)) ** 2
    depth = (near @ known[:, 2]) / near.sum(axis=1)
    middle, half = (np.array(each, np.float32) for each in (_HEAD_MIDDLE_MM, _HEAD_HALF_MM))
    share = np.clip((_STILL_FROM - np.hypot(*((places - middle) / half).T)) / (_STILL_FROM - 1), 0, 1)
    weight = share**2 * (3 - 2 * share)
    fields = np.stack([depth, weight], axis=-1).astype(np.float32).reshape(height, width, 2)
    return np.asarray(cv2.resize(fields, size, interpolation=cv2.INTER_CUBIC), np.float32)


def rotation(yaw_deg: float, pitch_deg: float, roll_deg: float) -> Floats:
    """Rotation (3, 3) in picture axes: + yaw to the client's right, + pitch up, + roll to the right shoulder."""
    yaw, pitch, roll = np.radians((yaw_deg, pitch_deg, roll_deg))
    about_y = ((np.cos(yaw), 0, np.sin(yaw)), (0, 1, 0), (-np.sin(yaw), 0, np.cos(yaw)))
    about_x = ((1, 0, 0), (0, np.cos(pitch), np.sin(pitch)), (0, -np.sin(pitch), np.cos(pitch)))
    about_z = ((np.cos(roll), np.sin(roll), 0), (-np.sin(roll), np.cos(roll), 0), (0, 0, 1))
    return np.asarray(np.array(about_y) @ about_x @ about_z, np.float32)


class View:
    """One pose of the head before one camera: from picture to photograph, and rays in the head's own axes."""

    def __init__(self, relief: Relief, shape: Shape, lens: Lens, pose: Pose, neutral_deg: tuple[float, ...]) -> None:
        self._relief, self._lens, self._shape = relief, lens, shape
        turned = (pose.head_yaw_deg, pose.head_pitch_deg, pose.head_roll_deg)
        self.turn = rotation(*(angle + own for angle, own in zip(turned, neutral_deg, strict=True)))
        self._still = np.array((0, -lens.eyes_above * lens.height_px * 600 / lens.focal_px, 600), np.float32)
        self._still[1:] *= pose.distance_mm / 600
        self._moved = self._still + np.array((-pose.x_mm, -pose.y_mm, 0), np.float32) + PIVOT_MM
        self.mm_per_px = pose.distance_mm / lens.focal_px

    def picture_of(self, head_mm: Floats) -> Floats:
        """Where in the picture (n, 2) places (n, 3) in the head's axes are seen."""
        return self._project((head_mm - PIVOT_MM) @ self.turn.T + self._moved)

    def rays(self, places_px: Floats) -> tuple[Floats, Floats]:
        """Origin (3,) and directions (..., 3) of the rays through places (..., 2) of the picture, in head axes."""
        directions = np.concatenate([(places_px - self._middle()) / self._lens.focal_px, _ones(places_px)], axis=-1)
        return PIVOT_MM - self._moved @ self.turn, np.asarray(directions @ self.turn, np.float32)

    def whole_map(self) -> Floats:
        """For every pixel (h, w, 2) the place of the photograph in mm that it shows."""
        width, height = self._lens.width_px, self._lens.height_px
        x, y = ((np.arange(side // _NODE_PX) + 0.5) * _NODE_PX - 0.5 for side in (width, height))
        nodes = self.places_shown(np.stack(np.meshgrid(x, y), axis=-1).astype(np.float32))
        return np.asarray(cv2.resize(nodes, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)

    def places_shown(self, places_px: Floats) -> Floats:
        """The places of the photograph in mm (h, w, 2) seen at places (h, w, 2) of the picture."""
        step = self._still[2] / self._lens.focal_px
        places = (places_px - self._middle()) * step - self._still[:2]
        for _ in range(_STEPS):
            places = places - (self._seen_at(places) - places_px) * step
        return np.asarray(places, np.float32)

    def _seen_at(self, places: Floats) -> Floats:
        fields = sampled(self._relief.depth_and_weight, places)
        size = np.array((self._shape.width, self._shape.height, self._shape.depth), np.float32)
        surface = np.concatenate([places, fields[..., :1]], axis=-1) * size
        still = surface + self._still
        moved = (surface - PIVOT_MM) @ self.turn.T + self._moved
        return self._project(still + fields[..., 1:] * (moved - still))

    def _project(self, camera_mm: Floats) -> Floats:
        seen = camera_mm[..., :2] / camera_mm[..., 2:] * self._lens.focal_px + self._middle()
        return np.asarray(seen, np.float32)

    def _middle(self) -> Floats:
        return np.array((self._lens.width_px - 1, self._lens.height_px - 1), np.float32) / 2


def sampled(field: NDArray[np.generic], places_mm: Floats) -> Floats:
    """What a field over the photograph (h, w, n) holds at places (..., 2) in mm; its edge goes on for ever."""
    at = (places_mm - np.array(_PHOTO_MM[:2], np.float32)) / np.float32(MM_PER_PX) - np.float32(0.5)
    x, y = np.ascontiguousarray(at[..., 0]), np.ascontiguousarray(at[..., 1])
    found = cv2.remap(field, x, y, interpolation=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, np.float32)


def _ones(places: Floats) -> Floats:
    return np.ones_like(places[..., :1])
