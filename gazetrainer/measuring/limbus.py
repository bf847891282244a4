"""Limbus: where the edge of the iris lies in the picture, beside where the landmarks put it.

Along rays to either side, where lids seldom reach, the edge is where the grey rises most; a circle through the edges,
drawn toward the landmarks' own, is finer than their grid (as in Daugman 1993, with rays instead of whole circles).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.face import EyeCrop, FaceObservation
from gazetrainer.measuring.eye_patch import grey_at
from gazetrainer.measuring.iris import iris_diameters_px
from gazetrainer.measuring.landmarks import LEFT_EYE, RIGHT_EYE
from gazetrainer.measuring.mesh import Similarity

LIMBUS_FEATURES: Final = 4
_PASSES: Final = 2
_RADIUS_SHARE: Final = 0.9
"""The landmarks' ring is drawn larger than the limbus."""
_SIDE: Final = np.radians(np.linspace(-50.0, 50.0, 9))
_RAYS: Final = np.column_stack([np.concatenate([np.cos(_SIDE), -np.cos(_SIDE)]), np.tile(np.sin(_SIDE), 2)])
_ALONG: Final = np.linspace(0.55, 1.45, 13)
"""Where the grey is read along a ray, in radii of the iris."""
_READ: Final = _RAYS[:, None] * _ALONG[:, None]
_APART: Final = 2
_EDGE: Final = (_ALONG[_APART:] + _ALONG[:-_APART]) / 2
_SHARPNESS: Final = 0.15
"""Rises lower than the steepest by more than this share of it count little for where the edge is."""
_FAINTEST_RISE: Final = 8.0
_LID_MARGIN: Final = 0.05
_CIRCLE: Final = np.column_stack([_RAYS, np.ones(len(_RAYS))])
_TOWARD_LANDMARKS: Final = np.diag([1.0, 3.0, 1.0])
"""In rays: how strongly the circle is drawn to the landmarks', more up and down, where only slanting edges tell."""
_EYES: Final = (LEFT_EYE, RIGHT_EYE)
_CENTRES: Final = [eye.iris_centre for eye in _EYES]
_UPPER: Final = np.array([eye.upper_lid for eye in _EYES])
_LOWER: Final = np.array([eye.lower_lid for eye in _EYES])


def limbus_features(face: FaceObservation, crop: EyeCrop, laid: Similarity) -> NDArray[np.float64]:
    """Four figures (2, 4) of the left and the right eye.

    Offset of the circle from the landmarks' iris in the mesh (to the client's right, up), by which share it is larger,
    and how far the edges lie from it (root mean square, in radii).
    """
    points = face.landmarks_px[:, :2].astype(np.float64)
    radius = _RADIUS_SHARE * float(iris_diameters_px(points).sum()) / 4
    lids = _middles(points, _UPPER), _middles(points, _LOWER)
    shift = np.zeros((2, 2))
    for _ in range(_PASSES):
        circle, unclear = _circles(lids, crop, points[_CENTRES] + shift * radius, radius)
        shift += circle[:, :2]
    # The client's axes are the image's with their signs turned round.
    offset = -laid.scale * radius * shift @ laid.rotation[:2, :2].T
    return np.concatenate([offset, circle[:, 2:], unclear[:, None]], axis=1)


def _circles(
    lids: tuple[NDArray[np.float64], NDArray[np.float64]], crop: EyeCrop, centres: NDArray[np.float64], radius: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Shift and growth (2, 3) of circles about (2, 2) centres, in radii, and the rest that they leave (2,)."""
    grey = grey_at(crop, centres[:, None, None] + radius * _READ)
    rise = np.maximum(grey[..., _APART:] - grey[..., :-_APART], 0.0)
    steepest = rise.max(axis=2)
    near = np.exp((rise - steepest[..., None]) / (_SHARPNESS * np.maximum(steepest, _FAINTEST_RISE))[..., None])
    away = (near @ _EDGE) / near.sum(axis=2) - 1.0
    weights = steepest * _between(*lids, centres[:, None] + radius * _RAYS)
    shares = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-6)
    weighted = shares[..., None] * len(_RAYS) * _CIRCLE
    turned = weighted.transpose(0, 2, 1)
    circles = np.linalg.solve(turned @ _CIRCLE + _TOWARD_LANDMARKS, turned @ away[..., None])[..., 0]
    left_over = away - circles @ _CIRCLE.T
    return circles, np.sqrt((shares * left_over**2).sum(axis=1))


def _middles(points: NDArray[np.float64], lids: NDArray[np.intp]) -> NDArray[np.float64]:
    return np.asarray(points[lids].sum(axis=1) / lids.shape[1])


def _between(upper: NDArray[np.float64], lower: NDArray[np.float64], places: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which places (2, n, 2) lie between the middles (2, 2) of their eye's lids."""
    down = lower - upper
    along = ((places - upper[:, None]) @ down[..., None])[..., 0]
    share = along / np.maximum((down**2).sum(axis=1, keepdims=True), 1e-6)
    return np.asarray((share > _LID_MARGIN) & (share < 1 - _LID_MARGIN))
