"""Moments of a simulated person as a film shows them: one after another, with the ways between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

import numpy as np

from gazetrainer.adapters.simulated import Pose
from gazetrainer.adapters.simulated.motion import ease
from gazetrainer.adapters.simulated.script import Unrest, between, stirred

NOSE_DOT: Final = 9
RATE_HZ: Final = 30.0
_WAY_FRAMES: Final = 12
"""How long the head takes from one place to the next."""
_GLANCE_AFTER: Final = 4
_KEPT_EVERY: Final = 2


@dataclass(frozen=True, slots=True)
class Moment:
    """One pose, and its fixation: 0 is neutral, up to 8 the other points, 9 the nose dot, then others; None: none."""

    pose: Pose
    fixation: int | None


def filmed(moments: Sequence[Moment], rng: np.random.Generator) -> list[Moment]:
    """The same fixations in a film: the head goes there, the eyes jump, and both stay a little unquiet."""
    unrest = Unrest(rng)
    whole: list[Moment] = []
    here = moments[0].pose
    for fixation, group in groupby(moments, key=lambda moment: moment.fixation):
        goals = [moment.pose for moment in group]
        for number, goal in enumerate(goals if fixation == NOSE_DOT else goals[:1] * len(goals)):
            frames = _KEPT_EVERY if number else _WAY_FRAMES
            for frame in range(1, frames + 1):
                on_the_way = between(here, goal, ease(frame / frames))
                looking = goal if number or frame > _GLANCE_AFTER else here
                pose = replace(on_the_way, azimuth_deg=looking.azimuth_deg, elevation_deg=looking.elevation_deg)
                whole.append(Moment(stirred(pose, unrest.step(1 / RATE_HZ)), fixation if frame == frames else None))
            here = goal
    return whole
