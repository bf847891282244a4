"""Hearing the sounds: a list in which each is played, to be learned with one key."""

from __future__ import annotations

from gazetrainer.loop import AnyFlow
from gazetrainer.scene import Key, KeyHint, ListScene, Row
from gazetrainer.settings import Settings, Sounds
from gazetrainer.sounds.sound_table import SoundEntry, sound_entries, voice_entry
from targets.language import _


def hear_sounds(settings: Settings) -> AnyFlow[None]:
    """Play sound after sound with the main key, the chosen one again with another; after the last one it is over."""
    entries = sound_entries() if settings.sounds is Sounds.TONES else (*sound_entries(), voice_entry())
    at, played, is_heard = 0, 0, False
    while True:
        beat = yield sounds_scene(entries, at, played, settings, is_last=is_heard and at == len(entries) - 1)
        for key in beat.keys:
            if key in {Key.STOP, Key.BACK} or (key is Key.MAIN and is_heard and at == len(entries) - 1):
                return
            if key in {Key.UP, Key.DOWN}:
                at, is_heard = max(0, min(at + (1 if key is Key.DOWN else -1), len(entries) - 1)), False
            elif key in {Key.MAIN, Key.REPEAT}:
                at += key is Key.MAIN and is_heard
                played, is_heard = played + 1, True


def sounds_scene(
    entries: tuple[SoundEntry, ...], at: int, played: int, settings: Settings, *, is_last: bool = False
) -> ListScene:
    """The list of sounds; `played` counts how many were played here."""
    return ListScene(
        title=_("Sounds"),
        rows=tuple(Row(entry.name, "", entry.meaning) for entry in entries),
        chosen=at,
        step=_("What each sound means") if _is_heard(settings) else _("Sound is off in the settings; nothing is heard"),
        hints=(
            KeyHint(Key.MAIN, _("done") if is_last else _("play the next") if played else _("play")),
            KeyHint(Key.REPEAT, _("once more")),
            KeyHint(Key.UP, _("up")),
            KeyHint(Key.DOWN, _("down")),
            KeyHint(Key.STOP, _("back")),
        ),
        sound=entries[at].sound,
        played=played,
    )


def _is_heard(settings: Settings) -> bool:
    return settings.sounds is not Sounds.SILENT and settings.volume > 0
