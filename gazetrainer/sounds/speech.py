"""scenes, tones -> sentences: what a voice says, and how seldom.

The position's name and the plan's cue at get ready; a guided moment's text; where to go, once a state has stood for a
moment and never sooner than `every_s` after the last such sentence; half-way, rest, done, paused. Nothing is said about
closed eyes. A position on the screen is seen, so that only its name is said.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from gazetrainer.scene import GetReadyScene, GuidedScene, HoldScene, HoldState, PausedScene, RestScene, Scene
from gazetrainer.screen import BeyondEdge
from gazetrainer.sounds.tones import Tone
from targets.language import _

USUAL_EVERY_S: Final = 6.0
STANDS_S: Final = 0.6
"""A state is spoken of when it has stood for so long."""
_REPEATED: Final = frozenset({HoldState.OUT})
_UNSPOKEN: Final = frozenset({HoldState.SETTLING, HoldState.EYES_CLOSED})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence to be said now, in the language in use; a newer one takes its place if it still waits."""

    text: str


@dataclass(frozen=True, slots=True)
class Speech:
    """What a voice has said: the last position, the last state of this hold and when; since when a state stands."""

    named: str = ""
    told: HoldState | None = None
    told_s: float | None = None
    state: HoldState | None = None
    since_s: float = 0.0


UNSPOKEN: Final = Speech()


def speak(
    before: Speech, previous: Scene | None, scene: Scene, tones: Collection[object], *, every_s: float = USUAL_EVERY_S
) -> tuple[Speech, tuple[Spoken, ...]]:
    """What is to be said when one scene follows another; `tones`: those that belong to the same step."""
    match scene:
        case HoldScene() if isinstance(previous, HoldScene) and previous.title != scene.title:
            return Speech(named=before.named), _said(scene.title)
        case HoldScene():
            return _of_hold(before, scene, tones, every_s)
        case GetReadyScene() if not _goes_on(before, previous, scene):
            after = Speech(named=scene.title)
        case RestScene():
            after = replace(before, told=None, state=None)
        case _:
            after = before
    done = (_("Done."),) if Tone.DONE in tones else ()
    return after, _said(*done, *_beginning(before, previous, scene))


def _beginning(before: Speech, previous: Scene | None, scene: Scene) -> tuple[str, ...]:
    """What is said when something else than a hold begins; nothing while it goes on, or goes on after a pause."""
    match scene:
        case GetReadyScene() if not _goes_on(before, previous, scene):
            return (scene.title,) if before.named == scene.title else (scene.title, scene.sentence)
        case _ if isinstance(previous, PausedScene):
            return ()
        case GuidedScene() if not _is_same_moment(previous, scene):
            return scene.title, scene.text, scene.sentence
        case RestScene() if not isinstance(previous, RestScene):
            return scene.title, scene.sentence
        case PausedScene():
            return (scene.title,)
    return ()


def _is_same_moment(previous: Scene | None, scene: GuidedScene) -> bool:
    return isinstance(previous, GuidedScene) and (previous.title, previous.text) == (scene.title, scene.text)


def _goes_on(before: Speech, previous: Scene | None, scene: GetReadyScene) -> bool:
    """The same countdown as before, or one that a pause has interrupted."""
    if isinstance(previous, GetReadyScene):
        return (previous.title, previous.subtitle) == (scene.title, scene.subtitle)
    return isinstance(previous, PausedScene) and before.named == scene.title


def _of_hold(
    before: Speech, scene: HoldScene, tones: Collection[object], every_s: float
) -> tuple[Speech, tuple[Spoken, ...]]:
    if scene.state is not before.state:
        before = replace(before, state=scene.state, since_s=scene.time_s)
    if Tone.HALF_WAY in tones:
        return before, _said(_("Half-way."))
    if not isinstance(scene.where, BeyondEdge) or not _is_due(before, scene, every_s):
        return before, ()
    return replace(before, told=scene.state, told_s=scene.time_s), _said(scene.headline)


def _is_due(before: Speech, scene: HoldScene, every_s: float) -> bool:
    if scene.state in _UNSPOKEN or scene.time_s - before.since_s < STANDS_S:
        return False
    if before.told is scene.state and scene.state not in _REPEATED:
        return False
    return before.told_s is None or scene.time_s - before.told_s >= every_s


def _said(*texts: str) -> tuple[Spoken, ...]:
    """All that belongs to one moment, as one sentence after the other."""
    sentences = [text if text.endswith((".", "?", ":")) else f"{text}." for text in texts if text]
    return (Spoken(" ".join(sentences)),) if sentences else ()
