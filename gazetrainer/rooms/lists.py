"""The lists of the rooms: settings, people, plans, chapters of the help."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from gazetrainer.rooms.choices import Offers, all_choices
from gazetrainer.rooms.home import shown_name
from gazetrainer.scene import Key, KeyHint, ListScene, PageScene, Paragraph, Row
from gazetrainer.settings import Settings
from targets.language import _


class Door(StrEnum):
    """Rows of the settings that lead somewhere."""

    SOUNDS = "sounds"
    SCREEN_SIZE = "screen_size"
    DONE = "done"


def doors() -> tuple[Door, ...]:
    """The rows after the choices, in order."""
    return tuple(Door)


def settings_scene(settings: Settings, offers: Offers, at: int) -> ListScene:
    """Every setting with what is chosen now."""
    rows = {
        Door.SOUNDS: Row(_("The sounds"), "", _("What each sound means; each can be played.")),
        Door.SCREEN_SIZE: Row(_("Size of the screen"), "", _("Measured with a bank card; directions rest on it.")),
        Door.DONE: Row(_("Done"), "", _("Everything you changed is kept.")),
    }
    choices = all_choices(settings, offers)
    is_choice = at < len(choices)
    return ListScene(
        title=_("Settings"),
        rows=(*(choice.row for choice in choices), *(rows[door] for door in doors())),
        chosen=at,
        hints=(
            KeyHint(Key.MAIN, _("next value") if is_choice else _("open")),
            KeyHint(Key.UP, _("up")),
            KeyHint(Key.DOWN, _("down")),
            KeyHint(Key.STOP, _("done")),
        ),
    )


def people_scene(names: Sequence[str], at: int) -> ListScene:
    """Everybody who practises here, and somebody new."""
    rows = [Row(shown_name(name)) for name in names]
    return ListScene(
        title=_("Who practises?"),
        rows=(*rows, Row(_("Somebody new"))),
        chosen=at,
        sentence=_("Each person has a calibration and a history of their own."),
        hints=_choosing(),
    )


def plans_scene(rows: Sequence[Row], folder: Path, at: int) -> ListScene:
    """Every plan there is."""
    return ListScene(
        title=_("Which plan?"),
        rows=tuple(rows),
        chosen=at,
        sentence=_("A plan from your practitioner goes into this folder: {folder}").format(folder=folder),
        hints=_choosing(),
    )


def unreadable_row(name: str, why: str) -> Row:
    """A file that is there but cannot be used."""
    return Row(name, _("cannot be read"), why)


def help_scene(chapters: Sequence[tuple[str, Sequence[Paragraph]]], at: int) -> ListScene:
    """The chapters."""
    rows = tuple(Row(title) for title, _paragraphs in chapters)
    return ListScene(_("Help"), rows, at, hints=_choosing())


def chapter_scene(title: str, paragraphs: Sequence[Paragraph]) -> PageScene:
    """A page of a chapter."""
    hints = (KeyHint(Key.MAIN, _("go on")), KeyHint(Key.STOP, _("back")))
    return PageScene(title, tuple(paragraphs), hints=hints)


def _choosing() -> tuple[KeyHint, ...]:
    return (
        KeyHint(Key.MAIN, _("choose")),
        KeyHint(Key.UP, _("up")),
        KeyHint(Key.DOWN, _("down")),
        KeyHint(Key.STOP, _("back")),
    )
