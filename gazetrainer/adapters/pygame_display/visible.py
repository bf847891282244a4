"""Visible: what of a scene can be told apart on the screen, so that the same picture is not drawn again and again.

Sixty times a second a scene is a little later; whole seconds, half degrees of a ring and tenths of a pixel are not.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from gazetrainer.adapters.pygame_display.canvas import Canvas
from gazetrainer.adapters.pygame_display.hold_parts import arrow_shown_deg, clock
from gazetrainer.adapters.pygame_display.look import GazeDot
from gazetrainer.adapters.pygame_display.painting_guided import shade_of
from gazetrainer.adapters.pygame_display.painting_hold import dot_size_px, progress_of
from gazetrainer.adapters.pygame_display.painting_words import counted
from gazetrainer.adapters.pygame_display.target import steps_of
from gazetrainer.scene import GetReadyScene, GuidedScene, HoldScene, MessageScene, PausedScene, RestScene, Scene


def visible(canvas: Canvas, scene: Scene) -> Hashable | None:
    """Equal for two scenes only when they are drawn alike on this canvas; None where that is not known."""
    match scene:
        case HoldScene():
            shown = clock(scene), steps_of(progress_of(scene)), dot_size_px(canvas, scene), arrow_shown_deg(scene)
            gaze = scene.gaze if canvas.look.gaze_dot is GazeDot.ON else None
            plain = replace(scene, time_s=0.0, said_s=0.0, held_s=0.0, away_deg=None, tolerance_deg=None, gaze=gaze)
            return shown, replace(plain, arrow_deg=None)
        case GetReadyScene() | RestScene():
            return counted(scene.remaining_s), replace(scene, remaining_s=0.0)
        case GuidedScene():
            share_left = scene.remaining_s / scene.lasts_s if scene.lasts_s > 0 else 0.0
            return steps_of(share_left), shade_of(canvas, scene), replace(scene, remaining_s=0.0, presence=0.0)
        case PausedScene() | MessageScene():
            return scene
        case _:
            return None
