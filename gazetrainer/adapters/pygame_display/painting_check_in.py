"""Painting a check-in: one question, with its answers in a row or the words written so far."""

from __future__ import annotations

from functools import lru_cache

from gazetrainer.adapters.pygame_display.canvas import BODY, DETAIL, HEADLINE, Box, Canvas
from gazetrainer.adapters.pygame_display.captions import footer, heading
from gazetrainer.adapters.pygame_display.coverage import covered, grid, rounded_box, stroke, tinted
from gazetrainer.adapters.pygame_display.look import Colour, Motion
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.text import Align, fit
from gazetrainer.scene import ChoosingScene, WordsScene
from targets.language import _

_WIDEST, _GAP = 240.0, 10.0
_ONLY_TWO = 2
_CURSOR_S = 1.2
_CURSOR = "\u2502"


def paint_choosing(canvas: Canvas, scene: ChoosingScene) -> None:
    """The question, its answers as large boxes, and under the first and the last what they mean."""
    question, answers, ends, sentence = _rows(canvas, scene, _shares(scene))
    canvas.write(scene.question, canvas.style(HEADLINE, canvas.palette.ink), question, at_top=0.5)
    boxes = _boxes(canvas, answers, len(scene.options))
    for index, (option, box) in enumerate(zip(scene.options, boxes, strict=True)):
        _answer(canvas, option, box, is_chosen=index == scene.chosen)
        canvas.offer(box, typed=option if option.isdecimal() else str(index))
    _ends(canvas, scene.ends, Box(boxes[0].left, ends.top, boxes[-1].right - boxes[0].left, ends.height))
    canvas.write(scene.sentence, canvas.style(DETAIL, canvas.palette.quiet), sentence, at_top=0.4)


def paint_words(canvas: Canvas, scene: WordsScene) -> None:
    """The question, and a sheet with the words written so far and a cursor; the last lines stay in sight."""
    question, sheet, sentence = _rows(canvas, scene, (0.24, 0.56, 0.20))
    canvas.write(scene.question, canvas.style(HEADLINE, canvas.palette.ink), question, at_top=0.5)
    canvas.stamp(_frame(sheet.width, sheet.height, canvas.px(12), canvas.px(2), canvas.palette.quiet), sheet.center)
    is_seen = canvas.look.motion is Motion.REDUCED or scene.time_s % _CURSOR_S < _CURSOR_S / 2
    room = sheet.inflate(-canvas.px(40), -canvas.px(28))
    style = canvas.style(BODY, canvas.palette.ink, align=Align.LEFT)
    canvas.write(_last_words(canvas, scene.text, room) + (_CURSOR if is_seen else " "), style, room)
    canvas.write(scene.sentence, canvas.style(DETAIL, canvas.palette.quiet), sentence, at_top=0.4)


def _shares(scene: ChoosingScene) -> tuple[float, ...]:
    """Question, answers, what the ends mean, sentence: where nothing is said of ends, the sentence may be longer."""
    return (0.30, 0.30, 0.16, 0.24) if any(scene.ends) else (0.24, 0.24, 0.02, 0.50)


def _rows(canvas: Canvas, scene: ChoosingScene | WordsScene, shares: tuple[float, ...]) -> list[Box]:
    """Rooms under each other between the heading and the buttons."""
    top_px = heading(canvas, scene.title, scene.step) + canvas.px(8)
    bottom_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    height_px = bottom_px - canvas.px(8) - top_px
    width_px = int(canvas.width_px * 0.9)
    left_px, rows = (canvas.width_px - width_px) // 2, []
    for share in shares:
        rows.append(Box(left_px, top_px, width_px, int(height_px * share)))
        top_px = rows[-1].bottom
    return rows


def _boxes(canvas: Canvas, row: Box, count: int) -> list[Box]:
    gap_px = canvas.px(_GAP)
    width_px = min(canvas.tx(_WIDEST), (row.width - gap_px * (count - 1)) // count)
    height_px = min(row.height, canvas.px(110), max(width_px, canvas.tx(70)))
    left_px = row.centerx - (width_px * count + gap_px * (count - 1)) // 2
    top_px = row.centery - height_px // 2
    return [Box(left_px + index * (width_px + gap_px), top_px, width_px, height_px) for index in range(count)]


def _answer(canvas: Canvas, text: str, box: Box, *, is_chosen: bool) -> None:
    """A chosen answer is filled and its words are bold."""
    palette, corner_px = canvas.palette, canvas.px(12)
    picture = (
        _filled(box.width, box.height, corner_px, palette.held)
        if is_chosen
        else _frame(box.width, box.height, corner_px, canvas.px(2), palette.quiet)
    )
    canvas.stamp(picture, box.center)
    style = canvas.style(
        HEADLINE, palette.paper if is_chosen else palette.ink, weight="bold" if is_chosen else "regular"
    )
    block = fit(text, style, box.width - canvas.px(20), box.height - canvas.px(8))
    canvas.put(block, box.centerx - block.width_px / 2, box.centery - block.height_px / 2)


def _ends(canvas: Canvas, ends: tuple[str, str], row: Box) -> None:
    """The first under the first box, from its left; the last under the last one, up to its right."""
    half_px, style = row.width // 2 - canvas.px(20), canvas.style(DETAIL, canvas.palette.quiet, align=Align.LEFT)
    canvas.write(ends[0], style, Box(row.left, row.top, half_px, row.height))
    if ends[1]:
        block = fit(ends[1], style, half_px, row.height)
        canvas.put(block, row.right - block.width_px, row.top)


def _last_words(canvas: Canvas, text: str, room: Box) -> str:
    """As much of the end of a text as the room takes at full size."""
    style = canvas.style(BODY, canvas.palette.ink, align=Align.LEFT)
    words = text
    while words and (fit(words + _CURSOR, style, room.width, room.height).style.size_px < round(style.size_px)):
        words = words[max(1, len(words) // 10) :].partition(" ")[2] or words[max(1, len(words) // 4) :]
    return words if words == text else f"\u2026 {words}"


@lru_cache(maxsize=16)
def _frame(width_px: int, height_px: int, corner_px: int, line_px: int, colour: Colour) -> pygame.Surface:
    x, y = grid(width_px, height_px)
    edge = rounded_box(x, y, width_px / 2 - line_px, height_px / 2 - line_px, corner_px)
    return tinted(stroke(edge, line_px), colour)


@lru_cache(maxsize=16)
def _filled(width_px: int, height_px: int, corner_px: int, colour: Colour) -> pygame.Surface:
    x, y = grid(width_px, height_px)
    return tinted(covered(rounded_box(x, y, width_px / 2 - 1, height_px / 2 - 1, corner_px)), colour)
