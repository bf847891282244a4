"""Painting a hold: target or arrow, time, state in words, glow at the edges of the screen."""

from __future__ import annotations

import math

from gazetrainer.adapters.pygame_display.canvas import Box, Canvas
from gazetrainer.adapters.pygame_display.captions import footer, heading
from gazetrainer.adapters.pygame_display.glow import glowing_paper
from gazetrainer.adapters.pygame_display.hold_parts import StateStyle, around, state_style, status, time_held
from gazetrainer.adapters.pygame_display.look import GazeDot, Motion
from gazetrainer.adapters.pygame_display.painting_beyond import paint_beyond
from gazetrainer.adapters.pygame_display.target import Line, breathing_dot, ring
from gazetrainer.scene import HoldScene
from gazetrainer.screen import BeyondEdge, Spot
from targets.language import _

RING_RADIUS, RING_WIDTH, DOT_RADIUS = 66.0, 14.0, 20.0
SMALLEST_RING_RADIUS = 36.0
BREATH_S, BREATH_SHARE = 6.0, 0.08


def paint_hold(canvas: Canvas, scene: HoldScene) -> None:
    """Draw the target where it truly is first; everything else finds room around it."""
    style = state_style(scene.state, canvas.palette)
    if style.glow is not None:
        size_px, paper = canvas.surface.get_size(), canvas.palette.paper
        canvas.lay(glowing_paper(size_px, canvas.unit_px, style.glow, paper, style.colour), canvas.bounds)
    match scene.where:
        case Spot() as spot:
            ring_box = _target(canvas, spot, scene, style)
            heading(canvas, scene.title, scene.subtitle)
            footer_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
            status(canvas, scene, style, footer_px)
            time_held(canvas, scene, style, around(ring_box))
        case BeyondEdge() as beyond:
            paint_beyond(canvas, beyond, scene, style)
    if scene.gaze is not None and canvas.look.gaze_dot is GazeDot.ON:
        _gaze(canvas, scene.gaze)


def breath(time_s: float, motion: Motion) -> float:
    """Size of the dot, as a share of its own, at a time: it keeps a steady gaze from fading the target away."""
    return 1.0 + BREATH_SHARE * math.sin(2 * math.pi * time_s / BREATH_S) * (motion is Motion.FULL)


def progress_of(scene: HoldScene) -> float:
    """Share of the time that has been held."""
    return scene.held_s / scene.hold_s if scene.hold_s > 0 else 0.0


def dot_size_px(canvas: Canvas, scene: HoldScene) -> float:
    """Radius of the dot as it is drawn."""
    return round(DOT_RADIUS * canvas.unit_px * breath(scene.time_s, canvas.look.motion), 1)


def _target(canvas: Canvas, spot: Spot, scene: HoldScene, style: StateStyle) -> Box:
    """The ring shrinks beside an edge so that the dot can stay at its true place."""
    room_px = min(spot.x_px, spot.y_px, canvas.width_px - spot.x_px, canvas.height_px - spot.y_px)
    width_px = canvas.px(RING_WIDTH)
    radius_px = max(canvas.px(SMALLEST_RING_RADIUS), min(canvas.px(RING_RADIUS), int(room_px) - width_px))
    colours = (style.colour, canvas.palette.track)
    box = canvas.stamp(ring(radius_px, width_px, style.line, progress_of(scene), colours), (spot.x_px, spot.y_px))
    canvas.stamp(
        breathing_dot(dot_size_px(canvas, scene), canvas.palette.ink, canvas.palette.paper), (spot.x_px, spot.y_px)
    )
    return box


def _gaze(canvas: Canvas, at: Spot) -> None:
    """Where the eyes are seen, for those who asked for it: an open ring that hides nothing."""
    ink = canvas.palette.ink
    picture = ring(canvas.px(11), canvas.px(4), Line.SOLID, 1.0, (ink, ink))
    corner_px = round(at.x_px - picture.get_width() / 2), round(at.y_px - picture.get_height() / 2)
    canvas.lay(picture, Box(corner_px, picture.get_size()))
