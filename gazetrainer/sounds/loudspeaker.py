"""Loudspeaker and voice as the program knows them, and what leads the eyes when one of them is missing.

Two things sound side by side: the lead, and one signal. A signal lets the lead and an earlier signal fade, so that
all together never get louder than the volume set.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Protocol

from gazetrainer.scene import Guide, HoldScene, HoldState, PointerScene, Scene
from gazetrainer.screen import BeyondEdge
from gazetrainer.settings import Sounds
from gazetrainer.sounds.tones import Sound
from gazetrainer.wording.words import beyond_the_edge

FADE_S: Final = 0.24


class Loudspeaker(Protocol):
    """Whatever sounds can be heard from."""

    @property
    def is_open(self) -> bool:
        """A sound that is played now can be heard."""
        ...

    def play(self, sound: Sound) -> None:
        """Begin a sound."""
        ...

    def hush(self) -> None:
        """Let the lead fade away."""
        ...


class Voice(Protocol):
    """Whatever can speak."""

    @property
    def is_there(self) -> bool:
        """A sentence that is said now can be heard."""
        ...

    @property
    def is_speaking(self) -> bool:
        """A sentence is being said, or waits for it."""
        ...

    def say(self, text: str) -> None:
        """Say a sentence after the one being said; it takes the place of one that waits. Returns at once."""
        ...


class NoVoice:
    """The voice of a machine that has none."""

    is_there = False
    is_speaking = False

    def say(self, text: str) -> None:
        """Stay silent."""


def guide_by(sounds: Sounds, loudspeaker: Loudspeaker, voice: Voice) -> Guide:
    """What leads the eyes past the edge of the screen: tones, a voice alone, or the glow where nothing is heard."""
    if plays_tones(sounds, voice) and loudspeaker.is_open:
        return Guide.SOUND
    return Guide.VOICE if speaks(sounds, voice) else Guide.GLOW


def plays_tones(sounds: Sounds, voice: Voice) -> bool:
    """Tones are heard; they stand in for a voice that was chosen and is not there."""
    return sounds in {Sounds.ALL, Sounds.TONES} or (sounds is Sounds.VOICE and not voice.is_there)


def speaks(sounds: Sounds, voice: Voice) -> bool:
    """Sentences are said."""
    return sounds in {Sounds.ALL, Sounds.VOICE} and voice.is_there


def led_by(scene: Scene, guide: Guide) -> Scene:
    """The scene as it is when something else leads the eyes than it was made for."""
    if not isinstance(scene, HoldScene | PointerScene) or scene.guide is guide:
        return scene
    if isinstance(scene, PointerScene) or scene.state is not HoldState.SETTLING:
        return replace(scene, guide=guide)
    if not isinstance(scene.where, BeyondEdge):
        return replace(scene, guide=guide)
    headline, subline = beyond_the_edge(guide)
    return replace(scene, guide=guide, headline=headline, subline=subline)
