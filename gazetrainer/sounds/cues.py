"""scene after scene -> cues: what begins or ends to be heard; every cue sounds once, when its moment is passed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from gazetrainer.scene import (
    GetReadyScene,
    GuidedScene,
    HoldScene,
    HoldState,
    ListScene,
    PausedScene,
    PointerScene,
    RestScene,
    Scene,
)
from gazetrainer.sounds.leading import NOT_LED, Hush, Lead, lead
from gazetrainer.sounds.speech import UNSPOKEN, USUAL_EVERY_S, Speech, Spoken, speak
from gazetrainer.sounds.tones import Guidance, Tone

LAST_SECONDS: Final = 3
SHORTEST_WITH_HALF_S: Final = 10.0
"""In a shorter hold the half-way tone would stand too close to the last seconds."""
_NEARLY_DONE_S: Final = 0.3
_AHEAD_S: Final = 0.5
"""A timer that was shown a little ahead of the pictures belongs to the same hold."""
_TAPS: Final = {HoldState.CANNOT_TELL: Tone.CANNOT_TELL, HoldState.HEAD_MOVED: Tone.HEAD_MOVED}

Cue = Tone | Guidance | Hush | Spoken


@dataclass(frozen=True, slots=True)
class Hearing:
    """What has been shown and heard so far; begins with nothing."""

    scene: Scene | None = None
    lead: Lead = NOT_LED
    speech: Speech = UNSPOKEN


def hear(before: Hearing, scene: Scene, *, speak_every_s: float = USUAL_EVERY_S) -> tuple[Hearing, tuple[Cue, ...]]:
    """What is to be heard with the next scene; a lead that is hushed comes first."""
    tones = tones_between(before.scene, scene)
    leading, led = lead(before.lead, before.scene, scene)
    speech, spoken = speak(before.speech, before.scene, scene, tones, every_s=speak_every_s)
    return Hearing(scene, leading, speech), (*led, *tones, *spoken, *_asked_for(before.scene, scene))


def _asked_for(previous: Scene | None, scene: Scene) -> tuple[Cue, ...]:
    """A sound that is played to be learned."""
    if not isinstance(scene, ListScene) or scene.sound is None or not scene.played:
        return ()
    if isinstance(previous, ListScene) and previous.title == scene.title and previous.played == scene.played:
        return ()
    return (scene.sound if isinstance(scene.sound, Tone | Guidance) else Spoken(scene.sound),)


def tones_between(previous: Scene | None, scene: Scene) -> tuple[Tone, ...]:
    """Tones that mark what happened between two scenes."""
    match previous, scene:
        case (HoldScene() as before, HoldScene() as now) if _same_hold(before, now):
            return (*_time_passed(before, now), *_tap(before, now))
        case (HoldScene() as before, _) if not isinstance(scene, PausedScene) and _is_nearly_done(before):
            return (Tone.DONE, *_count_down(None, scene))
        case (PointerScene() as before, PointerScene() as now) if (before.staying is None) != (now.staying is None):
            return (Tone.BEGIN if before.staying is None else Tone.DONE,)
        case (GuidedScene() | RestScene() as before, _) if _is_over(before, scene):
            return (Tone.DONE, *_count_down(None, scene))
        case (_, GuidedScene() as now) if not isinstance(previous, PausedScene) and not _same_moment(previous, now):
            return (Tone.BEGIN,)
    return _count_down(previous, scene)


def _same_hold(before: HoldScene, now: HoldScene) -> bool:
    return (before.title, before.subtitle) == (now.title, now.subtitle) and now.held_s > before.held_s - _AHEAD_S


def _time_passed(before: HoldScene, now: HoldScene) -> tuple[Tone, ...]:
    if now.hold_s >= SHORTEST_WITH_HALF_S and before.held_s < now.hold_s / 2 <= now.held_s:
        return (Tone.HALF_WAY,)
    left_before, left = math.ceil(before.hold_s - before.held_s), math.ceil(now.hold_s - now.held_s)
    return (Tone.LAST_SECOND,) if left < left_before and 0 < left <= LAST_SECONDS else ()


def _tap(before: HoldScene, now: HoldScene) -> tuple[Tone, ...]:
    return (_TAPS[now.state],) if now.state is not before.state and now.state in _TAPS else ()


def _count_down(previous: Scene | None, scene: Scene) -> tuple[Tone, ...]:
    if not isinstance(scene, GetReadyScene):
        return ()
    left = math.ceil(scene.remaining_s)
    same = isinstance(previous, GetReadyScene) and previous.title == scene.title
    left_before = math.ceil(previous.remaining_s) if same and isinstance(previous, GetReadyScene) else left + 1
    return (Tone.GET_READY,) if left < left_before and 0 < left <= LAST_SECONDS else ()


def _is_nearly_done(scene: HoldScene) -> bool:
    return scene.hold_s - scene.held_s <= _NEARLY_DONE_S


def _is_over(before: GuidedScene | RestScene, scene: Scene) -> bool:
    """A guided moment, or a rest of the plan's own, came to its end by itself; who has the eyes closed hears it."""
    if before.remaining_s > _NEARLY_DONE_S or isinstance(scene, PausedScene):
        return False
    if isinstance(before, RestScene):
        return before.is_own and not (isinstance(scene, RestScene) and scene.title == before.title)
    return not _same_moment(scene, before)


def _same_moment(scene: Scene | None, guided: GuidedScene) -> bool:
    return isinstance(scene, GuidedScene) and (scene.title, scene.text) == (guided.title, guided.text)
