"""Gaze features: what of a face observation tells where the eyes point, as one vector in the person's own mesh."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.face import FaceObservation
from gazetrainer.landmarks import (
    LEFT_EYE,
    LEFT_EYE_SHAPES,
    RIGHT_EYE,
    RIGHT_EYE_SHAPES,
    EyeBlendshapes,
    EyeLandmarks,
)
from gazetrainer.mesh import Landmarks, client_axes, lay_on

FEATURE_VERSION: Final = 1
"""Raised whenever a feature changes its meaning: profiles made with another version are refused."""

FEATURES_PER_EYE: Final = 4
"""Iris to the right, iris up (mesh units), looking right, looking up (blendshape differences)."""


class Eyes(StrEnum):
    """Which eye is measured."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Lids:
    """One frame's lids: opening of each eye as a share of its width, and how far both look down (blendshapes)."""

    opening_left: float
    opening_right: float
    looking_down: float


def gaze_features(observation: FaceObservation, mesh: Landmarks) -> NDArray[np.float64]:
    """Features (8,): the left eye's four, then the right eye's four."""
    laid = lay_on(mesh, client_axes(observation.landmarks_px))
    shapes = observation.blendshapes
    left = _eye_features(laid, LEFT_EYE, shapes, LEFT_EYE_SHAPES)
    right = _eye_features(laid, RIGHT_EYE, shapes, RIGHT_EYE_SHAPES)
    return np.concatenate([left, right])


def columns_of(eyes: Eyes) -> slice:
    """Which of the features belong to the eyes that are measured."""
    if eyes is Eyes.LEFT:
        return slice(0, FEATURES_PER_EYE)
    if eyes is Eyes.RIGHT:
        return slice(FEATURES_PER_EYE, 2 * FEATURES_PER_EYE)
    return slice(0, 2 * FEATURES_PER_EYE)


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


def _eye_features(
    laid: Landmarks, eye: EyeLandmarks, shapes: NDArray[np.float32], names: EyeBlendshapes
) -> NDArray[np.float64]:
    iris = laid[eye.iris_centre]
    right = shapes[names.toward_right] - shapes[names.toward_left]
    up = shapes[names.up] - shapes[names.down]
    return np.array([iris[0], iris[1], right, up], dtype=np.float64)


def _opening(landmarks_px: NDArray[np.float32], eye: EyeLandmarks) -> float:
    upper = landmarks_px[list(eye.upper_lid)].mean(axis=0)
    lower = landmarks_px[list(eye.lower_lid)].mean(axis=0)
    width = np.linalg.norm(landmarks_px[eye.outer_corner] - landmarks_px[eye.inner_corner])
    return float(np.linalg.norm(upper - lower) / width)


def _ring_diameter(landmarks_px: NDArray[np.float32], eye: EyeLandmarks) -> float:
    a, b, c, d = (landmarks_px[i, :2] for i in eye.iris_ring)
    return float(max(np.linalg.norm(a - c), np.linalg.norm(b - d)))
