"""Poses rendered and tracked, and the few eye measures that the tests of the simulated client look at."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.face_model import packaged_models
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker, RunningMode
from gazetrainer.adapters.simulated import Identity, Pose, Renderer
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import Frame

RIGHT_EYE = (33, 133, 468, (160, 158), (144, 153))
LEFT_EYE = (263, 362, 473, (385, 387), (380, 373))


def face_model() -> Path:
    return next(iter(packaged_models()))


@cache
def renderer_of(identity: Identity, width_px: int) -> Renderer:
    return Renderer(identity, width_px=width_px, height_px=width_px * 3 // 4)


def looks(identity: Identity, poses: Iterable[Pose], *, width_px: int = 640) -> list[FaceObservation | NoFace]:
    """Every pose rendered and tracked on its own, without smoothing from picture to picture."""
    renderer = renderer_of(identity, width_px)
    with MediaPipeTracker(face_model(), running_mode=RunningMode.IMAGE) as tracker:
        return [tracker.observe(Frame(index, index / 30, renderer.render(pose))) for index, pose in enumerate(poses)]


def seen(identity: Identity, poses: Iterable[Pose], *, width_px: int = 640) -> list[FaceObservation]:
    return [look for look in looks(identity, poses, width_px=width_px) if isinstance(look, FaceObservation)]


def iris_offset(look: FaceObservation) -> NDArray[np.float64]:
    """Iris against the middle of the eye corners in eye widths, (right in the picture, down), mean of both eyes."""
    offsets = []
    for outer, inner, iris, _, _ in (RIGHT_EYE, LEFT_EYE):
        corners = look.landmarks_px[[outer, inner], :2].astype(float)
        width = np.linalg.norm(corners[0] - corners[1])
        offsets.append((look.landmarks_px[iris, :2] - corners.mean(axis=0)) / width)
    return np.mean(offsets, axis=0)


def aspect_ratios(look: FaceObservation) -> tuple[float, float]:
    """Lid opening over eye width, (right, left)."""
    ratios = []
    for outer, inner, _, upper, lower in (RIGHT_EYE, LEFT_EYE):
        width = np.linalg.norm(look.landmarks_px[outer, :2] - look.landmarks_px[inner, :2])
        heights = np.linalg.norm(look.landmarks_px[list(upper), :2] - look.landmarks_px[list(lower), :2], axis=1)
        ratios.append(float(heights.mean() / width))
    return ratios[0], ratios[1]


def lid_heights(look: FaceObservation) -> NDArray[np.float64]:
    """Heights of upper and lower lids above the middle of the corners in eye widths, (2, right and left)."""
    heights = []
    for outer, inner, _, upper, lower in (RIGHT_EYE, LEFT_EYE):
        corners = look.landmarks_px[[outer, inner], :2].astype(float)
        away = [corners[:, 1].mean() - look.landmarks_px[list(lid), 1].mean() for lid in (upper, lower)]
        heights.append(np.array(away) / np.linalg.norm(corners[0] - corners[1]))
    return np.array(heights).T


def head_turn_deg(first: FaceObservation, second: FaceObservation) -> float:
    """Angle between two head rotations."""
    turn = first.head_matrix[:3, :3].T @ second.head_matrix[:3, :3]
    scale = np.cbrt(np.linalg.det(turn))
    return float(np.degrees(np.arccos(np.clip((np.trace(turn / scale) - 1) / 2, -1, 1))))
