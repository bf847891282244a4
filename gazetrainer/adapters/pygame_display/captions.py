"""Captions: blocks of text under each other that step aside for what stands in their place, and the footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gazetrainer.adapters.pygame_display.canvas import DETAIL, FOOTER, SMALL, TITLE, Box, Canvas
from gazetrainer.adapters.pygame_display.keyboard import key_name
from gazetrainer.adapters.pygame_display.look import Colour
from gazetrainer.adapters.pygame_display.marks import dot, key_cap
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.text import Align, Block, Style, fit, rendered
from gazetrainer.scene import KeyHint

HEADING_TOP, HEADING_HEIGHT = 22.0, 98.0
GAP = 6.0


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a caption, its style, the share of the caption's height it may fill, and a mark before it."""

    text: str
    style: Style
    share: float
    mark: pygame.Surface | None = None


def heading(canvas: Canvas, title: str, subtitle: str = "", colour: Colour | None = None) -> None:
    """Title and subtitle at the top, beside whatever stands there already."""
    parts = (
        Part(title, canvas.style(TITLE, colour or canvas.palette.ink, weight="bold"), 0.66),
        Part(subtitle, canvas.style(DETAIL, canvas.palette.quiet), 0.34),
    )
    caption(canvas, parts, columns(canvas, HEADING_TOP, HEADING_HEIGHT))


def columns(canvas: Canvas, top: float, height: float) -> tuple[Box, Box, Box]:
    """Rooms at one height of the design: the full width first, then its right and its left side."""
    edge_px = canvas.px(36)
    full = Box(edge_px, canvas.px(top), canvas.width_px - 2 * edge_px, canvas.px(height))
    half_px = int(full.width * 0.42)
    return (
        full,
        Box(full.right - half_px, full.top, half_px, full.height),
        Box(full.left, full.top, half_px, full.height),
    )


def caption(canvas: Canvas, parts: Sequence[Part], rooms: Sequence[Box]) -> None:
    """Draw texts under each other, centred, in the first room where they touch nothing."""
    parts = [part for part in parts if part.text]
    choices = [(room, _blocks(canvas, parts, room)) for room in rooms]
    laid_out = [_laid_out(canvas, parts, blocks, room) for room, blocks in choices]
    best = next((n for n, boxes in enumerate(laid_out) if all(canvas.is_free(box) for box in boxes)), 0)
    for part, block, box in zip(parts, choices[best][1], laid_out[best], strict=True):
        if part.mark is not None:
            canvas.stamp(part.mark, (box.left + part.mark.get_width() / 2, box.top + block.height_px / 2))
        canvas.put(block, box.right - block.width_px, box.top)


def footer(canvas: Canvas, hints: Sequence[KeyHint], *, camera: str) -> None:
    """What the camera does on the left, the keys on the right; the keys go up a line where something is in the way."""
    if camera:
        _camera_sign(canvas, camera)
    pictures = [_hint(canvas, hint) for hint in hints]
    if not pictures:
        return
    gap_px = canvas.px(28)
    width_px = sum(picture.get_width() for picture in pictures) + gap_px * (len(pictures) - 1)
    top_px = canvas.height_px - canvas.px(FOOTER / 2 + 17)
    right_px, middle_px = canvas.width_px - canvas.px(24) - width_px, (canvas.width_px - width_px) // 2
    places = [Box(left, top_px, width_px, canvas.px(34)) for left in (right_px, middle_px)]
    places.append(Box(right_px, canvas.px(16), width_px, canvas.px(34)))
    row = canvas.first_free(places)
    left_px = row.left
    for picture in pictures:
        box = canvas.stamp(picture, (left_px + picture.get_width() / 2, row.centery))
        canvas.texts.append(box)
        left_px += picture.get_width() + gap_px


def _blocks(canvas: Canvas, parts: Sequence[Part], room: Box) -> list[Block]:
    widths = [room.width - _mark_px(canvas, part) for part in parts]
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


def _camera_sign(canvas: Canvas, words: str) -> None:
    middle_px = canvas.height_px - canvas.px(FOOTER / 2)
    canvas.stamp(dot(canvas.px(6), canvas.palette.held), (canvas.px(30), middle_px))
    style = canvas.style(SMALL, canvas.palette.ink, align=Align.LEFT)
    block = fit(words, style, canvas.width_px // 5, canvas.px(40))
    canvas.put(block, canvas.px(44), middle_px - block.height_px / 2)


def _hint(canvas: Canvas, hint: KeyHint) -> pygame.Surface:
    """A key and its use as one picture."""
    name = fit(key_name(hint.key), canvas.style(SMALL, canvas.palette.ink), canvas.width_px // 8, canvas.px(28))
    action = fit(hint.action, canvas.style(SMALL, canvas.palette.ink), canvas.width_px // 4, canvas.px(34))
    cap = key_cap(name.width_px + canvas.px(18), canvas.px(32), canvas.palette.quiet)
    gap_px = canvas.px(10)
    picture = pygame.Surface((cap.get_width() + gap_px + action.width_px, canvas.px(34)), pygame.SRCALPHA)
    middle_px = picture.get_height() // 2
    picture.blit(cap, (0, middle_px - cap.get_height() // 2))
    picture.blit(rendered(name), ((cap.get_width() - name.width_px) // 2, middle_px - name.height_px // 2))
    picture.blit(rendered(action), (cap.get_width() + gap_px, middle_px - action.height_px // 2))
    return picture
