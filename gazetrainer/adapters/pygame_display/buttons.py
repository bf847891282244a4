"""Buttons: what can be done now, as keys to press, click or touch, and the sign that the camera is on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gazetrainer.adapters.pygame_display.canvas import FOOTER, SMALL, Box, Canvas
from gazetrainer.adapters.pygame_display.coverage import covered, grid, rounded_box, stroke, tinted
from gazetrainer.adapters.pygame_display.keyboard import key_name
from gazetrainer.adapters.pygame_display.look import Colour, Hand
from gazetrainer.adapters.pygame_display.marks import dot, key_cap
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.text import Align, fit, rendered
from gazetrainer.scene import Key, KeyHint

_SCALES = (1.0, 0.85, 0.72, 0.6)
_SMALLEST_TOUCHED = 40.0
_BESIDE = 0.43
"""Share of the width that is left beside something in the middle, such as an arrow that points down."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """One button and its place within the block of all of them."""

    key: Key
    picture: pygame.Surface
    left_px: int
    top_px: int


def footer(canvas: Canvas, hints: Sequence[KeyHint], *, camera: str, light: pygame.Surface | None = None) -> int:
    """The camera's sign and the buttons at the bottom, elsewhere if that is taken; gives where they begin, in pixels.

    The buttons stand on the side of the hand that presses them, the camera's sign on the other.
    light: what stands in the sign instead of the lamp of a camera that is on.
    """
    sign_px = _camera_sign(canvas, camera, light) if camera else canvas.width_px
    top_px = canvas.height_px - canvas.px(FOOTER)
    if not hints:
        return min(top_px, canvas.height_px - canvas.tx(FOOTER)) if camera else top_px
    width_px = canvas.width_px - canvas.px(48) - (canvas.width_px - sign_px if canvas.look.hand is Hand.LEFT else 0)
    if canvas.look.hand is Hand.RIGHT and camera:
        width_px -= sign_px
    block, laid = _placed(canvas, hints, width_px)
    for each in laid:
        box = Box(block.left + each.left_px, block.top + each.top_px, *each.picture.get_size())
        canvas.lay(each.picture, box)
        canvas.taken.append(box)
        canvas.texts.append(box)
        canvas.offer(box, each.key)
    return block.top - canvas.px(8) if block.centery > canvas.height_px / 2 else top_px


def _placed(canvas: Canvas, hints: Sequence[KeyHint], width_px: int) -> tuple[Box, list[_Laid]]:
    """The block of buttons: on the hand's side, in the middle or at the top, and smaller only where nothing is free."""
    for scale in _SCALES:
        for most_px in (width_px, min(width_px, round(canvas.width_px * _BESIDE))):
            size_px, laid = _rows(canvas, hints, most_px, scale)
            places = _places(canvas, size_px)
            free = canvas.first_free(places)
            if free is not None:
                return free, laid
    return places[0].clamp(canvas.bounds), laid


def _places(canvas: Canvas, size_px: tuple[int, int]) -> list[Box]:
    width_px, height_px = size_px
    edge_px = canvas.px(24)
    bottom_px, top_px = canvas.height_px - canvas.px(10) - height_px, canvas.px(12)
    right_px, middle_px = canvas.width_px - edge_px - width_px, (canvas.width_px - width_px) // 2
    sides = (right_px, middle_px, edge_px) if canvas.look.hand is Hand.RIGHT else (edge_px, middle_px, right_px)
    return [Box(left, top, width_px, height_px) for top in (bottom_px, top_px) for left in sides]


def _rows(canvas: Canvas, hints: Sequence[KeyHint], width_px: int, scale: float) -> tuple[tuple[int, int], list[_Laid]]:
    """All buttons in as many rows as they need, and the size of their block."""
    gap_px = canvas.px(12)
    laid: list[_Laid] = []
    left_px = top_px = 0
    for hint in hints:
        picture = _button(canvas, hint, scale, width_px)
        if left_px and left_px + picture.get_width() > width_px:
            left_px, top_px = 0, top_px + picture.get_height() + gap_px
        laid.append(_Laid(hint.key, picture, left_px, top_px))
        left_px += picture.get_width() + gap_px
    widest_px = max(each.left_px + each.picture.get_width() for each in laid)
    return (widest_px, laid[-1].top_px + laid[-1].picture.get_height()), laid


def _button(canvas: Canvas, hint: KeyHint, scale: float, most_px: int) -> pygame.Surface:
    """A key and its use on a card of its own, so that both can be read on any ground."""
    palette, height_px = canvas.palette, max(round(canvas.tx(38) * scale), canvas.px(_SMALLEST_TOUCHED))
    style = canvas.style(SMALL, palette.ink, scale=scale)
    name = fit(hint.name or key_name(hint.key, canvas.look.hand), style, canvas.width_px // 3, height_px - canvas.px(6))
    cap = key_cap(name.width_px + canvas.px(18), min(height_px - canvas.px(8), name.height_px + 6), palette.quiet)
    pad_px, gap_px = canvas.px(10), canvas.px(9)
    room_px = max(1, most_px - cap.get_width() - gap_px - 2 * pad_px)
    action = fit(hint.action, style, min(room_px, int(canvas.width_px * 0.45)), height_px)
    width_px = cap.get_width() + gap_px + action.width_px + 2 * pad_px
    picture = _card(width_px, height_px, palette.button, palette.quiet).copy()
    middle_px = height_px // 2
    picture.blit(cap, (pad_px, middle_px - cap.get_height() // 2))
    name_px = pad_px + (cap.get_width() - name.width_px) // 2
    picture.blit(rendered(name), (name_px, middle_px - name.height_px // 2))
    picture.blit(rendered(action), (pad_px + cap.get_width() + gap_px, middle_px - action.height_px // 2))
    return picture


@lru_cache(maxsize=64)
def _card(width_px: int, height_px: int, ground: Colour, line: Colour) -> pygame.Surface:
    x, y = grid(width_px, height_px)
    edge = rounded_box(x, y, width_px / 2 - 1, height_px / 2 - 1, height_px / 4)
    picture = tinted(covered(edge), ground)
    picture.blit(tinted(stroke(edge, 1.2), line, strength=0.6), (0, 0))
    return picture


def _camera_sign(canvas: Canvas, words: str, light: pygame.Surface | None) -> int:
    """The sign and its words in a corner; gives the edge of it that faces the buttons, in pixels."""
    is_left = canvas.look.hand is Hand.RIGHT
    block = fit(words, canvas.style(SMALL, canvas.palette.ink, align=Align.LEFT), canvas.width_px // 4, canvas.tx(50))
    light = light or dot(canvas.tx(6), canvas.palette.held)
    pad_px = canvas.px(10)
    width_px = light.get_width() + block.width_px + 3 * pad_px
    height_px = max(block.height_px, light.get_height()) + pad_px
    card = Box(canvas.px(10), canvas.height_px - canvas.px(10) - height_px, width_px, height_px)
    if not is_left:
        card.right = canvas.width_px - canvas.px(10)
    canvas.lay(_card(width_px, height_px, canvas.palette.button, canvas.palette.button), card)
    canvas.stamp(light, (card.left + pad_px + light.get_width() / 2, card.centery))
    canvas.put(block, card.left + 2 * pad_px + light.get_width(), card.centery - block.height_px / 2)
    return card.right if is_left else card.left
