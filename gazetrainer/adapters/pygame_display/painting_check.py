"""Painting what comes before practice: camera check, dots to look at, and the calibration's result."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from gazetrainer.adapters.pygame_display.canvas import BODY, DETAIL, Box, Canvas
from gazetrainer.adapters.pygame_display.captions import Part, caption, footer, heading, rooms_at
from gazetrainer.adapters.pygame_display.coverage import covered, ellipse, grid, rounded_box, stroke, tinted
from gazetrainer.adapters.pygame_display.look import Colour
from gazetrainer.adapters.pygame_display.marks import Sign, sign
from gazetrainer.adapters.pygame_display.painting_hold import breath
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.target import Line, breathing_dot, ring
from gazetrainer.adapters.pygame_display.text import Align
from gazetrainer.scene import CameraCheckScene, CheckLine, DotScene, Mark
from targets.language import _

_SIGNS = {Mark.GOOD: Sign.CHECK, Mark.ATTENTION: Sign.EXCLAMATION, Mark.WAITING: Sign.WAITING}
_FACE_SHARE = 0.5
"""Height of a head against the picture's at about 52 cm with the usual lens; a larger one would draw people near."""


def paint_camera_check(canvas: Canvas, scene: CameraCheckScene) -> None:
    """The mirrored picture with an outline for the face, and beside it the checks."""
    top_px = heading(canvas, scene.title) + canvas.px(16)
    footer_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    sentence_px = min(canvas.tx(62), int(canvas.height_px * 0.2))
    bottom_px = footer_px - sentence_px - canvas.px(8)
    # Larger words need more of the width than the picture does.
    share = 0.485 / (1 + 0.4 * max(0.0, canvas.look.text_scale - 1))
    edge_px = canvas.px(70) if canvas.look.text_scale < 1.4 else canvas.px(30)
    picture = Box(edge_px, top_px, int(canvas.width_px * share), bottom_px - top_px)
    is_good = all(line.mark is Mark.GOOD for line in scene.checks)
    shown = _preview(canvas, scene, picture)
    _outline(canvas, shown, canvas.palette.held if is_good else canvas.palette.slipped, is_whole=is_good)
    list_px = shown.right + canvas.px(36)
    _checks(canvas, scene.checks, Box(list_px, top_px, canvas.width_px - list_px - canvas.px(40), bottom_px - top_px))
    room = Box(edge_px, bottom_px + canvas.px(4), canvas.width_px - 2 * edge_px, sentence_px)
    advised = next((line.advice for line in scene.checks if line.mark is Mark.ATTENTION and line.advice), "")
    said = advised if advised and _is_wordy(canvas) else scene.sentence
    canvas.write(said, canvas.style(BODY, canvas.palette.quiet), room, at_top=0.5)


def _is_wordy(canvas: Canvas) -> bool:
    """Text is so large that advice stands below everything instead of within the list."""
    return canvas.look.text_scale > 1.3


def paint_dot(canvas: Canvas, scene: DotScene) -> None:
    """A dot to look at; the ring around it fills as the place is captured."""
    spot, palette = (scene.spot.x_px, scene.spot.y_px), canvas.palette
    picture = ring(canvas.px(40), canvas.px(8), Line.SOLID, scene.progress, (palette.held, palette.track))
    canvas.stamp(picture, spot)
    size = round(15 * canvas.unit_px * breath(scene.time_s, canvas.look.motion), 1)
    canvas.stamp(breathing_dot(size, palette.ink, palette.paper), spot)
    if scene.nose is not None:
        picture = ring(canvas.px(24), canvas.px(6), Line.DASHED, 1.0, (palette.slipped, palette.slipped))
        canvas.stamp(picture, (scene.nose.x_px, scene.nose.y_px))
    footer_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    height_px = min(canvas.tx(92), int(canvas.height_px * 0.26))
    parts = (
        Part(scene.sentence, canvas.style(BODY, palette.ink), 0.65),
        Part(scene.step, canvas.style(DETAIL, palette.quiet), 0.35),
    )
    middle_px = canvas.height_px // 2 + canvas.px(64)
    tops_px = (footer_px - height_px - canvas.px(4), canvas.px(20), middle_px, int(canvas.height_px * 0.3))
    caption(canvas, parts, [room for top_px in tops_px for room in rooms_at(canvas, top_px, height_px)])


