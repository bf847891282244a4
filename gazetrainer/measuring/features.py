"""Gaze features: what of a face observation tells where the eyes point, as one row in the person's own mesh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation
from gazetrainer.gaze import HeadPose
from gazetrainer.measuring.head import distance_mm
from gazetrainer.measuring.iris import iris_diameter_px
from gazetrainer.measuring.landmarks import (
    LEFT_EYE,
    LEFT_EYE_SHAPES,
    RIGHT_EYE,
    RIGHT_EYE_SHAPES,
)
from gazetrainer.measuring.limbus import LIMBUS_FEATURES
from gazetrainer.measuring.mesh import Landmarks

FEATURE_VERSION: Final = 7
"""Raised whenever a feature changes its meaning: profiles made with another version are refused."""

HEAD_FEATURES: Final = 3
_FEATURES_OF_AN_EYE: Final = 13
"""Iris, lids, iris against the corners, blendshapes; what is read off the picture comes on top."""
_SIDEWAYS: Final = (0, 5)
"""Which of an eye's features change their sign in a mirror: the iris to the right, and across the line of the corners.
Of what is read off the picture, so do the first figure of the patch and that of the limbus: the way to the right."""
_TOWARD_RIGHT, _TOWARD_LEFT = 9, 10
_CORNER_SCALE: Final = 30.0
"""Brings the iris against the corners, a share of the eye's width, to about the size of mesh units."""
_EYES: Final = (LEFT_EYE, RIGHT_EYE)
_IRISES: Final = [eye.iris_centre for eye in _EYES]
_OUTER: Final = [eye.outer_corner for eye in _EYES]
_INNER: Final = [eye.inner_corner for eye in _EYES]
_UPPER: Final = np.array([eye.upper_lid for eye in _EYES])
_LOWER: Final = np.array([eye.lower_lid for eye in _EYES])
_UP: Final = [LEFT_EYE_SHAPES.up, RIGHT_EYE_SHAPES.up]
_DOWN: Final = [LEFT_EYE_SHAPES.down, RIGHT_EYE_SHAPES.down]
_SHAPES: Final = np.array(
    [
        [eye.blink, eye.down, eye.up, eye.toward_right, eye.toward_left, eye.squint, eye.wide]
        for eye in (LEFT_EYE_SHAPES, RIGHT_EYE_SHAPES)
    ]
)


@dataclass(frozen=True, slots=True)
class Lids:
    """One frame's lids: opening of each eye as a share of its width, and how far both look down (blendshapes)."""

    opening_left: float
    opening_right: float
    looking_down: float


def gaze_features(
    laid: Landmarks, blendshapes: NDArray[np.float32], looks: NDArray[np.float64], head: HeadPose
) -> NDArray[np.float64]:
    """One row: the left eye's features, the right eye's, then the head's three angles against neutral.

    laid: (478, 3) landmarks on the person's own mesh. looks: (2, c), what was read off each eye's picture.
    """
    eyes = np.concatenate([_eye_features(laid, blendshapes), looks], axis=1)
    return np.concatenate([eyes.ravel(), (head.yaw_deg, head.pitch_deg, head.roll_deg)])


def columns_of(eyes: Eyes, feature_count: int) -> NDArray[np.intp]:
    """Which of the features belong to the eyes that are measured, and to the head."""
    per_eye = (feature_count - HEAD_FEATURES) // 2
    first, last = {Eyes.BOTH: (0, 2), Eyes.LEFT: (0, 1), Eyes.RIGHT: (1, 2)}[eyes]
    return np.concatenate([np.arange(first * per_eye, last * per_eye), head_columns(feature_count)])


def head_columns(feature_count: int) -> NDArray[np.intp]:
    """Which of the features tell the head's angles."""
    return np.arange(feature_count - HEAD_FEATURES, feature_count)


def mirrored(features: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows (n, k) of both eyes as of the same faces in a mirror: the eyes change places, and right is left."""
    looks = (features.shape[1] - HEAD_FEATURES) // 2 - _FEATURES_OF_AN_EYE
    eyes = features[:, :-HEAD_FEATURES].reshape(len(features), 2, -1)[:, ::-1].copy()
    eyes[:, :, [_TOWARD_RIGHT, _TOWARD_LEFT]] = eyes[:, :, [_TOWARD_LEFT, _TOWARD_RIGHT]]
    eyes[:, :, [*_SIDEWAYS, _FEATURES_OF_AN_EYE, _FEATURES_OF_AN_EYE + looks - LIMBUS_FEATURES]] *= -1
    head = features[:, -HEAD_FEATURES:] * (-1.0, 1.0, -1.0)
    return np.concatenate([eyes.reshape(len(features), -1), head], axis=1)


def feature_count(looks: int) -> int:
    """How many features a row has when so many numbers are read off each eye's picture."""
    return 2 * (_FEATURES_OF_AN_EYE + looks) + HEAD_FEATURES


def lids(observation: FaceObservation) -> Lids:
    """Lid opening and look-down of one frame."""
    return lids_of_many(observation.landmarks_px[None], observation.blendshapes[None])[0]


def lids_of_many(landmarks_px: NDArray[np.float32], blendshapes: NDArray[np.float32]) -> list[Lids]:
    """Lid opening and look-down of n frames by their landmarks (n, 478, 3) and blendshapes (n, 52)."""
    down = (blendshapes[:, _DOWN] - blendshapes[:, _UP]).astype(np.float64).mean(axis=1)
    openings = _lid_openings(landmarks_px.astype(np.float64))
    return [Lids(*each) for each in np.column_stack([openings, down]).tolist()]


def eye_distance_mm(faces: Sequence[FaceObservation], field_of_view_deg: float) -> float:
    """Distance from camera to eyes by the median iris of some faces in pictures of one size."""
    diameter_px = median(iris_diameter_px(face) for face in faces)
    return distance_mm(diameter_px, faces[0].image_size_px[0], field_of_view_deg)


def _eye_features(laid: Landmarks, blendshapes: NDArray[np.float32]) -> NDArray[np.float64]:
    """Features (2, 13) of the left and the right eye."""
    iris = laid[_IRISES, :2]
    heights = (laid[_UPPER, 1].sum(axis=1), laid[_LOWER, 1].sum(axis=1))
    lid_heights = np.stack(heights, axis=1) / _UPPER.shape[1]
    return np.concatenate([iris, lid_heights, _against_corners(laid, iris), blendshapes[_SHAPES]], axis=1)


def _against_corners(laid: Landmarks, iris: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each iris (2, 2) along and across the line between its eye's own corners."""
    outer, inner = laid[_OUTER, :2], laid[_INNER, :2]
    line, away = inner - outer, iris - (outer + inner) / 2
    along = (line * away).sum(axis=1)
    across = away[:, 1] * line[:, 0] - away[:, 0] * line[:, 1]
    return np.asarray(np.stack([along, across], axis=1) / np.square(line).sum(axis=1)[:, None] * _CORNER_SCALE)


def _lid_openings(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Openings (..., 2) of the left and the right eye in (..., 478, 3) landmarks, as shares of their widths."""
    apart = (points[..., _UPPER, :].sum(axis=-2) - points[..., _LOWER, :].sum(axis=-2)) / _UPPER.shape[1]
    width = points[..., _OUTER, :] - points[..., _INNER, :]
    return np.asarray(np.sqrt(np.square(apart).sum(axis=-1) / np.square(width).sum(axis=-1)))
