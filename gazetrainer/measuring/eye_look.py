"""EyeLook: three figures that tell whether an eye's picture looks like an eye, kept of a person's own open eyes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from gazetrainer.face import EyeCrop, FaceObservation
from gazetrainer.measuring.eye_patch import DARKEST, grey_at, relative_contrasts
from gazetrainer.measuring.iris import iris_diameters_px
from gazetrainer.measuring.landmarks import LEFT_EYE, RIGHT_EYE

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
_MIDDLE: Final = slice(len(_IN_IRIS) // 2 - 1, len(_IN_IRIS) // 2 + 1)
_ALONG_WHITE: Final = np.linspace(0, _WHITE_SHARE, 9)
_SHORTEST: Final = 1e-6
_EYES: Final = (LEFT_EYE, RIGHT_EYE)
_CENTRES: Final = [eye.iris_centre for eye in _EYES]
_CORNERS: Final = np.array([[eye.outer_corner, eye.inner_corner] for eye in _EYES])


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
    face: FaceObservation, crop: EyeCrop, patches: NDArray[np.float64], strangeness: NDArray[np.float64]
) -> tuple[EyeLook, EyeLook]:
    """How the left and the right eye look in one frame; of its eye patches (2, p), and what is strange in them (2,)."""
    contrasts = relative_contrasts(patches)
    irises = _iris_contrasts(face.landmarks_px[:, :2].astype(np.float64), crop)
    left, right = zip(contrasts.tolist(), strangeness.tolist(), irises.tolist(), strict=True)
    return _look(*left), _look(*right)


def usual_look(looks: Sequence[EyeLook]) -> EyeLook:
    """The median of several looks of one eye."""
    figures = np.median([(look.contrast, look.strangeness, look.iris_contrast) for look in looks], axis=0)
    contrast, strangeness, iris_contrast = (round(float(figure), 4) for figure in figures)
    return EyeLook(contrast=contrast, strangeness=strangeness, iris_contrast=iris_contrast)


def _look(contrast: float, strangeness: float, iris_contrast: float) -> EyeLook:
    return EyeLook(contrast=contrast, strangeness=strangeness, iris_contrast=iris_contrast)


def _iris_contrasts(points_px: NDArray[np.float64], crop: EyeCrop) -> NDArray[np.float64]:
    """Of both eyes (2,), against the brighter of the whites on either side; 0 where the iris hides both."""
    centres, radii = points_px[_CENTRES][:, None], iris_diameters_px(points_px)[:, None] / 2
    ways = points_px[_CORNERS] - centres
    lengths = np.maximum(np.hypot(ways[..., 0], ways[..., 1]), _SHORTEST)
    starts = (_WHITE_FROM * radii / lengths)[..., None]
    along = starts + (1 - starts) * _ALONG_WHITE
    whites = centres[:, :, None] + ways[:, :, None] * along[..., None]
    irises = centres + radii[..., None] * _IN_IRIS
    grey = grey_at(crop, np.concatenate([irises, whites.reshape(2, -1, 2)], axis=1))
    # The median of an even number of places; np.median takes several times as long over so few.
    iris = np.sort(grey[:, : len(_IN_IRIS)], axis=1)[:, _MIDDLE].sum(axis=1) / 2
    white = grey[:, len(_IN_IRIS) :].reshape(along.shape).sum(axis=2) / len(_ALONG_WHITE)
    seen = lengths > _CORNER_HIDDEN * radii
    brightest = np.where(seen, white, 0.0).max(axis=1)
    contrast = np.log(np.maximum(brightest, DARKEST) / np.maximum(iris, DARKEST))
    return np.where(seen.any(axis=1), contrast, 0.0)
