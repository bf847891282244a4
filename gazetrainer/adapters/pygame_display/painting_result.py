"""Painting a calibration's result: the verdict in words, and where it is how exact."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from gazetrainer.adapters.pygame_display.canvas import BODY, HEADLINE, SMALL, Box, Canvas
from gazetrainer.adapters.pygame_display.captions import footer, heading
from gazetrainer.adapters.pygame_display.coverage import (
    covered,
    disc,
    grid,
    rounded_box,
    segment,
    stroke,
    tinted,
)
from gazetrainer.adapters.pygame_display.look import Colour
from gazetrainer.adapters.pygame_display.marks import dot
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.text import Align, fit
from gazetrainer.scene import CalibrationResultScene, CheckedPoint, Quality
from targets.language import _


def paint_calibration_result(canvas: Canvas, scene: CalibrationResultScene) -> None:
    """The verdict in words first, then where it is how exact, then what that means for the plan."""
    palette = canvas.palette
    colour = {Quality.GOOD: palette.held, Quality.USABLE: palette.ink, Quality.REDO: palette.slipped}[scene.quality]
    top_px = heading(canvas, scene.title, scene.subtitle, colour) + canvas.px(12)
    bottom_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "") - canvas.px(8)
    scale = canvas.look.text_scale
    side_px = min(bottom_px - top_px, int(canvas.width_px * 0.46 / max(1.0, scale * 0.8)))
    square = Box(0, 0, side_px, side_px)
    centre_px = max(int(canvas.width_px * 0.30 / max(1.0, scale * 0.9)), side_px // 2 + canvas.px(30))
    square.center = (centre_px, (top_px + bottom_px) // 2)
    _map(canvas, scene, square)
    left_px = max(square.right + canvas.px(36), int(canvas.width_px * 0.57 / max(1.0, scale * 0.9)))
    room = Box(left_px, top_px, canvas.width_px - left_px - canvas.px(36), bottom_px - top_px)
    _findings(canvas, scene, room)


def _map(canvas: Canvas, scene: CalibrationResultScene, square: Box) -> None:
    """Circles every 5 degrees; the client's right is drawn right."""
    palette = canvas.palette
    points = [(p.azimuth_deg, p.elevation_deg) for p in scene.checked] + list(scene.fitted)
    widest_deg = max([math.hypot(*point) for point in points] + [10.0]) * 1.2
    per_deg = square.width / 2 / widest_deg
    rings = [deg for deg in range(5, 60, 5) if deg * per_deg <= square.width / 2]
    canvas.surface.blit(_circles(square.width, tuple(deg * per_deg for deg in rings), palette.track), square)
    canvas.taken.append(square)
    for azimuth_deg, elevation_deg in scene.fitted:
        at = square.centerx + azimuth_deg * per_deg, square.centery - elevation_deg * per_deg
        canvas.stamp(_small_square(canvas.px(13), palette.unsure), at)
    for point in scene.checked:
        _checked(canvas, point, square, per_deg)
    _degrees(canvas, square, {deg: deg * per_deg for deg in rings})


def _degrees(canvas: Canvas, square: Box, radii_px: dict[int, float]) -> None:
    """Write how many degrees each circle stands for, where it hides no point."""
    others = [taken for taken in canvas.taken if taken is not square]
    for deg, radius_px in radii_px.items():
        block = fit(f"{deg}°", canvas.style(SMALL, canvas.palette.ink), canvas.tx(60), canvas.tx(30))
        for bearing_deg in (45, 62, 28, 75, 135, 118, 152):
            bearing = math.radians(bearing_deg)
            box = Box(0, 0, block.width_px, block.height_px)
            reach_px = radius_px + canvas.tx(14)
            box.center = (
                round(square.centerx + reach_px * math.cos(bearing)),
                round(square.centery + reach_px * math.sin(bearing)),
            )
            if canvas.bounds.contains(box) and box.collidelist(others) < 0:
                canvas.put(block, *box.topleft)
                break


