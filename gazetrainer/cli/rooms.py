"""The rooms one can go to from home: settings, people, plans, help."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import partial

from gazetrainer.cli.house import House
from gazetrainer.cli.places import data_folder
from gazetrainer.cli.shelf import ShelvedPlan, plans_folder, plans_on_shelf, remember_plan
from gazetrainer.cli.trusting import whose_plan
from gazetrainer.cli.wizard import ask_name, with_screen
from gazetrainer.flows.hearing_sounds import hear_sounds
from gazetrainer.flows.rooms import choose, fit_card, read_pages
from gazetrainer.rooms.choices import all_choices
from gazetrainer.rooms.help_pages import help_paragraphs
from gazetrainer.rooms.lists import (
    Door,
    chapter_scene,
    doors,
    help_scene,
    people_scene,
    plans_scene,
    settings_scene,
    unreadable_row,
)
from gazetrainer.scene import Key, Row


def change_settings(house: House) -> None:
    """Every setting; what is changed counts at once and is kept however the room is left."""
    try:
        _settings_room(house)
    finally:
        house.keep()


def _settings_room(house: House) -> None:
    at = 0
    while True:
        offers = house.speaking(lambda: house.offers)
        for key in house.keys_on(partial(settings_scene, house.settings, offers, at)):
            choices = house.speaking(partial(all_choices, house.settings, offers))
            behind = at - len(choices)
            if key in {Key.STOP, Key.BACK} or (key is Key.MAIN and behind >= 0 and doors()[behind] is Door.DONE):
                return
            if key is Key.MAIN and behind >= 0:
                _open(doors()[behind], house)
            elif key is Key.MAIN:
                house.use(choices[at].next_in_turn())
            elif key in {Key.LEFT, Key.RIGHT} and behind < 0:
                house.use(choices[at].moved(1 if key is Key.RIGHT else -1))
            at = max(0, min(at + {Key.UP: -1, Key.DOWN: 1}.get(key, 0), len(choices) + len(doors()) - 1))


def choose_person(house: House) -> None:
    """Who practises; somebody new is asked for a name."""
    names = _known_people(house.settings.person)
    at = names.index(house.settings.person)
    key, at = house.carry(choose(partial(people_scene, names), len(names) + 1, at))
    if key is not Key.MAIN:
        return
    name = names[at] if at < len(names) else _asked_name(house, names)
    if name is not None:
        house.use(replace(house.settings, person=name))
        house.keep()


def _asked_name(house: House, names: tuple[str, ...]) -> str | None:
    """A name, as it was written the first time: Windows and macOS would keep both in one file. None: no name."""
    name = ask_name(house)
    return name and next((known for known in names if _spelled(known) == _spelled(name)), name)


def _spelled(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def choose_plan(house: House, in_use: ShelvedPlan) -> ShelvedPlan:
    """Which plan is practised; the one chosen comes first from now on."""
    plans, faulty = house.speaking(plans_on_shelf)
    at = next((number for number, plan in enumerate(plans) if plan.path == in_use.path), 0)
    rows = [Row(plan.title, "", house.speaking(partial(_about, plan))) for plan in plans]
    rows += [house.speaking(partial(unreadable_row, each.path.name, each.why)) for each in faulty]
    key, at = house.carry(choose(partial(plans_scene, rows, plans_folder()), len(rows), at))
    if key is not Key.MAIN or at >= len(plans):
        return in_use
    path = plans[at].path
    if path is not None:
        house.try_to(lambda: remember_plan(path))
    return plans[at]


def _about(plan: ShelvedPlan) -> str:
    return f"{plan.path.name}. {whose_plan(plan.path, with_words=True)}" if plan.path else ""


def help_room(house: House) -> None:
    """Chapters to choose from, one page after another."""
    at = 0
    while True:
        chapters = house.speaking(help_paragraphs)
        key, at = house.carry(choose(partial(help_scene, chapters), len(chapters), at))
        if key is not Key.MAIN:
            return
        title, paragraphs = chapters[at]
        size = house.settings.text_size
        house.carry(read_pages(partial(chapter_scene, title), paragraphs, size))
        at = min(at + 1, len(chapters) - 1)


def _open(door: Door, house: House) -> None:
    if door is Door.SOUNDS:
        house.carry(hear_sounds(house.settings))
    if door is Door.SCREEN_SIZE:
        key, mm_per_px = house.carry(fit_card(lambda: house.window.display.screen))
        if key is Key.MAIN:
            house.use(with_screen(house, mm_per_px))


def _known_people(person: str) -> tuple[str, ...]:
    folder = data_folder() / "profiles"
    files = folder.glob("*.json") if folder.is_dir() else ()
    names = {path.stem for path in files if not path.name.startswith(".")}
    return tuple(sorted(names | {person}, key=str.casefold))
