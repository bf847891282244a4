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


def decode_block(data: bytes) -> tuple[FaceObservation | NoFace, ...]:
    """Return the observations of a block; raises RecordingError when the bytes are not such a block."""
    try:
        return tuple(_decoded(data))
    except (ValueError, IndexError, struct.error) as error:
        raise RecordingError(_("The recording's face observations were altered; ask for it again.")) from error


def _decoded(data: bytes) -> Iterator[FaceObservation | NoFace]:
    if not data.startswith(_MAGIC):
        raise ValueError("not an observation block")
    (count,) = _COUNT.unpack_from(data, len(_MAGIC))
    cursor = _Cursor(data, len(_MAGIC) + _COUNT.size)
    moments = cursor.take(_MOMENT, count)
    faces = _faces(cursor, moments["time_s"][moments["kind"] == 0])
    for time_s, kind in moments.tolist():
        yield NoFace(time_s, _REASONS[kind - 1]) if kind else next(faces)


def _faces(cursor: _Cursor, times_s: NDArray[np.float64]) -> Iterator[FaceObservation]:
    count = times_s.size
    details, matrices = cursor.take(_DETAILS, count), cursor.take(_MATRIX, count)
    landmarks = unpack_planes(cursor.take(_BYTE, count * _COORDINATES * _LANDMARK_BYTES), _LANDMARK_BYTES, _COORDINATES)
    shapes = unpack_planes(
        cursor.take(_BYTE, count * BLENDSHAPE_COUNT * _BLENDSHAPE_BYTES), _BLENDSHAPE_BYTES, BLENDSHAPE_COUNT
    )
    for index, (width, height, faces_seen, brightness, sharpness, second) in enumerate(details.tolist()):
        yield FaceObservation(
            time_s=float(times_s[index]),
            image_size_px=(width, height),
            landmarks_px=(landmarks[index].reshape(3, -1).T / LANDMARK_STEPS_PER_PX).astype(np.float32),
            blendshapes=(shapes[index] / BLENDSHAPE_STEPS).astype(np.float32),
            head_matrix=matrices[index],
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
