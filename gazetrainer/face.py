"""FaceObservation and NoFace: what the tracker saw in one frame; FaceTracker: whatever turns frames into them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from gazetrainer.frame import Frame

LANDMARK_COUNT = 478
BLENDSHAPE_COUNT = 52


class NoFaceReason(StrEnum):
    """Why a frame holds no face that can be measured."""

    NO_FACE = "no_face"
    TOO_SMALL = "too_small"
    TOO_DARK = "too_dark"
    SEVERAL_FACES = "several_faces"
    NO_PICTURE = "no_picture"
    PICTURE_BLANK = "picture_blank"
    PICTURE_TORN = "picture_torn"
    PICTURE_FROZEN = "picture_frozen"
    OTHER_SIZE = "other_size"
    TRACKER_FAILED = "tracker_failed"


@dataclass(frozen=True, slots=True, eq=False)
class EyeCrop:
    """The part of a picture around both eyes: grey (height, width) uint8. It is measured and forgotten, never stored.

    left_px, top_px: where in the picture the centre of its first pixel lies; step_px: picture pixels per crop pixel.
    """

    grey: NDArray[np.uint8]
    left_px: float
    top_px: float
    step_px: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class FaceObservation:
    """The nearest face in one frame.

    landmarks_px: (478, 3) float32; x to the image's right, y down, in pixels of the unmirrored picture; z in the
        same scale, smaller is nearer.
    blendshapes: (52,) float32 in 0..1, in MediaPipe's order.
    head_matrix: (4, 4) float32, MediaPipe's facial transformation matrix (camera frame, cm).
    brightness, sharpness: mean grey level (0..255) of the face, and variance of the Laplacian around the eyes.
    faces_seen: how many faces the frame holds; second_face_ratio: size of the next nearest against this one, 0: none.
    eyes: the picture around both eyes; None where it was not kept, as in a recording.
    """

    time_s: float
    image_size_px: tuple[int, int]
    landmarks_px: NDArray[np.float32]
    blendshapes: NDArray[np.float32]
    head_matrix: NDArray[np.float32]
    brightness: float
    sharpness: float
    faces_seen: int = 1
    second_face_ratio: float = 0.0
    eyes: EyeCrop | None = None


@dataclass(frozen=True, slots=True)
class NoFace:
    """A frame without a measurable face, and why."""

    time_s: float
    reason: NoFaceReason


class FaceTracker(Protocol):
    """Finds the nearest face in each frame; a context manager because it owns native resources."""

    def observe(self, frame: Frame) -> FaceObservation | NoFace:
        """Look at one frame; frames come in order of time."""

    def __enter__(self) -> Self:
        """Load the face model; raises FaceModelError."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Release the model."""
