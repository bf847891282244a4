"""The flows of the rooms: choosing in a list, reading pages, fitting the card, writing a line; none needs a camera."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from datetime import date
from typing import Final

from gazetrainer.history.index import Progress
from gazetrainer.history.record import SittingRecord
from gazetrainer.history.weeks import month_before, next_month
from gazetrainer.loop import AnyFlow, Result
from gazetrainer.rooms.help_pages import in_pages
from gazetrainer.rooms.history_pages import calendar_scene, progress_scene
from gazetrainer.rooms.wizard_pages import CARD_MM, LARGEST_CARD_SHARE, card_scene
from gazetrainer.scene import Key, KeyHint, LineScene, PageScene, Paragraph, Scene
from gazetrainer.screen import Screen
from targets.language import _

_LEAVING: Final = (Key.MAIN, Key.BACK, Key.STOP)
_FINE, _COARSE = 1.01, 1.1
"""One press makes the frame larger by so much: sideways a little, up and down more."""
_SMALLEST_CARD_PX: Final = 60.0
_WORTH_TELLING: Final = 10
"""Fewer recordings than this are read before a sentence about it could be."""


def next_keys(scene_of: Callable[[], Scene]) -> AnyFlow[tuple[Key, ...]]:
    """Show a scene until something is pressed; gives all that was pressed at that moment, in order."""
    scene = scene_of()
    while True:
        beat = yield scene
        if beat.keys:
            return beat.keys


def choose(
    scene_at: Callable[[int], Scene], count: int, at: int = 0, *, ends: Sequence[Key] = _LEAVING
) -> AnyFlow[tuple[Key, int]]:
    """Go up and down in a list until one of the keys; gives the key and where it was pressed."""
    while True:
        beat = yield scene_at(at)
        for key in beat.keys:
            if key in ends:
                return key, at
            at = max(0, min(at + {Key.UP: -1, Key.DOWN: 1}.get(key, 0), count - 1))


def read_pages(
    scene_of: Callable[[Sequence[Paragraph]], PageScene], paragraphs: Sequence[Paragraph], text_size: float
) -> AnyFlow[Key]:
    """Turn pages with the main key; gives it after the last one, or the key with which reading was left."""
    pages = in_pages(paragraphs, text_size)
    at = 0
    while True:
        beat = yield scene_of(pages[at])
        for key in beat.keys:
            if key is Key.STOP or (key is Key.BACK and at == 0) or (key is Key.MAIN and at == len(pages) - 1):
                return key
            at = max(0, at + {Key.MAIN: 1, Key.BACK: -1}.get(key, 0))


def leaf_through(records: Sequence[SittingRecord], today: date) -> AnyFlow[Key]:
    """A calendar month by month, none after this one; gives the key it was left with."""
    month = today.replace(day=1)
    while True:
        beat = yield calendar_scene(records, month, today)
        for key in beat.keys:
            if key in {Key.MAIN, Key.STOP, Key.BACK}:
                return Key.STOP if key is Key.BACK else key
            if key in {Key.LEFT, Key.UP}:
                month = month_before(month)
            if key in {Key.RIGHT, Key.DOWN}:
                month = min(next_month(month), today.replace(day=1))


def tell_progress(reading: Generator[Progress, None, Result]) -> AnyFlow[Result]:
    """Read on while it is said how far the reading is; where it takes but a moment nothing is shown."""
    while True:
        try:
            progress = next(reading)
        except StopIteration as end:
            result: Result = end.value
            return result
        if progress.count >= _WORTH_TELLING:
            yield progress_scene(progress)


def fit_card(screen: Callable[[], Screen], *, step: str = "") -> AnyFlow[tuple[Key, float]]:
    """Make a frame as large as a bank card; gives the key it was left with and the millimetres of a pixel."""
    before_px = CARD_MM[0] / (screen().width_mm / screen().width_px)
    width_px = before_px
    factors = {Key.LEFT: 1 / _FINE, Key.RIGHT: _FINE, Key.DOWN: 1 / _COARSE, Key.UP: _COARSE}
    while True:
        beat = yield card_scene(width_px, screen(), step=step)
        for key in beat.keys:
            if key in _LEAVING:
                return key, CARD_MM[0] / width_px
            largest_px = LARGEST_CARD_SHARE * screen().width_px
            width_px = max(_SMALLEST_CARD_PX, min(width_px * factors.get(key, 1.0), max(largest_px, before_px)))


def write_line(title: str, sentence: str, text: str, *, longest: int) -> AnyFlow[str | None]:
    """Let the client write; Enter keeps it, for Space writes a space. None: left with Escape."""
    hints = (KeyHint(Key.MAIN, _("keep it"), name=_("Enter")), KeyHint(Key.STOP, _("back")))
    time_s = 0.0
    while True:
        beat = yield LineScene(title, sentence, text, time_s, hints=hints)
        time_s = beat.time_s
        for letter in beat.typed:
            text = text[:-1] if letter == "\b" else (text + letter)[:longest]
        if Key.STOP in beat.keys:
            return None
        if Key.MAIN in beat.keys:
            return text.strip()