def _checked(canvas: Canvas, point: CheckedPoint, square: Box, per_deg: float) -> None:
    """A dot where the place was, a line to where it was measured, a circle for the spread."""
    x, y = square.centerx + point.azimuth_deg * per_deg, square.centery - point.elevation_deg * per_deg
    off_x, off_y = point.offset_azimuth_deg * per_deg, -point.offset_elevation_deg * per_deg
    radius_px = max(canvas.px(7), round(point.spread_deg * per_deg))
    canvas.stamp(_spread(radius_px, canvas.palette.held), (x + off_x, y + off_y))
    canvas.stamp(_spoke(round(off_x), round(off_y), canvas.px(4), canvas.palette.ink), (x, y))
    canvas.stamp(dot(canvas.px(6), canvas.palette.ink), (x, y))


def _findings(canvas: Canvas, scene: CalibrationResultScene, room: Box) -> None:
    """Headline, weakest place, what it means for the plan; level with the upper circles of the map."""
    palette = canvas.palette
    texts = (
        (scene.headline, canvas.style(HEADLINE, palette.ink, weight="bold", align=Align.LEFT), 84),
        (scene.weakest, canvas.style(BODY, palette.quiet, align=Align.LEFT), 66),
        (scene.plan, canvas.style(BODY, palette.ink, align=Align.LEFT), 150),
    )
    top_px = room.top + int(room.height * 0.08 / canvas.look.text_scale**2)
    space, gap_px = room.height * 0.82 / sum(height for *_each, height in texts), canvas.px(16)
    for text, style, height in texts:
        box = canvas.write(text, style, Box(room.left, top_px, room.width, int(height * space) - gap_px))
        top_px = box.bottom + gap_px if text else top_px
    _signs(canvas, scene, Box(room.left, top_px, room.width, room.bottom - top_px))


def _signs(canvas: Canvas, scene: CalibrationResultScene, room: Box) -> None:
    """What the signs of the map mean."""
    palette = canvas.palette
    signs = [(dot(canvas.px(6), palette.ink), _("dot: where it was; circle: where it was seen"))]
    if scene.fitted:
        signs.append((_small_square(canvas.px(13), palette.unsure), _("place it learned from")))
    style = canvas.style(SMALL, palette.quiet, align=Align.LEFT)
    top_px, left_px = room.top, room.left + canvas.px(30)
    for picture, text in signs:
        line = Box(left_px, top_px, room.right - left_px, min(canvas.tx(52), room.bottom - top_px))
        box = canvas.write(text, style, line)
        canvas.stamp(picture, (room.left + canvas.px(10), box.top + min(box.height / 2, canvas.px(12))))
        top_px = box.bottom + canvas.px(10)


@lru_cache(maxsize=4)
def _circles(size_px: int, radii_px: tuple[float, ...], colour: Colour) -> pygame.Surface:
    x, y = grid(size_px, size_px)
    lines = [stroke(disc(x, y, radius), max(1.5, size_px / 280)) for radius in radii_px]
    return tinted(np.max(lines, axis=0), colour)


@lru_cache(maxsize=64)
def _spread(radius_px: int, colour: Colour) -> pygame.Surface:
    x, y = grid(2 * radius_px + 6, 2 * radius_px + 6)
    edge = disc(x, y, radius_px)
    picture = tinted(covered(edge), colour, strength=0.2)
    picture.blit(tinted(stroke(edge, 2.0), colour), (0, 0))
    return picture


@lru_cache(maxsize=64)
def _spoke(right_px: int, down_px: int, width_px: int, colour: Colour) -> pygame.Surface:
    size_px = 2 * (max(abs(right_px), abs(down_px)) + width_px)
    x, y = grid(size_px, size_px)
    return tinted(covered(segment(x, y, (0.0, 0.0, right_px, down_px)) - np.float32(width_px / 2)), colour)


@lru_cache(maxsize=8)
def _small_square(size_px: int, colour: Colour) -> pygame.Surface:
    x, y = grid(size_px, size_px)
    return tinted(stroke(rounded_box(x, y, size_px / 2 - 2, size_px / 2 - 2, 1.0), max(1.5, size_px / 7)), colour)
