"""faces, asked -> stillness: whether a face lives, or can only be a photograph of one.

A picture that does not move proves nothing: somebody may hold still, and a drawn face does. So a photograph is said to
be one only when for UNMOVED_S together
- there was a face in every picture,
- no lid came down, not even a little: nobody keeps from blinking for so long without knowing,
- neither iris moved in its eye by more than the landmarks' own unrest, and the head did not turn after the target,
- and meanwhile the plan asked for another place at the side at least FEWEST_CHANGES times, each for ASKED_S.
Any sign of life begins the minute anew and takes back what was said. One position alone, held for however long and
however still, is never enough.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.measuring.landmarks import LEFT_EYE, RIGHT_EYE

UNMOVED_S: Final = 60.0
FEWEST_CHANGES: Final = 2
APART_DEG: Final = 18.0
"""Places so far apart at the side move an iris by 5 to 12% of its eye's width, in drawn faces."""
ASKED_S: Final = 8.0
IRIS_RANGE: Final = 0.03
"""In widths of the eye, between the middles of seconds, either way; a photograph in a hand reaches 0.025."""
LIDS_RANGE: Final = 0.03
"""In widths of the eye, between the middles of seconds; a tenth of how far lids are apart."""
BLINK_SHARE: Final = 0.75
"""One picture with lids further down than this share of their usual opening is a blink, or its edge."""
TURN_RANGE_DEG: Final = 8.0
SILENCE_S: Final = 1.0
_BLOCK_S: Final = 1.0
_OPENINGS: Final = slice(4, 6)
_RANGES: Final = np.array([*[IRIS_RANGE] * 4, *[LIDS_RANGE] * 2, np.radians(TURN_RANGE_DEG)])
_EYES: Final = (LEFT_EYE, RIGHT_EYE)
_IRISES: Final = [eye.iris_centre for eye in _EYES]
_CORNERS: Final = np.array([[eye.outer_corner, eye.inner_corner] for eye in _EYES])
_UPPER: Final = np.array([eye.upper_lid for eye in _EYES])
_LOWER: Final = np.array([eye.lower_lid for eye in _EYES])

Row = NDArray[np.float64]
"""Irises' place (x, y of each eye), both openings, in widths of the eye; the head's turn to a side in radians."""


@dataclass(slots=True)
class Asked:
    """The places at the side that were asked for, one after the other."""

    azimuth_deg: float | None = None
    since_s: float = 0.0
    settled_deg: list[float] = field(default_factory=list)

    def push(self, azimuth_deg: float | None, time_s: float) -> None:
        """Take what is asked for now; None: nothing."""
        if azimuth_deg != self.azimuth_deg:
            self.azimuth_deg, self.since_s = azimuth_deg, time_s
        if azimuth_deg is None or time_s - self.since_s < ASKED_S:
            return
        if not self.settled_deg or abs(self.settled_deg[-1] - azimuth_deg) >= APART_DEG:
            self.settled_deg.append(azimuth_deg)

    @property
    def changes(self) -> int:
        """How often another place was asked for."""
        return max(0, len(self.settled_deg) - 1)


class StillnessWatch:
    """Takes every observation of a sitting in order of time, with what was asked for."""

    def __init__(self) -> None:
        self._begin_anew(0.0)
        self._last_s = -np.inf

    def push(self, seen: FaceObservation | NoFace, asked_azimuth_deg: float | None) -> bool:
        """Say whether this can be no living face."""
        is_silence, self._last_s = seen.time_s - self._last_s > SILENCE_S, seen.time_s
        if isinstance(seen, NoFace) or is_silence:
            self._begin_anew(seen.time_s)
        if isinstance(seen, NoFace):
            return False
        row = _row(seen)
        if self._usual is not None and (row[_OPENINGS] < BLINK_SHARE * self._usual[_OPENINGS]).any():
            self._begin_anew(seen.time_s)
        self._take(row, seen.time_s)
        self._asked.push(asked_azimuth_deg, seen.time_s)
        return seen.time_s - self._since_s >= UNMOVED_S and self._asked.changes >= FEWEST_CHANGES

    def _begin_anew(self, time_s: float) -> None:
        self._since_s = time_s
        self._asked = Asked()
        self._block: list[Row] = []
        self._block_s = time_s
        self._least: Row | None = None
        self._most: Row | None = None
        self._usual: Row | None = None

    def _take(self, row: Row, time_s: float) -> None:
        self._block.append(row)
        if time_s - self._block_s < _BLOCK_S:
            return
        middle: Row = np.median(self._block, axis=0)
        least = middle if self._least is None else np.minimum(self._least, middle)
        most = middle if self._most is None else np.maximum(self._most, middle)
        if (most - least > _RANGES).any():
            self._begin_anew(time_s)
            least = most = middle
        self._least, self._most, self._usual = least, most, middle
        self._block, self._block_s = [], time_s


def _row(face: FaceObservation) -> Row:
    points = face.landmarks_px[:, :2].astype(np.float64)
    corners = points[_CORNERS]
    across = corners[:, 0] - corners[:, 1]
    widths_px = np.maximum(np.hypot(across[:, 0], across[:, 1]), 1.0)
    offsets = (points[_IRISES] - corners.sum(axis=1) / 2) / widths_px[:, None]
    apart = points[_UPPER] - points[_LOWER]
    openings = np.hypot(apart[..., 0], apart[..., 1]).sum(axis=1) / _UPPER.shape[1] / widths_px
    turn = np.arctan2(face.head_matrix[0, 2], face.head_matrix[2, 2])
    return np.concatenate([offsets.ravel(), openings, (turn,)])
