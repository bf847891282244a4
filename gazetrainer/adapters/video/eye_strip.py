"""Eye strip: both eyes, upright and always as large, cut out of a picture; nothing else of it is kept."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.measuring.landmarks import LEFT_EYE, RIGHT_EYE

STRIP_SIZE_PX: Final = (320, 96)
_CORNERS_APART: Final = 0.75
"""Of the strip's width: the outer corners of the eyes, so that brows, cheeks and the nose below its bridge are not in
it. Face detectors look for those."""


def eye_strip(rgb: NDArray[np.uint8], seen: FaceObservation | NoFace) -> NDArray[np.uint8]:
    """Return the strip (96, 320, 3); black where no face was seen, and beyond the picture's edge."""
    width, height = STRIP_SIZE_PX
    black = np.zeros((height, width, 3), np.uint8)
    if isinstance(seen, NoFace):
        return black
    turning = _turning(seen)
    if turning is None:
        return black
    strip = cv2.warpAffine(rgb, turning, STRIP_SIZE_PX, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    return np.asarray(strip, np.uint8)


def _turning(seen: FaceObservation) -> NDArray[np.float64] | None:
    """The affine map (2, 3) from the picture to the strip; None when both eyes are at one place."""
    width, height = STRIP_SIZE_PX
    corners = seen.landmarks_px[[RIGHT_EYE.outer_corner, LEFT_EYE.outer_corner], :2].astype(float)
    across = corners[1] - corners[0]
    apart_px = float(np.hypot(*across))
    if not apart_px > 0:
        return None
    along, up = across / apart_px**2 * (_CORNERS_APART * width)
    turned = np.array([[along, up], [-up, along]])
    shift = np.array([width / 2, height / 2]) - turned @ corners.mean(axis=0)
    return np.column_stack([turned, shift])
