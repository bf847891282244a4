"""The pointer is heard where it cannot be seen, and questions can be answered by clicking."""

from dataclasses import replace

import pytest
from display_helpers import window
from sample_scenes import pointer

from gazetrainer.check_in import CheckIn, Heading, Rating, When
from gazetrainer.scene import Key
from gazetrainer.screen import Screen
from gazetrainer.sounds.cues import Hearing, hear
from gazetrainer.sounds.tones import Guidance, Tone
from gazetrainer.staging.check_in import question_scene
from targets.directions import Direction

SCREEN = Screen(1280, 720, 294.0, 165.0)
BEYOND = pointer(SCREEN, Direction(-30, 18), None)
ON_SCREEN = pointer(SCREEN, Direction(-6, 3), None)


def heard(*scenes):
    hearing, cues = Hearing(), []
    for number, scene in enumerate(scenes):
        hearing, new = hear(hearing, replace(scene, time_s=number / 10))
        cues += new
    return cues


def test_a_sound_leads_to_a_pointer_beyond_the_screen_and_is_silent_close_by_it():
    led = [cue for cue in heard(*[replace(BEYOND, away_deg=(-20.0, 10.0))] * 5) if isinstance(cue, Guidance)]
    assert len(led) == 1
    assert led[0].side < 0
    assert not any(isinstance(cue, Guidance) for cue in heard(*[replace(BEYOND, away_deg=(-2.0, 1.0))] * 5))


def test_a_pointer_that_can_be_seen_and_eyes_that_cannot_be_told_are_not_led():
    assert heard(*[replace(ON_SCREEN, away_deg=(-20.0, 10.0))] * 5) == []
    assert heard(*[replace(BEYOND, away_deg=None)] * 5) == []


def test_tones_tell_when_a_place_is_being_marked_and_when_it_is_done():
    staying = replace(ON_SCREEN, staying=0.5)
    tones = [cue for cue in heard(ON_SCREEN, staying, staying, ON_SCREEN) if isinstance(cue, Tone)]
    assert tones == [Tone.BEGIN, Tone.DONE]


@pytest.mark.parametrize("theme_size", [1.0, 2.0])
def test_every_answer_can_be_clicked(theme_size):
    from gazetrainer.adapters.pygame_display import Look  # noqa: PLC0415  (needs the driver that the helper chooses)

    with window(look=Look(size=theme_size)) as display:
        display.draw(question_scene(Rating.DIZZINESS, CheckIn(), When.BEFORE, 0.0))
        buttons = [button for button in display.canvas.buttons if button.typed]
        assert [button.typed for button in buttons] == [str(number) for number in range(11)]
        assert min(min(button.box.size) for button in buttons) >= 60
        assert {key for button in display.canvas.buttons for key in button.keys} == {Key.MAIN, Key.BACK, Key.STOP}


def test_the_end_of_what_is_written_stays_in_sight_in_full_size():
    with window() as display:
        display.draw(question_scene(Heading.BODY, CheckIn(body="wort " * 300 + "zuletzt"), When.BEFORE, 0.0))
        lines = [line for block in display.canvas.blocks for line in block.lines]
        assert any("zuletzt" in line for line in lines)
        assert not any(block.is_cut for block in display.canvas.blocks)
