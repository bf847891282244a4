"""Face observations as compact blocks: whole numbers, differences, byte planes, for zstd to compress.

JSON would take about 25 kB a frame. A block holds some consecutive frames and stands alone: if it is lost,
others are not. Little-endian: magic, count; per frame time_s f8 and kind u1 (0 a face, n the n-th
NoFaceReason); per face width and height u2, faces_seen u1, brightness, sharpness and second_face_ratio f4;
head matrices f4; landmarks (all x, all y, all z) in 1/64 px in 3 bytes and blendshapes in 1/4096 in 2, as
planes.py packs them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetrainer.errors import RecordingError
from gazetrainer.face import BLENDSHAPE_COUNT, LANDMARK_COUNT, FaceObservation, NoFace, NoFaceReason
from gazetrainer.recording.planes import pack_planes, unpack_planes
from targets.language import _

MAX_BLOCK = 4096
LANDMARK_STEPS_PER_PX = 64
BLENDSHAPE_STEPS = 4096
_LANDMARK_BYTES, _BLENDSHAPE_BYTES = 3, 2
_COORDINATES = LANDMARK_COUNT * 3
_MAGIC = b"GTOB1\0"
_COUNT = struct.Struct("<H")
_MOMENT = np.dtype([("time_s", "<f8"), ("kind", "u1")])
_DETAIL_NAMES = ["width", "height", "faces_seen", "brightness", "sharpness", "second"]
_DETAILS = np.dtype(list(zip(_DETAIL_NAMES, ["<u2", "<u2", "u1", "<f4", "<f4", "<f4"], strict=True)))
_MATRIX = np.dtype(("<f4", (4, 4)))
_BYTE = np.dtype("u1")
_REASONS = tuple(NoFaceReason)


@dataclass(frozen=True, slots=True, eq=False)
class ObservationColumns:
    """A block's n pictures as columns, and of its m faces (those of kind 0) what was seen.

    times_s (n,), kinds (n,): 0 a face, else the number of a NoFaceReason, from 1. details (m,): width, height,
    faces_seen, brightness, sharpness, second; head_matrices (m, 4, 4), landmarks_px (m, 478, 3), blendshapes (m, 52).
    """

    times_s: NDArray[np.float64]
    kinds: NDArray[np.uint8]
    details: NDArray[Any]
    head_matrices: NDArray[np.float32]
    landmarks_px: NDArray[np.float32]
    blendshapes: NDArray[np.float32]

    def reason(self, index: int) -> NoFaceReason | None:
        """Why a picture holds no face; None: it does."""
        kind = int(self.kinds[index])
        return _REASONS[kind - 1] if kind else None

    def where(self, wanted: NDArray[np.bool_]) -> ObservationColumns:
        """The pictures that are wanted (n,), with their faces."""
        faces = wanted[self.kinds == 0]
        return ObservationColumns(
            self.times_s[wanted],
            self.kinds[wanted],
            self.details[faces],
            self.head_matrices[faces],
            self.landmarks_px[faces],
            self.blendshapes[faces],
        )


def encode_block(seen: Sequence[FaceObservation | NoFace]) -> bytes:
    """Return up to 4096 observations as one block; landmarks keep 1/128 px, blendshapes 1/8192."""
    faces = [item for item in seen if isinstance(item, FaceObservation)]
    landmarks = np.array([face.landmarks_px.T for face in faces], np.float64).reshape(-1, _COORDINATES)
    blendshapes = np.array([face.blendshapes for face in faces], np.float64).reshape(-1, BLENDSHAPE_COUNT)
    parts = [
        _MAGIC + _COUNT.pack(len(seen)),
        np.array([(item.time_s, _kind(item)) for item in seen], _MOMENT).tobytes(),
        np.array([_details(face) for face in faces], _DETAILS).tobytes(),
        np.array([face.head_matrix for face in faces], "<f4").tobytes(),
        pack_planes(landmarks * LANDMARK_STEPS_PER_PX, _LANDMARK_BYTES),
        pack_planes(blendshapes * BLENDSHAPE_STEPS, _BLENDSHAPE_BYTES),
    ]
    return b"".join(parts)


def decode_columns(data: bytes) -> ObservationColumns:
    """Return a block without taking it apart; raises RecordingError when the bytes are not such a block."""
    try:
        columns = _columns(data)
        if columns.kinds.size and columns.kinds.max() > len(_REASONS):
            raise ValueError("an unknown reason")
    except (ValueError, IndexError, struct.error) as error:
        raise RecordingError(_("The recording's face observations were altered; ask for it again.")) from error
    return columns


def decode_times_s(data: bytes) -> list[float]:
    """Return the times of a block's pictures alone; raises RecordingError when the bytes are not such a block."""
    try:
        times_s: list[float] = _moments(data)[0]["time_s"].tolist()
    except (ValueError, struct.error) as error:
        raise RecordingError(_("The recording's face observations were altered; ask for it again.")) from error
    return times_s


