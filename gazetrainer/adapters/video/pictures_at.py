"""PicturesAt: the picture of a recorded video at any time; going on is quick, jumping decodes from the key picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.video.decoder import recorded_pictures
from gazetrainer.frame import Frame
from gazetrainer.recording.video import Video

_FAR_S: Final = 2.0
"""Further on than this it is quicker to begin anew at a key picture."""
_STALE_S: Final = 1.0
"""An older picture tells nothing of now."""


class PicturesAt:
    """Call it with a time of the sitting: the last picture until then, None where there is none."""

    def __init__(self, video: Video) -> None:
        self._video = video
        self._frames: Iterator[Frame] = iter(())
        self._shown: Frame | None = None
        self._next: Frame | None = None
        self._asked_s = float("-inf")

    def __call__(self, time_s: float) -> NDArray[np.uint8] | None:
        """The picture at a time, (height, width, 3) uint8 RGB."""
        if not self._asked_s <= time_s <= self._asked_s + _FAR_S:
            self._frames = recorded_pictures(self._video, from_s=time_s - _STALE_S)
            self._shown, self._next = None, next(self._frames, None)
        self._asked_s = time_s
        while self._next is not None and self._next.time_s <= time_s:
            self._shown, self._next = self._next, next(self._frames, None)
        is_fresh = self._shown is not None and time_s - self._shown.time_s <= _STALE_S
        return self._shown.rgb if self._shown is not None and is_fresh else None
