"""Parts of a hold's picture wherever its target lies: the look of its state, the time, the state in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gazetrainer.adapters.pygame_display.canvas import BODY, DETAIL, HEADLINE, Box, Canvas
from gazetrainer.adapters.pygame_display.captions import SCALES, Part, caption, rooms_at
from gazetrainer.adapters.pygame_display.glow import Glow, Pattern
from gazetrainer.adapters.pygame_display.look import Colour, Palette
from gazetrainer.adapters.pygame_display.marks import Sign, sign
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.target import Line
from gazetrainer.adapters.pygame_display.text import fit
from gazetrainer.scene import HoldScene, HoldState
from gazetrainer.screen import Spot
from targets.language import _

STATUS_HEIGHT = 104.0
_WIDE = Glow(72.0, 0.85)
"""In position the edge glows widest; text beside it must stay readable."""


@dataclass(frozen=True, slots=True)
class StateStyle:
    """How a state looks: every state differs in colour, line, mark and glow."""

    colour: Colour
    line: Line
    sign: Sign | None
    glow: Glow | None = None


def state_style(state: HoldState, palette: Palette) -> StateStyle:
    """The look of a state in the colours of a theme."""
    return {
        HoldState.IN: StateStyle(palette.held, Line.SOLID, Sign.CHECK, _WIDE),
        HoldState.OUT: StateStyle(palette.slipped, Line.DASHED, Sign.ARROW, Glow(56.0, 0.7, Pattern.DASHED)),
        HoldState.HEAD_MOVED: StateStyle(
            palette.slipped, Line.LONG_DASHED, Sign.HEAD, Glow(56.0, 0.7, Pattern.LONG_DASHED)
        ),
        HoldState.CANNOT_TELL: StateStyle(palette.unsure, Line.DOTTED, Sign.QUESTION, Glow(40.0, 0.6, Pattern.DOTTED)),
        HoldState.EYES_CLOSED: StateStyle(palette.unsure, Line.THIN, Sign.CLOSED_EYE, Glow(20.0, 0.6)),
        HoldState.SETTLING: StateStyle(palette.ink, Line.SOLID, None),
    }[state]


Places = Callable[[int, int], list[Box]]
"""Where something of a width and height may stand, the best place first."""


def time_held(canvas: Canvas, scene: HoldScene, style: StateStyle, places: Places) -> None:
    """The time with a small mark of the state, close to where the eyes are."""
    colour = canvas.palette.ink if scene.state is HoldState.IN else canvas.palette.quiet
    mark = _mark(canvas, scene, style, 24)
    mark_px = mark.get_width() + canvas.px(10) if mark else 0
    edges = canvas.bounds.inflate(-canvas.px(24), -canvas.px(24))
    for scale in SCALES:
        block = fit(clock(scene), canvas.style(BODY, colour, scale=scale), canvas.tx(260), canvas.tx(44))
        tried = [place.clamp(edges) for place in places(block.width_px + mark_px, block.height_px)]
        box = canvas.first_free(tried)
        if box is not None:
            break
    box = box or tried[0]
    if mark:
        canvas.stamp(mark, (box.left + mark.get_width() / 2, box.centery))
    canvas.put(block, box.left + mark_px, box.top)


def around(box: Box, gap_px: int = 12) -> Places:
    """Below, above, right and left of a box."""

    def places(width_px: int, height_px: int) -> list[Box]:
        left_px, middle_px = box.centerx - width_px // 2, box.centery - height_px // 2
        return [
            Box(left_px, box.bottom + gap_px, width_px, height_px),
            Box(left_px, box.top - gap_px - height_px, width_px, height_px),
            Box(box.right + gap_px, middle_px, width_px, height_px),
            Box(box.left - gap_px - width_px, middle_px, width_px, height_px),
        ]

    return places


def status(canvas: Canvas, scene: HoldScene, style: StateStyle, bottom_px: int) -> None:
    """The state in words above the buttons, or wherever the target leaves room."""
    parts = (
        Part(
            scene.headline,
            canvas.style(HEADLINE, style.colour, weight="bold"),
            0.6,
            _mark(canvas, scene, style, 40) if scene.headline else None,
        ),
        Part(scene.subline, canvas.style(DETAIL, canvas.palette.quiet), 0.4),
    )
    height_px = min(canvas.tx(STATUS_HEIGHT), int(canvas.height_px * 0.28))
    tall_px = int(height_px * 1.6)
    rooms = [rooms_at(canvas, bottom_px - height_px, height_px)[0], *rooms_at(canvas, bottom_px - tall_px, tall_px)[1:]]
    if isinstance(scene.where, Spot):
        tops_px = (int(canvas.height_px * 0.26), int(canvas.height_px * 0.44))
        rooms += [room for top_px in tops_px for room in rooms_at(canvas, top_px, height_px)]
    caption(canvas, parts, rooms)


def _mark(canvas: Canvas, scene: HoldScene, style: StateStyle, size: float) -> pygame.Surface | None:
    if style.sign is None or (style.sign is Sign.ARROW and scene.arrow_deg is None):
        return None
    angle_deg = arrow_shown_deg(scene) or 0 if style.sign is Sign.ARROW else 0
    return sign(style.sign, canvas.tx(size), style.colour, angle_deg)


def arrow_shown_deg(scene: HoldScene) -> int | None:
    """Arrows in steps of 15 degrees do not tremble with the eyes."""
    return None if scene.arrow_deg is None else round(scene.arrow_deg / 15) * 15 % 360


def clock(scene: HoldScene) -> str:
    """The time held, in words."""
    return _("{held} of {asked}").format(held=minutes(scene.held_s), asked=minutes(scene.hold_s))


def minutes(seconds: float) -> str:
    """Minutes and whole seconds.

    >>> minutes(88.9)
    '1:28'
    """
    whole = int(max(0.0, seconds) + 1e-6)
    return f"{whole // 60}:{whole % 60:02d}"
