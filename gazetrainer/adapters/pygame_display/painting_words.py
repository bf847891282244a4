"""Painting get ready, rest, pause and messages: mostly words, much air."""

from __future__ import annotations

import math

from gazetrainer.adapters.pygame_display.canvas import BODY, FOOTER, TITLE, Box, Canvas
from gazetrainer.adapters.pygame_display.captions import footer, heading
from gazetrainer.adapters.pygame_display.face import drawn_face
from gazetrainer.adapters.pygame_display.marks import Sign, sign
from gazetrainer.adapters.pygame_display.text import fit
from gazetrainer.eyes import Eyes
from gazetrainer.scene import GetReadyScene, MessageScene, PausedScene, RestScene
from targets.language import _


def paint_get_ready(canvas: Canvas, scene: GetReadyScene) -> None:
    """The face to follow as in a mirror, the countdown, one sentence."""
    heading(canvas, scene.title, scene.subtitle)
    footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    bottom_px = canvas.height_px - canvas.px(FOOTER)
    sentence = _middle(canvas, bottom_px - canvas.px(52), 52)
    count = _middle(canvas, sentence.top - canvas.px(88), 84)
    top_px = canvas.px(122)
    looking = drawn_face(
        count.top - top_px - canvas.px(8), scene.azimuth_deg, scene.elevation_deg, scene.eyes, canvas.palette
    )
    canvas.stamp(looking, (canvas.width_px / 2, top_px + looking.get_height() / 2))
    _count(canvas, scene.remaining_s, count)
    canvas.write(scene.sentence, canvas.style(BODY, canvas.palette.quiet), sentence, at_top=0.5)


def paint_rest(canvas: Canvas, scene: RestScene) -> None:
    """A resting face and the time until the next position."""
    heading(canvas, scene.title)
    footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    middle_px = canvas.height_px // 2
    resting = drawn_face(canvas.px(250), 0.0, 0.0, Eyes.BOTH, canvas.palette)
    box = canvas.stamp(resting, (canvas.width_px / 2, middle_px - canvas.px(95)))
    count = _middle(canvas, box.bottom + canvas.px(8), 80)
    _count(canvas, scene.remaining_s, count)
    sentence = _middle(canvas, count.bottom + canvas.px(10), 62)
    canvas.write(scene.sentence, canvas.style(BODY, canvas.palette.ink), sentence, at_top=0.5)
    upcoming = _middle(canvas, sentence.bottom + canvas.px(6), 40)
    canvas.write(scene.upcoming, canvas.style(22, canvas.palette.quiet), upcoming, at_top=0.5)


def paint_paused(canvas: Canvas, scene: PausedScene) -> None:
    """The pause sign and what goes on."""
    middle = canvas.width_px / 2, canvas.height_px / 2 - canvas.px(110)
    canvas.stamp(sign(Sign.PAUSE, canvas.px(110), canvas.palette.unsure), middle)
    _title_and_text(canvas, scene.title, scene.sentence, canvas.height_px // 2 - canvas.px(40))
    footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")


def paint_message(canvas: Canvas, scene: MessageScene) -> None:
    """A title and some sentences in the middle of the screen."""
    footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    _title_and_text(canvas, scene.title, scene.text, canvas.height_px // 2 - canvas.px(190))


def _title_and_text(canvas: Canvas, title: str, text: str, top_px: int) -> None:
    style = canvas.style(TITLE, canvas.palette.ink, weight="bold")
    box = canvas.write(title, style, _middle(canvas, top_px, 96), at_top=0.5)
    top_px = box.bottom + canvas.px(26)
    room = Box(0, top_px, int(canvas.width_px * 0.68), canvas.height_px - canvas.px(FOOTER + 20) - top_px)
    room.centerx = canvas.width_px // 2
    canvas.write(text, canvas.style(BODY, canvas.palette.quiet), room)


def _middle(canvas: Canvas, top_px: int, height: float) -> Box:
    room = Box(0, top_px, int(canvas.width_px * 0.84), canvas.px(height))
    room.centerx = canvas.width_px // 2
    return room


def _count(canvas: Canvas, remaining_s: float, room: Box) -> None:
    """Whole seconds, counted down to 1; in the centre of its own figure's width so that it does not jump."""
    number = str(max(0, math.ceil(remaining_s - 1e-6)))
    style = canvas.style(64, canvas.palette.ink, weight="bold")
    block = fit(number, style, room.width, room.height)
    canvas.put(block, room.centerx - block.width_px / 2, room.centery - block.height_px / 2)