def decode_block(data: bytes) -> tuple[FaceObservation | NoFace, ...]:
    """Return the observations of a block; raises RecordingError when the bytes are not such a block."""
    try:
        return tuple(_decoded(data))
    except (ValueError, IndexError, struct.error) as error:
        raise RecordingError(_("The recording's face observations were altered; ask for it again.")) from error


def _decoded(data: bytes) -> Iterator[FaceObservation | NoFace]:
    columns = _columns(data)
    faces = _faces(columns)
    for time_s, kind in zip(columns.times_s.tolist(), columns.kinds.tolist(), strict=True):
        yield NoFace(time_s, _REASONS[kind - 1]) if kind else next(faces)


def _moments(data: bytes) -> tuple[NDArray[Any], _Cursor]:
    """Times and kinds of a block, and the rest of it."""
    if not data.startswith(_MAGIC):
        raise ValueError("not an observation block")
    (count,) = _COUNT.unpack_from(data, len(_MAGIC))
    cursor = _Cursor(data, len(_MAGIC) + _COUNT.size)
    return cursor.take(_MOMENT, count), cursor


def _columns(data: bytes) -> ObservationColumns:
    moments, cursor = _moments(data)
    kinds = moments["kind"]
    count = int((kinds == 0).sum())
    details, matrices = cursor.take(_DETAILS, count), cursor.take(_MATRIX, count)
    landmarks = unpack_planes(cursor.take(_BYTE, count * _COORDINATES * _LANDMARK_BYTES), _LANDMARK_BYTES, _COORDINATES)
    shapes = unpack_planes(
        cursor.take(_BYTE, count * BLENDSHAPE_COUNT * _BLENDSHAPE_BYTES), _BLENDSHAPE_BYTES, BLENDSHAPE_COUNT
    )
    by_axis = landmarks.reshape(count, 3, LANDMARK_COUNT)
    return ObservationColumns(
        times_s=moments["time_s"],
        kinds=kinds,
        details=details,
        head_matrices=matrices,
        landmarks_px=(by_axis.swapaxes(1, 2) / LANDMARK_STEPS_PER_PX).astype(np.float32),
        blendshapes=(shapes / BLENDSHAPE_STEPS).astype(np.float32),
    )


def _faces(columns: ObservationColumns) -> Iterator[FaceObservation]:
    times_s = columns.times_s[columns.kinds == 0].tolist()
    for index, (width, height, faces_seen, brightness, sharpness, second) in enumerate(columns.details.tolist()):
        yield FaceObservation(
            time_s=times_s[index],
            image_size_px=(width, height),
            landmarks_px=columns.landmarks_px[index],
            blendshapes=columns.blendshapes[index],
            head_matrix=columns.head_matrices[index],
            brightness=brightness,
            sharpness=sharpness,
            faces_seen=faces_seen,
            second_face_ratio=second,
        )


class _Cursor:
    """Hands out the arrays of a block one after the other; raises ValueError at its end."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data, self._at = data, start

    def take(self, kind: np.dtype[Any], count: int) -> NDArray[Any]:
        if count == 0:
            return np.zeros(0, kind)
        taken = np.frombuffer(self._data, kind, count, self._at)
        self._at += kind.itemsize * count
        return taken


def _kind(item: FaceObservation | NoFace) -> int:
    return 1 + _REASONS.index(item.reason) if isinstance(item, NoFace) else 0


def _details(face: FaceObservation) -> tuple[int, int, int, float, float, float]:
    width, height = face.image_size_px
    return width, height, min(face.faces_seen, 255), face.brightness, face.sharpness, face.second_face_ratio
