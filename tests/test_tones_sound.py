from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from display_helpers import hold, window

from gazetrainer.adapters.pygame_sound import PygameSound, SoundingDisplay
from gazetrainer.cues import PULSE_EVERY_S, cues
from gazetrainer.scene import GetReadyScene, Guide, HoldScene, HoldState, PausedScene, RestScene, Scene
from gazetrainer.screen import Screen
from gazetrainer.tones import RATE_HZ, Guidance, Tone, guidance, synthesise
from targets.directions import Direction

SCREEN = Screen(1280, 720, 294.0, 165.0)
SOFT = [tone for tone in Tone if tone is not Tone.CANNOT_TELL]


def loudest_hz(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples, n=RATE_HZ * 2))
    return float(np.argmax(spectrum) / 2)


def envelope(samples: np.ndarray) -> np.ndarray:
    """Loudest sample in each 2 ms."""
    length = RATE_HZ // 500
    return np.abs(samples[: len(samples) // length * length]).reshape(-1, length).max(axis=1)


@pytest.mark.parametrize("sound", [*SOFT, guidance(10, 5)])
def test_a_tone_comes_and_goes_softly(sound: Tone | Guidance) -> None:
    samples = synthesise(sound).sum(axis=1)
    loud = envelope(samples[: round(0.4 * RATE_HZ)])
    reached_s = float(np.argmax(loud >= 0.9 * loud.max())) / 500
    assert 0.03 <= reached_s <= 0.1
    assert loud[0] < 0.02
    assert np.abs(samples[-20:]).max() < 0.01


@pytest.mark.parametrize("sound", [*Tone, guidance(-40, 30), guidance(0, 0)])
def test_no_sound_is_louder_than_the_level_set(sound: Tone | Guidance) -> None:
    assert np.abs(synthesise(sound)).max() <= 1.0


def test_the_pitch_says_up_or_down() -> None:
    up, level, down = (synthesise(guidance(5, elevation)).sum(axis=1) for elevation in (15, 0, -15))
    assert loudest_hz(up) > 1.3 * loudest_hz(level) > 1.3 * 1.3 * loudest_hz(down)
    assert loudest_hz(level) == pytest.approx(440, abs=3)


def test_the_ear_says_left_or_right() -> None:
    left, right = (np.abs(synthesise(guidance(side, 0))).max(axis=0) for side in (-30, 30))
    assert left[0] > 20 * left[1]
    assert right[1] > 20 * right[0]


def test_the_level_says_how_far() -> None:
    levels = [float(np.abs(synthesise(guidance(0, far))).max()) for far in (2, 8, 16, 25)]
    assert levels == sorted(levels)
    assert levels[-1] > 2 * levels[0]


def test_all_tones_can_be_told_apart() -> None:
    kinds = {(round(loudest_hz(synthesise(tone)[:, 0]), -1), len(synthesise(tone))) for tone in Tone}
    assert len(kinds) == len(Tone)


def heard(scenes: list[Scene]) -> list[Tone | Guidance]:
    return [cue for before, now in itertools.pairwise([None, *scenes]) for cue in cues(before, now)]


def ready(remaining_s: float) -> GetReadyScene:
    return GetReadyScene("Next: up", "one hold", 0, 10, remaining_s, "")


def holding(held_s: float, state: HoldState = HoldState.IN, azimuth_deg: float = -5.0, **more: object) -> HoldScene:
    return hold(SCREEN, Direction(azimuth_deg, 0), state, hold_s=20.0, held_s=held_s, **more)


def test_a_whole_hold_is_heard_from_get_ready_to_done() -> None:
    scenes: list[Scene] = [ready(5 - n / 30) for n in range(150)]
    scenes += [holding(n / 30) for n in range(600)]
    scenes += [RestScene("Rest", 9.9, "")]
    assert heard(scenes) == [*[Tone.GET_READY] * 3, Tone.HALF_WAY, *[Tone.LAST_SECOND] * 3, Tone.DONE]


def test_a_skipped_hold_ends_in_silence() -> None:
    assert heard([holding(3.0), holding(4.0), RestScene("Rest", 9.9, "")]) == []


def test_a_pause_makes_no_sound_even_just_before_the_end() -> None:
    assert heard([holding(19.9), PausedScene("Paused", ""), holding(19.9)]) == []


def test_doubt_is_tapped_once() -> None:
    doubtful = [holding(5.0, HoldState.CANNOT_TELL, time_s=n / 30) for n in range(60)]
    assert heard([holding(5.0), *doubtful, holding(5.0), *doubtful]) == [Tone.CANNOT_TELL, Tone.CANNOT_TELL]


def test_a_position_off_the_screen_is_led_to_by_calm_pulses_and_then_silence() -> None:
    away = [holding(0.0, HoldState.OUT, -30.0, time_s=n / 30, away_deg=(-20.0, 3.0)) for n in range(90)]
    there = [holding(n / 30, HoldState.IN, -30.0, time_s=3 + n / 30, away_deg=(-1.0, 0.0)) for n in range(30)]
    pulses = heard([*away, *there])
    assert len(pulses) == 3 / PULSE_EVERY_S
    assert all(isinstance(pulse, Guidance) and pulse.side == -1 for pulse in pulses)


def test_a_target_on_the_screen_leads_without_sound() -> None:
    assert heard([holding(0.0, HoldState.OUT, time_s=n / 30, away_deg=(-9.0, 0.0)) for n in range(90)]) == []


def test_sounds_play_beside_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    with window() as display, PygameSound(volume=0.3) as sound:
        assert sound.guide is Guide.SOUND
        both = SoundingDisplay(display, sound)
        both.draw(ready(3.2))
        both.draw(ready(2.9))
        both.draw(holding(0.0, HoldState.OUT, -30.0, away_deg=(-20.0, 3.0)))
        assert both.keys() == ()
        assert both.screen == display.screen


def test_without_a_sound_device_there_is_silence_and_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no_such_driver")
    with PygameSound() as sound:
        sound.play(Tone.DONE)
        assert sound.guide is Guide.GLOW


def test_volume_nought_opens_no_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    with PygameSound(volume=0.0) as sound:
        sound.play(guidance(5, 5))
        assert sound.guide is Guide.GLOW


def test_a_scene_seen_again_repeats_no_sound() -> None:
    scene = replace(holding(18.0), time_s=4.0)
    assert cues(scene, scene) == ()
