"""Painting results: how exact a calibration is, and what became of every second of a sitting."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from gazetrainer.adapters.pygame_display.canvas import BODY, DETAIL, FOOTER, HEADLINE, SMALL, Box, Canvas
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
from gazetrainer.adapters.pygame_display.look import Colour, Palette
from gazetrainer.adapters.pygame_display.marks import dot
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.text import Align, fit
from gazetrainer.events import Account
from gazetrainer.scene import Bar, CalibrationResultScene, CheckedPoint, Quality, SummaryScene
from gazetrainer.words import account_in_words


def paint_calibration_result(canvas: Canvas, scene: CalibrationResultScene) -> None:
    """The verdict in words first, then where it is how exact, then what that means for the plan."""
    palette = canvas.palette
    colour = {Quality.GOOD: palette.held, Quality.USABLE: palette.ink, Quality.REDO: palette.slipped}[scene.quality]
    heading(canvas, scene.title, scene.subtitle, colour)
    footer(canvas, scene.hints, camera="camera on" if scene.camera_on else "")
    top_px, bottom_px = canvas.px(124), canvas.height_px - canvas.px(FOOTER + 14)
    side_px = min(bottom_px - top_px, int(canvas.width_px * 0.46))
    square = Box(0, 0, side_px, side_px)
    square.center = (int(canvas.width_px * 0.30), (top_px + bottom_px) // 2)
    _map(canvas, scene, square)
    left_px = max(square.right + canvas.px(36), int(canvas.width_px * 0.57))
    room = Box(
        left_px, top_px + canvas.px(20), canvas.width_px - left_px - canvas.px(36), bottom_px - top_px - canvas.px(20)
    )
    _findings(canvas, scene, room)


def paint_summary(canvas: Canvas, scene: SummaryScene) -> None:
    """A bar per position with every second in it; no score."""
    heading(canvas, scene.title)
    footer(canvas, scene.hints, camera="camera on" if scene.camera_on else "")
    top_px, bottom_px = canvas.px(110), canvas.height_px - canvas.px(FOOTER + 66)
    row_px = min((bottom_px - top_px) / max(1, len(scene.bars)), canvas.px(112))
    longest_s = max((sum(s for _, s in bar.seconds) for bar in scene.bars), default=0.0)
    names = Box(canvas.px(70), 0, int(canvas.width_px * 0.2), int(row_px))
    bars = Box(names.right + canvas.px(24), 0, int(canvas.width_px * 0.46), int(row_px))
    for number, bar in enumerate(scene.bars):
        names.top = bars.top = top_px + round(number * row_px)
        _bar(canvas, bar, (names, bars), longest_s)
    _legend(
        canvas,
        scene,
        Box(bars.right + canvas.px(40), top_px, canvas.width_px - bars.right - canvas.px(70), bottom_px - top_px),
    )
    room = Box(canvas.px(70), bottom_px + canvas.px(6), canvas.width_px - canvas.px(140), canvas.px(56))
    canvas.write(scene.sentence, canvas.style(BODY, canvas.palette.ink), room, at_top=0.5)


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
    style = canvas.style(SMALL, palette.quiet)
    for deg in rings:
        block = fit(f"{deg}°", style, canvas.px(60), canvas.px(30))
        reach_px = deg * per_deg * math.sqrt(0.5)
        box = Box(
            round(square.centerx + reach_px + canvas.px(2)),
            round(square.centery + reach_px),
            block.width_px,
            block.height_px,
        )
        if not any(box.colliderect(taken) for taken in canvas.taken if taken is not square):
            canvas.put(block, *box.topleft)


def _checked(canvas: Canvas, point: CheckedPoint, square: Box, per_deg: float) -> None:
    """A dot where the place was, a line to where it was measured, a circle for the spread."""
    x, y = square.centerx + point.azimuth_deg * per_deg, square.centery - point.elevation_deg * per_deg
    off_x, off_y = point.offset_azimuth_deg * per_deg, -point.offset_elevation_deg * per_deg
    radius_px = max(canvas.px(7), round(point.spread_deg * per_deg))
    canvas.stamp(_spread(radius_px, canvas.palette.held), (x + off_x, y + off_y))
    canvas.stamp(_spoke(round(off_x), round(off_y), canvas.px(4), canvas.palette.ink), (x, y))
    canvas.stamp(dot(canvas.px(6), canvas.palette.ink), (x, y))


def _findings(canvas: Canvas, scene: CalibrationResultScene, room: Box) -> None:
    palette = canvas.palette
    texts = (
        (scene.headline, canvas.style(HEADLINE, palette.ink, weight="bold", align=Align.LEFT), 84),
        (scene.weakest, canvas.style(BODY, palette.quiet, align=Align.LEFT), 66),
        (scene.plan, canvas.style(BODY, palette.ink, align=Align.LEFT), 150),
    )
    top_px, space = room.top, room.height / canvas.px(520)
    for text, style, height in texts:
        box = canvas.write(text, style, Box(room.left, top_px, room.width, int(canvas.px(height) * space)))
        top_px = box.bottom + canvas.px(22) if text else top_px
    signs = [(dot(canvas.px(6), palette.ink), "where the dot was; line and circle: where it was seen")]
    if scene.fitted:
        signs.append((_small_square(canvas.px(13), palette.unsure), "place it learned from"))
    for picture, text in signs:
        style = canvas.style(SMALL, palette.quiet, align=Align.LEFT)
        left_px = room.left + canvas.px(30)
        line = Box(left_px, top_px, room.right - left_px, int(canvas.px(52) * space))
        box = canvas.write(text, style, line)
        canvas.stamp(picture, (room.left + canvas.px(10), box.top + min(box.height / 2, canvas.px(12))))
        top_px = box.bottom + canvas.px(10)


def _bar(canvas: Canvas, bar: Bar, rooms: tuple[Box, Box], longest_s: float) -> None:
    names, room = rooms
    bar_px = min(canvas.px(36), int(room.height * 0.42))
    name = Box(names.left, names.top, names.width, int(names.height * 0.8))
    canvas.write(bar.name, canvas.style(27, canvas.palette.ink, weight="bold", align=Align.LEFT), name)
    left_px = float(room.left)
    for account, seconds in bar.seconds:
        width_px = seconds / longest_s * room.width if longest_s > 0 else 0.0
        if width_px >= 1:
            piece = _piece(max(2, round(width_px) - canvas.px(3)), bar_px, account, canvas.palette)
            canvas.surface.blit(piece, (round(left_px), room.top))
            left_px += width_px
    below = Box(room.left, room.top + bar_px + canvas.px(4), room.width, room.height - bar_px - canvas.px(8))
    canvas.write(bar.sentence, canvas.style(DETAIL, canvas.palette.quiet, align=Align.LEFT), below)


def _legend(canvas: Canvas, scene: SummaryScene, room: Box) -> None:
    present = {account for bar in scene.bars for account, seconds in bar.seconds if seconds > 0}
    for number, account in enumerate(account for account in Account if account in present):
        top_px = room.top + number * canvas.px(38)
        canvas.surface.blit(_piece(canvas.px(38), canvas.px(24), account, canvas.palette), (room.left, top_px))
        left_px = room.left + canvas.px(52)
        line = Box(left_px, top_px - canvas.px(2), room.right - left_px, canvas.px(30))
        style = canvas.style(DETAIL, canvas.palette.ink, align=Align.LEFT)
        canvas.write(account_in_words(account), style, line, at_top=0.5)


@lru_cache(maxsize=256)
def _piece(width_px: int, height_px: int, account: Account, palette: Palette) -> pygame.Surface:
    """Part of a bar: every account has its own colour and its own pattern."""
    x, y = grid(width_px, height_px)
    edge = rounded_box(x, y, width_px / 2, height_px / 2, min(width_px, height_px) * 0.16)
    inside, pitch = covered(edge), height_px / 3.2
    border = np.minimum(stroke(edge + 1, max(1.5, height_px / 18)), inside)
    line = pitch * 0.22
    diagonal = _stripes((x + y) / math.sqrt(2), pitch, line)
    pattern = {
        Account.HELD: np.ones_like(inside),
        Account.SETTLING: border,
        Account.SLIPPED: np.maximum(diagonal, border),
        Account.EYES_CLOSED: np.maximum(_stripes(y, pitch, line), border),
        Account.HEAD_MOVED: np.maximum(_stripes(x, pitch, line), border),
        Account.CANNOT_TELL: np.maximum(_dots(x, y, pitch), border),
        Account.PAUSED: border * _stripes(x + y, pitch, pitch * 0.5),
    }[account]
    colour = _account_colour(account, palette)
    picture = tinted(inside, colour, strength=0.22)
    picture.blit(tinted(np.minimum(pattern, inside).astype(np.float32), colour), (0, 0))
    return picture


def _account_colour(account: Account, palette: Palette) -> Colour:
    if account in {Account.HELD, Account.SETTLING}:
        return palette.held
    return palette.slipped if account in {Account.SLIPPED, Account.HEAD_MOVED} else palette.unsure


def _stripes(across: np.ndarray, pitch: float, line: float) -> np.ndarray:  # type: ignore[type-arg]
    off = np.abs(across % pitch - pitch / 2)
    return np.clip(line + 0.5 - off, 0, 1)


def _dots(x: np.ndarray, y: np.ndarray, pitch: float) -> np.ndarray:  # type: ignore[type-arg]
    return np.clip(pitch * 0.2 + 0.5 - np.hypot(x % pitch - pitch / 2, y % pitch - pitch / 2), 0, 1)


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
