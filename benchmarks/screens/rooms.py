"""The rooms and the questions in the language in use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from benchmarks.screens.answers import from_the_practitioner, whose_lines
from gazetrainer.check_in import CheckIn, Heading, Rating, When
from gazetrainer.rooms.choices import Offers, all_choices
from gazetrainer.rooms.forgetting_pages import ask_scene, everything_asked, one_sitting_asked, retired_scene
from gazetrainer.rooms.help_pages import help_paragraphs, in_pages
from gazetrainer.rooms.history_pages import calendar_scene, charts_scene
from gazetrainer.rooms.home import HomeFacts, enough_scene, home_scene, rooms
from gazetrainer.rooms.lists import chapter_scene, doors, people_scene, settings_scene
from gazetrainer.rooms.sealing_pages import left_open_scene, sealed_scene
from gazetrainer.rooms.wizard_pages import Page, card_scene, choice_of, choice_scene, name_scene, to_be_read
from gazetrainer.scene import Scene
from gazetrainer.screen import Screen
from gazetrainer.settings import Settings
from gazetrainer.staging.check_in import question_scene
from targets import load_library_plan

NOW = datetime(2026, 11, 22, 8, 0)
OFFERS = Offers(("en", "de", "es"), ("1", "2"), (("0", "1"), ("1", "2")))


def rooms_scenes(screen: Screen, text_size: float) -> list[Scene]:
    """Every page of the rooms and every question."""
    settings = replace(Settings(), text_size=text_size)
    rooms = [*_home(), *_settings(settings), *_wizard(screen, settings), *_help(text_size)]
    return [*rooms, *_history(), *_questions(), *from_the_practitioner(text_size)]


def _home() -> Iterator[Scene]:
    facts = HomeFacts(load_library_plan("demonstration"), "me", NOW)
    yield retired_scene(3, 90)
    yield left_open_scene(1, 0)
    yield left_open_scene(12, 1)
    yield sealed_scene(12)
    yield from (home_scene(facts, at) for at in range(len(rooms())))
    yield from (home_scene(replace(facts, whose=whose), at) for whose in whose_lines() for at in (0, 1))
    yield enough_scene()


def _settings(settings: Settings) -> Iterator[Scene]:
    rows = len(all_choices(settings, OFFERS)) + len(doors())
    yield from (settings_scene(settings, OFFERS, at) for at in range(rows))
    yield people_scene(("Annegret", "me"), 2)


def _wizard(screen: Screen, settings: Settings) -> Iterator[Scene]:
    for page in (Page.LANGUAGE, Page.TEXT_SIZE, Page.SOUND, Page.CAMERA):
        yield choice_scene(page, choice_of(page, settings, OFFERS))
    yield name_scene("", 0)
    yield card_scene(300.0, screen)


def _help(text_size: float) -> Iterator[Scene]:
    for title, paragraphs in (*help_paragraphs(), ("", to_be_read())):
        for page in in_pages(paragraphs, text_size):
            yield chapter_scene(title, page)


def _history() -> Iterator[Scene]:
    yield calendar_scene((), date(2026, 9, 1), NOW.date())
    yield charts_scene((), NOW.date())
    yield from (ask_scene(asked, 1) for asked in (one_sitting_asked(), everything_asked()))


def _questions() -> Iterator[Scene]:
    for asked in (*Rating, *Heading):
        yield question_scene(asked, CheckIn(), When.BEFORE, 0.0)
