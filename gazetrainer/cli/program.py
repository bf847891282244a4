"""The bare program: the first run's pages, then home, and from there everything else until it is closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from gazetrainer.cli.answers_shown import show_answers
from gazetrainer.cli.closing import offer_to_close
from gazetrainer.cli.house import House
from gazetrainer.cli.options import CalibrationWish, PracticeWish, ScreenWish, TeachWish
from gazetrainer.cli.own_settings import own_settings, settings_path
from gazetrainer.cli.past import add_note, entries_in, history_room, records_of, retire_old_sittings
from gazetrainer.cli.places import now, profile_path
from gazetrainer.cli.practice import calibrate_in, practise_in, prepared
from gazetrainer.cli.rooms import change_settings, choose_person, choose_plan, help_room
from gazetrainer.cli.shelf import ShelvedPlan, plans_on_shelf, remember_plan
from gazetrainer.cli.teach import teach_in
from gazetrainer.cli.trusting import may_practise, whose_plan
from gazetrainer.cli.window import opened_window
from gazetrainer.cli.wizard import first_run
from gazetrainer.flows.rooms import choose, write_line
from gazetrainer.loop import Interrupted, Stopped
from gazetrainer.rooms.forgetting_pages import retired_scene
from gazetrainer.rooms.home import (
    HomeFacts,
    Room,
    calibrate_first_scene,
    enough_scene,
    home_scene,
    position_asked,
    rooms,
    taught_scene,
)
from gazetrainer.scene import Key, SummaryScene
from gazetrainer.staging.summary import with_note_hint


def open_program(*, camera: str | None = None) -> None:
    """Open the window and stay until it is closed; faults are told there, and home comes after them."""
    settings = own_settings()
    with opened_window(ScreenWish()) as window:
        live_in(House(window, settings, camera=camera))


def live_in(house: House) -> None:
    """Lead through the first run where there was none yet, then from home to a room and back until it is closed."""
    try:
        if not settings_path().exists():
            first_run(house)
        _go_about(house)
    except Stopped:
        return


def _go_about(house: House) -> None:
    """Everything that was forgotten begins anew with the first run's pages."""
    plan = house.speaking(plans_on_shelf)[0][0]
    retired = retire_old_sittings(house.settings, entries_in(house))
    if retired:
        house.read(partial(retired_scene, retired, house.settings.retention_days or 0))
    offer_to_close(house)
    at, shown = 0, set[tuple[Path, str]]()
    while True:
        plan = show_answers(house, shown) or plan
        facts = _facts(house, plan)
        key, at = house.carry(choose(partial(home_scene, facts), len(rooms()), at, ends=(Key.MAIN, Key.STOP)))
        if key is Key.STOP:
            return
        plan = _enter(rooms()[at], house, plan, facts)
        at = 0
        if not settings_path().exists():
            first_run(house)
            plan = house.speaking(plans_on_shelf)[0][0]


def _facts(house: House, plan: ShelvedPlan) -> HomeFacts:
    records = records_of(entries_in(house), house.settings.person)
    whose = house.speaking(partial(whose_plan, plan.path))
    return HomeFacts(plan.plan.draft, house.settings.person, now(), records, whose)


def _enter(room: Room, house: House, plan: ShelvedPlan, facts: HomeFacts) -> ShelvedPlan:
    """Do what a room is for; gives the plan that is in use afterwards."""
    if room is Room.PLANS:
        return choose_plan(house, plan)
    does: dict[Room, Callable[[], object]] = {
        Room.PRACTICE: lambda: _practise(house, plan, facts),
        Room.PEOPLE: lambda: choose_person(house),
        Room.HISTORY: lambda: history_room(house),
        Room.CALIBRATE: lambda: _calibrate(house),
        Room.TEACH: lambda: _teach(house),
        Room.SETTINGS: lambda: change_settings(house),
        Room.HELP: lambda: help_room(house),
    }
    does[room]()
    return plan


def _practise(house: House, shelved: ShelvedPlan, facts: HomeFacts) -> None:
    if facts.has_reached_today and house.read(enough_scene, Key.SKIP) is not Key.SKIP:
        return
    house.try_to(lambda: _sit(house, shelved))


def _sit(house: House, shelved: ShelvedPlan) -> None:
    path = shelved.path
    if path is not None and not may_practise(path, house.carry):
        return
    wish = PracticeWish(
        path or Path(), house.camera, person=house.settings.person, screen=house.screen, speed=house.speed
    )
    todo = prepared(shelved.plan, wish)
    if path is not None:
        remember_plan(path)
    fault = practise_in(house.window, todo, wish, partial(_summary, house, todo.recording_path))
    if isinstance(fault, Interrupted):
        raise fault


def _summary(house: House, recording: Path, summary: SummaryScene) -> None:
    """What was held; a note may be written, and the main key leads home."""
    while house.read(partial(with_note_hint, summary), Key.SKIP) is Key.SKIP:
        add_note(house, recording)


def _calibrate(house: House) -> None:
    house.try_to(lambda: calibrate_in(house.window, _calibration_wish(house)))


def _calibration_wish(house: House) -> CalibrationWish:
    """Calibrating anew adds to what was learned before."""
    own = profile_path(house.settings.person)
    again = own if own.exists() else None
    return CalibrationWish(house.camera, house.settings.person, again=again, screen=house.screen)


def _teach(house: House) -> None:
    own = profile_path(house.settings.person)
    if not own.exists() and house.read(calibrate_first_scene) is Key.MAIN:
        _calibrate(house)
    if not own.exists():
        return
    title, sentence = house.speaking(position_asked)
    name = house.carry(write_line(title, sentence, "", longest=60))
    if not name:
        return
    wish = TeachWish(name, house.camera, person=house.settings.person, screen=house.screen)
    taught = house.try_to(lambda: teach_in(house.window, wish))
    if taught is not None:
        house.read(partial(taught_scene, taught.name))
