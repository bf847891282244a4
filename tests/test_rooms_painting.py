"""Paintings of the rooms: every scene has one, and nothing is cut off or stands over anything else."""

import itertools
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from display_helpers import LONG, texts_of, window

from gazetrainer.adapters.pygame_display import Look, Theme
from gazetrainer.adapters.pygame_display.painter import PAINTINGS
from gazetrainer.history.weeks import days_of_month
from gazetrainer.scene import (
    CalendarDay,
    CalendarScene,
    CardScene,
    Chart,
    ChartKind,
    ChartsScene,
    HoldState,
    HomeScene,
    Key,
    KeyHint,
    LineScene,
    ListScene,
    PageScene,
    Paragraph,
    Row,
    Scene,
)

HINTS = (KeyHint(Key.MAIN, "Schliessen"), KeyHint(Key.STOP, "zurück"))
SENTENCE = "Eine ruhige Erklärung, die in zwei Zeilen passt und sagt, was diese Einstellung ändert."
ROWS = tuple(Row(f"Schriftgrösse {number}", "100 Prozent", SENTENCE, adjustable=True) for number in range(14))
ROOMS = tuple(Row(name, "", SENTENCE) for name in ("Ein anderer Plan", "Wer übt: Annegret", "Neu einmessen") * 2)
WEEKS = tuple(
    tuple(CalendarDay(str(day.day), "1:05 h" if day.day % 3 else "", day.month == 11, day.day == 22) for day in week)
    for week in days_of_month(date(2026, 11, 1))
)
SCENES = [
    HomeScene(
        "Guten Tag, Annegret", "Augen nach oben links", ("6 Positionen, etwa 4 Minuten", SENTENCE), "Beginnen", ROOMS
    ),
    HomeScene("Guten Tag", "Augen nach oben links", (SENTENCE,), "Beginnen", ROOMS, 4, HINTS),
    ListScene("Einstellungen", ROWS, 0, step="2 von 7", hints=HINTS),
    ListScene("Einstellungen", ROWS, 13, hints=HINTS),
    PageScene("Zeichen", tuple(Paragraph(state, SENTENCE, state) for state in HoldState), "1 von 2", HINTS),
    PageScene("Hilfe", tuple(Paragraph("Abschnitt", SENTENCE * 3) for _ in range(4)), hints=HINTS),
    LineScene("Notiz", SENTENCE, "Heute ging es leichter. " * 8, 0.0, hints=HINTS),
    CardScene("Wie gross ist der Bildschirm?", SENTENCE, 360.0, 227.0, "33 cm", "5 von 7", HINTS),
    CalendarScene("November 2026", ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"), WEEKS, SENTENCE, HINTS),
    ChartsScene(
        "Wochen",
        (
            Chart(
                "Gehalten", ChartKind.BARS, (300.0, None, 900.0) * 4, 1200.0, "20 min", ("1. Sep", "heute"), SENTENCE
            ),
            Chart("Genauigkeit", ChartKind.DOTS, (1.5, None, 2.0) * 4, 4.0, "4°", ("1. Sep", "heute"), SENTENCE),
        ),
        HINTS,
    ),
]
LOOKS = list(itertools.product([(1280, 720), (1920, 1080)], [1.0, 1.5, 2.0], [Theme.LIGHT, Theme.DARK]))


def test_every_kind_of_scene_has_a_painting():
    assert set(get_args(Scene)) == set(PAINTINGS)


@pytest.mark.parametrize(("size_px", "size", "theme"), LOOKS)
def test_nothing_is_cut_off_or_stands_over_anything_else(size_px, size, theme):
    with window(size_px, Look(theme, size)) as display:
        for scene in SCENES:
            display.draw(_as_staged(scene, size))
            canvas, boxes = texts_of(display)
            assert all(canvas.bounds.contains(box) for box in boxes), scene
            crossing = [(a, b) for a, b in itertools.combinations(boxes, 2) if a.colliderect(b)]
            assert not crossing, (type(scene).__name__, crossing)


def _as_staged(scene, size):
    """Pages have fewer paragraphs where the text is larger."""
    return (
        replace(scene, paragraphs=scene.paragraphs[: round(6 / size**1.6)]) if isinstance(scene, PageScene) else scene
    )


def test_a_word_of_any_length_stays_on_the_screen():
    with window((1280, 720), Look(Theme.LIGHT, 2.0)) as display:
        for scene in (
            HomeScene(LONG, LONG, (LONG, LONG), LONG, (Row(LONG, LONG, LONG),) * 3, 1, HINTS),
            ListScene(LONG, (Row(LONG, LONG, LONG),) * 9, 4, LONG, LONG, HINTS),
            PageScene(LONG, (Paragraph(LONG, LONG, HoldState.IN),) * 4, LONG, HINTS),
            LineScene(LONG, LONG, LONG * 9, 0.0, LONG, HINTS),
        ):
            display.draw(scene)
            canvas, boxes = texts_of(display)
            assert all(canvas.bounds.contains(box) for box in boxes), type(scene).__name__
