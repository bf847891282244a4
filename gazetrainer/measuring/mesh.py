"""The person's own mesh: their mean face shape, and how one frame's landmarks are laid on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.measuring.landmarks import CORNERS, LEFT_EYE, LIVELY, RIGHT_EYE, STABLE

Landmarks = NDArray[np.float64]
"""(478, 3) points: x to the client's right, y up, z toward the camera."""

OUTER_CORNER_DISTANCE: Final = 90.0
"""Size of a mesh: distance between the outer eye corners, about that of a face in mm."""
_STABLE: Final = np.array(STABLE)
_CORNERS: Final = np.array(CORNERS)
_LIVELY: Final = [np.array(part) for part in LIVELY]


@dataclass(frozen=True, slots=True, eq=False)
class Similarity:
    """scale * rotation @ point + shift; rotation is (3, 3), shift is (3,)."""

    scale: float
    rotation: NDArray[np.float64]
    shift: NDArray[np.float64]

    def apply(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Move (n, 3) points."""
        return self.scale * points @ self.rotation.T + self.shift


def client_axes(landmarks_px: NDArray[np.float32]) -> Landmarks:
    """Turn image axes (right, down, away) into the client's own (right, up, toward the camera)."""
    return -landmarks_px.astype(np.float64)


def similarity_between(source: NDArray[np.float64], target: NDArray[np.float64]) -> Similarity:
    """Least-squares similarity that lays (n, 3) source points on (n, 3) target points (Umeyama 1991)."""
    source_mean, target_mean = source.sum(axis=0) / len(source), target.sum(axis=0) / len(target)
    source_centred, target_centred = source - source_mean, target - target_mean
    u, singular, vt = np.linalg.svd(target_centred.T @ source_centred)
    flip = np.array([1.0, 1.0, np.sign(_determinant(u @ vt))])
    rotation = (u * flip) @ vt
    scale = float((singular * flip).sum() / (source_centred**2).sum())
    return Similarity(scale, rotation, target_mean - scale * rotation @ source_mean)


def similarity_to(mesh: Landmarks, landmarks: Landmarks) -> Similarity:
    """The similarity that lays the stable points of (478, 3) landmarks on the mesh's."""
    return similarity_between(landmarks[_STABLE], mesh[_STABLE])


def at_eye_level(laid: Similarity, mesh: Landmarks, landmarks: Landmarks) -> Similarity:
    """The same, moved up or down until the corners of the eyes are as high on average as the mesh's.

    Raised brows and cheeks move the landmarks that faces are laid by; the corners stay where the eyes are.
    """
    corners = laid.scale * landmarks[_CORNERS] @ laid.rotation[1] + laid.shift[1]
    too_low = float((mesh[_CORNERS, 1] - corners).sum()) / len(_CORNERS)
    return replace(laid, shift=laid.shift + np.array([0.0, too_low, 0.0]))


def misfit(laid: Similarity, mesh: Landmarks, landmarks: Landmarks) -> float:
    """How far the stable points of (478, 3) landmarks that were laid on a mesh lie from its own (root mean square)."""
    away = laid.apply(landmarks[_STABLE]) - mesh[_STABLE]
    return float(np.sqrt(np.square(away).sum() / len(_STABLE)))


def moved(level: Similarity, mesh: Landmarks, landmarks: Landmarks) -> float:
    """How far brows and corners of the mouth of (478, 3) landmarks, laid at eye level, are up or down from the mesh's.

    Root mean square over the four, in the mesh's units; what smiles, frowns and raised brows have in common.
    """
    away = [(level.apply(landmarks[part])[:, 1] - mesh[part, 1]).mean() for part in _LIVELY]
    return float(np.sqrt(np.square(away).sum() / len(_LIVELY)))


def mean_mesh(faces: list[Landmarks]) -> Landmarks:
    """Mean of many (478, 3) faces laid on each other; in the pose of the first, outer corners 90 apart."""
    mesh = _standard_size(faces[0])
    for _ in range(2):
        mesh = _standard_size(np.mean([similarity_to(mesh, face).apply(face) for face in faces], axis=0))
    return mesh


def _determinant(matrix: NDArray[np.float64]) -> float:
    """Of a (3, 3) matrix; a factorisation, as np.linalg.det makes one, takes ten times as long."""
    (a, b, c), (d, e, f), (g, h, i) = matrix.tolist()
    return float(a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g))


def _standard_size(face: Landmarks) -> Landmarks:
    centred = face - face[_STABLE].mean(axis=0)
    width = np.linalg.norm(face[LEFT_EYE.outer_corner] - face[RIGHT_EYE.outer_corner])
    return np.asarray(centred * (OUTER_CORNER_DISTANCE / width))
