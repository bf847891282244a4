"""Painting a hold: target or arrow, time, state in words, glow at the edges of the screen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gazetrainer.adapters.pygame_display.canvas import BODY, DETAIL, FOOTER, HEADLINE, Box, Canvas
from gazetrainer.adapters.pygame_display.captions import Part, caption, columns, footer, heading
from gazetrainer.adapters.pygame_display.coverage import covered, grid, segment, tinted
from gazetrainer.adapters.pygame_display.face import drawn_face
from gazetrainer.adapters.pygame_display.look import Colour, Motion, Palette
from gazetrainer.adapters.pygame_display.marks import Sign, loudspeaker, sign
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.target import Line, breathing_dot, ring
from gazetrainer.adapters.pygame_display.text import fit
from gazetrainer.scene import Guide, HoldScene, HoldState
from gazetrainer.screen import BeyondEdge, Spot
from targets.language import _

RING_RADIUS, RING_WIDTH, DOT_RADIUS = 66.0, 14.0, 20.0
SMALLEST_RING_RADIUS = 36.0
BREATH_S, BREATH_SHARE = 6.0, 0.08
STATUS_HEIGHT = 104.0
_HEAD_SHARE = 0.21
"""Size of an arrow's head as a share of its length."""
_GLOW = 0.55
"""Strongest share of the glow's colour, at the corners; small text must stay readable on it."""


@dataclass(frozen=True, slots=True)
class StateStyle:
    """How a state looks: every state differs in colour, line and mark."""

    colour: Colour
    line: Line
    sign: Sign | None


def state_style(state: HoldState, palette: Palette) -> StateStyle:
    """The look of a state in the colours of a theme."""
    return {
        HoldState.IN: StateStyle(palette.held, Line.SOLID, Sign.CHECK),
        HoldState.OUT: StateStyle(palette.slipped, Line.DASHED, Sign.ARROW),
        HoldState.HEAD_MOVED: StateStyle(palette.slipped, Line.LONG_DASHED, Sign.HEAD),
        HoldState.CANNOT_TELL: StateStyle(palette.unsure, Line.DOTTED, Sign.QUESTION),
        HoldState.EYES_CLOSED: StateStyle(palette.unsure, Line.THIN, Sign.CLOSED_EYE),
        HoldState.SETTLING: StateStyle(palette.ink, Line.SOLID, None),
    }[state]


def paint_hold(canvas: Canvas, scene: HoldScene) -> None:
    """Draw the target where it truly is first; everything else finds room around it."""
    style = state_style(scene.state, canvas.palette)
    is_in = scene.state is HoldState.IN
    if is_in:
        canvas.surface.blit(glowing_paper(canvas.surface.get_size(), canvas.palette.paper, style.colour), (0, 0))
    match scene.where:
        case Spot() as spot:
            ring_box = _target(canvas, spot, scene, style)
            heading(canvas, scene.title, scene.subtitle)
            _status(canvas, scene, style)
            footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
            _time(canvas, scene, style, ring_box)
        case BeyondEdge() as beyond:
            _beyond(canvas, beyond, scene, style)


def breath(time_s: float, motion: Motion) -> float:
    """Size of the dot, as a share of its own, at a time: it keeps a steady gaze from fading the target away."""
    return 1.0 + BREATH_SHARE * math.sin(2 * math.pi * time_s / BREATH_S) * (motion is Motion.FULL)


def _target(canvas: Canvas, spot: Spot, scene: HoldScene, style: StateStyle) -> Box:
    """The ring shrinks beside an edge so that the dot can stay at its true place."""
    room_px = min(spot.x_px, spot.y_px, canvas.width_px - spot.x_px, canvas.height_px - spot.y_px)
    width_px = canvas.px(RING_WIDTH)
    radius_px = max(canvas.px(SMALLEST_RING_RADIUS), min(canvas.px(RING_RADIUS), int(room_px) - width_px))
    progress = scene.held_s / scene.hold_s if scene.hold_s > 0 else 0.0
    colours = (style.colour, canvas.palette.track)
    box = canvas.stamp(ring(radius_px, width_px, style.line, progress, colours), (spot.x_px, spot.y_px))
    size = round(DOT_RADIUS * canvas.unit_px * breath(scene.time_s, canvas.look.motion), 1)
    canvas.stamp(breathing_dot(size, canvas.palette.ink, canvas.palette.paper), (spot.x_px, spot.y_px))
    return box


