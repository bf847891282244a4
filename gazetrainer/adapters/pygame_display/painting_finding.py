"""Painting the pointer that looks for a position: a soft dot, or the way to it where it is beyond the screen."""

from __future__ import annotations

import math

from gazetrainer.adapters.pygame_display.canvas import BODY, DETAIL, SMALL, Box, Canvas
from gazetrainer.adapters.pygame_display.captions import Part, caption, footer, heading, rooms_at
from gazetrainer.adapters.pygame_display.face import drawn_face
from gazetrainer.adapters.pygame_display.marks import loudspeaker
from gazetrainer.adapters.pygame_display.painting_beyond import edge_arrow, middle_ends
from gazetrainer.adapters.pygame_display.target import Line, breathing_dot, ring
from gazetrainer.scene import Guide, PointerScene
from gazetrainer.screen import BeyondEdge, Spot
from targets.language import _

_DOT, _RING, _RING_WIDTH = 15.0, 44.0, 8.0
_CAPTION = 84.0


def paint_pointer(canvas: Canvas, scene: PointerScene) -> None:
    """The pointer first; all words keep out of its way."""
    match scene.where:
        case Spot() as spot:
            _dot(canvas, spot, scene)
            heading(canvas, scene.title, scene.step)
            _words(canvas, scene)
        case BeyondEdge() as beyond:
            edge_arrow(canvas, beyond)
            top_px = heading(canvas, scene.title, scene.step)
            _face(canvas, beyond, scene, top_px, middle_ends(canvas, top_px, _words(canvas, scene)))


def _words(canvas: Canvas, scene: PointerScene) -> int:
    """What to do, what was marked, and the buttons; gives where they begin, in pixels."""
    bottom_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    parts = (
        Part(scene.sentence, canvas.style(BODY, canvas.palette.ink), 0.6),
        Part(scene.marked, canvas.style(SMALL, canvas.palette.quiet), 0.4),
    )
    top_px = bottom_px - canvas.tx(_CAPTION)
    boxes = caption(canvas, parts, rooms_at(canvas, top_px, canvas.tx(_CAPTION)))
    return min((box.top for box in boxes), default=top_px)


def _dot(canvas: Canvas, spot: Spot, scene: PointerScene) -> None:
    palette, place = canvas.palette, (spot.x_px, spot.y_px)
    if scene.staying is not None:
        colours = (palette.held, palette.track)
        canvas.stamp(ring(canvas.px(_RING), canvas.px(_RING_WIDTH), Line.SOLID, scene.staying, colours), place)
    canvas.stamp(breathing_dot(round(_DOT * canvas.unit_px, 1), palette.ink, palette.paper), place)


def _face(canvas: Canvas, beyond: BeyondEdge, scene: PointerScene, top_px: int, bottom_px: int) -> None:
    """A face that looks where the dot is, how far that is in words, and whether the sound leads there."""
    words_px = canvas.tx(30)
    height_px = max(canvas.px(60), min(canvas.px(230), bottom_px - top_px - words_px - canvas.px(24)))
    # Whole degrees: the eyes of the drawing go in steps instead of being drawn anew with every picture.
    direction = math.floor(scene.azimuth_deg), math.floor(scene.elevation_deg)
    looking = drawn_face(height_px, *direction, scene.eyes, canvas.palette)
    middle_px = (top_px + bottom_px - words_px) / 2
    box = canvas.stamp(looking, (canvas.width_px / 2, middle_px))
    if scene.guide is not Guide.GLOW:
        canvas.stamp(loudspeaker(canvas.px(48), canvas.palette.ink), (box.right + canvas.px(52), box.centery))
    if scene.staying is not None:
        colours = (canvas.palette.held, canvas.palette.track)
        at = (box.left - canvas.px(60), box.centery)
        canvas.stamp(ring(canvas.px(26), canvas.px(7), Line.SOLID, scene.staying, colours), at)
    below = Box(0, 0, int(canvas.width_px * 0.68), words_px)
    below.midtop = (box.centerx, box.bottom + canvas.px(2))
    canvas.write(f"{beyond.words[:1].upper()}{beyond.words[1:]}", canvas.style(DETAIL, canvas.palette.ink), below)
