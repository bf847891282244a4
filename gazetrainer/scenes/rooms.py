"""Scenes of the rooms around practice: home, lists to choose from, pages to read, the card, calendar and charts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gazetrainer.scenes.keys import KeyHint, TextScene
from gazetrainer.scenes.practice import HoldState
from gazetrainer.sounds.tones import Sound


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to choose: its name, what is chosen for it now, and a line about it.

    adjustable: Left and Right change its value.
    """

    text: str
    value: str = ""
    detail: str = ""
    adjustable: bool = False


@dataclass(frozen=True, slots=True)
class ListScene:
    """Rows to choose from; the detail of the chosen one stands under the list.

    sound: what is heard, a text is said; it begins when `played` changes.
    """

    title: str
    rows: tuple[Row, ...]
    chosen: int
    sentence: str = ""
    step: str = ""
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = False
    sound: Sound | str | None = None
    played: int = 0


@dataclass(frozen=True, slots=True)
class HomeScene:
    """Where everything begins: today's plan with one big button, and the other rooms; `chosen` 0 is the button.

    lines: what there is to know before beginning, each a sentence.
    """

    greeting: str
    plan: str
    lines: tuple[str, ...]
    button: str
    rooms: tuple[Row, ...]
    chosen: int = 0
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences under a heading; with a state, its mark stands beside them."""

    heading: str
    text: str
    state: HoldState | None = None


@dataclass(frozen=True, slots=True)
class PageScene:
    """A page to read; step: "2 of 5"."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    step: str = ""
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = False


@dataclass(frozen=True, slots=True)
class CardScene:
    """A rectangle to be made as large as a bank card that is held against the screen."""

    title: str
    sentence: str
    width_px: float
    height_px: float
    result: str
    step: str = ""
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = False


@dataclass(frozen=True, slots=True)
class LineScene(TextScene):
    """Words to be written; time_s lets the cursor blink."""

    title: str
    sentence: str
    text: str
    time_s: float
    step: str = ""
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = False


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One field of a calendar; practised: the time practised, empty where there was none."""

    number: str
    practised: str = ""
    in_month: bool = True
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class CalendarScene:
    """A month, week under week, from the first day of the week to the last."""

    title: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[CalendarDay, ...], ...]
    sentence: str
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = False


class ChartKind(StrEnum):
    """How values are drawn: bars from zero, or dots joined by a line."""

    BARS = "bars"
    DOTS = "dots"


@dataclass(frozen=True, slots=True)
class Chart:
    """Values in order of time, None where there is none; labels stand under the first and the last; top: the scale."""

    title: str
    kind: ChartKind
    values: tuple[float | None, ...]
    top: float
    top_label: str
    labels: tuple[str, str]
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class ChartsScene:
    """Some small charts."""

    title: str
    charts: tuple[Chart, ...]
    hints: tuple[KeyHint, ...] = ()
    camera_on: bool = False
