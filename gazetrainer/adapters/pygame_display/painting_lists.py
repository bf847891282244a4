"""Painting home and lists: few words a row, the chosen one in a frame, and only as many rows as can be read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gazetrainer.adapters.pygame_display.canvas import DETAIL, HEADLINE, SMALL, TITLE, Box, Canvas
from gazetrainer.adapters.pygame_display.captions import footer
from gazetrainer.adapters.pygame_display.coverage import covered, grid, rounded_box, stroke, tinted
from gazetrainer.adapters.pygame_display.look import Colour
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.text import Align, fit
from gazetrainer.scene import HomeScene, Key, ListScene, Row
from targets.language import _

EDGE = 36.0
_ROW, _DETAIL_LINES = 46.0, 58.0
_WIDE_UNITS = 1000.0
"""From this width on the rooms stand in two columns."""


def paint_list(canvas: Canvas, scene: ListScene) -> None:
    """Title, rows, and what there is to say about the chosen one."""
    bottom_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    top_px = titled(canvas, scene.title, scene.step)
    if scene.sentence:
        spare_px = bottom_px - top_px - canvas.tx(_ROW) * len(scene.rows)
        height_px = max(canvas.tx(_DETAIL_LINES), min(spare_px, canvas.tx(2 * _DETAIL_LINES)))
        room = Box(canvas.px(EDGE), top_px, canvas.width_px - 2 * canvas.px(EDGE), height_px)
        top_px = canvas.write(scene.sentence, canvas.style(DETAIL + 2, canvas.palette.ink), room).bottom + canvas.tx(8)
    about = scene.rows[scene.chosen].detail
    if about or any(row.detail for row in scene.rows):
        bottom_px -= canvas.tx(_DETAIL_LINES)
        room = Box(canvas.px(EDGE), bottom_px, canvas.width_px - 2 * canvas.px(EDGE), canvas.tx(_DETAIL_LINES))
        canvas.write(about, canvas.style(DETAIL, canvas.palette.ink), room, at_top=0.5)
    _rows(canvas, scene.rows, scene.chosen, _middle(canvas, top_px, bottom_px))


def paint_home(canvas: Canvas, scene: HomeScene) -> None:
    """Today's plan and its button first; the other rooms below, smaller."""
    ring_px = canvas.tx(14)
    ring = _outline((ring_px, ring_px), ring_px / 2, max(2, canvas.px(2)), canvas.palette.quiet)
    bottom_px = footer(canvas, scene.hints, camera=_("camera off"), light=ring)
    palette, edge_px, is_wide = canvas.palette, canvas.px(EDGE), _is_wide(canvas)
    gap_px, button_px = canvas.tx(20 if is_wide else 10), canvas.tx(60 if is_wide else 50)
    rooms_px = canvas.tx(_ROW * ((len(scene.rooms) + 1) // 2) + _DETAIL_LINES if is_wide else _ROW)
    room = Box(edge_px, canvas.tx(44 if is_wide else 10), canvas.width_px - 2 * edge_px, canvas.tx(28))
    top_px = canvas.write(scene.greeting, canvas.style(DETAIL, palette.quiet), room).bottom
    room = Box(edge_px, top_px, room.width, canvas.tx(84 if is_wide else 44))
    top_px = canvas.write(scene.plan, canvas.style(TITLE, palette.ink, weight="bold"), room).bottom
    lines_px = bottom_px - rooms_px - 2 * gap_px - button_px - top_px
    room = Box(edge_px, top_px + gap_px // 2, room.width, max(1, lines_px - gap_px // 2))
    # Where text is large and a room is being chosen, the rooms need the place.
    said = "\n".join(scene.lines) if is_wide or scene.chosen == 0 else ""
    lines = canvas.write(said, canvas.style(DETAIL + 2, palette.ink), room)
    button = Box(edge_px, max(top_px, lines.bottom) + gap_px, room.width, button_px)
    button = _button(canvas, scene.button, button, is_chosen=scene.chosen == 0)
    canvas.offer(button, *_way(scene.chosen, 0), Key.MAIN)
    top_px = button.bottom + gap_px
    _rooms(canvas, scene, Box(edge_px, top_px, canvas.width_px - 2 * edge_px, bottom_px - top_px))


def titled(canvas: Canvas, title: str, step: str = "") -> int:
    """A title, and where one is among its pages; gives where the rest may begin, in pixels."""
    edge_px = canvas.px(EDGE)
    room = Box(edge_px, canvas.tx(16), canvas.width_px - 2 * edge_px, canvas.tx(54))
    box = canvas.write(title, canvas.style(TITLE, canvas.palette.ink, weight="bold"), room, at_top=0.5)
    if step:
        room = Box(edge_px, box.bottom, room.width, canvas.tx(26))
        box = canvas.write(step, canvas.style(SMALL, canvas.palette.quiet), room)
    return max(box.bottom, room.bottom) + canvas.tx(10)


def frame(canvas: Canvas, box: Box, colour: Colour) -> None:
    """A frame with round corners and a breath of its colour inside."""
    canvas.surface.blit(_frame(box.size, canvas.tx(10), max(2, canvas.tx(3)), colour), box)


def _middle(canvas: Canvas, top_px: int, bottom_px: int) -> Box:
    width_px = min(canvas.width_px - 2 * canvas.px(EDGE), canvas.tx(900))
    return Box((canvas.width_px - width_px) // 2, top_px, width_px, bottom_px - top_px)


def _rows(canvas: Canvas, rows: Sequence[Row], chosen: int, room: Box) -> None:
    """As many rows around the chosen one as there is room for, with a mark where there are more."""
    row_px = canvas.tx(_ROW)
    count = max(1, min(len(rows), room.height // row_px))
    first = max(0, min(chosen - count // 2, len(rows) - count))
    top_px = room.top + (0 if count < len(rows) else min((room.height - count * row_px) // 3, canvas.tx(40)))
    for place in range(count):
        number = first + place
        box = Box(room.left, top_px + place * row_px, room.width, row_px - canvas.tx(4))
        _row(canvas, rows[number], box, is_chosen=number == chosen)
        canvas.offer(box, *_way(chosen, number), Key.MAIN)
    style = canvas.style(SMALL, canvas.palette.quiet)
    for is_more, sign, middle_px in (
        (first > 0, "▲", top_px + row_px // 4),
        (first + count < len(rows), "▼", top_px + count * row_px - row_px // 4),
    ):
        if is_more:
            block = fit(sign, style, canvas.px(EDGE - 8), row_px // 2)
            canvas.put(block, room.right + canvas.px(4), middle_px - block.height_px / 2)


def _row(canvas: Canvas, row: Row, box: Box, *, is_chosen: bool) -> None:
    palette = canvas.palette
    if is_chosen:
        frame(canvas, box, palette.held)
    inner = box.inflate(-2 * canvas.tx(14), 0)
    weight = "bold" if is_chosen else "regular"
    value_px = 0
    if row.value:
        value = f"‹ {row.value} ›" if row.adjustable and is_chosen else row.value
        style = canvas.style(DETAIL + 2, palette.ink, weight=weight)
        block = fit(value, style, int(inner.width * 0.5), inner.height - canvas.tx(6))
        canvas.put(block, inner.right - block.width_px, inner.centery - block.height_px / 2)
        value_px = block.width_px + canvas.tx(16)
    text = Box(inner.left, inner.top, inner.width - value_px, inner.height)
    canvas.write(row.text, canvas.style(DETAIL + 2, palette.ink, weight=weight, align=Align.LEFT), text, at_top=0.5)


def _rooms(canvas: Canvas, scene: HomeScene, room: Box) -> None:
    """In two columns where there is room for all; else one, around the chosen one."""
    chosen, palette = scene.chosen - 1, canvas.palette
    if not _is_wide(canvas):
        _rows(canvas, scene.rooms, chosen, room)
        return
    detail = Box(room.left, room.bottom - canvas.tx(_DETAIL_LINES), room.width, canvas.tx(_DETAIL_LINES))
    if chosen >= 0:
        canvas.write(scene.rooms[chosen].detail, canvas.style(DETAIL, palette.ink), detail, at_top=0.5)
    half = (len(scene.rooms) + 1) // 2
    gap_px = canvas.tx(24)
    row_px = min(canvas.tx(_ROW + 6), (detail.top - room.top) // half)
    for number, row in enumerate(scene.rooms):
        column, line = divmod(number, half)
        width_px = (room.width - gap_px) // 2
        left_px = room.left + column * (width_px + gap_px)
        box = Box(left_px, room.top + line * row_px, width_px, row_px - canvas.tx(4))
        frame(canvas, box, palette.track)
        _row(canvas, row, box, is_chosen=number == chosen)
        canvas.offer(box, *_way(chosen, number), Key.MAIN)


def _way(chosen: int, number: int) -> tuple[Key, ...]:
    """The keys that lead from the chosen row to another."""
    return (Key.DOWN if number > chosen else Key.UP,) * abs(number - chosen)


def _is_wide(canvas: Canvas) -> bool:
    return canvas.width_px >= canvas.tx(_WIDE_UNITS)


def _button(canvas: Canvas, words: str, room: Box, *, is_chosen: bool) -> Box:
    palette = canvas.palette
    style = canvas.style(HEADLINE, palette.paper, weight="bold")
    block = fit(words, style, room.width - 2 * canvas.tx(40), int(room.height * 0.75))
    box = Box(0, room.top, max(canvas.tx(300), block.width_px + canvas.tx(60)), room.height)
    box.centerx = canvas.width_px // 2
    canvas.surface.blit(_filled(box.size, canvas.tx(14), palette.held), box)
    canvas.put(block, box.centerx - block.width_px / 2, box.centery - block.height_px / 2)
    if is_chosen:
        around = box.inflate(canvas.tx(14), canvas.tx(14))
        canvas.surface.blit(_outline(around.size, canvas.tx(19), max(2, canvas.tx(3)), palette.held), around)
    return box


@lru_cache(maxsize=32)
def _frame(size_px: tuple[int, int], corner_px: float, line_px: float, colour: Colour) -> pygame.Surface:
    x, y = grid(*size_px)
    edge = rounded_box(x, y, size_px[0] / 2 - line_px, size_px[1] / 2 - line_px, corner_px)
    picture = tinted(covered(edge), colour, strength=0.10)
    picture.blit(tinted(stroke(edge, line_px), colour), (0, 0))
    return picture


@lru_cache(maxsize=8)
def _outline(size_px: tuple[int, int], corner_px: float, line_px: float, colour: Colour) -> pygame.Surface:
    x, y = grid(*size_px)
    edge = rounded_box(x, y, size_px[0] / 2 - line_px, size_px[1] / 2 - line_px, corner_px - line_px)
    return tinted(stroke(edge, line_px), colour)


@lru_cache(maxsize=8)
def _filled(size_px: tuple[int, int], corner_px: float, colour: Colour) -> pygame.Surface:
    x, y = grid(*size_px)
    return tinted(covered(rounded_box(x, y, size_px[0] / 2, size_px[1] / 2, corner_px)), colour)
