"""scene, scene -> cues: what is to be heard when one scene follows another."""

from __future__ import annotations

import math
from typing import Final

from gazetrainer.scene import GetReadyScene, GuidedScene, HoldScene, HoldState, PausedScene, Scene
from gazetrainer.screen import BeyondEdge
from gazetrainer.tones import Guidance, Tone, guidance

PULSE_EVERY_S: Final = 0.75
LAST_SECONDS: Final = 3
SHORTEST_WITH_HALF_S: Final = 10.0
"""In a shorter hold the half-way tone would stand too close to the last seconds."""
_NEARLY_DONE_S: Final = 0.3
_LEADING: Final = frozenset({HoldState.OUT, HoldState.SETTLING})


def cues(previous: Scene | None, scene: Scene) -> tuple[Tone | Guidance, ...]:
    """What is to be heard now; every cue sounds once, when its moment is passed."""
    match previous, scene:
        case (HoldScene() as before, HoldScene() as now) if _same_hold(before, now):
            return (*_time_passed(before, now), *_doubt(before, now), *_lead(before, now))
        case (HoldScene() as before, _) if not isinstance(scene, PausedScene) and _is_nearly_done(before):
            return (Tone.DONE, *_count_down(None, scene))
        case (GuidedScene() as before, _) if _is_over(before, scene):
            return (Tone.DONE, *_count_down(None, scene))
        case (_, HoldScene() as now):
            return _lead(None, now)
    return _count_down(previous, scene)


def _same_hold(before: HoldScene, now: HoldScene) -> bool:
    return (before.title, before.subtitle) == (now.title, now.subtitle) and now.held_s >= before.held_s


def _time_passed(before: HoldScene, now: HoldScene) -> tuple[Tone, ...]:
    if now.hold_s >= SHORTEST_WITH_HALF_S and before.held_s < now.hold_s / 2 <= now.held_s:
        return (Tone.HALF_WAY,)
    left_before, left = math.ceil(before.hold_s - before.held_s), math.ceil(now.hold_s - now.held_s)
    return (Tone.LAST_SECOND,) if left < left_before and 0 < left <= LAST_SECONDS else ()


def _doubt(before: HoldScene, now: HoldScene) -> tuple[Tone, ...]:
    begins = now.state is HoldState.CANNOT_TELL and before.state is not HoldState.CANNOT_TELL
    return (Tone.CANNOT_TELL,) if begins else ()


def _lead(before: HoldScene | None, now: HoldScene) -> tuple[Guidance, ...]:
    """Pulses lead only to positions off the screen; a target that can be seen leads by itself."""
    if now.away_deg is None or now.state not in _LEADING or not isinstance(now.where, BeyondEdge):
        return ()
    was_leading = before is not None and before.state in _LEADING and before.away_deg is not None
    if was_leading and before is not None and _pulse(before.time_s) == _pulse(now.time_s):
        return ()
    return (guidance(*now.away_deg),)


def _count_down(previous: Scene | None, scene: Scene) -> tuple[Tone, ...]:
    if not isinstance(scene, GetReadyScene):
        return ()
    left = math.ceil(scene.remaining_s)
    same = isinstance(previous, GetReadyScene) and previous.title == scene.title
    left_before = math.ceil(previous.remaining_s) if same and isinstance(previous, GetReadyScene) else left + 1
    return (Tone.GET_READY,) if left < left_before and 0 < left <= LAST_SECONDS else ()


def _is_nearly_done(scene: HoldScene) -> bool:
    return scene.hold_s - scene.held_s <= _NEARLY_DONE_S


def _is_over(before: GuidedScene, scene: Scene) -> bool:
    """A guided moment came to its end by itself; who has the eyes closed hears it."""
    goes_on = isinstance(scene, GuidedScene) and (scene.title, scene.text) == (before.title, before.text)
    return before.remaining_s <= _NEARLY_DONE_S and not goes_on and not isinstance(scene, PausedScene)


def _pulse(time_s: float) -> int:
    return math.floor(time_s / PULSE_EVERY_S)
