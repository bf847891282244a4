"""Painting the history: a calendar in which a day without practice is simply empty, and small calm charts."""

from __future__ import annotations

from collections.abc import Sequence

from gazetrainer.adapters.pygame_display.canvas import DETAIL, SMALL, Box, Canvas
from gazetrainer.adapters.pygame_display.captions import footer
from gazetrainer.adapters.pygame_display.marks import dot
from gazetrainer.adapters.pygame_display.painting_lists import EDGE, frame, titled
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.text import Align, fit
from gazetrainer.scene import CalendarDay, CalendarScene, Chart, ChartKind, ChartsScene

_TWO_LINES = 44.0


def paint_calendar(canvas: Canvas, scene: CalendarScene) -> None:
    """Weekdays, weeks, and what the dots mean."""
    bottom_px = footer(canvas, scene.hints, camera="")
    top_px = titled(canvas, scene.title)
    edge_px = canvas.px(EDGE)
    room = Box(edge_px, top_px, canvas.width_px - 2 * edge_px, bottom_px - top_px)
    sentence = Box(room.left, room.bottom - canvas.tx(34), room.width, canvas.tx(34))
    canvas.write(scene.sentence, canvas.style(DETAIL, canvas.palette.ink), sentence, at_top=0.5)
    cell_px, head_px = room.width // max(1, len(scene.weekdays)), canvas.tx(26)
    row_px = (sentence.top - room.top - head_px) // max(1, len(scene.weeks))
    for column, name in enumerate(scene.weekdays):
        head = Box(room.left + column * cell_px, room.top, cell_px, head_px)
        canvas.write(name, canvas.style(SMALL, canvas.palette.quiet), head, at_top=0.5)
    for line, week in enumerate(scene.weeks):
        for column, day in enumerate(week):
            cell = Box(room.left + column * cell_px, room.top + head_px + line * row_px, cell_px, row_px)
            if day.in_month:
                _day(canvas, day, cell.inflate(-canvas.tx(6), -canvas.tx(3)))


def paint_charts(canvas: Canvas, scene: ChartsScene) -> None:
    """Charts beside each other where there is room, else under each other."""
    bottom_px = footer(canvas, scene.hints, camera="")
    top_px = titled(canvas, scene.title)
    edge_px, gap_px = canvas.px(EDGE), canvas.tx(40)
    room = Box(edge_px, top_px, canvas.width_px - 2 * edge_px, bottom_px - top_px)
    width_px = (room.width - gap_px * (len(scene.charts) - 1)) // max(1, len(scene.charts))
    for number, chart in enumerate(scene.charts):
        _chart(canvas, chart, Box(room.left + number * (width_px + gap_px), room.top, width_px, room.height))


def _day(canvas: Canvas, day: CalendarDay, cell: Box) -> None:
    palette = canvas.palette
    if day.is_today:
        frame(canvas, cell, palette.quiet)
    inner = cell.inflate(-canvas.tx(12), -canvas.tx(2))
    # Where text is large, the time stands beside the number instead of under it.
    is_low = inner.height < canvas.tx(_TWO_LINES)
    line_px = inner.height if is_low else inner.height // 2
    number = Box(inner.left, inner.top, int(inner.width * 0.3), line_px)
    style = canvas.style(SMALL + 1, palette.ink, weight="bold" if day.is_today else "regular", align=Align.LEFT)
    canvas.write(day.number, style, number, at_top=0.5)
    if day.practised:
        radius_px = max(3, min(canvas.tx(8), line_px // 3, inner.width // 20))
        dot_px = number.right + 2 * radius_px if is_low else inner.right - radius_px - canvas.tx(4)
        canvas.stamp(dot(radius_px, palette.held), (dot_px, inner.top + line_px / 2))
        left_px = number.right + 4 * radius_px if is_low else inner.left
        time = Box(left_px, inner.bottom - line_px, inner.right - left_px, line_px)
        canvas.write(day.practised, canvas.style(SMALL, palette.ink), time, at_top=0.5)


def _chart(canvas: Canvas, chart: Chart, room: Box) -> None:
    palette = canvas.palette
    title = Box(room.left, room.top, room.width, canvas.tx(64))
    below = canvas.write(chart.title, canvas.style(DETAIL + 2, palette.ink, weight="bold"), title, at_top=0.5)
    words = Box(room.left, room.bottom - canvas.tx(58), room.width, canvas.tx(58))
    canvas.write(chart.sentence, canvas.style(DETAIL, palette.ink), words, at_top=0.5)
    labels_px = canvas.tx(28)
    area = Box(room.left, max(below.bottom, title.bottom) + labels_px, room.width, 0)
    area.height = max(canvas.tx(20), words.top - labels_px - area.top)
    small = canvas.style(SMALL, palette.quiet, align=Align.LEFT)
    canvas.write(chart.top_label, small, Box(area.left, area.top - labels_px, area.width, labels_px), at_top=0.5)
    for is_last, label in enumerate(chart.labels):
        block = fit(label, small, area.width // 2, labels_px)
        canvas.put(block, area.right - block.width_px if is_last else area.left, area.bottom + canvas.tx(2))
    for height_px in (area.top, area.bottom):
        pygame.draw.line(canvas.surface, palette.track, (area.left, height_px), (area.right, height_px), canvas.tx(2))
    canvas.taken.append(area)
    (_bars if chart.kind is ChartKind.BARS else _dots)(canvas, chart, area)


def _bars(canvas: Canvas, chart: Chart, area: Box) -> None:
    step_px = area.width / max(1, len(chart.values))
    for number, value in enumerate(chart.values):
        height_px = _height_px(value or 0.0, chart, area)
        bar = Box(area.left + round((number + 0.18) * step_px), 0, max(2, round(step_px * 0.64)), height_px)
        bar.bottom = area.bottom
        pygame.draw.rect(canvas.surface, canvas.palette.held, bar, border_top_left_radius=4, border_top_right_radius=4)


def _dots(canvas: Canvas, chart: Chart, area: Box) -> None:
    step_px = area.width / max(1, len(chart.values))
    places = [
        (area.left + (number + 0.5) * step_px, area.bottom - _height_px(value, chart, area))
        for number, value in enumerate(chart.values)
        if value is not None
    ]
    _line(canvas, places)
    mark = dot(canvas.px(6), canvas.palette.ink)
    for place in places:
        canvas.surface.blit(mark, mark.get_rect(center=place))


def _line(canvas: Canvas, places: Sequence[tuple[float, float]]) -> None:
    if len(places) > 1:
        pygame.draw.aalines(canvas.surface, canvas.palette.quiet, False, places)  # noqa: FBT003 - Pygame's own


def _height_px(value: float, chart: Chart, area: Box) -> int:
    return round(min(1.0, max(0.0, value / chart.top)) * area.height) if chart.top > 0 else 0
