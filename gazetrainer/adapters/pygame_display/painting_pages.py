"""Painting pages to read, lines to write, and the card that tells how large the screen is."""

from __future__ import annotations

from functools import lru_cache

from gazetrainer.adapters.pygame_display.canvas import BODY, DETAIL, Box, Canvas
from gazetrainer.adapters.pygame_display.captions import footer
from gazetrainer.adapters.pygame_display.coverage import covered, grid, rounded_box, stroke, tinted
from gazetrainer.adapters.pygame_display.hold_parts import state_style
from gazetrainer.adapters.pygame_display.look import Colour
from gazetrainer.adapters.pygame_display.marks import sign
from gazetrainer.adapters.pygame_display.painting_lists import EDGE, frame, titled
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.text import Align, fit
from gazetrainer.scene import CardScene, LineScene, PageScene, Paragraph
from targets.language import _

_GAP = 16.0
_ENDLESS_PX = 100_000


def paint_page(canvas: Canvas, scene: PageScene) -> None:
    """Paragraphs under each other; where they do not fit as they are, all become smaller alike."""
    bottom_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    top_px = titled(canvas, scene.title, scene.step)
    width_px = min(canvas.width_px - 2 * canvas.px(EDGE), canvas.tx(980))
    room = Box((canvas.width_px - width_px) // 2, top_px, width_px, bottom_px - top_px)
    gaps_px = canvas.tx(_GAP) * (len(scene.paragraphs) - 1)
    heights_px = [sum(_heights_px(canvas, each, room.width)) for each in scene.paragraphs]
    share = min(1.0, (room.height - gaps_px) / max(1, sum(heights_px)))
    top_px = room.top + int((room.height - gaps_px - share * sum(heights_px)) / 3)
    for each in scene.paragraphs:
        height_px = _paragraph(canvas, each, Box(room.left, top_px, room.width, room.height), share)
        top_px += height_px + canvas.tx(_GAP)


def paint_line(canvas: Canvas, scene: LineScene) -> None:
    """A question, and a frame with the words written so far."""
    bottom_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    edge_px = canvas.px(EDGE)
    top_px = titled(canvas, scene.title, scene.step)
    room = Box(edge_px, top_px, canvas.width_px - 2 * edge_px, canvas.tx(76))
    box = canvas.write(scene.sentence, canvas.style(DETAIL + 2, canvas.palette.ink), room)
    top_px = box.bottom + canvas.tx(14)
    paper = Box(edge_px, top_px, room.width, min(bottom_px - top_px, canvas.tx(260)))
    frame(canvas, paper, canvas.palette.held)
    cursor = "▏" if scene.time_s % 1.0 < 0.5 or canvas.look.motion == "reduced" else " "
    inner = paper.inflate(-2 * canvas.tx(14), -2 * canvas.tx(10))
    canvas.write(scene.text + cursor, canvas.style(BODY, canvas.palette.ink, align=Align.LEFT), inner)


def paint_card(canvas: Canvas, scene: CardScene) -> None:
    """The rectangle in its true size; words step aside where it is large."""
    bottom_px = footer(canvas, scene.hints, camera="")
    top_px = titled(canvas, scene.title, scene.step)
    edge_px = canvas.px(EDGE)
    room = Box(edge_px, top_px, canvas.width_px - 2 * edge_px, canvas.tx(62))
    top_px = canvas.write(scene.sentence, canvas.style(DETAIL + 2, canvas.palette.ink), room).bottom
    middle_px = max((top_px + bottom_px) / 2, top_px + scene.height_px / 2 + canvas.tx(6))
    size_px = max(8, round(scene.width_px)), max(8, round(scene.height_px))
    box = canvas.stamp(_card(size_px, max(2, canvas.tx(3)), canvas.palette.held), (canvas.width_px / 2, middle_px))
    inner = box.inflate(-canvas.px(24), -canvas.px(20))
    canvas.write(scene.result, canvas.style(BODY, canvas.palette.ink, weight="bold"), inner, at_top=0.5)


def _mark_px(canvas: Canvas, paragraph: Paragraph) -> int:
    return canvas.tx(56) if paragraph.state is not None else 0


def _heights_px(canvas: Canvas, paragraph: Paragraph, width_px: int) -> tuple[int, int]:
    width_px -= _mark_px(canvas, paragraph)
    heading = fit(paragraph.heading, canvas.style(BODY, canvas.palette.ink, weight="bold"), width_px, _ENDLESS_PX)
    text = fit(paragraph.text, canvas.style(DETAIL + 2, canvas.palette.ink), width_px, _ENDLESS_PX)
    return heading.height_px if paragraph.heading else 0, text.height_px if paragraph.text else 0


def _paragraph(canvas: Canvas, paragraph: Paragraph, room: Box, share: float) -> int:
    palette, left_px = canvas.palette, room.left + _mark_px(canvas, paragraph)
    heading_px, text_px = (int(each * share) for each in _heights_px(canvas, paragraph, room.width))
    styles = [
        canvas.style(BODY, palette.ink, weight="bold", align=Align.LEFT),
        canvas.style(DETAIL + 2, palette.ink, align=Align.LEFT),
    ]
    width_px = room.right - left_px
    box = canvas.write(paragraph.heading, styles[0], Box(left_px, room.top, width_px, heading_px))
    canvas.write(paragraph.text, styles[1], Box(left_px, box.bottom, width_px, text_px))
    if paragraph.state is not None:
        style = state_style(paragraph.state, palette)
        if style.sign is not None:
            size_px = min(canvas.tx(38), max(heading_px, 8))
            canvas.stamp(
                sign(style.sign, size_px, style.colour), (room.left + canvas.tx(22), room.top + heading_px / 2)
            )
    return heading_px + text_px


@lru_cache(maxsize=8)
def _card(size_px: tuple[int, int], line_px: float, colour: Colour) -> pygame.Surface:
    """A bank card's outline; its corners have a radius of 3.18 mm on 85.6 mm (ISO/IEC 7810 ID-1)."""
    x, y = grid(*size_px)
    edge = rounded_box(x, y, size_px[0] / 2 - 1, size_px[1] / 2 - 1, size_px[0] * 3.18 / 85.6)
    picture = tinted(covered(edge), colour, strength=0.12)
    picture.blit(tinted(stroke(edge + line_px / 2, line_px), colour), (0, 0))
    return picture
