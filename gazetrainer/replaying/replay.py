"""Replay: a recording made ready to be looked at again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.judging.rejudge import prescription_of
from gazetrainer.recording import Recording
from gazetrainer.replaying.restaging import Restaging
from gazetrainer.replaying.time_line import TimeLine, time_line_of
from gazetrainer.replaying.traces import Traces, traces_of
from gazetrainer.scene import Guide
from gazetrainer.screen import Screen

LARGEST_STAGE_PX: Final = (1920, 1080)
USUAL_STAGE_PX: Final = (1280, 720)

PictureAt = Callable[[float], NDArray[np.uint8] | None]
"""The camera's picture at a time of the sitting, (height, width, 3) uint8 RGB; None where there is none."""


def no_picture(_time_s: float) -> None:
    """A recording without video."""


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """A recording with all that is shown of it; stage: the screen that its scenes are laid out for."""

    recording: Recording
    title: str
    stage: Screen
    restaging: Restaging
    line: TimeLine
    traces: Traces
    picture_at: PictureAt = no_picture


def replay_of(recording: Recording, screen: Screen, *, picture_at: PictureAt = no_picture) -> Replay:
    """Make a recording ready; `screen`: what it is shown on. Raises RecordingError.

    The stage is the screen of the sitting; where the recording does not tell it, one as wide as the watcher's.
    """
    header, plan = recording.header, prescription_of(recording)
    stage = stage_for(header.screen, screen)
    line = time_line_of(recording)
    when = header.started_at[:16].replace("T", " ")
    return Replay(
        recording=recording,
        title=", ".join(part for part in (plan.title, header.client, when) if part),
        stage=stage,
        restaging=Restaging(recording, stage, header.guide or Guide.SOUND),
        line=line,
        traces=traces_of(recording.gazes, line, plan, header.smallest_tolerances_deg),
        picture_at=picture_at,
    )


def stage_for(recorded: Screen | None, screen: Screen) -> Screen:
    """The screen of the sitting, in no more pixels than are worth drawing.

    >>> stage_for(Screen(3840, 2160, 600, 338), Screen(1280, 720, 300, 169))
    Screen(width_px=1920, height_px=1080, width_mm=600, height_mm=338, neutral_px=None)
    """
    if recorded is None or not _is_possible(recorded):
        width_px, height_px = USUAL_STAGE_PX
        return Screen(width_px, height_px, screen.width_mm, screen.width_mm * height_px / width_px)
    scale = min(1.0, LARGEST_STAGE_PX[0] / recorded.width_px, LARGEST_STAGE_PX[1] / recorded.height_px)
    width_px, height_px = round(recorded.width_px * scale), round(recorded.height_px * scale)
    return Screen(width_px, height_px, recorded.width_mm, recorded.height_mm)


def _is_possible(screen: Screen) -> bool:
    is_large = screen.width_px >= 320 and screen.height_px >= 180 and screen.width_mm > 50 and screen.height_mm > 30
    return is_large and 0.3 <= screen.width_px / screen.height_px <= 5 and screen.width_mm < 20_000
