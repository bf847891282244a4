"""scenes -> pygame_sound -> loudspeaker: what is shown can also be heard; without a sound device there is silence."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

import numpy as np

from gazetrainer.adapters.pygame_display.quiet import pygame, quiet_stderr
from gazetrainer.cues import cues
from gazetrainer.scene import Guide, Key, Scene
from gazetrainer.screen import Screen
from gazetrainer.tones import RATE_HZ, Guidance, Tone, synthesise

DEFAULT_VOLUME = 0.5
_LOUDEST = 32767
_BUFFER_SAMPLES = 1024


class Display(Protocol):
    """Whatever shows scenes and takes keys."""

    @property
    def screen(self) -> Screen:
        """The area drawn on, now."""
        ...

    def draw(self, scene: Scene) -> None:
        """Show one scene."""
        ...

    def keys(self) -> tuple[Key, ...]:
        """The keys pressed since the last call."""
        ...

    def typed(self) -> str:
        """The text typed since the last call."""
        ...


class PygameSound:
    """The loudspeaker; a context manager. volume: 0 to 1, the loudest any sound may be."""

    def __init__(self, *, volume: float = DEFAULT_VOLUME) -> None:
        self._volume = max(0.0, min(volume, 1.0))
        self._is_open = False
        self._ready: dict[Tone, pygame.mixer.Sound] = {}

    def __enter__(self) -> Self:
        """Open the sound device; where there is none everything stays silent."""
        if self._volume == 0.0:
            return self
        try:
            with quiet_stderr():
                pygame.mixer.init(RATE_HZ, -16, 2, _BUFFER_SAMPLES, allowedchanges=0)
        except pygame.error:
            return self
        self._is_open = True
        self._ready = {tone: self._made(tone) for tone in Tone}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the last note fade and close the device."""
        if self._is_open:
            self._is_open = False
            self._ready = {}
            pygame.mixer.quit()

    @property
    def guide(self) -> Guide:
        """What can lead the eyes past the edge of the screen: the sound, or the glow where there is none."""
        return Guide.SOUND if self._is_open else Guide.GLOW

    def play(self, sound: Tone | Guidance) -> None:
        """Play a sound over whatever still sounds."""
        if self._is_open:
            (self._ready[sound] if isinstance(sound, Tone) else self._made(sound)).play()

    def _made(self, sound: Tone | Guidance) -> pygame.mixer.Sound:
        samples = np.ascontiguousarray(synthesise(sound) * (self._volume * _LOUDEST), dtype=np.int16)
        return pygame.mixer.Sound(buffer=samples.tobytes())


class SoundingDisplay:
    """A display whose scenes are also heard."""

    def __init__(self, display: Display, sound: PygameSound) -> None:
        self._display = display
        self._sound = sound
        self._previous: Scene | None = None

    @property
    def screen(self) -> Screen:
        """The area drawn on, now."""
        return self._display.screen

    def draw(self, scene: Scene) -> None:
        """Show a scene, and play what belongs to the step from the last one to it."""
        for cue in cues(self._previous, scene):
            self._sound.play(cue)
        self._previous = scene
        self._display.draw(scene)

    def keys(self) -> tuple[Key, ...]:
        """The keys pressed since the last call."""
        return self._display.keys()

    def typed(self) -> str:
        """The text typed since the last call."""
        return self._display.typed()
