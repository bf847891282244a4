from __future__ import annotations

import time

import numpy as np
import pytest
from display_helpers import hold, window
from flow_helpers import ScriptedDisplay
from sound_helpers import LAPTOP, samples_of

from benchmarks.listener import clicks
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_sound import PygameSound
from gazetrainer.adapters.sound_file import SoundFile, write_sound
from gazetrainer.adapters.sounding_display import SoundingDisplay
from gazetrainer.errors import OutputError
from gazetrainer.scene import GetReadyScene, Guide, HoldState
from gazetrainer.settings import Settings, Sounds
from gazetrainer.sounds.loudspeaker import FADE_S
from gazetrainer.sounds.tones import LOUDEST, RATE_HZ, Tone, guidance, synthesise
from targets.directions import Direction

READY = GetReadyScene("Next: up", "one hold", 0, 10, 2.9, "")
ON_THE_WAY = hold(LAPTOP, Direction(-30, 0), HoldState.SETTLING, headline="", away_deg=(-20.0, 3.0))


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch, tmp_path):
    """A sound device that writes what a loudspeaker would get into a file, as it is heard."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "disk")
    monkeypatch.setenv("SDL_DISKAUDIOFILE", str(tmp_path / "heard.raw"))
    return lambda: np.fromfile(tmp_path / "heard.raw", np.int16).reshape(-1, 2) / 32768


def test_sounds_play_beside_the_picture() -> None:
    with window() as display, PygameSound(volume=0.3) as sound:
        both = SoundingDisplay(display, sound)
        assert both.guide is Guide.SOUND
        both.draw(READY)
        both.draw(ON_THE_WAY)
        assert both.keys() == ()
        assert both.typed() == ""
        assert both.screen == display.screen


def test_a_device_gets_what_was_made_no_louder_than_the_volume_and_without_clicks(device) -> None:
    with PygameSound(volume=0.5) as sound:
        sound.play(guidance(-30, 20))
        time.sleep(0.3)
        sound.play(Tone.DONE)
        time.sleep(0.2)
        sound.play(Tone.GET_READY)
        time.sleep(0.3)
    heard = device()
    assert 0.5 * LOUDEST * 0.5 < np.abs(heard).max() <= 0.5
    # SDL fades in steps of a twentieth.
    assert clicks(heard) < 0.1


def test_a_hushed_lead_is_silent_soon(device) -> None:
    with PygameSound(volume=1.0) as sound:
        sound.play(guidance(-30, 0))
        time.sleep(0.2)
        sound.hush()
        time.sleep(0.35)
    heard = np.abs(device()).max(axis=1)
    sounding = np.flatnonzero(heard)
    assert heard.max() > 0.1
    assert (sounding[-1] - sounding[0]) / RATE_HZ < 0.2 + FADE_S + 0.1


@pytest.mark.parametrize("volume", [0.0, 0.7])
def test_without_a_sound_device_there_is_silence_and_the_edges_glow(volume, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no_such_driver" if volume else "dummy")
    unheard = ScriptedDisplay(screen=LAPTOP)
    with PygameSound(volume=volume) as sound:
        display = SoundingDisplay(unheard, sound)
        display.draw(READY)
        display.draw(ON_THE_WAY)
        sound.play(Tone.DONE)
        sound.hush()
    assert unheard.scenes[-1].guide is Guide.GLOW
    assert "glow" in unheard.scenes[-1].subline


def test_a_device_that_vanishes_leaves_silence_and_the_glow_and_is_used_again_when_it_is_back() -> None:
    unheard = ScriptedDisplay(screen=LAPTOP)
    with PygameSound() as sound:
        display = SoundingDisplay(unheard, sound)
        display.draw(READY)
        pygame.mixer.quit()
        display.draw(ON_THE_WAY)
        assert display.guide is Guide.GLOW
        assert unheard.scenes[-1].guide is Guide.GLOW
        display.draw(READY)
        assert display.guide is Guide.SOUND


def test_a_device_that_vanished_is_no_fault_at_the_end() -> None:
    with PygameSound() as sound:
        pygame.mixer.quit()
        sound.hush()
        assert not sound.is_open


def test_the_volume_can_be_changed_while_it_is_open() -> None:
    with PygameSound(volume=0.5) as sound:
        display = SoundingDisplay(ScriptedDisplay(), sound)
        display.change(Settings(volume=0.0))
        assert display.guide is Guide.GLOW
        display.change(Settings(volume=0.9))
        assert sound.volume == 0.9
        assert display.guide is Guide.SOUND


@pytest.mark.parametrize("sounds", [Sounds.SILENT, Sounds.TONES])
def test_only_what_was_chosen_is_heard(sounds: Sounds, tmp_path) -> None:
    now_s = 0.0
    with SoundFile(tmp_path / "heard.wav", lambda: now_s) as sound:
        display = SoundingDisplay(ScriptedDisplay(screen=LAPTOP), sound, settings=Settings(sounds=sounds))
        display.draw(READY)
        now_s = 1.0
    assert bool(np.abs(samples_of(tmp_path / "heard.wav")).max()) is (sounds is Sounds.TONES)


def test_a_sound_is_written_as_it_is(tmp_path) -> None:
    write_sound(Tone.DONE, tmp_path / "done.wav", volume=0.5)
    assert np.allclose(samples_of(tmp_path / "done.wav"), 0.5 * synthesise(Tone.DONE), atol=1e-4)


def test_a_folder_that_cannot_be_written_is_said(tmp_path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_sound(Tone.DONE, tmp_path / "nowhere" / "done.wav")
