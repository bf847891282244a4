"""Phases of a calibration: which frames belong to which direction, and their features as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gazetrainer.calibrating.captured import CapturedPoint
from gazetrainer.calibrating.looked_at import HeadTask, LookedAt
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.measuring.features import lids
from gazetrainer.measuring.lids import open_eyed
from gazetrainer.measuring.ruler import Ruler

SETTLE_S: Final = 0.8
"""After a change the eyes need about 0.25 s to react and 0.1 s to arrive; the rest is for small corrections."""
FEWEST_FRAMES: Final = 6
"""A point with fewer usable frames is left out."""
_NOSE_DOT_PART_S: Final = 0.5
"""A nose-dot phase gives a row for each part of it, so that the head's places stay apart."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One direction and the frames, with a face and open eyes, in which it was surely looked at.

    unseen: the frames of that time without a face that can be measured.
    """

    line: LookedAt
    faces: list[FaceObservation]
    unseen: Sequence[NoFace] = ()


def settled_window_s(line: LookedAt) -> tuple[float, float]:
    """When the eyes have surely arrived, and until when they stay: a short phase loses at most its first half."""
    return line.start_s + min(SETTLE_S, (line.end_s - line.start_s) / 2), line.end_s


def phase_of(observations: Sequence[FaceObservation | NoFace], line: LookedAt) -> Phase:
    """What was seen, and what was not, in a direction's settled time."""
    start_s, end_s = settled_window_s(line)
    unseen = [o for o in observations if start_s <= o.time_s < end_s and isinstance(o, NoFace)]
    return Phase(line, seen_during(observations, line), unseen)


def seen_during(observations: Sequence[FaceObservation | NoFace], line: LookedAt) -> list[FaceObservation]:
    """The faces with open eyes among the observations of a direction's settled time."""
    start_s, end_s = settled_window_s(line)
    faces = [o for o in observations if start_s <= o.time_s < end_s and isinstance(o, FaceObservation)]
    if not faces:
        return []
    return [face for face, usable in zip(faces, open_eyed([lids(face) for face in faces]), strict=True) if usable]


def captured_points(phases: Sequence[Phase], ruler: Ruler, sitting: int = 0) -> tuple[CapturedPoint, ...]:
    """One row per direction shown, the median of its frames; several for a nose dot. Fixating phases are left out."""
    points: list[CapturedPoint] = []
    for phase in phases:
        if phase.line.head is not HeadTask.FIXATING:
            points += [
                _captured(phase.line, part, ruler, sitting) for part in _parts(phase) if len(part) >= FEWEST_FRAMES
            ]
    return tuple(points)


def _captured(line: LookedAt, faces: Sequence[FaceObservation], ruler: Ruler, sitting: int) -> CapturedPoint:
    features = np.median([ruler.features(face) for face in faces], axis=0)
    return CapturedPoint(
        azimuth_deg=line.azimuth_deg,
        elevation_deg=line.elevation_deg,
        head=line.head,
        purpose=line.purpose,
        sitting=sitting,
        features=np.round(features, 5).tolist(),
    )


def _parts(phase: Phase) -> list[list[FaceObservation]]:
    faces = [face for face in phase.faces if face.eyes is not None]
    if phase.line.head is not HeadTask.NOSE_DOT:
        return [faces]
    parts: dict[int, list[FaceObservation]] = {}
    for face in faces:
        parts.setdefault(int(face.time_s / _NOSE_DOT_PART_S), []).append(face)
    return list(parts.values())
