"""The list in which the sounds are learned, the files they can be written to, and what the machine can say."""

from __future__ import annotations

import itertools

import pytest
from display_helpers import texts_of, window
from sound_helpers import samples_of
from typer.testing import CliRunner

from gazetrainer.adapters.pygame_display import Look
from gazetrainer.cli.app import app
from gazetrainer.flows.hearing_sounds import hear_sounds, sounds_scene
from gazetrainer.loop import Tick
from gazetrainer.scene import Key
from gazetrainer.settings import Settings, Sounds
from gazetrainer.sounds.cues import Hearing, hear
from gazetrainer.sounds.sound_table import sound_entries, voice_entry
from gazetrainer.sounds.speech import Spoken
from gazetrainer.sounds.tones import Guidance, Tone


def heard_with(presses, settings=None):
    """What is heard while these keys are pressed, one at a time, and whether the room was left."""
    flow = hear_sounds(settings or Settings())
    hearing, heard = hear(Hearing(), next(flow))
    for number, key in enumerate(presses):
        try:
            scene = flow.send(Tick(number / 30, (key,)))
        except StopIteration:
            return heard, True
        hearing, cues = hear(hearing, scene)
        hearing, again = hear(hearing, scene)
        heard += cues
        assert again == ()
    return heard, False


def test_one_key_plays_every_sound_once_and_leaves_after_the_last() -> None:
    everything = [entry.sound for entry in sound_entries()]
    heard, left = heard_with([Key.MAIN] * (len(everything) + 2))
    assert heard[:-1] == tuple(everything)
    assert heard[-1] == Spoken(voice_entry().sound)
    assert left


def test_nothing_is_heard_before_it_is_asked_for_and_any_sound_can_be_heard_again() -> None:
    sounds = [entry.sound for entry in sound_entries()]
    heard, left = heard_with([Key.DOWN, Key.DOWN, Key.UP, Key.MAIN, Key.REPEAT, Key.MAIN])
    assert heard == (sounds[1], sounds[1], sounds[2])
    assert not left


def test_without_a_voice_it_is_not_in_the_list() -> None:
    heard, left = heard_with([Key.MAIN] * 40, Settings(sounds=Sounds.TONES))
    assert left
    assert not any(isinstance(cue, Spoken) for cue in heard)


def test_every_tone_is_in_the_table_with_a_meaning_of_its_own() -> None:
    entries = sound_entries()
    assert {entry.sound for entry in entries if isinstance(entry.sound, Tone)} == set(Tone)
    assert {len({getattr(entry, part) for entry in entries}) for part in ("key", "name", "meaning")} == {len(entries)}


@pytest.mark.parametrize("size", [1.0, 2.0])
def test_the_list_of_sounds_can_be_read_at_every_size(size: float) -> None:
    entries = (*sound_entries(), voice_entry())
    with window((1280, 720), Look(size=size)) as display:
        for at in range(len(entries)):
            display.draw(sounds_scene(entries, at, 1, Settings()))
            canvas, boxes = texts_of(display)
            assert all(canvas.bounds.contains(box) for box in boxes)
            assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].colliderect(pair[1])]


def test_sounds_are_described_and_written_as_files(tmp_path) -> None:
    said = CliRunner().invoke(app, ["sounds", "--output", str(tmp_path / "sounds")])
    assert said.exit_code == 0
    written = {path.stem for path in (tmp_path / "sounds").glob("*.wav")}
    assert written == {entry.key for entry in sound_entries()}
    assert all(entry.meaning in said.output for entry in sound_entries())
    assert max(abs(samples_of(tmp_path / "sounds" / "done.wav").ravel())) > 0.2
    assert not [entry for entry in sound_entries() if not isinstance(entry.sound, Tone | Guidance)]
