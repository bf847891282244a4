from __future__ import annotations

from dataclasses import replace

import pytest
from display_helpers import hold
from sound_helpers import LAPTOP

from gazetrainer.scene import (
    GetReadyScene,
    GuidedScene,
    HoldScene,
    HoldState,
    Lids,
    PausedScene,
    PointerScene,
    RestScene,
    Scene,
)
from gazetrainer.screen import place
from gazetrainer.sounds.cues import Cue, Hearing, hear
from gazetrainer.sounds.leading import LEAD_EVERY_S, Hush
from gazetrainer.sounds.speech import Spoken
from gazetrainer.sounds.tones import Guidance, Tone
from targets.directions import Direction

REST = RestScene("Rest", 9.9, "Look around.")
PAUSED = PausedScene("Paused", "")
ASIDE_DEG = -30.0


def all_heard(scenes: list[Scene]) -> list[Cue]:
    hearing, heard = Hearing(), []
    for scene in scenes:
        hearing, cues = hear(hearing, scene)
        heard += cues
    return heard


def heard(scenes: list[Scene]) -> list[Cue]:
    """Everything but speech."""
    return [cue for cue in all_heard(scenes) if not isinstance(cue, Spoken)]


def said(scenes: list[Scene]) -> list[str]:
    return [cue.text for cue in all_heard(scenes) if isinstance(cue, Spoken)]


def ready(remaining_s: float = 2.9, title: str = "Next: up") -> GetReadyScene:
    return GetReadyScene(title, "one hold", 0, 10, remaining_s, "Only the eyes go.")


def holding(held_s: float, state: HoldState = HoldState.IN, azimuth_deg: float = -5.0, **more: object) -> HoldScene:
    return hold(LAPTOP, Direction(azimuth_deg, 0), state, hold_s=20.0, held_s=held_s, **more)


def beyond(state: HoldState, begin_s: float, end_s: float, *, way=(-20.0, 3.0), headline="Further left") -> list[Scene]:
    """A state that stands for some time, at 30 pictures a second, on the way to a position off the screen."""
    away = way if state in {HoldState.OUT, HoldState.SETTLING} else (-1.0, 0.0)
    times = [n / 30 for n in range(round(begin_s * 30), round(end_s * 30))]
    return [holding(0.0, state, ASIDE_DEG, time_s=time_s, away_deg=away, headline=headline) for time_s in times]


def test_a_whole_hold_is_heard_from_get_ready_to_done() -> None:
    scenes: list[Scene] = [ready(5 - n / 30) for n in range(150)]
    scenes += [holding(n / 30) for n in range(600)]
    assert heard([*scenes, REST]) == [*[Tone.GET_READY] * 3, Tone.HALF_WAY, *[Tone.LAST_SECOND] * 3, Tone.DONE]


def test_a_skipped_hold_ends_in_silence() -> None:
    assert heard([holding(3.0), holding(4.0), REST]) == []


def test_a_pause_makes_no_sound_even_just_before_the_end() -> None:
    assert heard([holding(19.9), PAUSED, holding(19.9)]) == []


@pytest.mark.parametrize(
    ("state", "tone"), [(HoldState.CANNOT_TELL, Tone.CANNOT_TELL), (HoldState.HEAD_MOVED, Tone.HEAD_MOVED)]
)
def test_doubt_and_a_moved_head_are_tapped_once(state: HoldState, tone: Tone) -> None:
    stands = [holding(5.0, state, time_s=n / 30) for n in range(60)]
    assert heard([holding(5.0), *stands, holding(5.0), *stands]) == [tone, tone]


def test_closed_eyes_are_left_in_peace() -> None:
    assert heard([*beyond(HoldState.IN, 0, 2), *beyond(HoldState.EYES_CLOSED, 2, 60)]) == []
    assert said([*beyond(HoldState.EYES_CLOSED, 2, 60)]) == []


def test_a_guided_moment_begins_and_ends_with_two_notes() -> None:
    guided = [GuidedScene("Rest", "Feel.", Lids.CLOSED, "Close your eyes.", 5 - n / 30, 5) for n in range(150)]
    assert heard([ready(), *guided, REST]) == [Tone.GET_READY, Tone.BEGIN, Tone.DONE]
    assert heard([*guided[:60], PAUSED, *guided[60:]]) == [Tone.BEGIN]
    assert said([*guided[:60], PAUSED, *guided[60:], REST])[0] == "Rest. Feel. Close your eyes."


def test_a_position_off_the_screen_is_led_to_by_calm_phrases_and_then_silence() -> None:
    phrases = heard([*beyond(HoldState.OUT, 0, 3.6), *beyond(HoldState.IN, 3.6, 8)])
    assert len(phrases) == 3.6 / LEAD_EVERY_S
    assert all(isinstance(phrase, Guidance) and phrase.side == -1 for phrase in phrases)


def test_a_phrase_fades_the_moment_the_eyes_are_there() -> None:
    assert isinstance(heard([*beyond(HoldState.OUT, 0, 0.3), *beyond(HoldState.IN, 0.3, 5)])[-1], Hush)


