"""Which of MediaPipe's 478 landmarks and 52 blendshapes mean what; left and right are the client's own.

Source: MediaPipe's face mesh connections (face_landmarker.FaceLandmarksConnections) and blendshape order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class EyeLandmarks:
    """One eye: iris centre and ring, corners, and the middles of the lid margins."""

    iris_centre: int
    iris_ring: tuple[int, int, int, int]
    outer_corner: int
    inner_corner: int
    upper_lid: tuple[int, int, int]
    lower_lid: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class EyeBlendshapes:
    """One eye's blendshapes; `toward_right` and `toward_left` are the client's own sides."""

    blink: int
    up: int
    down: int
    toward_right: int
    toward_left: int
    squint: int
    wide: int


LEFT_EYE: Final = EyeLandmarks(473, (474, 475, 476, 477), 263, 362, (385, 386, 387), (380, 374, 373))
RIGHT_EYE: Final = EyeLandmarks(468, (469, 470, 471, 472), 33, 133, (160, 159, 158), (144, 145, 153))
LEFT_EYE_SHAPES: Final = EyeBlendshapes(blink=9, up=17, down=11, toward_right=13, toward_left=15, squint=19, wide=21)
RIGHT_EYE_SHAPES: Final = EyeBlendshapes(blink=10, up=18, down=12, toward_right=16, toward_left=14, squint=20, wide=22)

NOSE_BRIDGE: Final = (9, 8, 168, 6, 197)
"""Between the brows and down the ridge of the nose."""
STABLE: Final = (
    168, 6, 197, 195, 122, 351, 196, 419, 3, 248, 193, 417, 188, 412,
    127, 356, 162, 389, 34, 264, 139, 368, 143, 372, 234, 454, 21, 251, 227, 447,
)  # fmt: skip
"""Landmarks of the bridge of the nose and the temples, which eyes, brows, cheeks, mouth and jaw move little: while a
real man grinned (benchmarks/smiling.py) they stayed within 0.3 mm (SD, median), the cheeks within 1.6, nostrils 2.5."""
CORNERS: Final = (33, 130, 133, 243, 362, 463, 263, 359)
"""The four corners of the eyes, each with the landmark beside it: as high as the eyes, whatever the face does. When the
eyes look up by 10 deg, and the iris rises by 2 mm, they rise by 0.2."""
LIVELY: Final = (
    (282, 283, 295, 285, 276, 293, 334, 296), (52, 53, 65, 55, 46, 63, 105, 66), (291,), (61,),
)  # fmt: skip
"""What expressions raise and lower most: the left and the right brow, the left and the right corner of the mouth."""
