"""Painting a guided moment: a text in the middle of much air, and a quiet ring that shows the time left."""

from __future__ import annotations

from gazetrainer.adapters.pygame_display.canvas import BODY, DETAIL, Box, Canvas
from gazetrainer.adapters.pygame_display.captions import footer, heading
from gazetrainer.adapters.pygame_display.look import Colour, Motion
from gazetrainer.adapters.pygame_display.marks import Sign, sign
from gazetrainer.adapters.pygame_display.target import Line, ring
from gazetrainer.scene import GuidedScene, Lids
from targets.language import _

TEXT_SIZE = BODY + 3
RING_RADIUS, RING_WIDTH = 40.0, 5.0
_SHADES = 16
"""A text comes and goes in so many shades; each is set in type once."""
_FAINTEST = 0.15
_LARGE = 1.4


def paint_guided(canvas: Canvas, scene: GuidedScene) -> None:
    """The text comes and goes softly; with reduced motion it is simply there."""
    there = shade_of(canvas, scene)
    is_large = canvas.look.text_scale >= _LARGE
    top_px = heading(canvas, scene.title) + canvas.px(4 if is_large else 14)
    bottom_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    sentence_px = canvas.tx(56)
    sentence = _room(canvas, bottom_px - sentence_px - canvas.px(6), sentence_px, 0.76 if is_large else 0.84)
    centre = _ring_at(canvas, sentence, is_large=is_large)
    share_left = scene.remaining_s / scene.lasts_s if scene.lasts_s > 0 else 0.0
    colours = _faded(canvas, canvas.palette.held, there), _faded(canvas, canvas.palette.track, there)
    picture = ring(canvas.px(RING_RADIUS), canvas.px(RING_WIDTH), Line.SOLID, share_left, colours)
    circle = canvas.stamp(picture, centre)
    if scene.lids is Lids.CLOSED:
        canvas.stamp(sign(Sign.CLOSED_EYE, canvas.px(36), _faded(canvas, canvas.palette.quiet, there)), centre)
    text_bottom_px = sentence.top - canvas.px(4) if is_large else circle.top - canvas.px(12)
    text = _room(canvas, top_px, text_bottom_px - top_px, 0.95 if is_large else 0.66)
    canvas.write(scene.text, canvas.style(TEXT_SIZE, _faded(canvas, canvas.palette.ink, there)), text, at_top=0.5)
    canvas.write(scene.sentence, canvas.style(DETAIL, canvas.palette.quiet), sentence, at_top=0.5)


def _ring_at(canvas: Canvas, sentence: Box, *, is_large: bool) -> tuple[float, float]:
    """Above the sentence; where text is large the place above belongs to the words, and it stands beside."""
    if is_large:
        return canvas.px(RING_RADIUS + 30), sentence.centery
    return canvas.width_px / 2, sentence.top - canvas.px(RING_RADIUS + 16)


def shade_of(canvas: Canvas, scene: GuidedScene) -> float:
    """How much of the text is there, as it is drawn: 1 all of it."""
    there = 1.0 if canvas.look.motion is Motion.REDUCED else _FAINTEST + (1 - _FAINTEST) * scene.presence
    return round(there * _SHADES) / _SHADES


def _faded(canvas: Canvas, colour: Colour, share: float) -> Colour:
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(colour, canvas.palette.paper, strict=True))
    return red, green, blue


def _room(canvas: Canvas, top_px: int, height_px: int, width_share: float) -> Box:
    room = Box(0, top_px, int(canvas.width_px * width_share), max(1, height_px))
    room.centerx = canvas.width_px // 2
    return room
