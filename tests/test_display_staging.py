from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest

from gazetrainer.eyes import Eyes
from gazetrainer.gaze import EyeState, GapReason, Gaze, GazeGap, GazeSample, HeadPose
from gazetrainer.scene import GetReadyScene, Guide, HoldScene, HoldState, MessageScene, PausedScene, RestScene, Scene
from gazetrainer.screen import BeyondEdge, Screen, Spot
from gazetrainer.sitting import Command, Sitting, advance, begin_sitting
from gazetrainer.sounds.cues import tones_between
from gazetrainer.sounds.tones import Tone
from gazetrainer.staging.sitting import STANDS_S, scene_for
from targets import Prescription, Step

SCREEN = Screen(1280, 720, 294.0, 165.0)
OPEN = EyeState(1.0, 1.0, 600.0)
LEVEL = HeadPose(0.0, 0.0, 0.0)


def plan(**first: object) -> Prescription:
    near = {"azimuth_deg": -8.0, "elevation_deg": 3.0, "hold_s": 5.0, "get_ready_s": 2.0, "rest_s": 4.0} | first
    far = Step(azimuth_deg=-30.0, elevation_deg=10.0, get_ready_s=2.0)
    return Prescription(schema=1, title="A plan", steps=(Step(**near), far))  # type: ignore[arg-type]


def sample(time_s: float, azimuth_deg: float = -8.0, elevation_deg: float = 3.0, head: HeadPose = LEVEL) -> GazeSample:
    return GazeSample(time_s, azimuth_deg, elevation_deg, 1.0, head, OPEN)


def after(gazes: Iterable[Gaze], prescription: Prescription | None = None) -> Sitting:
    sitting, _ = begin_sitting(prescription or plan(), 0.0)
    for gaze in gazes:
        sitting, _ = advance(sitting, gaze)
    return sitting


def on_target(until_s: float) -> list[Gaze]:
    return [sample(n / 30) for n in range(round(until_s * 30) + 1)]


def shown(sitting: Sitting, previous: Scene | None = None) -> Scene:
    return scene_for(sitting, SCREEN, 600.0, previous=previous)


def shown_hold(gazes: Iterable[Gaze], prescription: Prescription | None = None) -> HoldScene:
    scene = shown(after(gazes, prescription))
    assert isinstance(scene, HoldScene)
    return scene


def test_get_ready_names_the_position_and_counts_down() -> None:
    scene = shown(after(on_target(0.5)))
    assert isinstance(scene, GetReadyScene)
    assert (scene.title, scene.subtitle) == ("Next: up, left", "one hold, 5 seconds")
    assert scene.remaining_s == pytest.approx(1.5, abs=0.05)


def test_a_name_somebody_gave_keeps_its_capital_and_the_plans_cue_is_shown() -> None:
    scene = shown(after([], plan(name="Window", written_cue="Look at the window frame.")))
    assert isinstance(scene, GetReadyScene)
    assert scene.title == "Next: Window"
    assert scene.sentence == "Look at the window frame."


def test_one_eye_is_covered_when_the_plan_says_so() -> None:
    scene = shown(after([], plan(eyes="left")))
    assert isinstance(scene, GetReadyScene)
    assert scene.eyes is Eyes.LEFT
    assert scene.sentence.startswith("Cover your right eye.")


def test_eyes_on_the_target_are_in_position() -> None:
    scene = shown_hold(on_target(4))
    assert scene.state is HoldState.IN
    assert isinstance(scene.where, Spot)
    assert scene.held_s == pytest.approx(2.0, abs=0.2)


def test_eyes_that_stay_away_are_told_which_way_to_go() -> None:
    scene = shown_hold([*on_target(4), *(sample(4 + n / 30, 0.0, -5.0) for n in range(30))])
    assert scene.state is HoldState.OUT
    assert scene.headline == "Further up and left"
    assert scene.arrow_deg == pytest.approx(135)


def test_a_slip_short_enough_to_be_forgiven_changes_nothing_on_the_screen() -> None:
    scene = shown_hold([*on_target(4), *(sample(4 + n / 30, 0.0, -5.0) for n in range(8))])
    assert scene.state is HoldState.IN


