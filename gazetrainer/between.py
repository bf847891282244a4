"""Between: what may move on the screen between two pictures of the camera, so that it moves evenly.

Timers and the breathing of a dot go on with the clock; what was judged stays as it is until the next picture.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from gazetrainer.scene import DotScene, GetReadyScene, GuidedScene, HoldScene, HoldState, RestScene, Scene

LONGEST_S: Final = 0.25
"""When no picture comes for longer, timers stand: nobody knows what is held."""
_NOTICED_S: Final = 0.12
"""A timer that ran ahead of the pictures by less waits for them instead of jumping back."""


def scene_between(scene: Scene, age_s: float) -> Scene:
    """The scene as it looks some time after the picture that it was made of."""
    age_s = max(0.0, age_s)
    ran_s = min(age_s, LONGEST_S)
    match scene:
        case HoldScene():
            held_s = scene.held_s + (ran_s if scene.state is HoldState.IN else 0.0)
            return replace(scene, time_s=scene.time_s + age_s, held_s=min(held_s, max(scene.hold_s, scene.held_s)))
        case DotScene():
            return replace(scene, time_s=scene.time_s + age_s)
        case GetReadyScene() | RestScene() | GuidedScene():
            return replace(scene, remaining_s=max(0.0, scene.remaining_s - ran_s))
        case _:
            return scene


def without_jumping_back(shown: Scene | None, scene: Scene) -> Scene:
    """The scene with its timer where it was shown last, if that was a moment ahead."""
    match shown, scene:
        case (HoldScene() as before, HoldScene() as now) if _same(before, now):
            return replace(now, held_s=before.held_s) if 0 < before.held_s - now.held_s < _NOTICED_S else now
        case (
            (GetReadyScene() as before, GetReadyScene() as now)
            | (RestScene() as before, RestScene() as now)
            | (GuidedScene() as before, GuidedScene() as now)
        ) if before.title == now.title:
            is_back = 0 < now.remaining_s - before.remaining_s < _NOTICED_S
            return replace(now, remaining_s=before.remaining_s) if is_back else now
        case _:
            return scene


def _same(before: HoldScene, now: HoldScene) -> bool:
    return (before.title, before.subtitle) == (now.title, now.subtitle)
