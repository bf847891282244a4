"""Painting a replay: the sitting's screen as a picture, the camera and the traces beside it, the line below."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.pygame_display.canvas import DETAIL, SMALL, Box, Canvas
from gazetrainer.adapters.pygame_display.captions import footer
from gazetrainer.adapters.pygame_display.painting_time_line import paint_time_line
from gazetrainer.adapters.pygame_display.painting_traces import paint_traces
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.text import Align
from gazetrainer.scene import ReplayScene, Scene

EDGE, GAP = 22.0, 14.0
_TITLE, _SAID, _LINE = 34.0, 32.0, 64.0
_BESIDE_SHARE = 0.23
"""Of the width, at least, for picture and traces."""

Paint = Callable[[Canvas, Scene], None]


def paint_replay(canvas: Canvas, scene: ReplayScene, paint: Paint) -> None:
    """From the edges inward, so that the picture of the sitting takes all that is left; `paint` draws that."""
    edge_px, gap_px = canvas.px(EDGE), canvas.px(GAP)
    bottom_px = footer(canvas, scene.hints, camera="") if scene.hints else canvas.height_px - canvas.px(10)
    line = Box(edge_px, 0, canvas.width_px - 2 * edge_px, min(canvas.tx(_LINE), canvas.height_px // 8))
    line.bottom = bottom_px - canvas.px(4)
    paint_time_line(canvas, scene.line, line)
    said = Box(edge_px, 0, line.width, min(canvas.tx(_SAID), canvas.height_px // 12))
    said.bottom = line.top - canvas.px(2)
    _said(canvas, scene, said)
    top_px = _title(canvas, scene, edge_px)
    middle = Box(edge_px, top_px, line.width, said.top - canvas.px(6) - top_px)
    stage = Box(middle.left, middle.top, int(middle.width * (1 - _BESIDE_SHARE)) - gap_px, middle.height)
    shown = _stage(canvas, scene, stage, paint)
    beside = Box(shown.right + gap_px, shown.top, middle.right - shown.right - gap_px, shown.height)
    _beside(canvas, scene, beside)


def _title(canvas: Canvas, scene: ReplayScene, edge_px: int) -> int:
    """Whose sitting it is, and what is to be known of the file; gives where they end, in pixels."""
    palette = canvas.palette
    width_px = canvas.width_px - 2 * edge_px
    room = Box(edge_px, canvas.px(8), width_px, min(canvas.tx(_TITLE), canvas.height_px // 12))
    style = canvas.style(DETAIL, palette.ink, weight="bold", align=Align.LEFT)
    title = Box(room) if not scene.notice else Box(room.left, room.top, int(width_px * 0.42), room.height)
    canvas.write(scene.title, style, title, at_top=0.5)
    notice = Box(title.right + canvas.px(16), room.top, room.right - title.right - canvas.px(16), room.height)
    if scene.notice:
        canvas.write(scene.notice, canvas.style(SMALL, palette.slipped, align=Align.LEFT), notice, at_top=0.5)
    return room.bottom + canvas.px(4)


def _said(canvas: Canvas, scene: ReplayScene, room: Box) -> None:
    """The time, how fast it goes, and what happened just now."""
    clock = Box(room.left, room.top, int(room.width * 0.16), room.height)
    ink, quiet = canvas.palette.ink, canvas.palette.quiet
    canvas.write(scene.clock, canvas.style(DETAIL, ink, weight="bold", align=Align.LEFT), clock, at_top=0.5)
    pace = Box(clock.right, room.top, int(room.width * 0.22), room.height)
    canvas.write(scene.pace, canvas.style(SMALL, quiet, align=Align.LEFT), pace, at_top=0.5)
    told = Box(pace.right, room.top, room.right - pace.right, room.height)
    canvas.write(scene.told, canvas.style(DETAIL, ink, align=Align.LEFT), told, at_top=0.5)


def _stage(canvas: Canvas, scene: ReplayScene, room: Box, paint: Paint) -> Box:
    """What the client saw, made smaller as a whole; gives where it lies."""
    surface = pygame.Surface(scene.stage_px)
    paint(Canvas(surface, canvas.look), scene.stage)
    width_px, height_px = scene.stage_px
    scale = min(room.width / width_px, room.height / height_px)
    size_px = max(1, int(width_px * scale)), max(1, int(height_px * scale))
    shown = Box(room.topleft, size_px)
    canvas.surface.blit(pygame.transform.smoothscale(surface, size_px), shown)
    pygame.draw.rect(canvas.surface, canvas.palette.track, shown.inflate(2, 2), 1)
    canvas.taken.append(shown)
    return shown


def _beside(canvas: Canvas, scene: ReplayScene, room: Box) -> None:
    left = Box(room)
    if scene.picture is not None:
        shown = _picture(canvas, scene.picture, Box(room.left, room.top, room.width, int(room.height * 0.45)))
        left = Box(room.left, shown.bottom + canvas.px(GAP), room.width, room.bottom - shown.bottom - canvas.px(GAP))
    paint_traces(canvas, scene.traces, left)


def _picture(canvas: Canvas, picture: NDArray[np.uint8], room: Box) -> Box:
    """The camera's picture, mirrored as the sitting's own scenes are."""
    height, width = picture.shape[:2]
    scale = min(room.width / width, room.height / height)
    size_px = max(1, int(width * scale)), max(1, int(height * scale))
    raw = pygame.image.frombuffer(np.ascontiguousarray(picture).tobytes(), (width, height), "RGB")
    shown = pygame.transform.flip(pygame.transform.smoothscale(raw, size_px), True, False)  # noqa: FBT003 - Pygame's own
    box = shown.get_rect(midtop=room.midtop)
    canvas.surface.blit(shown, box)
    canvas.taken.append(box)
    return Box(box)
