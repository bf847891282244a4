"""EyeLook: three figures that tell whether an eye's picture looks like an eye, kept of a person's own open eyes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from gazetrainer.face import EyeCrop, FaceObservation
from gazetrainer.measuring.appearance import Appearance
from gazetrainer.measuring.eye_patch import grey_at, raw_contrast
from gazetrainer.measuring.landmarks import LEFT_EYE, RIGHT_EYE, EyeLandmarks

_DARKEST: Final = 1.0
_IRIS_SHARES: Final = (0.3, 0.6)
_WHITE_FROM: Final = 1.2
"""The white of the eye begins here, in radii of the iris, and is looked at over the nearer part of the way out."""
_WHITE_SHARE: Final = 0.6
_CORNER_HIDDEN: Final = 1.4
"""A corner nearer to the iris than this, in its radii, shows no white."""
_ANGLES: Final = np.linspace(0, 2 * np.pi, 12, endpoint=False)
_IN_IRIS: Final = np.concatenate(
    [share * np.column_stack([np.cos(_ANGLES), np.sin(_ANGLES)]) for share in _IRIS_SHARES]
)
_ALONG_WHITE: Final = np.linspace(0, _WHITE_SHARE, 9)[:, None]


class EyeLook(BaseModel):
    """One eye as it looks in a picture, or usually looks in a person's.

    contrast: spread of its grey levels over the brightness of the face. strangeness: what the population's eyes leave
    unexplained of its patch (its norm). iris_contrast: logarithm of the grey of the white over that of the iris.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    contrast: float = Field(ge=0)
    strangeness: float = Field(ge=0)
    iris_contrast: float


def eye_looks(
    face: FaceObservation, crop: EyeCrop, patches: NDArray[np.float64], appearance: Appearance
) -> tuple[EyeLook, EyeLook]:
    """How the left and the right eye look in one frame; `patches` (2, p) are the frame's eye patches."""
    left, right = patches
    return _look(face, crop, LEFT_EYE, left, appearance), _look(face, crop, RIGHT_EYE, right, appearance)


def usual_look(looks: Sequence[EyeLook]) -> EyeLook:
    """The median of several looks of one eye."""
    figures = np.median([(look.contrast, look.strangeness, look.iris_contrast) for look in looks], axis=0)
    contrast, strangeness, iris_contrast = (round(float(figure), 4) for figure in figures)
    return EyeLook(contrast=contrast, strangeness=strangeness, iris_contrast=iris_contrast)


def _look(
    face: FaceObservation, crop: EyeCrop, eye: EyeLandmarks, patch: NDArray[np.float64], appearance: Appearance
) -> EyeLook:
    away = patch - appearance.mean
    unexplained = away @ away - np.square(appearance.components @ away).sum()
    return EyeLook(
        contrast=raw_contrast(patch) / max(face.brightness, _DARKEST),
        strangeness=float(np.sqrt(max(unexplained, 0.0))),
        iris_contrast=_iris_contrast(face.landmarks_px[:, :2].astype(np.float64), crop, eye),
    )


def _iris_contrast(points_px: NDArray[np.float64], crop: EyeCrop, eye: EyeLandmarks) -> float:
    """Against the brighter of the whites on either side; 0 when the iris hides both."""
    a, b, c, d = points_px[list(eye.iris_ring)]
    centre, radius = points_px[eye.iris_centre], max(math.dist(a, c), math.dist(b, d)) / 2
    ways = [points_px[corner] - centre for corner in (eye.outer_corner, eye.inner_corner)]
    lengths = [math.hypot(*way) for way in ways]
    whites = [
        centre + way * (start + (1 - start) * _ALONG_WHITE)
        for way, length in zip(ways, lengths, strict=True)
        if length > _CORNER_HIDDEN * radius
        for start in (_WHITE_FROM * radius / length,)
    ]
    if not whites:
        return 0.0
    grey = grey_at(crop, np.concatenate([centre + radius * _IN_IRIS, *whites]))
    iris = float(np.median(grey[: len(_IN_IRIS)]))
    brightest = float(grey[len(_IN_IRIS) :].reshape(len(whites), -1).mean(axis=1).max())
    return math.log(max(brightest, _DARKEST) / max(iris, _DARKEST))
