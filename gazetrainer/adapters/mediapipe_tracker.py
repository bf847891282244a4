"""MediaPipeTracker: Google's face landmarker as a FaceTracker."""

from __future__ import annotations

import math
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.no_calls_home import keep_mediapipe_at_home
from gazetrainer.adapters.quiet import quiet_stderr
from gazetrainer.errors import FaceModelError
from gazetrainer.face import BLENDSHAPE_COUNT, LANDMARK_COUNT, EyeCrop, FaceObservation, NoFace, NoFaceReason
from gazetrainer.frame import Frame
from gazetrainer.measuring.nearest_face import NEARBY_FACE, Following, SeenFace, follow, second_ratio
from targets.language import _

SMALLEST_EYE_DISTANCE_PX = 36.0
SMALLEST_IRIS_PX = 5.0
DARKEST_FACE = 20.0
DARKEST_PICTURE = 15.0

_EYES = (468, 473)
_OUTER_CORNERS = (33, 263)
# Between pupils against between outer corners in MediaPipe's canonical face; the corners give a size that a turned head
# does not shrink.
_PUPILS_PER_CORNERS = 0.71
_IRIS_RIMS = ((469, 471), (474, 476))
_NOSE_BRIDGE = 6
_SAMPLES_ACROSS = 64
_EYE_CORNERS = (33, 133, 362, 263)
_CROP_WIDTH_PX = 100
"""Both eyes together are kept about so wide: what a 640x480 picture shows at 60 cm."""


class RunningMode(StrEnum):
    """How MediaPipe runs: every picture for itself, or following faces from picture to picture.

    VIDEO with one face smooths landmarks over frames (a jump reads 55, 76, 88% after 1, 2, 3 frames); VIDEO with two or
    more, and IMAGE, do not.
    """

    IMAGE = "image"
    VIDEO = "video"


