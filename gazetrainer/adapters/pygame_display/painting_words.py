"""Painting get ready, rest, pause and messages: mostly words, much air."""

from __future__ import annotations

import math

from gazetrainer.adapters.pygame_display.canvas import BODY, TITLE, Box, Canvas
from gazetrainer.adapters.pygame_display.captions import footer, heading
from gazetrainer.adapters.pygame_display.face import drawn_face
from gazetrainer.adapters.pygame_display.look import Colour
from gazetrainer.adapters.pygame_display.marks import Sign, sign
from gazetrainer.adapters.pygame_display.text import fit
from gazetrainer.eyes import Eyes
from gazetrainer.scene import GetReadyScene, MessageScene, PausedScene, RestScene
from targets.language import _


def paint_get_ready(canvas: Canvas, scene: GetReadyScene) -> None:
    """The face to follow as in a mirror, the countdown, one sentence."""
    top_px = heading(canvas, scene.title, scene.subtitle) + canvas.px(10)
    bottom_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    sentence = _sentence(canvas, scene.sentence, bottom_px - canvas.px(10), canvas.palette.quiet)
    count_px = canvas.px(84)
    count = _middle(canvas, sentence.top - count_px - canvas.px(6), count_px)
    face_px = max(canvas.px(80), count.top - top_px - canvas.px(8))
    looking = drawn_face(face_px, scene.azimuth_deg, scene.elevation_deg, scene.eyes, canvas.palette)
    canvas.stamp(looking, (canvas.width_px / 2, top_px + looking.get_height() / 2))
    _count(canvas, scene.remaining_s, count)


def paint_rest(canvas: Canvas, scene: RestScene) -> None:
    """A resting face and the time until the next position."""
    top_px = heading(canvas, scene.title) + canvas.px(6)
    bottom_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "") - canvas.px(8)
    upcoming = _sentence(canvas, scene.upcoming, bottom_px, canvas.palette.quiet, size=22)
    sentence = _sentence(canvas, scene.sentence, upcoming.top - canvas.px(6), canvas.palette.ink)
    count_px = canvas.px(80)
    room_px = sentence.top - top_px - count_px - canvas.px(20)
    face_px = max(canvas.px(80), min(canvas.px(270), room_px))
    resting = drawn_face(face_px, 0.0, 0.0, Eyes.BOTH, canvas.palette)
    middle_px = top_px + max(room_px, face_px) / 2
    box = canvas.stamp(resting, (canvas.width_px / 2, middle_px))
    _count(canvas, scene.remaining_s, _middle(canvas, box.bottom + canvas.px(8), count_px))


def paint_paused(canvas: Canvas, scene: PausedScene) -> None:
    """The pause sign and what goes on."""
    bottom_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    size_px = canvas.px(110)
    canvas.stamp(sign(Sign.PAUSE, size_px, canvas.palette.unsure), (canvas.width_px / 2, bottom_px * 0.26))
    _title_and_text(
        canvas, scene.title, scene.sentence, int(bottom_px * 0.26) + size_px // 2 + canvas.px(14), bottom_px
    )


def paint_message(canvas: Canvas, scene: MessageScene) -> None:
    """A title and some sentences in the middle of the screen."""
    bottom_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    _title_and_text(canvas, scene.title, scene.text, int(bottom_px * 0.22 / canvas.look.text_scale), bottom_px)


def _title_and_text(canvas: Canvas, title: str, text: str, top_px: int, bottom_px: int) -> None:
    style = canvas.style(TITLE, canvas.palette.ink, weight="bold")
    title_px = min(canvas.tx(96), int((bottom_px - top_px) * 0.5))
    box = canvas.write(title, style, _middle(canvas, top_px, title_px), at_top=0.5)
    top_px = box.bottom + canvas.px(26)
    room = Box(0, top_px, int(canvas.width_px * (0.68 if canvas.look.text_scale < 1.4 else 0.9)), bottom_px - top_px)
    room.centerx = canvas.width_px // 2
    canvas.write(text, canvas.style(BODY, canvas.palette.quiet), room)


def _sentence(canvas: Canvas, text: str, bottom_px: int, colour: Colour, *, size: float = BODY) -> Box:
    """A sentence that stands on a line, as high as it needs to be, up to a quarter of the screen."""
    highest_px = canvas.height_px // 4
    room = _middle(canvas, bottom_px - highest_px, highest_px)
    box = canvas.write(text, canvas.style(size, colour), room, at_top=1.0)
    return box if text else Box(room.left, bottom_px, 0, 0)


def _middle(canvas: Canvas, top_px: int, height_px: int) -> Box:
    room = Box(0, top_px, int(canvas.width_px * 0.84), height_px)
    room.centerx = canvas.width_px // 2
    return room


def counted(remaining_s: float) -> int:
    """Seconds as they are counted down: the last one is 1."""
    return max(0, math.ceil(remaining_s - 1e-6))


def _count(canvas: Canvas, remaining_s: float, room: Box) -> None:
    """Whole seconds, counted down to 1; in the centre of its own figure's width so that it does not jump."""
    # It is the largest text already.
    style = canvas.style(64 / canvas.look.text_scale, canvas.palette.ink, weight="bold")
    block = fit(str(counted(remaining_s)), style, room.width, room.height)
    canvas.put(block, room.centerx - block.width_px / 2, room.centery - block.height_px / 2)
