"""The first run: seven short pages, each with an answer that needs no thought."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from gazetrainer.cli.house import House
from gazetrainer.cli.places import profile_path
from gazetrainer.flows.rooms import choose, fit_card, read_pages, write_line
from gazetrainer.rooms.choices import Offers
from gazetrainer.rooms.home import NOBODY_IN_PARTICULAR
from gazetrainer.rooms.wizard_pages import (
    Page,
    choice_of,
    choice_scene,
    name_asked,
    name_scene,
    reading_scene,
    step_of,
    to_be_read,
)
from gazetrainer.scene import Key, ListScene
from gazetrainer.settings import LONGEST_NAME, Settings


def first_run(house: House) -> None:
    """Lead through all pages; Escape takes the rest as it is. Raises Stopped when the window closes."""
    pages, at = list(Page), 0
    while at < len(pages):
        key = _PAGES[pages[at]](house, pages[at])
        at = len(pages) if key is Key.STOP else max(0, at + (-1 if key is Key.BACK else 1))
    house.keep()


def ask_name(house: House) -> str | None:
    """Let somebody write a name; None: they did not, or no file can be called so."""
    name = house.carry(write_line(*house.speaking(name_asked), "", longest=LONGEST_NAME))
    return name if name and house.try_to(lambda: profile_path(name)) is not None else None


def with_screen(house: House, mm_per_px: float) -> Settings:
    """The settings with the size of the whole screen, from the size of one of its pixels."""
    pygame, now = house.window.pygame, house.window.display.screen
    factor = mm_per_px / (now.width_mm / now.width_px)
    glass = pygame.glass
    return replace(house.settings, screen_mm=(round(glass.width_mm * factor, 1), round(glass.height_mm * factor, 1)))


def _choose(house: House, page: Page) -> Key:
    """The values of a setting; each is tried on as soon as it is chosen."""
    while True:
        offers = house.speaking(lambda: house.offers)
        for key in house.keys_on(partial(_choice_scene, page, house.settings, offers)):
            if key in {Key.MAIN, Key.BACK, Key.STOP}:
                return key
            choice = house.speaking(partial(choice_of, page, house.settings, offers))
            house.use(choice.moved({Key.UP: -1, Key.DOWN: 1}.get(key, 0)))


def _read(house: House, _page: Page) -> Key:
    return house.carry(read_pages(reading_scene, house.speaking(to_be_read), house.settings.text_size))


def _name(house: House, _page: Page) -> Key:
    at = 0
    while True:
        person = house.settings.person
        key, at = house.carry(choose(partial(name_scene, _shown(person)), 2, at))
        if key is not Key.MAIN or at == 0:
            return key
        name = ask_name(house)
        if name is not None:
            house.use(replace(house.settings, person=name))
            at = 0


def _screen_size(house: House, page: Page) -> Key:
    """The size is kept only where it was changed: the system's own figure may be better than a hasty key."""
    before, step = house.window.display.screen, house.speaking(partial(step_of, page))
    key, mm_per_px = house.carry(fit_card(lambda: house.window.display.screen, step=step))
    if key is Key.MAIN and abs(mm_per_px * before.width_px / before.width_mm - 1) > _CHANGED_SHARE:
        house.use(with_screen(house, mm_per_px))
    return key


def _choice_scene(page: Page, settings: Settings, offers: Offers) -> ListScene:
    return choice_scene(page, choice_of(page, settings, offers))


def _shown(person: str) -> str:
    return "" if person == NOBODY_IN_PARTICULAR else person


_CHANGED_SHARE: Final = 0.002
_PAGES: Final[dict[Page, Callable[[House, Page], Key]]] = {
    Page.LANGUAGE: _choose,
    Page.TEXT_SIZE: _choose,
    Page.WHAT_IT_IS: _read,
    Page.NAME: _name,
    Page.SOUND: _choose,
    Page.SCREEN_SIZE: _screen_size,
    Page.CAMERA: _choose,
}