class MediaPipeTracker:
    """Finds the nearest face with MediaPipe's FaceLandmarker and follows it from frame to frame."""

    def __init__(self, model_path: Path, *, running_mode: RunningMode = RunningMode.VIDEO, max_faces: int = 2) -> None:
        self._model_path = model_path
        self._mode = running_mode
        self._max_faces = max_faces
        self._landmarker: Any = None
        self._following: Following | None = None
        self._last_ms = -1

    def __enter__(self) -> Self:
        """Load the face model; raises FaceModelError."""
        with quiet_stderr():
            self._landmarker = self._create()
            # MediaPipe writes its remaining messages with the first picture.
            self._detect(np.zeros((64, 64, 3), np.uint8), 0.0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Release the model."""
        if self._landmarker is not None:
            with quiet_stderr():
                self._landmarker.close()
            self._landmarker = None

    def observe(self, frame: Frame) -> FaceObservation | NoFace:
        """Look at one frame; frames come in order of time."""
        result = self._detect(frame.rgb, frame.time_s)
        faces = tuple(_landmarks_px(landmarks, frame.size_px) for landmarks in result.face_landmarks)
        seen = tuple(_seen(face) for face in faces)
        self._following, followed = follow(self._following, seen, frame.time_s)
        if followed is None:
            dark = _mean_grey(frame.rgb) < DARKEST_PICTURE
            return NoFace(frame.time_s, NoFaceReason.TOO_DARK if dark else NoFaceReason.NO_FACE)
        if _too_small(faces[followed], seen[followed]):
            several = second_ratio(seen, followed) >= NEARBY_FACE
            return NoFace(frame.time_s, NoFaceReason.SEVERAL_FACES if several else NoFaceReason.TOO_SMALL)
        brightness = _mean_grey(_face_box(frame.rgb, faces[followed]))
        if brightness < DARKEST_FACE:
            return NoFace(frame.time_s, NoFaceReason.TOO_DARK)
        return FaceObservation(
            time_s=frame.time_s,
            image_size_px=frame.size_px,
            landmarks_px=faces[followed],
            blendshapes=_blendshapes(result.face_blendshapes[followed]),
            head_matrix=_head_matrix(result.facial_transformation_matrixes[followed]),
            brightness=brightness,
            sharpness=_sharpness(frame.rgb, faces[followed], seen[followed].size_px),
            faces_seen=len(faces),
            second_face_ratio=second_ratio(seen, followed),
            eyes=_eye_crop(frame.rgb, faces[followed]),
        )

    def _create(self) -> Any:
        keep_mediapipe_at_home()
        from mediapipe.tasks.python import BaseOptions, vision  # noqa: PLC0415  (takes a second to import)

        try:
            model = self._model_path.read_bytes()
            options = vision.FaceLandmarkerOptions(
                base_options=BaseOptions(model_asset_buffer=model),
                running_mode=vision.RunningMode[self._mode.name],
                num_faces=self._max_faces,
                output_face_blendshapes=True,
                output_facial_transformation_matrixes=True,
            )
            return vision.FaceLandmarker.create_from_options(options)
        except (OSError, ValueError, RuntimeError) as error:
            raise FaceModelError(
                _(
                    "The face model {model_path} cannot be loaded ({first_line}). Run `gazetrainer model` "
                    "to check and fetch it."
                ).format(model_path=self._model_path, first_line=_first_line(error))
            ) from error

    def _detect(self, rgb: NDArray[np.uint8], time_s: float) -> Any:
        import mediapipe  # noqa: PLC0415

        picture = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=np.ascontiguousarray(rgb))
        if self._mode is RunningMode.IMAGE:
            return self._landmarker.detect(picture)
        # MediaPipe refuses times that do not grow by at least a millisecond.
        self._last_ms = max(self._last_ms + 1, round(time_s * 1000))
        return self._landmarker.detect_for_video(picture, self._last_ms)


def _landmarks_px(landmarks: Any, size_px: tuple[int, int]) -> NDArray[np.float32]:
    width_px, height_px = size_px
    some = landmarks[:LANDMARK_COUNT]
    # Three lists of numbers become an array in half the time of one list of triples.
    axes = np.array([[point.x for point in some], [point.y for point in some], [point.z for point in some]], np.float32)
    # MediaPipe's z is in units of the picture's width.
    return np.ascontiguousarray(axes.T * np.array((width_px, height_px, width_px), np.float32))


def _blendshapes(categories: Any) -> NDArray[np.float32]:
    return np.array([category.score for category in categories[:BLENDSHAPE_COUNT]], np.float32)


def _head_matrix(matrix: Any) -> NDArray[np.float32]:
    """A copy: kept arrays of MediaPipe's own lay between freed pictures, whose room was then not used again (of some
    videos memory grew by a whole picture a frame).
    """
    return np.array(matrix, np.float32)


def _seen(landmarks_px: NDArray[np.float32]) -> SeenFace:
    x_px, y_px, _ = landmarks_px[_NOSE_BRIDGE]
    first, second = landmarks_px[list(_OUTER_CORNERS)].tolist()
    return SeenFace(float(x_px), float(y_px), _PUPILS_PER_CORNERS * math.dist(first, second))


def _too_small(landmarks_px: NDArray[np.float32], seen: SeenFace) -> bool:
    iris_px = max(math.dist(*landmarks_px[list(rim), :2].tolist()) for rim in _IRIS_RIMS)
    return seen.size_px < SMALLEST_EYE_DISTANCE_PX or iris_px < SMALLEST_IRIS_PX


def _face_box(rgb: NDArray[np.uint8], landmarks_px: NDArray[np.float32]) -> NDArray[np.uint8]:
    return _crop(rgb, landmarks_px[:, :2].min(axis=0), landmarks_px[:, :2].max(axis=0))


def _sharpness(rgb: NDArray[np.uint8], landmarks_px: NDArray[np.float32], size_px: float) -> float:
    eyes = landmarks_px[list(_EYES), :2]
    margin = np.array((0.45, 0.3), np.float32) * size_px
    box = _crop(rgb, eyes.min(axis=0) - margin, eyes.max(axis=0) + margin)
    if box.size == 0:
        return 0.0
    _, spread = cv2.meanStdDev(cv2.Laplacian(cv2.cvtColor(box, cv2.COLOR_RGB2GRAY), cv2.CV_32F))
    return float(spread[0, 0] ** 2)


def _eye_crop(rgb: NDArray[np.uint8], landmarks_px: NDArray[np.float32]) -> EyeCrop | None:
    corners = landmarks_px[list(_EYE_CORNERS), :2]
    width_px = float(np.linalg.norm(corners.max(axis=0) - corners.min(axis=0)))
    margin = np.array((0.18, 0.22), np.float32) * width_px
    lowest = np.maximum(corners.min(axis=0) - margin, 0).astype(int)
    box = _crop(rgb, lowest.astype(np.float32), corners.max(axis=0) + margin)
    if min(box.shape[:2]) < 2:
        return None
    grey = cv2.cvtColor(box, cv2.COLOR_RGB2GRAY)
    step = max(1, round(width_px / _CROP_WIDTH_PX))
    if step == 1:
        return EyeCrop(grey.astype(np.uint8, copy=False), float(lowest[0]), float(lowest[1]))
    height, width = (size // step * step for size in grey.shape)
    small = cv2.resize(grey[:height, :width], (width // step, height // step), interpolation=cv2.INTER_AREA)
    middle = (step - 1) / 2
    return EyeCrop(small.astype(np.uint8, copy=False), lowest[0] + middle, lowest[1] + middle, float(step))


def _crop(rgb: NDArray[np.uint8], lowest_px: NDArray[np.float32], highest_px: NDArray[np.float32]) -> NDArray[np.uint8]:
    left, top = np.maximum(lowest_px, 0).astype(int)
    right, bottom = np.maximum(highest_px, 0).astype(int) + 1
    return rgb[top:bottom, left:right]


def _mean_grey(rgb: NDArray[np.uint8]) -> float:
    if rgb.size == 0:
        return 0.0
    step = max(1, min(rgb.shape[:2]) // _SAMPLES_ACROSS)
    return float(rgb[::step, ::step].mean())


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
