"""What is heard, from the settings and the options; and `sounds`, which describes the sounds and writes them."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from gazetrainer.adapters.sound_file import write_sound
from gazetrainer.adapters.voice import SystemEngine, ThreadedVoice
from gazetrainer.cli.options import ScreenWish
from gazetrainer.cli.parts import console
from gazetrainer.cli.places import writable_folder
from gazetrainer.loudspeaker import NoVoice, Voice
from gazetrainer.settings import Settings, Sounds
from gazetrainer.sound_table import sound_entries
from gazetrainer.tones import Guidance, Tone
from targets.language import language


def describe_sounds(output: Path | None) -> None:
    """Print what each sound means, and write each as a WAV file; raises OutputError."""
    folder = None if output is None else writable_folder(output)
    for entry in sound_entries():
        console.print(f"{entry.name}: {entry.meaning}", markup=False)
        if folder is not None and isinstance(entry.sound, Tone | Guidance):
            path = folder / f"{entry.key}.wav"
            write_sound(entry.sound, path)
            console.print(f"  {path}", markup=False)


def heard_as(wish: ScreenWish, settings: Settings) -> Settings:
    """The settings with what the options say otherwise."""
    sounds = settings.sounds if wish.sounds is None else wish.sounds
    volume = settings.volume if wish.volume is None else wish.volume
    return replace(settings, sounds=sounds, volume=0.0 if sounds is Sounds.SILENT else volume)


def opened_voice(settings: Settings) -> AbstractContextManager[Voice]:
    """The system's voice in the language in use, where one is wanted."""
    if settings.sounds not in {Sounds.ALL, Sounds.VOICE} or not settings.volume:
        return nullcontext(NoVoice())
    return ThreadedVoice(partial(SystemEngine, language=language(), volume=settings.volume))
