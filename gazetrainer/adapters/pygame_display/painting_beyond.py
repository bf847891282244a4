"""Painting a hold whose position lies beyond the edge of the screen: an arrow, a face that shows where, and words."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from gazetrainer.adapters.pygame_display.canvas import BODY, Box, Canvas
from gazetrainer.adapters.pygame_display.captions import Part, caption, footer, heading
from gazetrainer.adapters.pygame_display.coverage import covered, grid, segment, tinted
from gazetrainer.adapters.pygame_display.face import drawn_face
from gazetrainer.adapters.pygame_display.hold_parts import Places, StateStyle, status, time_held
from gazetrainer.adapters.pygame_display.look import Colour
from gazetrainer.adapters.pygame_display.marks import loudspeaker
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.scene import Guide, HoldScene
from gazetrainer.screen import BeyondEdge
from targets.language import _

_HEAD_SHARE = 0.21
"""Size of an arrow's head as a share of its length."""


def paint_beyond(canvas: Canvas, beyond: BeyondEdge, scene: HoldScene, style: StateStyle) -> None:
    """An arrow past the edge, a face that shows where, and words; the sound leads the eyes."""
    edge_arrow(canvas, beyond)
    top_px = heading(canvas, scene.title, scene.subtitle)
    footer_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    status(canvas, scene, style, footer_px)
    bottom_px = middle_ends(canvas, top_px, footer_px)
    words_px = canvas.tx(34)
    room_px = bottom_px - top_px - words_px - canvas.px(24)
    face_px = max(canvas.px(90), min(canvas.px(270), room_px))
    middle_x, middle_y = canvas.width_px / 2, top_px + canvas.px(4) + max(face_px, room_px) / 2
    looking = drawn_face(face_px, scene.azimuth_deg, scene.elevation_deg, scene.eyes, canvas.palette)
    face_box = canvas.stamp(looking, (middle_x, middle_y))
    below = Box(0, 0, canvas.px(640), words_px)
    below.midtop = (face_box.centerx, face_box.bottom + canvas.px(8))
    parts = (Part(f"{beyond.words[:1].upper()}{beyond.words[1:]}", canvas.style(BODY, canvas.palette.ink), 1.0),)
    caption(canvas, parts, (below, *_halves(canvas, top_px, face_box)))
    if scene.guide is not Guide.GLOW:
        canvas.stamp(loudspeaker(canvas.px(52), canvas.palette.ink), (face_box.right + canvas.px(56), face_box.centery))
    time_held(canvas, scene, style, _beside(canvas, face_box))


def middle_ends(canvas: Canvas, top_px: int, bottom_px: int) -> int:
    """How far down the middle of the screen is free."""
    middle = Box(0, top_px, canvas.px(240), bottom_px - top_px)
    middle.centerx = canvas.width_px // 2
    return min((box.top for box in canvas.taken if box.colliderect(middle)), default=bottom_px)


def _halves(canvas: Canvas, top_px: int, face_box: Box) -> list[Box]:
    """What is free right and left of the face, below the heading."""
    gap_px = canvas.px(20)
    height_px = int(canvas.height_px * 0.62) - top_px
    right_px = face_box.right + canvas.px(90)
    return [
        Box(right_px, top_px, canvas.width_px - right_px - gap_px, height_px),
        Box(gap_px, top_px, face_box.left - 2 * gap_px, height_px),
    ]


def _beside(canvas: Canvas, face_box: Box) -> Places:
    """Left of the face, or right of it, at several heights."""
    gap_px = canvas.px(44)

    def places(width_px: int, height_px: int) -> list[Box]:
        rises = (0.5, 0.2, 0.8)
        tops_px = [int(face_box.top + (face_box.height - height_px) * rise) for rise in rises]
        lefts_px = (face_box.left - gap_px - width_px, face_box.right + 2 * gap_px)
        return [Box(left_px, top_px, width_px, height_px) for left_px in lefts_px for top_px in tops_px]

    return places


def edge_arrow(canvas: Canvas, beyond: BeyondEdge) -> None:
    """An arrow at the edge of the screen, pointing past it."""
    turn = math.radians(beyond.arrow_deg)
    length_px = canvas.px(170)
    size_px = length_px + canvas.px(30)
    picture = _long_arrow(size_px, length_px, canvas.px(10), round(beyond.arrow_deg), canvas.palette.ink)
    reach_px = length_px / 2 + canvas.px(14)
    head_px = length_px * _HEAD_SHARE
    along, across = abs(math.cos(turn)), abs(math.sin(turn))
    half_width_px = along * reach_px + across * head_px
    half_height_px = across * reach_px + along * head_px
    x = min(max(beyond.edge_x_px, half_width_px), canvas.width_px - half_width_px)
    y = min(max(beyond.edge_y_px, half_height_px), canvas.height_px - half_height_px)
    canvas.lay(picture, Box((round(x - size_px / 2), round(y - size_px / 2)), picture.get_size()))
    canvas.taken.append(
        Box(round(x - half_width_px), round(y - half_height_px), round(2 * half_width_px), round(2 * half_height_px))
    )


@lru_cache(maxsize=8)
def _long_arrow(size_px: int, length_px: int, width_px: int, angle_deg: int, colour: Colour) -> pygame.Surface:
    x, y = grid(size_px, size_px)
    turn, half_px = math.radians(angle_deg), length_px / 2
    x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
    head_px = length_px * _HEAD_SHARE
    lines = [segment(x, y, (-half_px, 0.0, half_px, 0.0))]
    lines += [segment(x, y, (half_px, 0.0, half_px - head_px, side * head_px)) for side in (-1, 1)]
    return tinted(covered(np.min(lines, axis=0) - np.float32(width_px / 2)), colour)
