"""The pages of the first run; afterwards they are silent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from gazetrainer.rooms.choices import Choice, Offers, camera_choice, language_choice, text_size_choice, volume_choice
from gazetrainer.rooms.help_pages import what_it_is
from gazetrainer.scene import CardScene, Key, KeyHint, ListScene, PageScene, Paragraph, Row
from gazetrainer.screen import Screen
from gazetrainer.settings import Settings
from gazetrainer.sounds.tones import Tone
from targets.formats import number
from targets.language import _

CARD_MM: Final = (85.60, 53.98)
"""A bank card (ISO/IEC 7810 ID-1)."""
LARGEST_CARD_SHARE: Final = 0.9
"""Share of the window's width that the rectangle may take."""


class Page(StrEnum):
    """The pages in their order."""

    LANGUAGE = "language"
    TEXT_SIZE = "text_size"
    WHAT_IT_IS = "what_it_is"
    NAME = "name"
    SOUND = "sound"
    SCREEN_SIZE = "screen_size"
    CAMERA = "camera"


def step_of(page: Page) -> str:
    """Where one is among the pages."""
    pages = list(Page)
    return _("{number} of {count}").format(number=pages.index(page) + 1, count=len(pages))


def choice_of(page: Page, settings: Settings, offers: Offers) -> Choice:
    """The choice of a page that is one."""
    of_page: dict[Page, Callable[[], Choice]] = {
        Page.LANGUAGE: lambda: language_choice(settings, offers),
        Page.TEXT_SIZE: lambda: text_size_choice(settings),
        Page.SOUND: lambda: volume_choice(settings),
        Page.CAMERA: lambda: camera_choice(settings, offers),
    }
    return of_page[page]()


def choice_scene(page: Page, choice: Choice) -> ListScene:
    """All values of a choice; the one shown is taken with the main key."""
    titles = {
        Page.LANGUAGE: "Language · Idioma · Sprache",  # nobody has chosen one yet
        Page.TEXT_SIZE: _("How large should text be?"),
        Page.SOUND: _("Can you hear this tone?"),
        Page.CAMERA: _("Which camera?"),
    }
    sentences = {
        Page.SOUND: _("A soft tone sounds whenever you choose another volume. The program works without sound as well.")
    }
    return ListScene(
        title=titles[page],
        rows=tuple(Row(words) for words, _settings in choice.options),
        chosen=choice.at,
        sentence=sentences.get(page, choice.explanation),
        step=step_of(page),
        hints=(KeyHint(Key.MAIN, _("go on")), *(_choose_hints()), *_way_back(page)),
        sound=Tone.HALF_WAY if page is Page.SOUND else None,
        played=choice.at + 1,
    )


def reading_scene(paragraphs: Sequence[Paragraph], page: Page = Page.WHAT_IT_IS) -> PageScene:
    """What the program is and is not."""
    return PageScene(
        title=_("Before you begin"),
        paragraphs=tuple(paragraphs),
        step=step_of(page),
        hints=(KeyHint(Key.MAIN, _("go on")), *_way_back(page)),
    )


def to_be_read() -> tuple[Paragraph, ...]:
    """The paragraphs of the page that is read."""
    return what_it_is()


def name_scene(name: str, at: int) -> ListScene:
    """Whether to give a name; none is needed."""
    return ListScene(
        title=_("Who will practise?"),
        rows=(
            Row(_("I practise here alone") if not name else _("Go on as {name}").format(name=name)),
            Row(_("Write a name")),
        ),
        chosen=at,
        sentence=_("Where several people practise on this computer, each has a name and a calibration of their own."),
        step=step_of(Page.NAME),
        hints=(KeyHint(Key.MAIN, _("go on")), *_choose_hints(), *_way_back(Page.NAME)),
    )


def name_asked() -> tuple[str, str]:
    """Title and sentence of the page on which a name is written."""
    return _("Your name"), _("Any name will do. It stays on this computer.")


def card_scene(width_px: float, screen: Screen, *, step: str = "") -> CardScene:
    """A rectangle of this width, and how wide the window is if a card fits it."""
    mm_per_px = CARD_MM[0] / width_px
    return CardScene(
        title=_("How large is the screen?"),
        sentence=_("Hold a bank card against the screen. Make the frame as large as the card with the arrow keys."),
        width_px=width_px,
        height_px=width_px * CARD_MM[1] / CARD_MM[0],
        result=_("This window is {width} cm wide").format(width=number(screen.width_px * mm_per_px / 10, ".0f")),
        step=step,
        hints=(
            KeyHint(Key.MAIN, _("it fits; go on")),
            KeyHint(Key.LEFT, _("smaller")),
            KeyHint(Key.RIGHT, _("larger")),
            KeyHint(Key.BACK, _("back")),
        ),
    )


def _choose_hints() -> tuple[KeyHint, ...]:
    return (KeyHint(Key.UP, _("up")), KeyHint(Key.DOWN, _("down")))


def _way_back(page: Page) -> tuple[KeyHint, ...]:
    return (KeyHint(Key.BACK, _("back")),) if page is not Page.LANGUAGE else ()