@pytest.mark.parametrize("after", [PAUSED, REST])
def test_a_phrase_fades_when_the_hold_is_left(after: Scene) -> None:
    assert Hush() in heard([*beyond(HoldState.OUT, 0, 0.3), after])


def test_a_short_slip_is_not_led_back() -> None:
    scenes = [*beyond(HoldState.OUT, 0, 1), *beyond(HoldState.IN, 1, 4), *beyond(HoldState.OUT, 4, 4.4)]
    assert len(heard([*scenes, *beyond(HoldState.IN, 4.4, 9)])) == 1


def test_eyes_at_the_edge_of_the_tolerance_are_neither_nagged_nor_left_alone() -> None:
    scenes = beyond(HoldState.OUT, 0, 1)
    for n in range(50):
        scenes += beyond(HoldState.IN, 1 + n * 0.4, 1.2 + n * 0.4) + beyond(HoldState.OUT, 1.2 + n * 0.4, 1.4 + n * 0.4)
    phrases = [cue for cue in heard(scenes) if isinstance(cue, Guidance)]
    assert 21 / (2 * LEAD_EVERY_S) <= len(phrases) <= 21 / LEAD_EVERY_S + 1


def test_a_target_on_the_screen_leads_without_sound() -> None:
    assert heard([holding(0.0, HoldState.OUT, time_s=n / 30, away_deg=(-9.0, 0.0)) for n in range(90)]) == []


def test_a_scene_seen_again_repeats_no_sound() -> None:
    scene = replace(holding(18.0), time_s=4.0)
    assert all_heard([scene, scene, scene]) == []


def test_a_voice_names_the_position_the_rest_and_the_end() -> None:
    scenes = [*(ready(5 - n / 30) for n in range(150)), *(holding(n / 30) for n in range(600)), REST, REST]
    assert said(scenes) == ["Next: up. Only the eyes go.", "Half-way.", "Done. Rest. Look around."]


def test_a_voice_names_a_position_again_only_by_its_name() -> None:
    assert said([ready(), holding(1.0), REST, ready(4.0)])[-1] == "Next: up."
    assert said([ready(), PAUSED, ready()]) == ["Next: up. Only the eyes go.", "Paused."]
    assert said([ready(), PAUSED, ready(title="Next: down")])[-1] == "Next: down. Only the eyes go."


def test_a_voice_names_each_position_of_a_sequence() -> None:
    assert said([replace(holding(1.0), title="Up"), replace(holding(0.0), title="Left")]) == ["Left."]


def test_a_voice_says_where_to_go_seldom_and_once_that_the_eyes_are_there() -> None:
    scenes = [*beyond(HoldState.OUT, 0, 20), *beyond(HoldState.IN, 20, 60, headline="In position")]
    assert said(scenes) == [*["Further left."] * 4, "In position."]


def test_a_voice_does_not_speak_of_what_lasts_a_moment() -> None:
    assert said([*beyond(HoldState.OUT, 0, 0.4), *beyond(HoldState.SETTLING, 0.4, 9)]) == []


def test_a_voice_leaves_what_can_be_seen_to_the_screen() -> None:
    assert said([holding(0.0, HoldState.OUT, time_s=n / 30) for n in range(300)]) == []


def pointing(time_s: float, away_deg: tuple[float, float] | None, azimuth_deg=-30.0) -> PointerScene:
    where = place(Direction(azimuth_deg, 0), screen=LAPTOP, distance_mm=600.0)
    return PointerScene("Find", "row 1 of 3", where, azimuth_deg, 0.0, None, "", time_s, away_deg=away_deg)


def test_eyes_are_led_to_a_pointer_beyond_the_screen_and_left_alone_while_they_follow_it() -> None:
    behind = [pointing(n / 30, (-12.0, 0.0)) for n in range(36)]
    with_it = [pointing(1.2 + n / 30, (-3.0, 0.0)) for n in range(120)]
    assert [cue for cue in heard([*behind, *with_it]) if isinstance(cue, Guidance)][1:] == []
    assert heard([pointing(n / 30, (-12.0, 0.0), azimuth_deg=-5.0) for n in range(60)]) == []


def test_eyes_that_came_in_at_the_edge_are_led_a_little_further_and_no_more() -> None:
    scenes = [*beyond(HoldState.OUT, 0, 1.2, way=(-8.0, 0.0)), *beyond(HoldState.IN, 1.2, 12)]
    edge = [replace(scene, tolerance_deg=5.0, away_deg=(-4.0, 0.0)) for scene in scenes[36:]]
    inside = [replace(scene, away_deg=(-2.0, 0.0)) for scene in edge]
    assert [len(heard([*scenes[:36], *edge])), len(heard([*scenes[:36], *inside]))] == [3, 1]


def test_the_end_of_a_rest_of_the_plan_is_heard_and_that_after_a_position_is_not():
    after_hold = [replace(REST, remaining_s=left) for left in (0.4, 0.2, 0.05)]
    own = [replace(scene, title="A pause", is_own=True) for scene in after_hold]
    assert heard([*own, ready(4.9)]) == [Tone.DONE]
    assert heard([*after_hold, ready(4.9)]) == []
    assert heard([*own[:1], PAUSED]) == []
