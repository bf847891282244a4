"""Around the eyes: what the picture shows of the nose's bridge and of the light on either cheek."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.face import EyeCrop, FaceObservation
from gazetrainer.measuring.eye_patch import DARKEST, grey_at
from gazetrainer.measuring.landmarks import LEFT_EYE, NOSE_BRIDGE, RIGHT_EYE, EyeLandmarks
from gazetrainer.measuring.mesh import Landmarks, client_axes, similarity_to

_ACROSS_BRIDGE: Final = np.arange(-4.0, 4.5)
_DOWN_BRIDGE: Final = np.arange(14.0, -14.5, -1.0)
"""In units of the mesh, about mm, from the middle between the inner corners."""
_ACROSS_CHEEK: Final = np.arange(-12.0, 13.0, 4.0)
_DOWN_CHEEK: Final = np.array([-12.0, -14.0, -16.0, -18.0])
"""In units of the mesh from the middle of an eye: the skin below its lower lid."""
_LINE: Final = np.array([-0.25, -0.25, 0.5, 0.5, -0.25, -0.25])
"""Answers to a line two units thick, not to an edge or to a gradual change of light."""


@dataclass(frozen=True, slots=True, eq=False)
class AroundEyes:
    """One frame: grey levels down the nose's bridge (29,) over the face's brightness, and the light from one side.

    side_light: logarithm of the grey under the left eye over that under the right.
    """

    bridge: NDArray[np.float64]
    side_light: float


def around_eyes(face: FaceObservation, crop: EyeCrop, mesh: Landmarks) -> AroundEyes:
    """Look around the eyes of one frame, in the person's own mesh (478, 3)."""
    laid = similarity_to(mesh, client_axes(face.landmarks_px))
    points = np.concatenate([_bridge(mesh), _cheek(mesh, LEFT_EYE), _cheek(mesh, RIGHT_EYE)])
    in_frame = (points - laid.shift) @ laid.rotation / laid.scale
    grey = grey_at(crop, -in_frame[:, :2])
    size, cheek = _DOWN_BRIDGE.size * _ACROSS_BRIDGE.size, _DOWN_CHEEK.size * _ACROSS_CHEEK.size
    bridge = grey[:size].reshape(_DOWN_BRIDGE.size, _ACROSS_BRIDGE.size).mean(axis=1)
    left, right = (float(np.median(part)) for part in (grey[size : size + cheek], grey[size + cheek :]))
    side_light = math.log(max(left, DARKEST) / max(right, DARKEST))
    return AroundEyes(bridge / max(face.brightness, DARKEST), side_light)


def bridge_line(bridges: Sequence[NDArray[np.float64]]) -> float:
    """How clearly a line, as of glasses, crosses the nose's bridge, in the brightness of the face.

    The median over the frames comes first, so that noise does not add up to a line. Glasses are sought across the
    bridge as in Jiang et al. 2000: what else changes about the eyes, lids and lashes, is not there.
    """
    usual = np.median(np.array(bridges), axis=0)
    return float(np.abs(np.convolve(usual, _LINE, "valid")).max())


def _bridge(mesh: Landmarks) -> NDArray[np.float64]:
    middle = (mesh[LEFT_EYE.inner_corner] + mesh[RIGHT_EYE.inner_corner]) / 2
    x, y = np.meshgrid(middle[0] + _ACROSS_BRIDGE, middle[1] + _DOWN_BRIDGE)
    ridge = mesh[list(NOSE_BRIDGE)]
    ridge = ridge[np.argsort(ridge[:, 1])]
    return np.column_stack([x.ravel(), y.ravel(), np.interp(y.ravel(), ridge[:, 1], ridge[:, 2])])


def _cheek(mesh: Landmarks, eye: EyeLandmarks) -> NDArray[np.float64]:
    middle = (mesh[eye.outer_corner] + mesh[eye.inner_corner]) / 2
    x, y = np.meshgrid(middle[0] + _ACROSS_CHEEK, middle[1] + _DOWN_CHEEK)
    return np.column_stack([x.ravel(), y.ravel(), np.full(x.size, middle[2])])
