"""Faces kept in a folder as numpy archives, so that what was drawn and tracked once need not be drawn again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from numpy.typing import NDArray

from gazetrainer.face import EyeCrop, FaceObservation, NoFace, NoFaceReason

Arrays = dict[str, NDArray[Any]]


def cache_folder(name: str) -> Path:
    """A folder of the benchmarks under the user's cache; nothing is made yet."""
    return Path(platformdirs.user_cache_dir("gazetrainer", appauthor=False)) / "benchmarks" / name


def face_arrays(faces: Sequence[FaceObservation]) -> Arrays:
    """Arrays that hold faces whose eye pictures were kept."""
    crops = [face.eyes for face in faces if face.eyes is not None]
    return {
        "size_px": np.array([face.image_size_px for face in faces]),
        "landmarks_px": np.array([face.landmarks_px for face in faces]),
        "blendshapes": np.array([face.blendshapes for face in faces]),
        "head_matrix": np.array([face.head_matrix for face in faces]),
        "light": np.array([(face.brightness, face.sharpness) for face in faces]),
        "time_s": np.array([face.time_s for face in faces]),
        "crop_place": np.array([(crop.left_px, crop.top_px, crop.step_px) for crop in crops]),
        "crop_shape": np.array([crop.grey.shape for crop in crops]),
        "crop_grey": np.concatenate([crop.grey.ravel() for crop in crops]),
    }


def faces_from(arrays: Mapping[str, NDArray[Any]]) -> list[FaceObservation]:
    """The faces that `face_arrays` laid down."""
    ends = np.cumsum(arrays["crop_shape"].prod(axis=1))
    greys = np.split(arrays["crop_grey"], ends[:-1])
    return [
        FaceObservation(
            time_s=float(arrays["time_s"][i]),
            image_size_px=(int(arrays["size_px"][i, 0]), int(arrays["size_px"][i, 1])),
            landmarks_px=arrays["landmarks_px"][i],
            blendshapes=arrays["blendshapes"][i],
            head_matrix=arrays["head_matrix"][i],
            brightness=float(arrays["light"][i, 0]),
            sharpness=float(arrays["light"][i, 1]),
            eyes=EyeCrop(grey.reshape(arrays["crop_shape"][i]), *(float(v) for v in arrays["crop_place"][i])),
        )
        for i, grey in enumerate(greys)
    ]


def stream_arrays(seen: Sequence[FaceObservation | NoFace]) -> Arrays:
    """Arrays that hold every frame of a stream; raises ValueError for one without any face."""
    faces = [each for each in seen if isinstance(each, FaceObservation) and each.eyes is not None]
    if not faces:
        raise ValueError("no face was seen in any frame")
    lost = {each.time_s: each.reason for each in seen if isinstance(each, NoFace)}
    return face_arrays(faces) | {
        "lost_s": np.array(list(lost)),
        "lost_reason": np.array([r.value for r in lost.values()]),
    }


def stream_from(arrays: Mapping[str, NDArray[Any]]) -> list[FaceObservation | NoFace]:
    """The stream that `stream_arrays` laid down, in order of time."""
    lost = zip(arrays["lost_s"], arrays["lost_reason"], strict=True)
    seen: list[FaceObservation | NoFace] = [NoFace(float(time_s), NoFaceReason(str(reason))) for time_s, reason in lost]
    return sorted([*seen, *faces_from(arrays)], key=lambda each: each.time_s)


def keep(path: Path, arrays: Arrays) -> None:
    """Write an archive, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_suffix(".part.npz")
    np.savez_compressed(waiting, allow_pickle=False, **arrays)
    waiting.replace(path)


def kept(path: Path) -> Arrays:
    """Read an archive."""
    with np.load(path, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}
