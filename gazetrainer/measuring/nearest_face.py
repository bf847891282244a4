"""Which of several faces is followed: the nearest at first, then the same one until it is gone or clearly passed.

Rules, in this order:
1. Nobody is followed yet: the nearest face is.
2. The followed face is the one close to where it was last seen; when another stays CLEARLY_NEARER times as large for
   PATIENCE_S, that one is followed instead.
3. It is not found: nobody is measured for GONE_S, then the nearest face is followed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

CLEARLY_NEARER = 1.3
PATIENCE_S = 1.5
GONE_S = 1.0
# In eye distances: farther than a head moves between two frames at 10 Hz, nearer than two heads side by side.
REACH = 1.2
SIZE_CHANGE = 1.5
NEARBY_FACE = 0.5
"""A second face at least this large beside the first: it cannot be told who practises."""


@dataclass(frozen=True, slots=True)
class SeenFace:
    """Where one face is and how large: eye distance in pixels, as if seen from the front."""

    x_px: float
    y_px: float
    size_px: float


@dataclass(frozen=True, slots=True)
class Following:
    """Whom we follow: the face as last seen, when that was, and since when another is clearly nearer."""

    face: SeenFace
    seen_s: float
    passed_since_s: float | None = None


def follow(
    following: Following | None, faces: tuple[SeenFace, ...], time_s: float
) -> tuple[Following | None, int | None]:
    """Choose the face to measure in this frame; gives the new state and its index in faces, or None for nobody."""
    if following is None:
        return _take_nearest(faces, time_s)
    same = _same_face(following.face, faces)
    if same is None:
        if time_s - following.seen_s >= GONE_S:
            return _take_nearest(faces, time_s)
        return replace(following, passed_since_s=None), None
    nearest = _nearest(faces)
    if faces[nearest].size_px < CLEARLY_NEARER * faces[same].size_px:
        return Following(faces[same], time_s), same
    since_s = time_s if following.passed_since_s is None else following.passed_since_s
    if time_s - since_s >= PATIENCE_S:
        return Following(faces[nearest], time_s), nearest
    return Following(faces[same], time_s, since_s), same


def second_ratio(faces: tuple[SeenFace, ...], followed: int) -> float:
    """Size of the largest other face against the followed one; 0 when there is no other."""
    others = [face.size_px for index, face in enumerate(faces) if index != followed]
    return max(others, default=0.0) / faces[followed].size_px


def _take_nearest(faces: tuple[SeenFace, ...], time_s: float) -> tuple[Following | None, int | None]:
    if not faces:
        return None, None
    nearest = _nearest(faces)
    return Following(faces[nearest], time_s), nearest


def _nearest(faces: tuple[SeenFace, ...]) -> int:
    return max(range(len(faces)), key=lambda index: faces[index].size_px)


def _same_face(last: SeenFace, faces: tuple[SeenFace, ...]) -> int | None:
    close = [
        (distance_px, index)
        for index, face in enumerate(faces)
        if (distance_px := math.hypot(face.x_px - last.x_px, face.y_px - last.y_px)) <= REACH * last.size_px
        and 1 / SIZE_CHANGE <= face.size_px / last.size_px <= SIZE_CHANGE
    ]
    return min(close)[1] if close else None
