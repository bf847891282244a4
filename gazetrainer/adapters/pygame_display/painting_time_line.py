"""Painting a time line: holds with what became of their time, names below, marks above, and where it stands now."""

from __future__ import annotations

import math

from gazetrainer.adapters.pygame_display.canvas import SMALL, Box, Canvas
from gazetrainer.adapters.pygame_display.marks import dot
from gazetrainer.adapters.pygame_display.painting_summary import account_piece
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.text import fit
from gazetrainer.scene import LineShown, LineStretch

_MARKS, _BAR = 12.0, 24.0
_TOOTH = 6.0


def paint_time_line(canvas: Canvas, line: LineShown, room: Box) -> None:
    """Everything lies on one bar; a click anywhere along it goes there."""
    palette = canvas.palette
    marks_px = min(canvas.px(_MARKS), room.height // 4)
    bar = Box(room.left, room.top + marks_px, room.width, min(canvas.px(_BAR), room.height // 2))
    pygame.draw.rect(canvas.surface, palette.track, bar.inflate(0, -bar.height // 2), border_radius=canvas.px(4))
    for stretch in line.stretches:
        _stretch(canvas, stretch, bar)
    for share in line.marks:
        mark = dot(max(2, canvas.px(3)), palette.ink)
        canvas.surface.blit(mark, mark.get_rect(center=(round(bar.left + share * bar.width), room.top + marks_px // 2)))
    if line.is_torn:
        _torn(canvas, bar)
    canvas.taken.append(room)
    _names(canvas, line, Box(bar.left, bar.bottom + canvas.px(2), bar.width, room.bottom - bar.bottom - canvas.px(2)))
    _now(canvas, line, bar)
    canvas.offer_line(Box(bar.left, room.top, bar.width, room.height))


def _stretch(canvas: Canvas, stretch: LineStretch, bar: Box) -> None:
    box = _box(stretch.from_share, stretch.to_share, bar)
    palette = canvas.palette
    if stretch.account is not None:
        canvas.surface.blit(account_piece(box.width, box.height, stretch.account, palette), box)
        return
    ground = palette.paper if stretch.is_pause else palette.button
    thin = box.inflate(0, -bar.height // 2) if stretch.is_pause else box
    pygame.draw.rect(canvas.surface, ground, thin)
    pygame.draw.rect(canvas.surface, palette.unsure, thin, 1)


def _names(canvas: Canvas, line: LineShown, room: Box) -> None:
    """Only those that can be read where they belong."""
    style = canvas.style(SMALL, canvas.palette.quiet)
    for name in line.names:
        box = _box(name.from_share, name.to_share, room)
        block = fit(name.text, style, box.width, room.height)
        if name.text and len(block.lines) == 1 and not block.is_cut and block.style.size_px > 0.85 * style.size_px:
            canvas.put(block, box.centerx - block.width_px / 2, room.top)


def _now(canvas: Canvas, line: LineShown, bar: Box) -> None:
    at_px = round(bar.left + max(0.0, min(line.at_share, 1.0)) * bar.width)
    ink, wide_px = canvas.palette.ink, max(2, canvas.px(3))
    pygame.draw.line(canvas.surface, ink, (at_px, bar.top - canvas.px(5)), (at_px, bar.bottom + canvas.px(5)), wide_px)
    knob = dot(canvas.px(7), ink)
    canvas.surface.blit(knob, knob.get_rect(center=(at_px, bar.centery)))


def _torn(canvas: Canvas, bar: Box) -> None:
    """A file that was cut short ends in a torn edge."""
    tooth_px = max(3, canvas.px(_TOOTH))
    count = math.ceil(bar.height / tooth_px)
    right = bar.right + tooth_px
    edge = [(bar.right - (tooth_px if n % 2 else 0), bar.top + n * bar.height / count) for n in range(count + 1)]
    pygame.draw.polygon(canvas.surface, canvas.palette.paper, [*edge, (right, bar.bottom), (right, bar.top)])
    pygame.draw.lines(canvas.surface, canvas.palette.ink, False, edge, 2)  # noqa: FBT003 - Pygame's own


def _box(from_share: float, to_share: float, bar: Box) -> Box:
    left_px, right_px = round(bar.left + from_share * bar.width), round(bar.left + to_share * bar.width)
    return Box(left_px, bar.top, max(2, right_px - left_px), bar.height)
