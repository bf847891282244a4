"""The error to be expected in every direction, drawn: bands, contour lines, and what was validated and taught."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from gazetrainer.calibrating.profile import Profile
from gazetrainer.recording import RecordingHeader
from gazetrainer.report.words import angles_in_words
from targets.formats import number
from targets.language import _

WIDEST_DEG: Final = 35.0
HIGHEST_DEG: Final = 25.0
LEVELS_DEG: Final = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
_STEP_DEG: Final = 0.5
_SCALE: Final = 9.0
_LEFT, _TOP, _RIGHT, _BOTTOM = 64.0, 14.0, 14.0, 66.0
_INK, _MUTED, _PAPER = "#22313A", "#6B7A86", "#F3EFE7"
_FILLS: Final = ("#CFE5DF", "#DBE9E2", "#E6ECE3", "#EFECE0", "#F1E3CD", "#EFD6B7", "#EAC8A1")
"""From teal, little error, over paper to amber; the lines say the same without colour."""

Grid = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Field:
    """Expected error over a grid: azimuths (n,), elevations (m,) from below, errors (m, n)."""

    azimuth_deg: Grid
    elevation_deg: Grid
    error_deg: Grid


def error_map_of(header: RecordingHeader) -> str:
    """The map of the calibration that a recording carries; empty when it carries none that this program knows."""
    try:
        return error_map(Profile.model_validate(header.profile)) if header.profile else ""
    except ValidationError:
        return ""


def error_map(profile: Profile) -> str:
    """An SVG of the expected error, as seen by the client: right is right, up is up."""
    field = _field(profile)
    width, height = _x(WIDEST_DEG) + _RIGHT, _y(-HIGHEST_DEG) + _BOTTOM
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'style="max-width:100%" role="img" aria-label="{escape(_("Error to be expected in each direction"))}" '
        f'font-family="DejaVu Sans, sans-serif" font-size="12" fill="{_INK}">'
        f'<rect width="{width:g}" height="{height:g}" fill="{_PAPER}"/>'
    )
    marks = [*_points(profile), *_taught(profile)]
    return "".join([head, *_bands(field), *_grid(), *_contours(field), *marks, *_legend(profile, height), "</svg>"])


def _field(profile: Profile) -> _Field:
    azimuths = np.arange(-WIDEST_DEG, WIDEST_DEG + _STEP_DEG / 2, _STEP_DEG)
    elevations = np.arange(-HIGHEST_DEG, HIGHEST_DEG + _STEP_DEG / 2, _STEP_DEG)
    directions = np.stack(np.meshgrid(azimuths, elevations), axis=-1)
    return _Field(azimuths, elevations, profile.expected_errors_deg(directions))


def _bands(field: _Field) -> list[str]:
    """Neighbours of one band in a row become one rectangle."""
    half, parts = _STEP_DEG / 2, []
    for elevation, row in zip(field.elevation_deg, field.error_deg, strict=True):
        top, bottom = min(elevation + half, HIGHEST_DEG), max(elevation - half, -HIGHEST_DEG)
        bands = np.searchsorted(LEVELS_DEG, row)
        for band, run in groupby(range(row.size), key=bands.__getitem__):
            columns = list(run)
            left = max(float(field.azimuth_deg[columns[0]]) - half, -WIDEST_DEG)
            right = min(float(field.azimuth_deg[columns[-1]]) + half, WIDEST_DEG)
            parts.append(
                f'<rect x="{_x(left):.1f}" y="{_y(top):.1f}" width="{_x(right) - _x(left):.1f}" '
                f'height="{_y(bottom) - _y(top) + 0.3:.1f}" fill="{_FILLS[band]}"/>'
            )
    return parts


def _contours(field: _Field) -> list[str]:
    parts = []
    for level in LEVELS_DEG:
        pieces = [piece for piece in _pieces(field, level) if len(piece) == 2]
        if not pieces:
            continue
        way = "".join(f"M{_x(a):.1f} {_y(b):.1f}L{_x(c):.1f} {_y(d):.1f}" for (a, b), (c, d) in pieces)
        width = 1.6 if level.is_integer() else 1.0
        parts.append(f'<path d="{way}" fill="none" stroke="{_INK}" stroke-width="{width}" stroke-opacity="0.75"/>')
        azimuth, elevation = min((start for start, _ in pieces), key=lambda at: (abs(at[0] - 0.6 * at[1]), -at[1]))
        parts.append(_text(_x(azimuth), _y(elevation) + 4, f"{number(level)}\u00b0", halo=True))
    return parts


def _pieces(field: _Field, level: float) -> list[list[tuple[float, float]]]:
    """Where a level crosses each cell's edges: marching squares without the rare saddles."""
    found = []
    a, e, z = field.azimuth_deg, field.elevation_deg, field.error_deg
    above = z > level
    low_left, others = above[:-1, :-1], (above[1:, :-1], above[:-1, 1:], above[1:, 1:])
    mixed = np.logical_or.reduce([low_left != other for other in others])
    for i, j in zip(*np.nonzero(mixed), strict=True):
        corners = [(a[j], e[i], z[i, j]), (a[j + 1], e[i], z[i, j + 1])]
        corners += [(a[j + 1], e[i + 1], z[i + 1, j + 1]), (a[j], e[i + 1], z[i + 1, j])]
        crossings = []
        for (a0, e0, z0), (a1, e1, z1) in zip(corners, [*corners[1:], corners[0]], strict=True):
            if (z0 > level) != (z1 > level):
                share = (level - z0) / (z1 - z0)
                crossings.append((float(a0 + share * (a1 - a0)), float(e0 + share * (e1 - e0))))
        found.append(crossings)
    return found


def _grid() -> list[str]:
    parts = []
    for azimuth in range(-30, 31, 10):
        line = f'x1="{_x(azimuth):g}" x2="{_x(azimuth):g}" y1="{_y(HIGHEST_DEG):g}" y2="{_y(-HIGHEST_DEG):g}"'
        parts.append(f'<line {line} stroke="{_MUTED}" stroke-opacity="{0.5 if azimuth == 0 else 0.18}"/>')
        parts.append(_text(_x(azimuth), _y(-HIGHEST_DEG) + 17, angles_in_words(azimuth, 0), colour=_MUTED))
    for elevation in range(-20, 21, 10):
        line = f'x1="{_x(-WIDEST_DEG):g}" x2="{_x(WIDEST_DEG):g}" y1="{_y(elevation):g}" y2="{_y(elevation):g}"'
        parts.append(f'<line {line} stroke="{_MUTED}" stroke-opacity="{0.5 if elevation == 0 else 0.18}"/>')
        said = angles_in_words(0, elevation) if elevation else "0\u00b0"
        parts.append(_text(_LEFT - 6, _y(elevation) + 4, said, colour=_MUTED, anchor="end"))
    return parts


def _points(profile: Profile) -> list[str]:
    """Validated directions as circles of their error, in the scale of the map, around where they were."""
    parts = []
    for point in profile.validation.points:
        x, y = _x(point.azimuth_deg), _y(point.elevation_deg)
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{max(_SCALE * point.error_deg, 2):.1f}" fill="none" '
            f'stroke="#1F7A74" stroke-width="1.8"/><circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="#1F7A74"/>'
        )
    return parts


def _taught(profile: Profile) -> list[str]:
    """Taught positions as diamonds with their names."""
    parts = []
    for position in profile.taught:
        x = _x(max(-WIDEST_DEG, min(WIDEST_DEG, position.azimuth_deg)))
        y = _y(max(-HIGHEST_DEG, min(HIGHEST_DEG, position.elevation_deg)))
        diamond = f"M{x - 6:.1f} {y:.1f}l6 -6l6 6l-6 6z"
        parts.append(f'<path d="{diamond}" fill="{_PAPER}" stroke="{_INK}" stroke-width="1.6"/>')
        parts.append(_text(x, y - 11, position.name, halo=True))
    return parts


def _legend(profile: Profile, height: float) -> list[str]:
    said = [
        _(
            "Lines: error to be expected in that direction. "
            "Circles: where it was checked; their size is the error found."
        ),
        _("Right is the client's right. Diamonds: taught positions.")
        if profile.taught
        else _("Right is the client's right."),
    ]
    return [_text(_LEFT, height - y, line, anchor="start", size=10.5) for y, line in zip((24, 9), said, strict=True)]


def _text(
    x: float, y: float, said: str, *, colour: str = _INK, anchor: str = "middle", size: float = 12.0, halo: bool = False
) -> str:
    # A page's own rules for drawings give way to a style, not to attributes.
    outline = f"stroke:{_PAPER};stroke-width:4;stroke-linejoin:round;paint-order:stroke" if halo else "stroke:none"
    style = f"font-size:{size:g}px;fill:{colour};{outline}"
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" style="{style}">{escape(said)}</text>'


def _x(azimuth_deg: float) -> float:
    return _LEFT + _SCALE * (azimuth_deg + WIDEST_DEG)


def _y(elevation_deg: float) -> float:
    return _TOP + _SCALE * (HIGHEST_DEG - elevation_deg)
