"""What is heard, from the settings and the options; and `sounds`, which describes the sounds and writes them."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial

from gazetrainer.adapters.voice import SystemEngine, ThreadedVoice
from gazetrainer.cli.options import ScreenWish
from gazetrainer.loudspeaker import NoVoice, Voice
from gazetrainer.settings import Settings, Sounds


def heard_as(wish: ScreenWish, settings: Settings) -> Settings:
    """The settings with what the options say otherwise."""
    sounds = settings.sounds if wish.sounds is None else wish.sounds
    volume = settings.volume if wish.volume is None else wish.volume
    return replace(settings, sounds=sounds, volume=0.0 if sounds is Sounds.SILENT else volume)


def opened_voice(settings: Settings) -> AbstractContextManager[Voice]:
    """The system's voice in the language of the settings, where one is wanted."""
    if settings.sounds not in {Sounds.ALL, Sounds.VOICE} or not settings.volume:
        return nullcontext(NoVoice())
    return ThreadedVoice(partial(SystemEngine, language=settings.language, volume=settings.volume))
