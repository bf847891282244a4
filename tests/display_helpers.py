"""Scenes to draw and a window that needs no screen."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

os.environ["SDL_VIDEODRIVER"] = "dummy"

from gazetrainer.adapters.pygame_display import Look, PygameDisplay
from gazetrainer.adapters.pygame_display.canvas import Box, Canvas
from gazetrainer.events import Account
from gazetrainer.scene import (
    Bar,
    CalibrationResultScene,
    CameraCheckScene,
    CheckedPoint,
    CheckLine,
    DotScene,
    GetReadyScene,
    GuidedScene,
    HoldScene,
    HoldState,
    Key,
    KeyHint,
    Lids,
    Mark,
    MessageScene,
    PausedScene,
    Quality,
    RestScene,
    Scene,
    SummaryScene,
)
from gazetrainer.screen import Screen, place
from targets.directions import Direction

SCREEN_MM = (294.0, 165.0)
UP_LEFT = Direction(-8, 3)
DISTANCE_MM = 600.0
LONG = (
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen verdeckt möglicherweise beide Augen, daher "
    "richten Sie bitte die Schreibtischlampe so aus, dass keine Spiegelungen auf den Brillengläsern entstehen"
)
HINTS = (KeyHint(Key.MAIN, "Unterbrechung"), KeyHint(Key.SKIP, "nächste Blickrichtungsübung"))


@contextmanager
def window(size_px: tuple[int, int] = (1280, 720), look: Look | None = None) -> Iterator[PygameDisplay]:
    with PygameDisplay(size_px=size_px, screen_mm=SCREEN_MM, look=look) as display:
        yield display


def hold(
    screen: Screen,
    direction: Direction = UP_LEFT,
    state: HoldState = HoldState.IN,
    text: str = "",
    **more: object,
) -> HoldScene:
    values: dict[str, object] = {
        "title": text or "Up, left",
        "subtitle": "hold 1 of 2",
        "where": place(direction, screen=screen, distance_mm=DISTANCE_MM, margin_px=0.055 * screen.height_px),
        "azimuth_deg": direction.azimuth_deg,
        "elevation_deg": direction.elevation_deg,
        "held_s": 28.0,
        "hold_s": 45.0,
        "state": state,
        "headline": text or "In position",
        "subline": text,
        "arrow_deg": 135.0,
        "time_s": 0.0,
    }
    return HoldScene(**(values | more))  # type: ignore[arg-type]


def every_kind(screen: Screen, text: str) -> list[Scene]:
    """One scene of every kind, and holds all over the screen and beyond, with the same text everywhere."""
    picture = np.full((480, 640, 3), 120, np.uint8)
    checks = tuple(CheckLine(text, mark, text) for mark in (*Mark, Mark.GOOD, Mark.GOOD, Mark.GOOD, Mark.GOOD))
    bars = tuple(Bar(text, tuple((account, 9.0) for account in Account), text) for _ in range(5))
    points = tuple(CheckedPoint(a, e, 1.0, -1.0, 1.5) for a, e in itertools.product((-8, 8), (-5, 5)))
    middle = place(Direction(0, 0), screen=screen, distance_mm=DISTANCE_MM)
    corners = itertools.product((-40, -13, 0, 6, 40), (-30, -7, 0, 4, 30))
    return [
        CameraCheckScene(text, picture, checks, text, HINTS),
        DotScene(middle, 0.5, text, 0.0, text, middle, HINTS),  # type: ignore[arg-type]
        CalibrationResultScene(Quality.GOOD, text, text, text, text, text, points, ((0, 0), (13, 7)), HINTS),
        GetReadyScene(text, text, -15, 10, 2.5, text, hints=HINTS),
        RestScene(text, 8.0, text, text, HINTS),
        PausedScene(text, text, HINTS),
        GuidedScene(text, text, Lids.CLOSED, text, 40.0, 60.0, hints=HINTS),
        SummaryScene(text, bars, text, HINTS),
        MessageScene(text, text, HINTS),
        *(hold(screen, Direction(*corner), HoldState.OUT, text, hints=HINTS) for corner in corners),
    ]


def texts_of(display: PygameDisplay) -> tuple[Canvas, list[Box]]:
    canvas = display.canvas
    assert canvas is not None
    return canvas, canvas.texts
