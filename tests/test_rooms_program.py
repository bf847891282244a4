"""The bare program in its window: the first run and home by Space alone, and what the rooms change and keep."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from rooms_helpers import write_sitting

from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.cli.house import House
from gazetrainer.cli.options import ScreenWish
from gazetrainer.cli.own_settings import keep_settings, own_settings, settings_path
from gazetrainer.cli.places import data_folder, now
from gazetrainer.cli.program import live_in
from gazetrainer.cli.shelf import plans_on_shelf, remember_plan
from gazetrainer.cli.window import opened_window
from gazetrainer.history import read_note
from gazetrainer.scene import CalendarScene, ChartsScene, HomeScene, LineScene, ListScene, MessageScene
from gazetrainer.seal import seal_path
from gazetrainer.settings import Settings, Theme

SPACE, DOWN, UP, RIGHT, ESC = pygame.K_SPACE, pygame.K_DOWN, pygame.K_UP, pygame.K_RIGHT, pygame.K_ESCAPE
PLAN = """\
schema = 1
title = "{title}"
longest_s_per_day = 60
[[steps]]
azimuth_deg = 5
elevation_deg = 0
"""


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "data"))
    monkeypatch.setattr("sys.argv", ["gazetrainer"])
    return data_folder()


class Hands:
    """A display that presses what `presses(scene)` says when a scene was seen twice, and keeps what was shown."""

    def __init__(self, inner, presses):
        self._inner, self._presses = inner, presses
        self.all = []
        self._seen = 0

    @property
    def scenes(self):
        return [scene for scene in self.all if getattr(scene, "title", "") not in {"One moment", "Einen Moment"}]

    def __getattr__(self, name):
        return getattr(self._inner, name)

    def draw(self, scene):
        self._inner.draw(scene)
        if hasattr(scene, "time_s"):
            scene = replace(scene, time_s=0.0)
        is_new = self.all[-1:] != [scene]
        self._seen = 1 if is_new else self._seen + 1
        if is_new:
            self.all.append(scene)
            assert len(self.all) < 80, "it goes round in circles"
        if self._seen == 2:
            for key in self._presses(scene):
                _press(key)


def _press(key):
    if key == pygame.QUIT or isinstance(key, pygame.event.EventType):
        pygame.event.post(key if isinstance(key, pygame.event.EventType) else pygame.event.Event(key))
    else:
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0))


def live(presses):
    """Open the program with hands on its keys; gives the scenes."""
    with opened_window(ScreenWish(volume=0.0)) as window:
        hands = Hands(window.display, presses)
        live_in(House(replace(window, display=hands), own_settings()))
    return hands.scenes


def at_home(*turns):
    """What to press each time that home is shown, then close; elsewhere `elsewhere` presses."""
    waiting = [list(turn) for turn in turns]

    def presses(scene):
        if isinstance(scene, HomeScene):
            return waiting.pop(0) if waiting else [pygame.QUIT]
        return []

    return presses


def titles(scenes):
    shown = [getattr(scene, "title", type(scene).__name__) for scene in scenes]
    return [title for number, title in enumerate(shown) if number == 0 or shown[number - 1] != title]


def test_space_alone_leads_through_the_first_run_to_home_and_never_again():
    def space_until_home(scene):
        return [pygame.QUIT] if isinstance(scene, HomeScene) else [SPACE]

    scenes = live(space_until_home)
    kinds = [type(scene).__name__.removesuffix("Scene") for scene in scenes]
    assert kinds == ["List", "List", "Page", "List", "List", "Card", "List", "Home"]
    assert own_settings() == Settings()
    assert [type(scene) for scene in live(space_until_home)] == [HomeScene]


def test_escape_leaves_the_first_run_with_all_as_it_is():
    scenes = live(lambda scene: [pygame.QUIT] if isinstance(scene, HomeScene) else [ESC])
    assert len(scenes) == 2
    assert settings_path().exists()


def test_a_larger_text_is_seen_while_it_is_chosen():
    turns = iter([[SPACE], [DOWN], [DOWN], [SPACE]])
    scenes = live(lambda scene: [pygame.QUIT] if isinstance(scene, HomeScene) else next(turns, [ESC]))
    assert [scene.chosen for scene in scenes if isinstance(scene, ListScene)][1:4] == [0, 1, 2]
    assert own_settings().text_size == 1.5


def test_the_window_closed_on_the_first_pages_begins_with_them_the_next_time():
    live(lambda _scene: [pygame.QUIT])
    assert not settings_path().exists()


def test_home_shows_what_there_is_to_know_and_that_the_camera_is_off(data):
    keep_settings(Settings(person="Ana"))
    (data / "recordings").mkdir(parents=True)
    write_sitting(data / "recordings" / "a.mcap", person="Ana", started_at=now() - timedelta(days=1))
    (home,) = live(at_home())
    assert "Ana" in home.greeting
    assert "Last practised yesterday." in home.lines[0]
    assert not home.camera_on


def test_the_plan_used_last_comes_first_and_a_new_version_takes_its_place(data, tmp_path):
    for title in ("One", "Two"):
        (tmp_path / f"{title}.toml").write_text(PLAN.format(title=title))
        remember_plan(tmp_path / f"{title}.toml")
    assert [plan.title for plan in plans_on_shelf()[0]][:2] == ["Two", "One"]
    remember_plan(data / "plans" / "One.toml")
    assert [plan.title for plan in plans_on_shelf()[0]][:2] == ["One", "Two"]
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "One.toml").write_text(PLAN.format(title="Of another practitioner"))
    remember_plan(tmp_path / "other" / "One.toml")
    assert sorted(path.name for path in (data / "plans").iterdir()) == ["One-2.toml", "One.toml", "Two.toml"]


def test_a_plan_with_a_fault_is_listed_and_does_not_keep_the_others_away(data):
    keep_settings(Settings())
    (data / "plans").mkdir(parents=True)
    (data / "plans" / "bad.toml").write_text("schema = 1")
    plans, faulty = plans_on_shelf()
    assert [plan.path for plan in plans] == [None]
    assert [each.path.name for each in faulty] == ["bad.toml"]
    assert isinstance(live(at_home())[0], HomeScene)


def test_a_change_in_the_settings_counts_at_once_and_is_kept():
    keep_settings(Settings())
    turns = iter([[DOWN] * 6 + [SPACE]])
    scenes = live(lambda scene: next(turns, [pygame.QUIT]) if isinstance(scene, HomeScene) else _theme(scene))
    assert own_settings().theme is Theme.DARK
    assert scenes[-1].chosen == 0


def _theme(scene):
    return [RIGHT] if scene.rows[0].value == "light" else [ESC]


def test_a_click_on_a_room_opens_it():
    keep_settings(Settings())
    clicked = []

    with opened_window(ScreenWish(volume=0.0)) as window:

        def presses(scene):
            if isinstance(scene, HomeScene) and not clicked:
                button = window.pygame.canvas.buttons[-1]
                clicked.append(button)
                return [pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=button.box.center)]
            return [pygame.QUIT]

        hands = Hands(window.display, presses)
        live_in(House(replace(window, display=hands), own_settings()))
    assert titles(hands.scenes)[1] == "Help"


def test_the_language_of_the_settings_is_spoken_from_the_next_screen_on():
    keep_settings(Settings(language="de"))
    scenes = live(at_home())
    assert scenes[0].hints[0].action != "begin"


def test_removing_a_sitting_asks_once_and_the_first_answer_keeps_it(data):
    keep_settings(Settings())
    (data / "recordings").mkdir(parents=True)
    path = write_sitting(data / "recordings" / "a.mcap", started_at=now() - timedelta(hours=2))
    answers = iter([[SPACE], [DOWN, SPACE]])

    def presses(scene):
        if isinstance(scene, HomeScene):
            return [DOWN] * 3 + [SPACE] if path.exists() else [pygame.QUIT]
        if isinstance(scene, CalendarScene | ChartsScene | MessageScene):
            return [SPACE]
        if scene.title == "Remove this?":
            return next(answers)
        if scene.rows[-1].text == "Remove this sitting":
            return [DOWN, DOWN, SPACE] if scene.chosen == 0 else [SPACE]
        return [SPACE] if path.exists() else [ESC]

    scenes = live(presses)
    assert not path.exists()
    assert sum(getattr(scene, "title", "") == "Remove this?" for scene in scenes) >= 2
    assert "Removed: one recording." in [scene.text for scene in scenes if isinstance(scene, MessageScene)]


def test_a_note_is_written_with_letters_of_any_language(data):
    keep_settings(Settings())
    (data / "recordings").mkdir(parents=True)
    path = write_sitting(data / "recordings" / "a.mcap", started_at=now() - timedelta(hours=2))
    text = pygame.event.Event(pygame.TEXTINPUT, text="más fácil ")

    def presses(scene):
        if isinstance(scene, HomeScene):
            return [pygame.QUIT] if read_note(path) else [DOWN] * 3 + [SPACE]
        if hasattr(scene, "text") and hasattr(scene, "time_s"):
            return [pygame.K_RETURN] if scene.text else [text]
        if isinstance(scene, ListScene) and scene.rows[-1].text == "Remove this sitting":
            return [ESC] if read_note(path) else [DOWN, SPACE]
        return [ESC] if read_note(path) else [SPACE]

    live(presses)
    assert read_note(path) == "más fácil"


def test_a_name_is_written_as_the_first_time_and_one_that_no_file_can_have_is_refused(data):
    keep_settings(Settings(person="Zoë"))
    home = at_home([DOWN, DOWN, SPACE], [DOWN, DOWN, SPACE])
    written = iter(["a:b", "ZOE\u0308"])

    def presses(scene):
        if hasattr(scene, "text") and hasattr(scene, "time_s"):
            return [pygame.K_RETURN] if scene.text else [pygame.event.Event(pygame.TEXTINPUT, text=next(written))]
        if isinstance(scene, ListScene):
            return [DOWN] if scene.chosen == 0 else [SPACE]
        return [SPACE] if isinstance(scene, MessageScene) else home(scene)

    scenes = live(presses)
    assert any("cannot be the name of a file" in str(scene) for scene in scenes)
    assert next(written, None) is None
    assert own_settings().person == "Zoë"


def test_old_sittings_are_removed_at_the_start_only_where_that_was_chosen_and_it_is_told(data):
    (data / "recordings").mkdir(parents=True)
    for days in (1, 40):
        write_sitting(data / "recordings" / f"{days}.mcap", started_at=now() - timedelta(days=days))
    keep_settings(Settings())
    live(at_home())
    assert len(list((data / "recordings").iterdir())) == 2
    keep_settings(Settings(retention_days=30))
    scenes = live(lambda scene: [pygame.QUIT] if isinstance(scene, HomeScene) else [SPACE])
    assert [path.name for path in (data / "recordings").iterdir()] == ["1.mcap"]
    assert scenes[0].text.startswith("One sitting older than 30 days was removed")


def test_a_sitting_that_broke_off_is_offered_to_be_sealed_until_it_is(data):
    keep_settings(Settings())
    (data / "recordings").mkdir(parents=True)
    broken = write_sitting(data / "recordings" / "a.mcap", outcome=None)
    broken.write_bytes(broken.read_bytes()[:-20])
    os.utime(broken, (1e9, 1e9))
    left, taken = ([ESC], [SPACE])
    for answer, is_sealed in ((left, False), (taken, True)):
        scenes = live(lambda scene, answer=answer: [pygame.QUIT] if isinstance(scene, HomeScene) else answer)
        assert scenes[0].title == "Not closed properly"
        assert seal_path(broken).exists() is is_sealed
    assert isinstance(live(at_home())[0], HomeScene)


def test_after_the_longest_time_of_a_day_space_leads_back_not_on(data, tmp_path):
    keep_settings(Settings())
    (tmp_path / "plan.toml").write_text(PLAN.format(title="Short"))
    remember_plan(tmp_path / "plan.toml")
    (data / "recordings").mkdir(parents=True)
    write_sitting(data / "recordings" / "a.mcap", started_at=now(), held_s=70.0)
    turns = iter([[SPACE]])

    def presses(scene):
        return next(turns, [pygame.QUIT]) if isinstance(scene, HomeScene) else [SPACE]

    scenes = live(presses)
    assert [type(scene) for scene in scenes] == [HomeScene, MessageScene, HomeScene]
    assert scenes[1].title == "Enough for today"


def test_what_cannot_be_done_is_told_and_home_comes_after_it():
    keep_settings(Settings(camera="/nowhere/at/all"))
    turns = iter([[SPACE]])
    scenes = live(lambda scene: next(turns, [pygame.QUIT]) if isinstance(scene, HomeScene) else [SPACE])
    assert [type(scene) for scene in scenes][-2:] == [MessageScene, HomeScene]


def test_a_position_is_taught_only_after_a_calibration_which_is_offered():
    keep_settings(Settings())
    presses = at_home([DOWN] * 5 + [SPACE])
    scenes = live(lambda scene: presses(scene) or ([ESC] if isinstance(scene, MessageScene) else []))
    assert titles(scenes)[-2:] == ["First a calibration", "HomeScene"]
    assert not any(isinstance(scene, LineScene) for scene in scenes)