def _time(canvas: Canvas, scene: HoldScene, style: StateStyle, ring_box: Box) -> None:
    """The time with a small mark of the state, close to where the eyes are."""
    colour = canvas.palette.ink if scene.state is HoldState.IN else canvas.palette.quiet
    block = fit(_clock(scene), canvas.style(BODY, colour), canvas.px(260), canvas.px(44))
    mark = _mark(canvas, scene, style, 24)
    mark_px = mark.get_width() + canvas.px(10) if mark else 0
    width_px, height_px, gap_px = block.width_px + mark_px, block.height_px, canvas.px(12)
    left_px = min(max(ring_box.centerx - width_px // 2, gap_px), canvas.width_px - width_px - gap_px)
    middle_px = ring_box.centery - height_px // 2
    places = [
        Box(left_px, ring_box.bottom + gap_px, width_px, height_px),
        Box(left_px, ring_box.top - gap_px - height_px, width_px, height_px),
        Box(ring_box.right + gap_px, middle_px, width_px, height_px),
        Box(ring_box.left - gap_px - width_px, middle_px, width_px, height_px),
    ]
    box = canvas.first_free(places)
    if mark:
        canvas.stamp(mark, (box.left + mark.get_width() / 2, box.centery))
    canvas.put(block, box.left + mark_px, box.top)


def _clock(scene: HoldScene) -> str:
    return _("{held} of {asked}").format(held=minutes(scene.held_s), asked=minutes(scene.hold_s))


def minutes(seconds: float) -> str:
    """Minutes and whole seconds.

    >>> minutes(88.9)
    '1:28'
    """
    whole = int(max(0.0, seconds) + 1e-6)
    return f"{whole // 60}:{whole % 60:02d}"


def _mark(canvas: Canvas, scene: HoldScene, style: StateStyle, size: float) -> pygame.Surface | None:
    if style.sign is None or (style.sign is Sign.ARROW and scene.arrow_deg is None):
        return None
    # Arrows in steps of 15 degrees do not tremble with the eyes.
    angle_deg = round((scene.arrow_deg or 0.0) / 15) * 15 % 360 if style.sign is Sign.ARROW else 0
    return sign(style.sign, canvas.px(size), style.colour, angle_deg)


def _status(canvas: Canvas, scene: HoldScene, style: StateStyle) -> None:
    parts = (
        Part(
            scene.headline,
            canvas.style(HEADLINE, style.colour, weight="bold"),
            0.6,
            _mark(canvas, scene, style, 40) if scene.headline else None,
        ),
        Part(scene.subline, canvas.style(DETAIL, canvas.palette.quiet), 0.4),
    )
    caption(canvas, parts, columns(canvas, _status_top(canvas), STATUS_HEIGHT))


def _status_top(canvas: Canvas) -> float:
    """In design units from the top, although it hangs on the bottom edge of the surface."""
    return (canvas.height_px - canvas.px(FOOTER + STATUS_HEIGHT)) / canvas.unit_px


def _beyond(canvas: Canvas, beyond: BeyondEdge, scene: HoldScene, style: StateStyle) -> None:
    """An arrow past the edge, a face that shows where, and words; the sound leads the eyes."""
    _edge_arrow(canvas, beyond)
    heading(canvas, scene.title, scene.subtitle)
    _status(canvas, scene, style)
    footer(canvas, scene.hints, camera=_("camera on") if scene.camera_on else "")
    middle_x, middle_y = canvas.width_px / 2, canvas.height_px / 2 - canvas.px(26)
    looking = drawn_face(canvas.px(270), scene.azimuth_deg, scene.elevation_deg, scene.eyes, canvas.palette)
    face_box = canvas.stamp(looking, (middle_x, middle_y))
    if scene.guide is Guide.SOUND:
        canvas.stamp(loudspeaker(canvas.px(52), canvas.palette.ink), (face_box.right + canvas.px(56), middle_y))
    below = Box(0, 0, canvas.px(520), canvas.px(34))
    below.midtop = (face_box.centerx, face_box.bottom + canvas.px(8))
    canvas.write(f"{beyond.words[:1].upper()}{beyond.words[1:]}", canvas.style(BODY, canvas.palette.ink), below)
    _time(canvas, scene, style, _beside(canvas, face_box))


def _beside(canvas: Canvas, face_box: Box) -> Box:
    """An empty place left of the face, under which the time stands."""
    box = Box(0, 0, canvas.px(20), canvas.px(20))
    box.center = (face_box.left - canvas.px(130), face_box.centery - canvas.px(40))
    return box


def _edge_arrow(canvas: Canvas, beyond: BeyondEdge) -> None:
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
    canvas.surface.blit(picture, (round(x - size_px / 2), round(y - size_px / 2)))
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


@lru_cache(maxsize=4)
def glowing_paper(size_px: tuple[int, int], paper: Colour, colour: Colour) -> pygame.Surface:
    """Paper with a soft glow toward its edges, to be seen from the corner of the eye."""
    width_px, height_px = (max(2, length // 4) for length in size_px)
    x, y = grid(width_px, height_px)
    beyond = np.clip((np.hypot(x / (width_px * 0.5), y / (height_px * 0.5)) - 0.92) / 0.5, 0, 1)
    strength = (beyond * beyond * (3 - 2 * beyond) * _GLOW)[..., None]
    colours = np.array(paper) * (1 - strength) + np.array(colour) * strength
    small = pygame.surfarray.make_surface(colours.transpose(1, 0, 2).round().astype(np.uint8))
    return pygame.transform.smoothscale(small, size_px).convert()
