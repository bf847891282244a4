"""Painter: which painting belongs to which scene."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from gazetrainer import scene as scenes
from gazetrainer.adapters.pygame_display.canvas import Canvas
from gazetrainer.adapters.pygame_display.painting_check import paint_camera_check, paint_dot
from gazetrainer.adapters.pygame_display.painting_check_in import paint_choosing, paint_words
from gazetrainer.adapters.pygame_display.painting_finding import paint_pointer
from gazetrainer.adapters.pygame_display.painting_guided import paint_guided
from gazetrainer.adapters.pygame_display.painting_history import paint_calendar, paint_charts
from gazetrainer.adapters.pygame_display.painting_hold import paint_hold
from gazetrainer.adapters.pygame_display.painting_lists import paint_home, paint_list
from gazetrainer.adapters.pygame_display.painting_pages import paint_card, paint_line, paint_page
from gazetrainer.adapters.pygame_display.painting_replay import paint_replay
from gazetrainer.adapters.pygame_display.painting_result import paint_calibration_result
from gazetrainer.adapters.pygame_display.painting_summary import paint_summary
from gazetrainer.adapters.pygame_display.painting_words import (
    paint_get_ready,
    paint_message,
    paint_paused,
    paint_rest,
)
from gazetrainer.adapters.pygame_display.text import Style
from gazetrainer.scene import Scene
from targets.language import _

PAINTINGS: Final[dict[type[Any], Callable[[Canvas, Any], None]]] = {
    scenes.CalendarScene: paint_calendar,
    scenes.CalibrationResultScene: paint_calibration_result,
    scenes.CameraCheckScene: paint_camera_check,
    scenes.CardScene: paint_card,
    scenes.ChartsScene: paint_charts,
    scenes.ChoosingScene: paint_choosing,
    scenes.DotScene: paint_dot,
    scenes.GetReadyScene: paint_get_ready,
    scenes.GuidedScene: paint_guided,
    scenes.HoldScene: paint_hold,
    scenes.HomeScene: paint_home,
    scenes.LineScene: paint_line,
    scenes.ListScene: paint_list,
    scenes.MessageScene: paint_message,
    scenes.PageScene: paint_page,
    scenes.PausedScene: paint_paused,
    scenes.PointerScene: paint_pointer,
    scenes.ReplayScene: lambda canvas, scene: paint_replay(canvas, scene, paint),
    scenes.RestScene: paint_rest,
    scenes.SummaryScene: paint_summary,
    scenes.WordsScene: paint_words,
}
"""One for each kind of scene."""


def paint_too_small(canvas: Canvas) -> None:
    """One sentence in place of a scene that could not be read."""
    canvas.surface.fill(canvas.palette.paper)
    text = _("This window is too small to read. Make it larger, or press F11 for the whole screen.")
    # As large as it can be, whatever the design's units say of such a small window.
    style = Style(max(16.0, canvas.height_px / 14), canvas.palette.ink)
    canvas.write(text, style, canvas.bounds.inflate(-16, -16), at_top=0.5)


def paint(canvas: Canvas, scene: Scene) -> None:
    """Draw a scene on plain paper."""
    canvas.surface.fill(canvas.palette.paper)
    PAINTINGS[type(scene)](canvas, scene)
