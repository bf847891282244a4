"""Painter: which painting belongs to which scene."""

from __future__ import annotations

from gazetrainer.adapters.pygame_display.canvas import Canvas
from gazetrainer.adapters.pygame_display.painting_check import paint_camera_check, paint_dot
from gazetrainer.adapters.pygame_display.painting_guided import paint_guided
from gazetrainer.adapters.pygame_display.painting_hold import paint_hold
from gazetrainer.adapters.pygame_display.painting_result import paint_calibration_result
from gazetrainer.adapters.pygame_display.painting_summary import paint_summary
from gazetrainer.adapters.pygame_display.painting_words import (
    paint_get_ready,
    paint_message,
    paint_paused,
    paint_rest,
)
from gazetrainer.scene import (
    CalibrationResultScene,
    CameraCheckScene,
    DotScene,
    GetReadyScene,
    GuidedScene,
    HoldScene,
    MessageScene,
    PausedScene,
    RestScene,
    Scene,
    SummaryScene,
)


def paint(canvas: Canvas, scene: Scene) -> None:
    """Draw a scene on plain paper."""
    canvas.surface.fill(canvas.palette.paper)
    match scene:
        case HoldScene():
            paint_hold(canvas, scene)
        case GetReadyScene():
            paint_get_ready(canvas, scene)
        case RestScene():
            paint_rest(canvas, scene)
        case GuidedScene():
            paint_guided(canvas, scene)
        case PausedScene():
            paint_paused(canvas, scene)
        case DotScene():
            paint_dot(canvas, scene)
        case CameraCheckScene():
            paint_camera_check(canvas, scene)
        case CalibrationResultScene():
            paint_calibration_result(canvas, scene)
        case SummaryScene():
            paint_summary(canvas, scene)
        case MessageScene():
            paint_message(canvas, scene)
