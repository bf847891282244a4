"""Eye patches: each eye's small grey picture, cut out at its place in the person's own mesh and contrast-normalised."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.face import EyeCrop
from gazetrainer.measuring.landmarks import LEFT_EYE, RIGHT_EYE, EyeLandmarks
from gazetrainer.measuring.mesh import Landmarks, Similarity

PATCH_WIDTH: Final = 36
PATCH_HEIGHT: Final = 20
PATCH_WIDTH_IN_MESH: Final = 34.0
"""Width of a patch where the outer eye corners are 90 apart: an eye with its lids and a margin."""
_FAINTEST_CONTRAST: Final = 8.0
"""Grey levels added to a patch's own contrast, so that noise in a flat patch is not blown up."""

_STEP: Final = PATCH_WIDTH_IN_MESH / PATCH_WIDTH
_COLUMN, _ROW = np.meshgrid(
    (np.arange(PATCH_WIDTH) + 0.5) * _STEP - PATCH_WIDTH_IN_MESH / 2,
    (np.arange(PATCH_HEIGHT) + 0.5) * _STEP - PATCH_HEIGHT * _STEP / 2,
)


def eye_patches(crop: EyeCrop, laid: Similarity, mesh: Landmarks) -> NDArray[np.float64]:
    """Patches (2, 20 * 36), left then right eye; rows from above, columns from the outer corner inward in both.

    `laid` puts the frame's landmarks on the mesh.
    """
    left = _sampled(crop, laid, _grid(mesh, LEFT_EYE, inward=1.0))
    right = _sampled(crop, laid, _grid(mesh, RIGHT_EYE, inward=-1.0))
    return np.array([left, right])


def raw_contrast(patch: NDArray[np.float64]) -> float:
    """Standard deviation of the grey levels that a patch had before it was normalised."""
    share = min(float(patch.std()), 0.999)
    return _FAINTEST_CONTRAST * share / (1 - share)


def grey_at(crop: EyeCrop, points_px: NDArray[np.float64]) -> NDArray[np.float64]:
    """Grey values (n,) at places (n, 2) of the picture that the crop was taken from."""
    x, y = (points_px - (crop.left_px, crop.top_px)).T / crop.step_px
    return _bilinear(crop.grey, x, y)


def _grid(mesh: Landmarks, eye: EyeLandmarks, *, inward: float) -> NDArray[np.float64]:
    """Mesh points (720, 3) of a patch; `inward` is the sign of the mesh's x, to the client's right, toward the nose."""
    middle = (mesh[eye.outer_corner] + mesh[eye.inner_corner]) / 2
    x, y = middle[0] + inward * _COLUMN.ravel(), middle[1] - _ROW.ravel()
    return np.column_stack([x, y, np.full(x.size, middle[2])])


def _sampled(crop: EyeCrop, laid: Similarity, points: NDArray[np.float64]) -> NDArray[np.float64]:
    in_frame = (points - laid.shift) @ laid.rotation / laid.scale
    # The client's axes are the image's with their signs turned round.
    grey = grey_at(crop, -in_frame[:, :2])
    return np.asarray((grey - grey.mean()) / (grey.std() + _FAINTEST_CONTRAST))


def _bilinear(grey: NDArray[np.uint8], x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Grey values at fractional places; places outside take the nearest edge."""
    height, width = grey.shape
    x, y = np.clip(x, 0, width - 1.001), np.clip(y, 0, height - 1.001)
    column, row = x.astype(np.intp), y.astype(np.intp)
    right, down = x - column, y - row
    upper = grey[row, column] * (1 - right) + grey[row, column + 1] * right
    lower = grey[row + 1, column] * (1 - right) + grey[row + 1, column + 1] * right
    return np.asarray(upper * (1 - down) + lower * down)
