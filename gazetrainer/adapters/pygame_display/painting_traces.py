"""Painting traces: curves that move along under a line for now, what was asked for as a band behind them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.pygame_display.canvas import SMALL, Box, Canvas
from gazetrainer.adapters.pygame_display.look import Colour
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.text import Align
from gazetrainer.scene import Curve, TraceShown

_NAME = 28.0
_DRAWN = ((1, 1), (9, 5), (6, 1))
"""Of so many points so many are joined: solid, dashed, dotted. A single curve is solid."""


def paint_traces(canvas: Canvas, traces: Sequence[TraceShown], room: Box) -> None:
    """One under the other."""
    row_px = room.height // max(1, len(traces))
    for number, trace in enumerate(traces):
        _trace(canvas, trace, Box(room.left, room.top + number * row_px, room.width, row_px - canvas.px(6)))


def _trace(canvas: Canvas, trace: TraceShown, room: Box) -> None:
    palette = canvas.palette
    name = Box(room.left, room.top, room.width, min(canvas.tx(_NAME), room.height // 3))
    canvas.write(_said(trace), canvas.style(SMALL, palette.ink, align=Align.LEFT), name, at_top=0.5)
    area = Box(room.left, name.bottom, room.width, max(8, room.bottom - name.bottom))
    pygame.draw.rect(canvas.surface, palette.button, area)
    for from_share, to_share, low, high in trace.bands:
        left, right = (area.left + max(0.0, min(share, 1.0)) * area.width for share in (from_share, to_share))
        top, bottom = _height_px(high, trace, area), _height_px(low, trace, area)
        band = Box(round(left), round(top), max(1, round(right - left)), max(1, round(bottom - top)))
        pygame.draw.rect(canvas.surface, _between(palette.button, palette.held, 0.22), band.clip(area))
    middle_px = area.centery
    pygame.draw.line(canvas.surface, palette.track, (area.left, middle_px), (area.right, middle_px))
    before = canvas.surface.get_clip()
    canvas.surface.set_clip(area)
    for curve, steps in zip(trace.curves, _DRAWN, strict=False):
        _curve(canvas, curve, trace, area, steps)
    canvas.surface.set_clip(before)
    now_px = round(area.left + trace.now_share * area.width)
    pygame.draw.line(canvas.surface, palette.ink, (now_px, area.top), (now_px, area.bottom))
    canvas.taken.append(area)


def _said(trace: TraceShown) -> str:
    return f"{trace.name}: " + ", ".join(f"{curve.name} {curve.value}".strip() for curve in trace.curves)


def _curve(canvas: Canvas, curve: Curve, trace: TraceShown, area: Box, steps: tuple[int, int]) -> None:
    """Nothing is drawn where nothing was told."""
    x_px = area.left + curve.along * area.width
    y_px = area.centery - np.clip(curve.values_deg / trace.reach_deg, -1.0, 1.0) * (area.height / 2 - 1)
    every, joined = steps
    colour, wide_px = canvas.palette.ink, max(1, canvas.px(1.6))
    for points in _runs(np.stack([x_px, y_px], axis=1), np.isfinite(y_px)):
        if every == 1:
            _line(canvas, points, colour)
        elif joined == 1:
            for x, y in points[::every]:
                pygame.draw.circle(canvas.surface, colour, (x, y), wide_px)
        else:
            for start in range(0, len(points), every):
                _line(canvas, points[start : start + joined], colour)


def _line(canvas: Canvas, points: NDArray[np.float64], colour: Colour) -> None:
    if len(points) > 1:
        pygame.draw.aalines(canvas.surface, colour, False, points.tolist())  # noqa: FBT003 - Pygame's own


def _runs(points: NDArray[np.float64], told: NDArray[np.bool_]) -> list[NDArray[np.float64]]:
    """The points in unbroken runs."""
    edges = np.flatnonzero(np.diff(told)) + 1
    parts, kept = np.split(points, edges), np.split(told, edges)
    return [part for part, is_told in zip(parts, kept, strict=True) if is_told.size and is_told[0]]


def _height_px(value_deg: float, trace: TraceShown, area: Box) -> float:
    return area.centery - max(-1.0, min(value_deg / trace.reach_deg, 1.0)) * area.height / 2


def _between(first: Colour, second: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue
