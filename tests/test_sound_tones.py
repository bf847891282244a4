from __future__ import annotations

import itertools

import numpy as np
import pytest

from benchmarks.listener import count_swells, pitch_hz, read_phrase
from gazetrainer.sounds.tones import LEAD_LOUDEST, LOUDEST, RATE_HZ, Guidance, Tone, guidance, synthesise

TAPS = {Tone.CANNOT_TELL, Tone.HEAD_MOVED}
SOFT = [tone for tone in Tone if tone not in TAPS]
WAYS = [way for way in itertools.product((-25, -7, -2, 0, 2, 7, 25), (-20, -6, -2, 0, 2, 6, 20)) if way != (0, 0)]


def envelope(samples: np.ndarray) -> np.ndarray:
    """Loudest sample in each 2 ms."""
    length = RATE_HZ // 500
    return np.abs(samples[: len(samples) // length * length]).reshape(-1, length).max(axis=1)


def phrase(azimuth_deg: float, elevation_deg: float):
    heard = read_phrase(synthesise(guidance(azimuth_deg, elevation_deg)).astype(float), 0.0)
    assert heard is not None
    return heard


@pytest.mark.parametrize("sound", [*SOFT, guidance(10, 5), guidance(-20, 0)])
def test_a_tone_comes_and_goes_softly(sound: Tone | Guidance) -> None:
    samples = synthesise(sound).sum(axis=1)
    loud = envelope(samples[: round(0.3 * RATE_HZ)])
    reached_s = float(np.argmax(loud >= 0.9 * loud.max())) / 500
    assert 0.03 <= reached_s <= 0.1
    assert loud[0] < 0.02
    assert np.abs(samples[-20:]).max() < 0.01


@pytest.mark.parametrize("sound", [*SOFT, *(guidance(*way) for way in WAYS[::5])])
def test_nothing_clicks(sound: Tone | Guidance) -> None:
    samples = synthesise(sound).astype(float)
    spectrum = np.abs(np.fft.rfft(samples.sum(axis=1))) ** 2
    above = np.fft.rfftfreq(len(samples), 1 / RATE_HZ) > 4000
    assert spectrum[above].sum() < 1e-6 * spectrum.sum()
    fastest_hz = 2.5 * 1046.5
    assert np.abs(np.diff(samples, axis=0)).max() <= 2 * np.pi * fastest_hz / RATE_HZ * np.abs(samples).max()


@pytest.mark.parametrize("sound", [*Tone, guidance(-40, 30), guidance(0, 0)])
def test_the_lead_is_quieter_than_a_signal_and_both_together_stay_within_the_volume(sound: Tone | Guidance) -> None:
    assert np.abs(synthesise(sound)).max() <= (LEAD_LOUDEST if isinstance(sound, Guidance) else LOUDEST)
    assert LEAD_LOUDEST < LOUDEST
    assert LEAD_LOUDEST + LOUDEST <= 1.0


@pytest.mark.parametrize("way", WAYS)
def test_a_phrase_says_the_way_that_words_would_say(way: tuple[float, float]) -> None:
    heard = phrase(*way)
    small = 0.42 * max(abs(way[0]), abs(way[1]))
    expected = [int(np.sign(each)) if abs(each) > small else 0 for each in way]
    assert [heard.side(), heard.height] == expected
    assert [heard.side(loudspeakers=1), heard.height] == expected


def test_a_phrase_begins_with_the_same_note_in_the_middle_wherever_it_leads() -> None:
    begun = [synthesise(guidance(*way)).astype(float)[round(0.04 * RATE_HZ) : round(0.16 * RATE_HZ)] for way in WAYS]
    assert {round(pitch_hz(samples.sum(axis=1))) for samples in begun} == {523}
    assert all(np.allclose(samples[:, 0], samples[:, 1], atol=1e-3) for samples in begun)


def test_a_further_way_is_a_larger_step_a_stronger_side_and_a_louder_phrase() -> None:
    up, right = [phrase(0, far) for far in (2, 8, 16)], [phrase(far, 0) for far in (2, 6, 10)]
    for phrases, said in ((up, "semitones"), (right, "side_db"), (up, "rms")):
        values = [getattr(each, said) for each in phrases]
        assert values == sorted(values)
        assert values[-1] > 1.3 * values[0]


def test_one_loudspeaker_or_one_ear_tells_left_from_right_by_counting() -> None:
    answers = [synthesise(guidance(side, 0)).sum(axis=1)[round(0.3 * RATE_HZ) :].astype(float) for side in (0, -9, 9)]
    assert [count_swells(answer) for answer in answers] == [1, 2, 3]


def test_all_tones_can_be_told_apart() -> None:
    kinds = {(round(pitch_hz(synthesise(tone)[:8000, 0].astype(float)), -1), len(synthesise(tone))) for tone in Tone}
    assert len(kinds) == len(Tone)


def test_no_tone_is_taken_for_a_phrase_of_the_lead() -> None:
    assert [read_phrase(synthesise(tone).astype(float), 0.0) for tone in Tone] == [None] * len(Tone)
