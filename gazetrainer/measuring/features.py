"""Gaze features: what of a face observation tells where the eyes point, as one row in the person's own mesh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation
from gazetrainer.gaze import HeadPose
from gazetrainer.measuring.head import distance_mm
from gazetrainer.measuring.landmarks import (
    LEFT_EYE,
    LEFT_EYE_SHAPES,
    RIGHT_EYE,
    RIGHT_EYE_SHAPES,
    EyeBlendshapes,
    EyeLandmarks,
)
from gazetrainer.measuring.mesh import Landmarks

FEATURE_VERSION: Final = 4
"""Raised whenever a feature changes its meaning: profiles made with another version are refused."""

HEAD_FEATURES: Final = 3
_FEATURES_OF_AN_EYE: Final = 13
"""Iris, lids, iris against the corners, blendshapes; what is read off the picture comes on top."""
_CORNER_SCALE: Final = 30.0
"""Brings the iris against the corners, a share of the eye's width, to about the size of mesh units."""


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
    return np.concatenate(
        [
            _eye_features(laid, LEFT_EYE, blendshapes, LEFT_EYE_SHAPES),
            looks[0],
            _eye_features(laid, RIGHT_EYE, blendshapes, RIGHT_EYE_SHAPES),
            looks[1],
            (head.yaw_deg, head.pitch_deg, head.roll_deg),
        ]
    )


def columns_of(eyes: Eyes, feature_count: int) -> NDArray[np.intp]:
    """Which of the features belong to the eyes that are measured, and to the head."""
    per_eye = (feature_count - HEAD_FEATURES) // 2
    first, last = {Eyes.BOTH: (0, 2), Eyes.LEFT: (0, 1), Eyes.RIGHT: (1, 2)}[eyes]
    head = np.arange(2 * per_eye, feature_count)
    return np.concatenate([np.arange(first * per_eye, last * per_eye), head])


def feature_count(looks: int) -> int:
    """How many features a row has when so many numbers are read off each eye's picture."""
    return 2 * (_FEATURES_OF_AN_EYE + looks) + HEAD_FEATURES


def lids(observation: FaceObservation) -> Lids:
    """Lid opening and look-down of one frame."""
    shapes = observation.blendshapes
    down = [float(shapes[eye.down] - shapes[eye.up]) for eye in (LEFT_EYE_SHAPES, RIGHT_EYE_SHAPES)]
    return Lids(
        _opening(observation.landmarks_px, LEFT_EYE),
        _opening(observation.landmarks_px, RIGHT_EYE),
        sum(down) / 2,
    )


def iris_diameter_px(observation: FaceObservation) -> float:
    """Mean apparent diameter of both irises: the longest axis of each ring, which turning the eye leaves alone."""
    return float(np.mean([_ring_diameter(observation.landmarks_px, eye) for eye in (LEFT_EYE, RIGHT_EYE)]))


def eye_distance_mm(faces: Sequence[FaceObservation], field_of_view_deg: float) -> float:
    """Distance from camera to eyes by the median iris of some faces in pictures of one size."""
    diameter_px = float(np.median([iris_diameter_px(face) for face in faces]))
    return distance_mm(diameter_px, faces[0].image_size_px[0], field_of_view_deg)


def _eye_features(
    laid: Landmarks, eye: EyeLandmarks, shapes: NDArray[np.float32], names: EyeBlendshapes
) -> NDArray[np.float64]:
    iris = laid[eye.iris_centre, :2]
    lid_heights = laid[list(eye.upper_lid), 1].mean(), laid[list(eye.lower_lid), 1].mean()
    blendshapes = shapes[
        [names.blink, names.down, names.up, names.toward_right, names.toward_left, names.squint, names.wide]
    ]
    return np.concatenate([iris, lid_heights, _against_corners(laid, eye), blendshapes])


def _against_corners(laid: Landmarks, eye: EyeLandmarks) -> NDArray[np.float64]:
    """Iris along and across the line between the eye's own corners."""
    outer, inner = laid[eye.outer_corner, :2], laid[eye.inner_corner, :2]
    line, iris = inner - outer, laid[eye.iris_centre, :2] - (outer + inner) / 2
    across = iris[1] * line[0] - iris[0] * line[1]
    return np.asarray(np.array([iris @ line, across]) / (line @ line) * _CORNER_SCALE)


def _opening(landmarks_px: NDArray[np.float32], eye: EyeLandmarks) -> float:
    upper = landmarks_px[list(eye.upper_lid)].mean(axis=0)
    lower = landmarks_px[list(eye.lower_lid)].mean(axis=0)
    width = np.linalg.norm(landmarks_px[eye.outer_corner] - landmarks_px[eye.inner_corner])
    return float(np.linalg.norm(upper - lower) / width)


def _ring_diameter(landmarks_px: NDArray[np.float32], eye: EyeLandmarks) -> float:
    a, b, c, d = (landmarks_px[i, :2] for i in eye.iris_ring)
    return float(max(np.linalg.norm(a - c), np.linalg.norm(b - d)))