def _preview(canvas: Canvas, scene: CameraCheckScene, room: Box) -> Box:
    if scene.preview is None:
        canvas.stamp(_card(room.width, room.height, canvas.px(14), canvas.palette.track), room.center)
        return room
    height, width = scene.preview.shape[:2]
    scale = min(room.width / width, room.height / height)
    size_px = max(1, int(width * scale)), max(1, int(height * scale))
    raw = pygame.image.frombuffer(np.ascontiguousarray(scene.preview).tobytes(), (width, height), "RGB")
    shown = pygame.transform.flip(pygame.transform.smoothscale(raw, size_px), True, False)  # noqa: FBT003 - Pygame's own
    box = shown.get_rect(midleft=(room.left, room.centery))
    canvas.lay(shown, box)
    canvas.lay(_corners(size_px, canvas.px(14), canvas.palette.paper), box)
    canvas.taken.append(box)
    return box


def _outline(canvas: Canvas, box: Box, colour: Colour, *, is_whole: bool) -> None:
    canvas.lay(_oval((box.width, box.height), max(2, canvas.px(5)), colour, is_whole=is_whole), box)


def _checks(canvas: Canvas, checks: tuple[CheckLine, ...], room: Box) -> None:
    """One line each, with the first piece of advice under the line it belongs to."""
    advised = next((line for line in checks if line.mark is Mark.ATTENTION and line.advice), None)
    advised = None if _is_wordy(canvas) else advised
    rows = len(checks) + (1.2 if advised else 0.0)
    row_px = min(room.height / max(rows, 1.0), canvas.tx(58))
    top_px = float(room.top)
    for line in checks:
        is_advised = line is advised
        _check_line(canvas, line, Box(room.left, round(top_px), room.width, int(row_px)))
        top_px += row_px
        if is_advised:
            left_px = room.left + canvas.tx(50)
            advice = Box(left_px, round(top_px), room.right - left_px, int(row_px * 1.2) - canvas.px(4))
            canvas.write(line.advice, canvas.style(DETAIL, canvas.palette.quiet, align=Align.LEFT), advice)
            top_px += row_px * 1.2


def _check_line(canvas: Canvas, line: CheckLine, row: Box) -> None:
    palette = canvas.palette
    colour = {Mark.GOOD: palette.held, Mark.ATTENTION: palette.slipped, Mark.WAITING: palette.unsure}[line.mark]
    mark_px = min(canvas.tx(34), row.height)
    canvas.stamp(sign(_SIGNS[line.mark], mark_px, colour), (row.left + mark_px / 2, row.centery))
    is_calm = line.mark is not Mark.ATTENTION
    style = canvas.style(
        BODY,
        palette.ink if is_calm else palette.slipped,
        weight="regular" if is_calm else "bold",
        align=Align.LEFT,
    )
    left_px = row.left + canvas.tx(50)
    canvas.write(line.text, style, Box(left_px, row.top, row.right - left_px, row.height), at_top=0.5)


@lru_cache(maxsize=4)
def _card(width_px: int, height_px: int, corner_px: int, colour: Colour) -> pygame.Surface:
    x, y = grid(width_px, height_px)
    return tinted(covered(rounded_box(x, y, width_px / 2, height_px / 2, corner_px)), colour)


@lru_cache(maxsize=4)
def _corners(size_px: tuple[int, int], corner_px: int, colour: Colour) -> pygame.Surface:
    x, y = grid(*size_px)
    return tinted(1 - covered(rounded_box(x, y, size_px[0] / 2, size_px[1] / 2, corner_px)), colour)


@lru_cache(maxsize=4)
def _oval(size_px: tuple[int, int], line_px: int, colour: Colour, *, is_whole: bool) -> pygame.Surface:
    """The outline a face should fill; dashed until all is well."""
    x, y = grid(*size_px)
    height_px = size_px[1] * _FACE_SHARE / 2
    line = stroke(ellipse(x, y, height_px * 0.76, height_px), line_px)
    if not is_whole:
        share = (np.arctan2(x, -y * 0.76) / (2 * np.pi) * 28) % 1
        line = line * np.clip((0.31 - np.abs(share - 0.5)) * 30 + 0.5, 0, 1)
    return tinted(line.astype(np.float32), colour)
