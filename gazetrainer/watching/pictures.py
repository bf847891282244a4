"""frame -> fault: pictures that a camera should not have sent.

In this order: another size than the first picture's; blank, of one colour; torn, its lower part suddenly of one colour;
frozen, the same as those before it to the last grey level, after pictures with a sensor's noise in them.
"""

from __future__ import annotations

from collections import deque
from statistics import median
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.face import NoFaceReason
from gazetrainer.frame import Frame

FROZEN_AFTER_S: Final = 1.0
"""A camera that brightens a dark room may send a picture twice or three times, but not for so long."""
FEWEST_THE_SAME: Final = 5
NOISY_SHARE: Final = 0.25
"""So much of the upper corners, where nobody is, changes from one picture to the next by a sensor's noise. A picture
that was drawn without noise changes nowhere there, and may rightly be the same for as long as its face holds still."""
_NOISY_PAIRS: Final = 30
_BLANK_SD: Final = 4.0
"""Grey levels; a covered lens gives its sensor's noise, an empty wall is several times as uneven."""
_TORN_SHARE: Final = 0.125
_WAS_UNEVEN_SD: Final = 6.0
"""Grey levels along a row, in which there was something; a wall that lossy coding made even is no tear."""
TEAR_ENDS_S: Final = 5.0
"""What has looked torn for so long is how the picture is now."""
_LOOKED_AT: Final = 96
"""Rows and columns that are looked at, about."""

Picture = NDArray[np.uint8]


class PictureWatch:
    """Looks at every picture of one camera in order of time."""

    def __init__(self) -> None:
        self._size_px: tuple[int, int] | None = None
        self._stillness = _Standing()
        self._whole: tuple[float, NDArray[np.bool_]] | None = None

    def push(self, frame: Frame) -> NoFaceReason | None:
        """What is wrong with this picture; None: nothing that can be seen at a glance."""
        if self._size_px is None:
            self._size_px = frame.size_px
        if frame.size_px != self._size_px:
            return NoFaceReason.OTHER_SIZE
        step = max(1, min(frame.size_px) // _LOOKED_AT)
        seen = frame.rgb[::step, ::step]
        is_frozen = self._stillness.push(seen, frame.time_s)
        if float(seen.std(axis=(0, 1)).max(initial=0.0)) < _BLANK_SD:
            return NoFaceReason.PICTURE_BLANK
        if self._is_torn(seen, frame.time_s):
            return NoFaceReason.PICTURE_TORN
        return NoFaceReason.PICTURE_FROZEN if is_frozen else None

    def _is_torn(self, seen: Picture, time_s: float) -> bool:
        if self._whole is not None and time_s - self._whole[0] <= TEAR_ENDS_S:
            dead = _dead_rows_below(seen)
            if dead and self._whole[1][-dead:].sum() >= _TORN_SHARE * len(seen):
                return True
        self._whole = time_s, seen.std(axis=1).max(axis=1) >= _WAS_UNEVEN_SD
        return False


class _Standing:
    """How long the same picture has come again and again."""

    def __init__(self) -> None:
        self._last: Picture | None = None
        self._since_s, self._count = 0.0, 0
        self._changed: deque[float] = deque(maxlen=_NOISY_PAIRS)

    def push(self, seen: Picture, time_s: float) -> bool:
        """Take the next picture and say whether a camera with a sensor stands still."""
        if self._last is None or not np.array_equal(seen, self._last):
            if self._last is not None:
                self._changed.append(_changed_share(seen, self._last))
            self._last, self._since_s, self._count = seen.copy(), time_s, 0
            return False
        self._count += 1
        is_long = self._count >= FEWEST_THE_SAME and time_s - self._since_s >= FROZEN_AFTER_S
        return is_long and len(self._changed) == _NOISY_PAIRS and median(self._changed) >= NOISY_SHARE


def _changed_share(one: Picture, other: Picture) -> float:
    """Share of what is looked at in the upper corners that is not the same in both."""
    rows, columns = one.shape[0] // 4, one.shape[1] // 6
    differs = (one[:rows] != other[:rows]).any(axis=2)
    return float(np.hstack((differs[:, :columns], differs[:, -columns:])).mean())


def _dead_rows_below(seen: Picture) -> int:
    """How many rows from the bottom up are of one and the same colour."""
    is_dead = (seen == seen[-1, 0]).all(axis=(1, 2))
    return int(np.argmin(is_dead[::-1])) if not is_dead.all() else len(is_dead)