def test_nothing_is_said_while_the_eyes_are_still_on_their_way() -> None:
    scene = shown_hold([*on_target(1.9), *(sample(2 + n / 30, 0.0, -5.0) for n in range(20))])
    assert scene.state is HoldState.SETTLING


def test_closed_eyes_are_left_in_peace() -> None:
    scene = shown_hold([*on_target(4), *(GazeGap(4 + n / 30, GapReason.EYES_CLOSED) for n in range(60))])
    assert scene.state is HoldState.EYES_CLOSED
    assert "as long as you need" in scene.subline


def test_a_turned_head_is_told_from_wandering_eyes() -> None:
    turned = HeadPose(12.0, 0.0, 0.0)
    scene = shown_hold([*on_target(4), *(sample(4 + n / 30, head=turned) for n in range(60))])
    assert scene.state is HoldState.HEAD_MOVED
    assert scene.arrow_deg is None


def test_a_moment_without_a_verdict_gives_its_reason_and_is_not_counted_against_the_client() -> None:
    scene = shown_hold([*on_target(4), *(GazeGap(4 + n / 30, GapReason.TOO_DARK) for n in range(30))])
    assert scene.state is HoldState.CANNOT_TELL
    assert "light" in scene.headline
    assert "not counted against you" in scene.subline


def test_a_sentence_stands_long_enough_to_be_read() -> None:
    first = shown_hold([*on_target(4), *(sample(4 + n / 30, 4.0, 3.0) for n in range(30))])
    assert first.headline == "Further left"
    soon = after([*on_target(4), *(sample(4 + n / 30, 4.0, 3.0) for n in range(30)), sample(5.1, -8.0, 16.0)])
    kept = shown(soon, first)
    assert isinstance(kept, HoldScene)
    assert kept.headline == "Further left"
    later, _ = advance(soon, sample(5.1 + 0.4, -8.0, 16.0))
    while later.time_s < first.time_s + STANDS_S:
        later, _ = advance(later, sample(later.time_s + 0.1, -8.0, 16.0))
    changed = shown(later, kept)
    assert isinstance(changed, HoldScene)
    assert changed.headline == "Further down"


def test_a_position_off_the_screen_sends_the_eyes_past_the_edge() -> None:
    beyond = plan(azimuth_deg=-30.0, elevation_deg=3.0)
    gazes = [sample(n / 30, 0.0, 0.0) for n in range(75)]
    scene = shown_hold(gazes, beyond)
    assert isinstance(scene.where, BeyondEdge)
    assert "the sound leads your eyes" in scene.headline
    silent = scene_for(after(gazes, beyond), SCREEN, 600.0, guide=Guide.GLOW)
    assert isinstance(silent, HoldScene)
    assert "sound" not in silent.headline


def test_rest_says_what_comes_next() -> None:
    scene = shown(after(on_target(9)))
    assert isinstance(scene, RestScene)
    assert scene.upcoming == "Then: up, far left, one hold"


def test_a_pause_and_the_end_have_screens_of_their_own() -> None:
    paused, _ = advance(after(on_target(3)), sample(3.1), Command.PAUSE_OR_GO_ON)
    assert isinstance(shown(paused), PausedScene)
    stopped, _ = advance(paused, sample(3.2), Command.STOP)
    assert isinstance(shown(stopped), MessageScene)


def test_a_sitting_is_heard_as_it_is_seen() -> None:
    sitting, _ = begin_sitting(plan(hold_s=12.0), 0.0)
    scenes: list[Scene] = []
    for gaze in on_target(16.0):
        sitting, _ = advance(sitting, gaze)
        scenes.append(shown(sitting, scenes[-1] if scenes else None))
    heard = [cue for before, now in pairwise([None, *scenes]) for cue in tones_between(before, now)]
    assert heard == [*[Tone.GET_READY] * 2, Tone.HALF_WAY, *[Tone.LAST_SECOND] * 3, Tone.DONE]
