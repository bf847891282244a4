"""Yardsticks: the plain methods that the program's own engine is measured against, on the same faces."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.face import FaceObservation
from gazetrainer.measuring.landmarks import LEFT_EYE, LEFT_EYE_SHAPES, RIGHT_EYE, RIGHT_EYE_SHAPES
from gazetrainer.measuring.mesh import Landmarks, client_axes, similarity_to

Features = Callable[[FaceObservation, Landmarks], NDArray[np.float64]]
_EYES: Final = ((LEFT_EYE, LEFT_EYE_SHAPES), (RIGHT_EYE, RIGHT_EYE_SHAPES))


def iris_against_corners(face: FaceObservation, _mesh: Landmarks) -> NDArray[np.float64]:
    """Method a: iris centre against the middle of the eye's own corners, over the eye's width; 4 features."""
    points, features = client_axes(face.landmarks_px), []
    for eye, _ in _EYES:
        outer, inner = points[eye.outer_corner, :2], points[eye.inner_corner, :2]
        features.append((points[eye.iris_centre, :2] - (outer + inner) / 2) / np.linalg.norm(outer - inner))
    return np.concatenate(features)


def eye_look(face: FaceObservation) -> NDArray[np.float64]:
    """The four eyeLook differences of the blendshapes."""
    shapes = face.blendshapes
    pairs = [(shapes[s.toward_right] - shapes[s.toward_left], shapes[s.up] - shapes[s.down]) for _, s in _EYES]
    return np.array(pairs, dtype=np.float64).ravel()


def corners_and_look(face: FaceObservation, mesh: Landmarks) -> NDArray[np.float64]:
    """Method b: a and the eyeLook differences; 8 features."""
    return np.concatenate([iris_against_corners(face, mesh), eye_look(face)])


def own_mesh_and_look(face: FaceObservation, mesh: Landmarks) -> NDArray[np.float64]:
    """Method c: iris in the person's own aligned mesh and the eyeLook differences; 8 features."""
    points = client_axes(face.landmarks_px)
    laid = similarity_to(mesh, points).apply(points)
    return np.concatenate([laid[LEFT_EYE.iris_centre, :2], laid[RIGHT_EYE.iris_centre, :2], eye_look(face)])


BASELINES: Final[dict[str, Features]] = {
    "a. iris against corners, ridge": iris_against_corners,
    "b. a + eyeLook, ridge": corners_and_look,
    "c. iris in own mesh + eyeLook, ridge": own_mesh_and_look,
}
