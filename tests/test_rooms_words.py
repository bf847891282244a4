"""Words and flows of the rooms, without a window."""

from datetime import timedelta

import pytest
from cli_helpers import CommandLine
from rooms_helpers import NOW, drive, write_sitting

from gazetrainer.cli.places import data_folder
from gazetrainer.flows.rooms import choose, fit_card, leaf_through, read_pages, write_line
from gazetrainer.history import write_note
from gazetrainer.history.record import SittingRecord
from gazetrainer.outcomes import SittingOutcome
from gazetrainer.own_times import with_times
from gazetrainer.rooms.choices import Offers, all_choices
from gazetrainer.rooms.help_pages import help_paragraphs, in_pages
from gazetrainer.rooms.home import last_practised
from gazetrainer.rooms.lists import chapter_scene, help_scene
from gazetrainer.scene import Key
from gazetrainer.screen import Screen
from gazetrainer.settings import Settings
from targets import load_library_plan

SCREEN = Screen(1280, 720, 294.0, 165.0)


def record(ago=timedelta(0), **values):
    known = {"person": "me", "plan": "Plan", "practised_s": 60.0, "held_s": 50.0, "error_deg": 1.5}
    return SittingRecord((NOW - ago).isoformat(), **(known | values), outcome=SittingOutcome.FINISHED)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "Last practised today at 08:00."),
        (1, "Last practised yesterday."),
        (5, "Last practised on Tuesday."),
        (30, "Last practised on 23 October 2026."),
    ],
)
def test_the_last_time_is_said_as_one_would_say_it(days, said):
    assert last_practised([record(timedelta(days=days)), record(timedelta(days=99))], NOW) == said


def test_who_has_never_practised_is_told_nothing():
    assert last_practised([], NOW) == ""


def test_every_value_of_every_setting_leads_to_settings_that_have_it():
    settings = Settings(volume=0.33, text_size=1.1, camera="simulated")
    for choice in all_choices(settings, Offers(("en", "es", "de"), ("one", "two"))):
        assert choice.options[choice.at][1] == settings, choice.text
        assert choice.explanation
        after = settings
        for _step in choice.options:
            after = choice.next_in_turn()
        assert after != settings, choice.text
        assert choice.moved(99) == choice.options[-1][1]


def test_larger_text_makes_more_pages_not_smaller_letters():
    for _title, paragraphs in help_paragraphs():
        assert [len(page) for page in in_pages(paragraphs, 2.0)] == [1] * len(paragraphs)
        assert max(len(page) for page in in_pages(paragraphs, 1.0)) <= 4


def test_space_leads_through_all_pages_and_backspace_one_back():
    title, paragraphs = help_paragraphs()[0]
    keys = iter([Key.MAIN, Key.BACK, *[Key.MAIN] * len(paragraphs)])
    left, scenes = drive(
        read_pages(lambda page: chapter_scene(title, page), paragraphs, 2.0), lambda _scene: next(keys)
    )
    assert left is Key.MAIN
    assert [scene.paragraphs[0] for scene in scenes][:3] == [paragraphs[0], paragraphs[1], paragraphs[0]]


def test_a_list_ends_at_its_ends():
    chapters = help_paragraphs()
    keys = iter([(Key.UP,), (Key.DOWN,) * 20, (Key.MAIN,)])
    (key, at), _ = drive(choose(lambda at: help_scene(chapters, at), len(chapters)), lambda _scene: next(keys))
    assert (key, at) == (Key.MAIN, len(chapters) - 1)


def test_a_card_that_fits_tells_the_size_of_a_pixel():
    def presses(scene):
        return Key.MAIN if scene.width_px >= 420 else Key.RIGHT

    (key, mm_per_px), scenes = drive(fit_card(lambda: SCREEN), presses)
    assert key is Key.MAIN
    assert mm_per_px == pytest.approx(85.6 / scenes[-1].width_px)
    assert scenes[-1].height_px / scenes[-1].width_px == pytest.approx(53.98 / 85.6)


def test_a_card_left_as_it_is_changes_nothing():
    (_, mm_per_px), _ = drive(fit_card(lambda: SCREEN), lambda _scene: Key.MAIN)
    assert mm_per_px == pytest.approx(SCREEN.width_mm / SCREEN.width_px)


def test_a_name_can_be_corrected_and_is_not_longer_than_there_is_room():
    typed = iter(["Anx", "\b", "a" * 99, Key.MAIN])
    name, _ = drive(write_line("Name", "", "", longest=10), lambda _scene: next(typed))
    assert name == "An" + "a" * 8


def test_the_button_that_keeps_a_line_names_the_key_that_does_so():
    typed = iter(["Ana", Key.MAIN])
    _, scenes = drive(write_line("Name", "", "", longest=10), lambda _scene: next(typed))
    assert [hint.name for hint in scenes[0].hints if hint.key is Key.MAIN] == ["Enter"]


def test_escape_writes_nothing():
    typed = iter(["Ana", Key.STOP])
    assert drive(write_line("Name", "", "", longest=10), lambda _scene: next(typed))[0] is None


def test_a_day_without_practice_is_empty_and_the_future_is_not_shown():
    keys = iter([Key.RIGHT, Key.LEFT, Key.MAIN])
    _, scenes = drive(leaf_through([record()], NOW.date()), lambda _scene: next(keys))
    days = [day for week in scenes[0].weeks for day in week if day.in_month]
    assert [day.number for day in days if day.practised] == ["22"]
    assert [scene.title for scene in scenes] == ["November 2026", "November 2026", "October 2026"]


def test_longer_times_to_get_ready_leave_what_is_held_as_prescribed():
    plan = load_library_plan("demonstration")
    slower = with_times(plan, 3.0)
    assert [hold.hold_s for hold in slower.holds] == [hold.hold_s for hold in plan.holds]
    assert all(after.get_ready_s >= before.get_ready_s for before, after in zip(plan.holds, slower.holds, strict=True))
    assert type(plan).model_validate(slower.model_dump(by_alias=True)) == slower


def test_forget_says_what_it_removed(capfd, monkeypatch, tmp_path):
    line = CommandLine(capfd, monkeypatch)
    path = write_sitting(tmp_path / "a.mcap")
    write_note(path, "note")
    assert line.call("forget", "--sitting", path).out == "Removed: one recording and one note.\n"
    assert line.call("forget", "--sitting", path).out == "There was nothing to remove.\n"
    (data_folder() / "profiles").mkdir(parents=True, exist_ok=True)
    (data_folder() / "profiles" / "me.json").write_text("{}")
    assert line.call("forget", "--profile").out == "Removed: one calibration.\n"
    (tmp_path / "own.txt").write_text("mine")
    assert line.call("forget", "--sitting", tmp_path / "own.txt").is_one_clear_line
    assert line.call("forget").code == 2
