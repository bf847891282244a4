"""Guided moments and rests of their own: what is seen and heard of them; the longest practice time per day."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

import pytest
from steps_helpers import EVERY_KIND, Obedient

from gazetrainer.events import Command
from gazetrainer.longest_day import is_enough_for_today, left_today_s, practised_on
from gazetrainer.scene import GuidedScene, Lids, RestScene, Scene
from gazetrainer.screen import Screen
from gazetrainer.sitting import Counting
from gazetrainer.sounds.cues import tones_between
from gazetrainer.sounds.tones import Tone
from gazetrainer.staging.sitting import scene_for
from targets import GuidedStep, RestStep

SCREEN = Screen(1280, 720, 294.0, 165.0)


def scene_of(client: Obedient) -> Scene:
    return scene_for(client.sitting, SCREEN, 600.0)


def scenes_until_over(client: Obedient, *, pause_after_s: float | None = None) -> list[Scene]:
    """Every scene of the plan from its first guided moment to the one after it."""
    client.until(Counting)
    scenes = [scene_of(client)]
    if pause_after_s is not None:
        client.obey(pause_after_s).press(Command.PAUSE_OR_GO_ON)
        scenes.append(scene_of(client))
        client.obey(5).press(Command.PAUSE_OR_GO_ON)
    while isinstance(client.sitting.phase, Counting):
        scenes.append(scene_of(client.obey(0.05)))
    return scenes


def heard(scenes: list[Scene]) -> list[Tone]:
    return [tone for before, now in pairwise(scenes) for tone in tones_between(before, now)]


def test_a_guided_moment_comes_and_goes_softly() -> None:
    moment = [scene for scene in scenes_until_over(Obedient()) if isinstance(scene, GuidedScene)]
    presences = [scene.presence for scene in moment]
    assert presences[0] == 0.0
    assert max(presences) == 1.0
    assert presences[-1] < 0.05
    assert max(abs(now - before) for before, now in pairwise(presences)) < 0.1


def test_who_has_the_eyes_closed_hears_the_end_once() -> None:
    scenes = scenes_until_over(Obedient())
    assert isinstance(scenes[0], GuidedScene)
    assert scenes[0].lids is Lids.CLOSED
    assert "tone" in scenes[0].sentence
    assert heard(scenes) == [Tone.DONE]


@pytest.mark.parametrize("pause_after_s", [1.0, 4.8])
def test_a_pause_in_a_guided_moment_is_not_its_end(pause_after_s: float) -> None:
    scenes = scenes_until_over(Obedient(), pause_after_s=pause_after_s)
    assert heard(scenes[:2]) == []
    assert heard(scenes) == [Tone.DONE]


def test_a_guided_moment_that_is_skipped_ends_without_a_sound() -> None:
    client = Obedient().until(Counting).obey(1)
    before = scene_of(client)
    assert heard([before, scene_of(client.press(Command.SKIP))]) == []


def test_a_rest_says_what_comes_then() -> None:
    client = Obedient()
    while not (client.sitting.beside and isinstance(client.sitting.beside.step, RestStep)):
        client.obey(0.05)
    scene = scene_of(client)
    assert isinstance(scene, RestScene)
    assert scene.upcoming == "Then: How are you?"


def test_the_rest_after_the_last_hold_names_the_guided_moment_that_follows() -> None:
    client = Obedient()
    scenes: list[Scene] = []
    while not (client.sitting.beside and isinstance(client.sitting.beside.step, GuidedStep)):
        scenes.append(scene_of(client.obey(0.05)))
    assert isinstance(scenes[-2], RestScene)
    assert scenes[-2].upcoming == "Then: A quiet moment"


def test_the_longest_time_per_day_counts_one_day_and_never_goes_below_nothing() -> None:
    plan = EVERY_KIND.model_copy(update={"longest_s_per_day": 600.0})
    today = date(2026, 3, 2)
    sittings = [
        (datetime(2026, 3, 1, 23, 59), 900.0),
        (datetime(2026, 3, 2, 7), 200.0),
        (datetime(2026, 3, 2, 18), 300.0),
    ]
    practised_s = practised_on(today, sittings)
    assert left_today_s(plan, practised_s) == 100.0
    assert not is_enough_for_today(plan, practised_s)
    assert is_enough_for_today(plan, practised_s + 100.0)
    assert left_today_s(plan, 9000.0) == 0.0
    assert not is_enough_for_today(EVERY_KIND, 1e9)
