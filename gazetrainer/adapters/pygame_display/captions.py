"""Captions: blocks of text under each other that step aside for what stands in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gazetrainer.adapters.pygame_display.buttons import footer
from gazetrainer.adapters.pygame_display.canvas import DETAIL, TITLE, Box, Canvas
from gazetrainer.adapters.pygame_display.look import Colour
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.text import Block, Style, fit

__all__ = ["GAP", "Part", "caption", "footer", "heading", "rooms_at"]

HEADING_TOP, HEADING_HEIGHT = 22.0, 98.0
HIGHEST_HEADING = 0.24
"""Share of the surface that a heading may take where text is large."""
GAP = 6.0
SCALES = (1.0, 0.92, 0.85, 0.78, 0.71, 0.65, 0.6, 0.55)
"""Text steps aside before it gets smaller, and gets smaller before it is cut."""


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a caption, its style, the share of the caption's height it may fill, and a mark before it."""

    text: str
    style: Style
    share: float
    mark: pygame.Surface | None = None


def heading(canvas: Canvas, title: str, subtitle: str = "", colour: Colour | None = None) -> int:
    """Title and subtitle at the top, beside whatever stands there already; gives where they end, in pixels."""
    parts = (
        Part(title, canvas.style(TITLE, colour or canvas.palette.ink, weight="bold"), 0.66),
        Part(subtitle, canvas.style(DETAIL, canvas.palette.quiet), 0.34),
    )
    top_px = canvas.px(HEADING_TOP)
    height_px = min(canvas.tx(HEADING_HEIGHT), int(canvas.height_px * HIGHEST_HEADING))
    boxes = caption(canvas, parts, rooms_at(canvas, top_px, height_px))
    return max((box.bottom for box in boxes), default=top_px)


def rooms_at(canvas: Canvas, top_px: int, height_px: int) -> tuple[Box, Box, Box]:
    """Rooms at one height: the full width first, then its right and its left side."""
    edge_px = canvas.px(36)
    full = Box(edge_px, top_px, canvas.width_px - 2 * edge_px, height_px)
    half_px = int(full.width * 0.42)
    return (
        full,
        Box(full.right - half_px, full.top, half_px, full.height),
        Box(full.left, full.top, half_px, full.height),
    )


def caption(canvas: Canvas, parts: Sequence[Part], rooms: Sequence[Box]) -> list[Box]:
    """Draw texts under each other, centred, in the first room where they touch nothing, smaller if they must be."""
    parts = [part for part in parts if part.text]
    for scale in SCALES:
        for room in rooms:
            blocks = _blocks_of_scale(canvas, parts, room, scale)
            boxes = _laid_out(canvas, parts, blocks, room)
            if all(room.contains(box) and canvas.is_free(box) for box in boxes):
                return _drawn(canvas, parts, blocks, boxes)
    blocks = _blocks_by_share(canvas, parts, rooms[0])
    return _drawn(canvas, parts, blocks, _laid_out(canvas, parts, blocks, rooms[0]))


def _drawn(canvas: Canvas, parts: Sequence[Part], blocks: Sequence[Block], boxes: Sequence[Box]) -> list[Box]:
    for part, block, box in zip(parts, blocks, boxes, strict=True):
        if part.mark is not None:
            canvas.stamp(part.mark, (box.left + part.mark.get_width() / 2, box.top + block.height_px / 2))
        canvas.put(block, box.right - block.width_px, box.top)
    return list(boxes)


def _blocks_of_scale(canvas: Canvas, parts: Sequence[Part], room: Box, scale: float) -> list[Block]:
    styles = [replace(part.style, size_px=part.style.size_px * scale) for part in parts]
    return [
        fit(part.text, style, max(1, room.width - _mark_px(canvas, part)), canvas.height_px)
        for part, style in zip(parts, styles, strict=True)
    ]


def _blocks_by_share(canvas: Canvas, parts: Sequence[Part], room: Box) -> list[Block]:
    widths = [max(1, room.width - _mark_px(canvas, part)) for part in parts]
    total = sum(part.share for part in parts)
    return [
        fit(part.text, part.style, width_px, max(1, int((room.height - canvas.px(GAP)) * part.share / total)))
        for part, width_px in zip(parts, widths, strict=True)
    ]


def _laid_out(canvas: Canvas, parts: Sequence[Part], blocks: Sequence[Block], room: Box) -> list[Box]:
    boxes, top_px = [], room.top
    for part, block in zip(parts, blocks, strict=True):
        width_px = block.width_px + _mark_px(canvas, part)
        boxes.append(Box(round(room.centerx - width_px / 2), top_px, width_px, block.height_px))
        top_px += block.height_px + canvas.px(GAP)
    return boxes


def _mark_px(canvas: Canvas, part: Part) -> int:
    return 0 if part.mark is None else part.mark.get_width() + canvas.px(12)
