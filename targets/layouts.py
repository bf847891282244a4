"""Layouts: the points looked at to calibrate, and the held-out ones that measure the error."""

from __future__ import annotations

from typing import Final, Literal

from targets.directions import Direction

PointCount = Literal[5, 9, 13]
MOST_RECENTRE_DOTS: Final = 5

# Shares of the half width and half height, + right and + up; the centre, then clockwise from the upper left.
_CENTRE = ((0.0, 0.0),)
_CORNERS = ((-1.0, 1.0), (1.0, 1.0), (1.0, -1.0), (-1.0, -1.0))
_RIM = (
    (-1.0, 1.0),
    (0.0, 1.0),
    (1.0, 1.0),
    (1.0, 0.0),
    (1.0, -1.0),
    (0.0, -1.0),
    (-1.0, -1.0),
    (-1.0, 0.0),
)
_INNER = ((-0.5, 0.5), (0.5, 0.5), (0.5, -0.5), (-0.5, -0.5))
_LAYOUTS = {5: _CENTRE + _CORNERS, 9: _CENTRE + _RIM, 13: _CENTRE + _RIM + _INNER}
# A pinwheel off every row, column and diagonal of the layouts: the error is measured where nothing was fitted.
_HELD_OUT = ((-0.3, 0.65), (0.65, 0.3), (0.3, -0.65), (-0.65, -0.3))


def calibration_points(n: PointCount = 9, *, half_width_deg: float, half_height_deg: float) -> tuple[Direction, ...]:
    """Give n points, the centre first, that reach half_width_deg sideways and half_height_deg up and down.

    >>> len(calibration_points(5, half_width_deg=15, half_height_deg=10))
    5
    """
    if n not in _LAYOUTS:
        raise ValueError(f"a calibration has 5, 9 or 13 points, not {n}")
    return _spread(_LAYOUTS[n], half_width_deg, half_height_deg)


def validation_points(*, half_width_deg: float, half_height_deg: float) -> tuple[Direction, ...]:
    """Give four points inside the same area that belong to none of the calibration layouts."""
    return _spread(_HELD_OUT, half_width_deg, half_height_deg)


def recentre_points(
    n: int = 3, *, turn: int = 0, half_width_deg: float, half_height_deg: float
) -> tuple[Direction, ...]:
    """Give 0 to 5 dots for the beginning of a later sitting: straight ahead, then corners that face each other.

    turn: the number of the sitting; every other one begins with the other two corners, so that all are learned.

    >>> [str(dot) for dot in recentre_points(1, half_width_deg=15, half_height_deg=10)]
    ['Direction(azimuth_deg=0.0, elevation_deg=0.0)']
    """
    if not 0 <= n <= MOST_RECENTRE_DOTS:
        raise ValueError(f"a re-centre has 0 to {MOST_RECENTRE_DOTS} dots, not {n}")
    first = turn % 2
    corners = [_CORNERS[(first + step) % len(_CORNERS)] for step in (0, 2, 1, 3)]
    return _spread((*_CENTRE, *corners)[:n], half_width_deg, half_height_deg)


def _spread(
    shares: tuple[tuple[float, float], ...], half_width_deg: float, half_height_deg: float
) -> tuple[Direction, ...]:
    if not (half_width_deg > 0 and half_height_deg > 0):
        raise ValueError(f"a layout needs a size above 0, not {half_width_deg} x {half_height_deg} deg")
    return tuple(Direction(x * half_width_deg, y * half_height_deg) for x, y in shares)
