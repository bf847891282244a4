"""Painting the summary: what became of every second of a sitting."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from gazetrainer.adapters.pygame_display.canvas import BODY, DETAIL, Box, Canvas
from gazetrainer.adapters.pygame_display.captions import footer, heading
from gazetrainer.adapters.pygame_display.coverage import (
    Mask,
    covered,
    grid,
    rounded_box,
    stroke,
    tinted,
)
from gazetrainer.adapters.pygame_display.look import Colour, Palette
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.text import Align
from gazetrainer.events import Account
from gazetrainer.scene import Bar, SummaryScene
from gazetrainer.wording.words import account_in_words
from targets.language import _


def paint_summary(canvas: Canvas, scene: SummaryScene) -> None:
    """A bar per position with every second in it; no score."""
    top_px = max(canvas.px(110), heading(canvas, scene.title) + canvas.px(10))
    footer_px = footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    bottom_px = footer_px - canvas.tx(62) - canvas.px(4)
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
    room = Box(canvas.px(70), bottom_px + canvas.px(6), canvas.width_px - canvas.px(140), canvas.tx(62) - canvas.px(8))
    canvas.write(scene.sentence, canvas.style(BODY, canvas.palette.ink), room, at_top=0.5)


def _bar(canvas: Canvas, bar: Bar, rooms: tuple[Box, Box], longest_s: float) -> None:
    names, room = rooms
    bar_px = min(canvas.px(36), int(room.height * 0.42))
    name = Box(names.left, names.top, names.width, int(names.height * 0.8))
    canvas.write(bar.name, canvas.style(27, canvas.palette.ink, weight="bold", align=Align.LEFT), name)
    left_px = float(room.left)
    for account, seconds in bar.seconds:
        width_px = seconds / longest_s * room.width if longest_s > 0 else 0.0
        if width_px >= 1:
            piece = account_piece(max(2, round(width_px) - canvas.px(3)), bar_px, account, canvas.palette)
            canvas.surface.blit(piece, (round(left_px), room.top))
            left_px += width_px
    below = Box(room.left, room.top + bar_px + canvas.px(4), room.width, room.height - bar_px - canvas.px(8))
    canvas.write(bar.sentence, canvas.style(DETAIL, canvas.palette.quiet, align=Align.LEFT), below)


def _legend(canvas: Canvas, scene: SummaryScene, room: Box) -> None:
    present = {account for bar in scene.bars for account, seconds in bar.seconds if seconds > 0}
    row_px = min(canvas.tx(38), room.height // max(1, len(present)))
    for number, account in enumerate(account for account in Account if account in present):
        top_px = room.top + number * row_px
        canvas.surface.blit(account_piece(canvas.px(38), canvas.px(24), account, canvas.palette), (room.left, top_px))
        left_px = room.left + canvas.px(52)
        line = Box(left_px, top_px - canvas.px(2), room.right - left_px, row_px - canvas.px(8))
        style = canvas.style(DETAIL, canvas.palette.ink, align=Align.LEFT)
        canvas.write(account_in_words(account), style, line, at_top=0.5)


@lru_cache(maxsize=256)
def account_piece(width_px: int, height_px: int, account: Account, palette: Palette) -> pygame.Surface:
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
        Account.PAUSED: border * _stripes(x + y, pitch * 0.8, pitch * 0.2),
    }[account]
    colour = _account_colour(account, palette)
    picture = tinted(inside, colour, strength=0.0 if account is Account.PAUSED else 0.22)
    picture.blit(tinted(np.minimum(pattern, inside).astype(np.float32), colour), (0, 0))
    return picture


def _account_colour(account: Account, palette: Palette) -> Colour:
    if account in {Account.HELD, Account.SETTLING}:
        return palette.held
    return palette.slipped if account in {Account.SLIPPED, Account.HEAD_MOVED} else palette.unsure


def _stripes(across: Mask, pitch: float, line: float) -> Mask:
    off = np.abs(across % pitch - pitch / 2)
    share: Mask = np.clip(line + 0.5 - off, 0, 1).astype(np.float32)
    return share


def _dots(x: Mask, y: Mask, pitch: float) -> Mask:
    off = np.hypot(x % pitch - pitch / 2, y % pitch - pitch / 2)
    share: Mask = np.clip(pitch * 0.2 + 0.5 - off, 0, 1).astype(np.float32)
    return share
