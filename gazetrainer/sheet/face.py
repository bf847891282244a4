"""The drawn face as SVG: as in a mirror, its eyes where the client's eyes should go."""

from __future__ import annotations

import math
from typing import Final

from gazetrainer.eyes import Eyes

_REACH_DEG: Final = 30.0
"""The drawn iris is at the corner of the eye at this angle."""
_INK: Final = "#22313A"
_PATCH: Final = "#5F6E7A"
_EYE_HALF: Final = 23.5
_EYE_X, _EYE_Y = 32.0, -14.0


def face_svg(azimuth_deg: float, elevation_deg: float, eyes: Eyes, *, name: str) -> str:
    """A face of 160 x 200 units around (0, 0); the client's left is drawn left; a covered eye wears a patch.

    name: a word for this face, unlike those of other faces on the page.
    """
    parts = [
        '<svg class="face" viewBox="-84 -102 168 204" role="img" aria-hidden="true">',
        f'<ellipse rx="76" ry="97" fill="none" stroke="{_INK}" stroke-width="4.5"/>',
        _bow(0, 13, 42, (180, 31), 4.2),
        _bow(0, 2, 14, (180, 42), 2.2),
    ]
    for side, eye in ((-1, Eyes.LEFT), (1, Eyes.RIGHT)):
        parts.append(_bow(side * _EYE_X, 10, 55, (0, 24), 3))
        is_seen = eyes in {Eyes.BOTH, eye}
        parts.append(
            _eye(side * _EYE_X, azimuth_deg, elevation_deg, f"{name}-{eye.value}") if is_seen else _patch(side)
        )
    return "".join((*parts, "</svg>"))


def _eye(middle_x: float, azimuth_deg: float, elevation_deg: float, name: str) -> str:
    # The upper lid follows the eye up and down, the lower one hardly moves.
    right, up = (
        math.copysign(min(abs(angle) / _REACH_DEG, 1.0) ** 0.7, angle) for angle in (azimuth_deg, elevation_deg)
    )
    above, below = (_arc(_EYE_HALF * share) for share in (0.44 + 0.14 * up, 0.36 - 0.08 * up))
    opening = f"M{-_EYE_HALF} 0A{above} {above} 0 0 1 {_EYE_HALF} 0A{below} {below} 0 0 1 {-_EYE_HALF} 0Z"
    iris_x, iris_y = right * _EYE_HALF * 0.66, -up * _EYE_HALF * 0.34
    return (
        f'<g transform="translate({middle_x} {_EYE_Y})"><clipPath id="{name}"><path d="{opening}"/></clipPath>'
        f'<g clip-path="url(#{name})"><path d="{opening}" fill="#fff"/>'
        f'<circle cx="{iris_x:.2f}" cy="{iris_y:.2f}" r="{_EYE_HALF * 0.33:.2f}" fill="{_INK}"/>'
        f'<circle cx="{iris_x + 2.4:.2f}" cy="{iris_y - 2.4:.2f}" r="1.7" fill="#fff"/></g>'
        f'<path d="{opening}" fill="none" stroke="{_INK}" stroke-width="3"/></g>'
    )


def _shown(angle_deg: float) -> float:
    """How far the iris is moved, -1 to 1; the root makes small angles easy to see."""
    return math.copysign(min(abs(angle_deg) / _REACH_DEG, 1.0) ** 0.7, angle_deg)


def _arc(height: float) -> str:
    """Radius of the circle whose bow over the width of an eye has a height."""
    return f"{(_EYE_HALF**2 + height**2) / (2 * height):.2f}"


def _patch(side: int) -> str:
    return f'<rect x="{side * _EYE_X - 25}" y="{_EYE_Y - 20}" width="50" height="40" rx="16" fill="{_PATCH}"/>'


def _bow(x: float, y: float, radius: float, span_deg: tuple[float, float], width: float) -> str:
    """A part of a circle; `span_deg`: its middle clockwise from the top, and half its length."""
    ends = [math.radians(span_deg[0] + side * span_deg[1]) for side in (-1, 1)]
    (x0, y0), (x1, y1) = ((x + radius * math.sin(end), y - radius * math.cos(end)) for end in ends)
    way = f"M{x0:.2f} {y0:.2f}A{radius} {radius} 0 0 1 {x1:.2f} {y1:.2f}"
    return f'<path d="{way}" fill="none" stroke="{_INK}" stroke-width="{width}" stroke-linecap="round"/>'
