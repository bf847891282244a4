"""Screen: where an eye direction lies on the glass, and how far past its edge."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gazetrainer.wording.edge_words import past_the_edge
from targets.directions import Direction

_STEEPEST_DEG = 85.0
"""Beyond this the eyes look along the plane of the screen and never meet it."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The area drawn on: a window or the whole screen, its size in pixels and in millimetres.

    neutral_px: where straight ahead meets the glass; the middle unless given.
    """

    width_px: int
    height_px: int
    width_mm: float
    height_mm: float
    neutral_px: tuple[float, float] | None = None

    @property
    def origin_px(self) -> tuple[float, float]:
        """The point of azimuth 0, elevation 0."""
        return self.neutral_px or (self.width_px / 2, self.height_px / 2)

    def point_px(self, azimuth_deg: float, elevation_deg: float, distance_mm: float) -> tuple[float, float]:
        """Where a direction meets the plane of the screen, on or off it; x to the right, y down."""
        azimuth, elevation = (
            math.radians(max(-_STEEPEST_DEG, min(_STEEPEST_DEG, angle))) for angle in (azimuth_deg, elevation_deg)
        )
        x, y = self.origin_px
        right_mm = distance_mm * math.tan(azimuth)
        up_mm = distance_mm * math.tan(elevation) / math.cos(azimuth)
        return x + right_mm * self.width_px / self.width_mm, y - up_mm * self.height_px / self.height_mm

    def direction_deg(self, x_px: float, y_px: float, distance_mm: float) -> Direction:
        """The direction in which a point of the screen's plane is seen."""
        x, y = self.origin_px
        right_mm = (x_px - x) * self.width_mm / self.width_px
        up_mm = (y - y_px) * self.height_mm / self.height_px
        return Direction(
            math.degrees(math.atan2(right_mm, distance_mm)),
            math.degrees(math.atan2(up_mm, math.hypot(right_mm, distance_mm))),
        )

    def is_on_screen(self, x_px: float, y_px: float, *, margin_px: float = 0.0) -> bool:
        """The point lies on the screen, at least `margin_px` from its edge."""
        return margin_px <= x_px <= self.width_px - margin_px and margin_px <= y_px <= self.height_px - margin_px

    def reach_deg(self, distance_mm: float) -> Direction:
        """The largest azimuth and elevation that lie on the screen on both sides of neutral."""
        x, y = self.origin_px
        nearest_x, nearest_y = min(x, self.width_px - x), min(y, self.height_px - y)
        return Direction(
            self.direction_deg(x + nearest_x, y, distance_mm).azimuth_deg,
            self.direction_deg(x, y - nearest_y, distance_mm).elevation_deg,
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the screen, in pixels from its top left corner."""

    x_px: float
    y_px: float


@dataclass(frozen=True, slots=True)
class BeyondEdge:
    """A place off the screen.

    edge_x_px, edge_y_px: where the way from straight ahead to it leaves the screen.
    arrow_deg: its bearing, 0 to the right, 90 up. words: how far past which edge.
    """

    edge_x_px: float
    edge_y_px: float
    arrow_deg: float
    past_edge_mm: float
    words: str


Where = Spot | BeyondEdge


def place(direction: Direction, *, screen: Screen, distance_mm: float, margin_px: float = 0.0) -> Where:
    """Where a direction lies, seen from `distance_mm`; `margin_px`: the room its drawing needs around it."""
    x, y = screen.point_px(direction.azimuth_deg, direction.elevation_deg, distance_mm)
    if screen.is_on_screen(x, y, margin_px=margin_px):
        return Spot(x, y)
    edge_x, edge_y = _edge_point(screen, x, y)
    right_mm, down_mm = _past_edge_mm(screen, x, y)
    past_mm = math.hypot(right_mm, down_mm)
    origin_x, origin_y = screen.origin_px
    return BeyondEdge(
        edge_x_px=edge_x,
        edge_y_px=edge_y,
        arrow_deg=math.degrees(math.atan2(origin_y - y, x - origin_x)),
        past_edge_mm=past_mm,
        words=past_the_edge(right_mm, down_mm),
    )


def _past_edge_mm(screen: Screen, x_px: float, y_px: float) -> tuple[float, float]:
    """How far right (+) or left (-) and below (+) or above (-) the screen a point lies; 0 within."""
    right_px = x_px - min(max(x_px, 0.0), float(screen.width_px))
    down_px = y_px - min(max(y_px, 0.0), float(screen.height_px))
    return right_px * screen.width_mm / screen.width_px, down_px * screen.height_mm / screen.height_px


def _edge_point(screen: Screen, x_px: float, y_px: float) -> tuple[float, float]:
    """Where the line from straight ahead to a point leaves the screen, or the point itself when it does not."""
    origin_x, origin_y = screen.origin_px
    share = min(_share(origin_x, x_px, screen.width_px), _share(origin_y, y_px, screen.height_px))
    return origin_x + share * (x_px - origin_x), origin_y + share * (y_px - origin_y)


def _share(origin_px: float, point_px: float, size_px: float) -> float:
    if 0.0 <= point_px <= size_px:
        return 1.0
    limit_px = size_px if point_px > size_px else 0.0
    return max(0.0, (limit_px - origin_px) / (point_px - origin_px))
