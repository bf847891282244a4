"""What is heard, from the settings and the options; and `sounds`, which describes the sounds and writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from gazetrainer.adapters.sound_file import write_sound
from gazetrainer.adapters.voice import Engine, SystemEngine, ThreadedVoice
from gazetrainer.cli.options import ScreenWish
from gazetrainer.cli.parts import console
from gazetrainer.cli.places import writable_folder
from gazetrainer.settings import Settings, Sounds
from gazetrainer.sounds.sound_table import sound_entries
from gazetrainer.sounds.tones import Guidance, Tone
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


def voice_for_settings(settings: Settings) -> ThreadedVoice:
    """The system's voice, not yet started; where none is wanted it waits for other settings."""
    return ThreadedVoice(_engine(settings))


def settle(voice: ThreadedVoice, settings: Settings) -> None:
    """Speak as other settings say."""
    voice.become(_engine(settings))


def _engine(settings: Settings) -> Callable[[], Engine]:
    if settings.sounds not in {Sounds.ALL, Sounds.VOICE} or not settings.volume:
        return _no_engine
    return partial(SystemEngine, language=settings.language or language(), volume=settings.volume)


def _no_engine() -> Engine:
    raise LookupError("no voice is wanted")
