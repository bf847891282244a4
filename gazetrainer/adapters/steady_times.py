"""steady(frames): the same frames with times that only grow, whatever the camera's driver says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from gazetrainer.frame import Frame

BACK_S: Final = 0.5
"""A time further back than this is a clock that was set; the stream goes on from where it was."""
STEP_S: Final = 1 / 30


def steady(frames: Iterable[Frame]) -> Iterator[Frame]:
    """Leave out frames whose time stands still or goes back a little; take up a stream whose clock was set back."""
    shift_s, last_s = 0.0, float("-inf")
    for frame in frames:
        time_s = frame.time_s + shift_s
        if time_s <= last_s:
            if last_s - time_s < BACK_S:
                continue
            shift_s += last_s + STEP_S - time_s
            time_s = last_s + STEP_S
        last_s = time_s
        yield replace(frame, time_s=time_s) if shift_s else frame
