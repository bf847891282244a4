"""Phases of a calibration: which frames belong to which direction, and their features as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration import CalibrationError
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.features import gaze_features, lids
from gazetrainer.lids import open_eyed
from gazetrainer.looked_at import HeadTask, LookedAt
from gazetrainer.mesh import Landmarks

SETTLE_S: Final = 0.8
"""After a change the eyes need about 0.25 s to react and 0.1 s to arrive; the rest is for small corrections."""
FEWEST_FRAMES: Final = 6
"""A point with fewer usable frames is left out."""
_NOSE_DOT_PART_S: Final = 1.0
"""A nose-dot phase counts as one target for each second of it."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One direction and the frames, with a face and open eyes, in which it was surely looked at."""

    line: LookedAt
    faces: list[FaceObservation]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Usable frames: features (n, 8), directions_deg (n, 2), target number (n,)."""

    features: NDArray[np.float64]
    directions_deg: NDArray[np.float64]
    targets: NDArray[np.int64]


def settled_window_s(line: LookedAt) -> tuple[float, float]:
    """When the eyes have surely arrived, and until when they stay: a short phase loses at most its first half."""
    return line.start_s + min(SETTLE_S, (line.end_s - line.start_s) / 2), line.end_s


def seen_during(observations: Sequence[FaceObservation | NoFace], line: LookedAt) -> list[FaceObservation]:
    """The faces with open eyes among the observations of a direction's settled time."""
    start_s, end_s = settled_window_s(line)
    faces = [o for o in observations if start_s <= o.time_s < end_s and isinstance(o, FaceObservation)]
    if not faces:
        return []
    return [face for face, usable in zip(faces, open_eyed([lids(face) for face in faces]), strict=True) if usable]


def rows_of(phases: Sequence[Phase], mesh: Landmarks) -> Rows:
    """Rows of all phases with enough frames and a known eye-in-head direction; the same direction is one target.

    Raises CalibrationError when there are none.
    """
    features, directions, targets = [], [], []
    numbers: dict[tuple[float, float, int], int] = {}
    for phase in phases:
        if phase.line.head is HeadTask.FIXATING or len(phase.faces) < FEWEST_FRAMES:
            continue
        for face in phase.faces:
            features.append(gaze_features(face, mesh))
            directions.append((phase.line.azimuth_deg, phase.line.elevation_deg))
            targets.append(numbers.setdefault(_target(phase.line, face), len(numbers)))
    if not features:
        raise CalibrationError("no point could be seen; sit facing the camera with light on your face")
    return Rows(np.array(features), np.array(directions, dtype=np.float64), np.array(targets))


def _target(line: LookedAt, face: FaceObservation) -> tuple[float, float, int]:
    if line.head is HeadTask.NOSE_DOT:
        return line.azimuth_deg, line.elevation_deg, 1 + int(face.time_s / _NOSE_DOT_PART_S)
    return line.azimuth_deg, line.elevation_deg, 0
