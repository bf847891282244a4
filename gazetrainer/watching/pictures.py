"""frame -> fault: pictures that a camera should not have sent.

In this order: another size than the first picture's; blank, of one colour; torn, a part of it of one colour that was
not so before; frozen, the same as those before it to the last grey level, which no living sensor sends.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.face import NoFaceReason
from gazetrainer.frame import Frame

FROZEN_AFTER_S: Final = 1.0
"""A camera that brightens a dark room may send a picture twice or three times, but not for so long."""
FEWEST_THE_SAME: Final = 5
_BLANK_SD: Final = 4.0
"""Grey levels; a covered lens gives its sensor's noise, an empty wall is several times as uneven."""
_TORN_SHARE: Final = 0.125
_LOOKED_AT: Final = 96
"""Rows and columns that are looked at, about."""


class PictureWatch:
    """Looks at every picture of one camera in order of time."""

    def __init__(self) -> None:
        self._size_px: tuple[int, int] | None = None
        self._usually_dead = 1.0
        self._last: NDArray[np.uint8] | None = None
        self._same_since_s, self._same = 0.0, 0

    def push(self, frame: Frame) -> NoFaceReason | None:
        """What is wrong with this picture; None: nothing that can be seen at a glance."""
        if self._size_px is None:
            self._size_px = frame.size_px
        if frame.size_px != self._size_px:
            return NoFaceReason.OTHER_SIZE
        step = max(1, min(frame.size_px) // _LOOKED_AT)
        seen = frame.rgb[::step, ::step]
        is_frozen = self._is_frozen(seen, frame.time_s)
        if float(seen.std(axis=(0, 1)).max(initial=0.0)) < _BLANK_SD:
            return NoFaceReason.PICTURE_BLANK
        dead = _dead_share(seen)
        self._usually_dead = min(dead, self._usually_dead)
        if dead - self._usually_dead >= _TORN_SHARE:
            return NoFaceReason.PICTURE_TORN
        return NoFaceReason.PICTURE_FROZEN if is_frozen else None

    def _is_frozen(self, seen: NDArray[np.uint8], time_s: float) -> bool:
        if self._last is None or not np.array_equal(seen, self._last):
            self._last, self._same_since_s, self._same = seen.copy(), time_s, 0
            return False
        self._same += 1
        return self._same >= FEWEST_THE_SAME and time_s - self._same_since_s >= FROZEN_AFTER_S


def _dead_share(seen: NDArray[np.uint8]) -> float:
    """Share of the rows that are of one colour from side to side."""
    return float((seen == seen[:, :1]).all(axis=(1, 2)).mean())
