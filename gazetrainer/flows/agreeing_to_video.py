"""Agreeing to video: asked for each sitting; without a clear answer no picture is kept."""

from __future__ import annotations

from typing import Final

from gazetrainer.loop import AnyFlow, Stopped
from gazetrainer.recording.header import VideoConsent
from gazetrainer.scene import Key
from gazetrainer.staging.video import ANSWERS, video_scene

_STEPS: Final = {Key.LEFT: -1, Key.UP: -1, Key.RIGHT: 1, Key.DOWN: 1}


def agree_to_video(*, patience_s: float = float("inf")) -> AnyFlow[VideoConsent]:
    """Ask which pictures may be kept; the main key takes the answer shown, at first none. Raises Stopped.

    patience_s: after so long without any key none are kept, whatever was shown.
    """
    chosen, touched_s = 0, None
    while True:
        beat = yield video_scene(chosen)
        if touched_s is None or beat.keys or beat.typed:
            touched_s = beat.time_s
        if beat.time_s - touched_s >= patience_s:
            return VideoConsent.NONE
        for sign in beat.typed:  # an answer that was clicked
            if sign.isdecimal() and int(sign) < len(ANSWERS):
                chosen = int(sign)
        for key in beat.keys:
            if key is Key.STOP:
                raise Stopped
            if key is Key.MAIN:
                return ANSWERS[chosen]
            chosen = (chosen + _STEPS.get(key, 0)) % len(ANSWERS)
