"""faces -> stillness: whether a face lives, or may be a photograph of one.

Two signs, either of which is enough:
- for STILL_AFTER_S nothing of the face moves: what place, size, eyes and lids do over half seconds is no more than
  the noise from one picture to the next makes of itself. Breathing alone moves a living head by several times that.
- for UNBLINKING_S the lids never come down and the eyes rest on one place, as of a photograph that is held in a hand.
A blink, another direction or a turn of the face away ends it at once; it never says that somebody is not alive.
"""

from __future__ import annotations

from collections import deque
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.measuring.landmarks import LEFT_EYE, RIGHT_EYE

STILL_AFTER_S: Final = 6.0
UNBLINKING_S: Final = 30.0
MOST_OF_NOISE: Final = 2.0
"""Photographs with weak to strong noise of the sensor give at most 1.6 in any of the six; faces that live give 13 and
more in their place (landmarks of MediaPipe 1.2, 640x480, 15 Hz)."""
_BLINK_SHARE: Final = 0.7
"""Lids further down than this share of their usual opening blink, or look down."""
_RESTING_SD: Final = 0.011
"""Of an eye's width: one and a half degrees."""
_BLOCK_S: Final = 0.5
_LOOKED_EVERY_S: Final = 1.0
_FEWEST_ROWS: Final = 40
_NORMAL_MAD: Final = 0.954  # median of the absolute difference of two normal values, in standard deviations
_OPENNESS: Final = 5

Rows = NDArray[np.float64]


class StillnessWatch:
    """Takes every observation of one stream in order of time."""

    def __init__(self) -> None:
        self._rows: deque[tuple[float, NDArray[np.float64]]] = deque()
        self._looked_s = -np.inf
        self._usual_openness = 0.0
        self._is_still = False

    def push(self, seen: FaceObservation | NoFace) -> bool:
        """Say whether no movement has been seen for so long that nothing may be told by this face."""
        if isinstance(seen, NoFace):
            self._begin_anew()
            return False
        if self._rows and seen.time_s - self._rows[-1][0] > _LOOKED_EVERY_S:
            self._begin_anew()
        row = _row(seen)
        if row[_OPENNESS] < _BLINK_SHARE * self._usual_openness:
            self._begin_anew()
        self._rows.append((seen.time_s, row))
        while self._rows[0][0] < seen.time_s - UNBLINKING_S:
            self._rows.popleft()
        if seen.time_s - self._looked_s >= _LOOKED_EVERY_S:
            self._looked_s = seen.time_s
            self._look()
        return self._is_still

    def _begin_anew(self) -> None:
        self._rows.clear()
        self._is_still, self._usual_openness = False, 0.0

    def _look(self) -> None:
        times_s = np.array([time_s for time_s, _ in self._rows])
        rows = np.array([row for _, row in self._rows])
        self._usual_openness = float(np.median(rows[:, _OPENNESS]))
        lately = times_s >= times_s[-1] - STILL_AFTER_S
        lasted_s = times_s[-1] - times_s[0]
        moves = lasted_s < STILL_AFTER_S or _most_of_noise(rows[lately]) > MOST_OF_NOISE
        rests = float(np.hypot(*rows[:, 3:5].std(axis=0))) < _RESTING_SD
        is_unblinking = lasted_s >= UNBLINKING_S - 2 * _LOOKED_EVERY_S
        self._is_still = not moves or (rests and is_unblinking)


def _most_of_noise(rows: Rows) -> float:
    """Largest ratio, over the columns, of how much means over half seconds vary to what noise alone would do."""
    if len(rows) < _FEWEST_ROWS:
        return np.inf
    size = max(4, round(len(rows) * _BLOCK_S / STILL_AFTER_S))
    blocks = rows[: len(rows) // size * size].reshape(-1, size, rows.shape[1]).mean(axis=1)
    noise = np.median(np.abs(np.diff(rows, axis=0)), axis=0) / _NORMAL_MAD
    if not noise.all():
        return np.inf
    return float((blocks.std(axis=0, ddof=1) * np.sqrt(size) / noise).max())


def _row(face: FaceObservation) -> NDArray[np.float64]:
    """Place (x, y, px) and size of the face; the irises' place (x, y) and the lids' opening in widths of the eye."""
    points = face.landmarks_px[:, :2].astype(np.float64)
    size_px = max(float(np.linalg.norm(points[LEFT_EYE.outer_corner] - points[RIGHT_EYE.outer_corner])), 1.0)
    place = points[:468].mean(axis=0)
    offsets, openings = [], []
    for eye in (LEFT_EYE, RIGHT_EYE):
        corners = points[[eye.outer_corner, eye.inner_corner]]
        width_px = max(float(np.linalg.norm(corners[0] - corners[1])), 1.0)
        offsets.append((points[eye.iris_centre] - corners.mean(axis=0)) / width_px)
        lids_px = np.linalg.norm(points[list(eye.upper_lid)] - points[list(eye.lower_lid)], axis=1)
        openings.append(float(lids_px.mean()) / width_px)
    return np.array((*place, np.log(size_px), *np.mean(offsets, axis=0), np.mean(openings)))
