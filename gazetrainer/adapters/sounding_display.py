"""SoundingDisplay: a display whose scenes are also heard, from a loudspeaker and a voice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from gazetrainer.loop import Display
from gazetrainer.scene import GetReadyScene, Guide, Key, MessageScene, ReplayScene, Scene
from gazetrainer.screen import Screen
from gazetrainer.settings import Settings
from gazetrainer.sounds.cues import Cue, Hearing, hear
from gazetrainer.sounds.leading import Hush
from gazetrainer.sounds.loudspeaker import Loudspeaker, NoVoice, Voice, guide_by, led_by, plays_tones, speaks
from gazetrainer.sounds.speech import Spoken
from gazetrainer.sounds.tones import Guidance


class Adjustable(Loudspeaker, Protocol):
    """A loudspeaker with a volume, that can be looked for again when it was lost."""

    def set_volume(self, volume: float) -> None:
        """Sound as loud as this from now on, 0 to 1."""
        ...

    def open_again(self) -> None:
        """Look for a device where there was none or it was lost."""
        ...


class SoundingDisplay:
    """A display whose scenes are also heard; of the settings it takes what is heard.

    on_change: told of settings that change what a voice sounds like.
    """

    def __init__(
        self,
        display: Display,
        sound: Adjustable,
        *,
        voice: Voice | None = None,
        settings: Settings | None = None,
        on_change: Callable[[Settings], None] | None = None,
    ) -> None:
        self._display = display
        self._sound = sound
        self._voice: Voice = voice or NoVoice()
        self._settings = settings or Settings()
        self._on_change = on_change
        self._hearing = Hearing()

    @property
    def screen(self) -> Screen:
        """The area drawn on, now."""
        return self._display.screen

    @property
    def guide(self) -> Guide:
        """What leads the eyes past the edge of the screen, now."""
        return guide_by(self._settings.sounds, self._sound, self._voice)

    def change(self, settings: Settings) -> None:
        """Sound as these settings say from now on."""
        before, self._settings = self._settings, settings
        self._sound.set_volume(settings.volume)
        if self._on_change is not None and _of_voice(before) != _of_voice(settings):
            self._on_change(settings)

    def draw(self, scene: Scene) -> None:
        """Show a scene, and let be heard what belongs to the step from the last one to it."""
        before = self._hearing.scene
        if isinstance(scene, GetReadyScene) and not isinstance(before, GetReadyScene):
            self._sound.open_again()
        self._hearing, cues = hear(self._hearing, _heard(scene), speak_every_s=self._settings.speak_every_s)
        for cue in cues:
            self._let_hear(cue)
        self._display.draw(led_by(scene, self.guide))

    def draw_between(self, scene: Scene) -> None:
        """Show a scene that only the clock has changed; nothing new is to be heard."""
        self._display.draw_between(led_by(scene, self.guide))

    def keys(self) -> tuple[Key, ...]:
        """The keys pressed since the last call."""
        return self._display.keys()

    def typed(self) -> str:
        """The text typed since the last call."""
        return self._display.typed()

    def _let_hear(self, cue: Cue) -> None:
        sounds = self._settings.sounds
        match cue:
            case Hush():
                self._sound.hush()
            case Spoken(text):
                if speaks(sounds, self._voice):
                    self._sound.hush()
                    self._voice.say(text)
            case Guidance() if self._voice.is_speaking:
                pass  # the lead waits until the sentence is over
            case _ if plays_tones(sounds, self._voice):
                self._sound.play(cue)


def _heard(scene: Scene) -> Scene:
    """The scene that sounds: of a replay what was shown then, while it plays as it was."""
    if not isinstance(scene, ReplayScene):
        return scene
    return scene.heard or MessageScene("", "")


def _of_voice(settings: Settings) -> tuple[object, ...]:
    return settings.sounds, settings.volume, settings.language
