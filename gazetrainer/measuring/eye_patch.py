"""Eye patches: each eye's small grey picture, cut out at its place in the person's own mesh and contrast-normalised."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.face import EyeCrop
from gazetrainer.measuring.landmarks import LEFT_EYE, RIGHT_EYE
from gazetrainer.measuring.mesh import Landmarks, Similarity

PATCH_WIDTH: Final = 36
PATCH_HEIGHT: Final = 20
PATCH_WIDTH_IN_MESH: Final = 34.0
"""Width of a patch where the outer eye corners are 90 apart: an eye with its lids and a margin."""
_FAINTEST_CONTRAST: Final = 0.085
"""Added to a patch's own contrast, as a share of the brightness of the face: noise in a flat patch is not blown up, and
in other light a patch is the same."""
DARKEST: Final = 1.0
"""A grey level to divide by where a picture is black."""

_STEP: Final = PATCH_WIDTH_IN_MESH / PATCH_WIDTH
_COLUMN, _ROW = np.meshgrid(
    (np.arange(PATCH_WIDTH) + 0.5) * _STEP - PATCH_WIDTH_IN_MESH / 2,
    (np.arange(PATCH_HEIGHT) + 0.5) * _STEP - PATCH_HEIGHT * _STEP / 2,
)
_PLACES: Final = np.array([[inward * _COLUMN.ravel(), -_ROW.ravel()] for inward in (1.0, -1.0)]).transpose(0, 2, 1)
"""Places (2, 720, 2) in the mesh from the middle of the left and the right eye: to the client's right, which is toward
the nose for the left eye, and up."""
_CORNERS: Final = np.array([[eye.outer_corner, eye.inner_corner] for eye in (LEFT_EYE, RIGHT_EYE)])


def eye_patches(crop: EyeCrop, laid: Similarity, mesh: Landmarks, brightness: float) -> NDArray[np.float64]:
    """Patches (2, 20 * 36), left then right eye; rows from above, columns from the outer corner inward in both.

    `laid` puts the frame's landmarks on the mesh. `brightness`: mean grey level of the face.
    """
    middles = (mesh[_CORNERS[:, 0]] + mesh[_CORNERS[:, 1]]) / 2
    into_frame = laid.rotation[:, :2] / laid.scale
    # The client's axes are the image's with their signs turned round.
    in_picture = -((middles - laid.shift) @ into_frame)[:, None] - _PLACES @ into_frame[:2]
    grey = grey_at(crop, in_picture)
    away = grey - grey.sum(axis=1, keepdims=True) / grey.shape[1]
    return np.asarray(away / (_spread(away)[:, None] + _FAINTEST_CONTRAST * max(brightness, DARKEST)))


def relative_contrasts(patches: NDArray[np.float64]) -> NDArray[np.float64]:
    """Standard deviations (2,) of the grey levels that patches (2, p) were made of, over the brightness of the face."""
    share = _spread(patches).clip(max=0.999)
    return np.asarray(_FAINTEST_CONTRAST * share / (1 - share))


def grey_at(crop: EyeCrop, points_px: NDArray[np.float64]) -> NDArray[np.float64]:
    """Grey values (...) at places (..., 2) of the picture that the crop was taken from."""
    x = (points_px[..., 0] - crop.left_px) / crop.step_px
    y = (points_px[..., 1] - crop.top_px) / crop.step_px
    return _bilinear(crop.grey, x, y)


def _spread(away: NDArray[np.float64]) -> NDArray[np.float64]:
    """Standard deviation (2,) of rows whose mean is 0."""
    return np.asarray(np.sqrt(np.square(away).sum(axis=1) / away.shape[1]))


def _bilinear(grey: NDArray[np.uint8], x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Grey values at fractional places; places outside take the nearest edge."""
    height, width = grey.shape
    x, y = _within(x, width), _within(y, height)
    column, row = x.astype(np.intp), y.astype(np.intp)
    right, down = x - column, y - row
    # One number for row and column is looked up several times faster than a pair of them.
    levels, place = grey.ravel(), row * width + column
    upper = levels.take(place) * (1 - right) + levels.take(place + 1) * right
    lower = levels.take(place + width) * (1 - right) + levels.take(place + width + 1) * right
    return np.asarray(upper * (1 - down) + lower * down)


def _within(place: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    return np.minimum(np.maximum(place, 0.0), size - 1.001)
