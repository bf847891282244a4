"""Traces: a hold's gaze as arrays, and arrays as SVG paths thin enough for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gazetrainer.gaze import GapReason, Gaze, GazeSample
from targets import Step

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Traces:
    """One hold's gaze, all arrays of shape (n,); nan where nothing was told.

    error_deg is the angle to the target; offsets are gaze minus target, as seen from the client (right and up +).
    closures: spans (start_s, end_s) with shut lids, blinks among them.
    """

    time_s: Floats
    error_deg: Floats
    offset_right_deg: Floats
    offset_up_deg: Floats
    head_deg: Floats
    closures: tuple[tuple[float, float], ...]


def traces_of(gazes: Sequence[Gaze], step: Step) -> Traces:
    """Return the traces of consecutive gazes against a step's direction; head_deg is (n, 3): yaw, pitch, roll."""
    nothing = (np.nan, np.nan)
    told = [(gaze.azimuth_deg, gaze.elevation_deg) if isinstance(gaze, GazeSample) else nothing for gaze in gazes]
    azimuth, elevation = np.array(told, np.float64).reshape(-1, 2).T
    heads = [(g.head.yaw_deg, g.head.pitch_deg, g.head.roll_deg) if g.head else (np.nan,) * 3 for g in gazes]
    return Traces(
        time_s=np.array([gaze.time_s for gaze in gazes], np.float64),
        error_deg=_angles_deg(azimuth, elevation, step),
        offset_right_deg=(azimuth - step.azimuth_deg) * np.cos(np.radians(step.elevation_deg)),
        offset_up_deg=elevation - step.elevation_deg,
        head_deg=np.array(heads, np.float64).reshape(-1, 3),
        closures=_closures(gazes),
    )


def path(x: Floats, y: Floats, *, columns: int) -> str:
    """Return an SVG path of y over ascending x, broken at nan; many points keep each column's extremes only."""
    parts = []
    finite = np.isfinite(y)
    edges = np.flatnonzero(np.diff(np.r_[False, finite, False].astype(np.int8)))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        kept = start + extremes(x[start:end], y[start:end], columns)
        points = [f"{a:.1f} {b:.1f}" for a, b in zip(x[kept], y[kept], strict=True)]
        parts.append("M" + "L".join(points) + ("h.1" if len(points) == 1 else ""))
    return "".join(parts)


def dots(x: Floats, y: Floats, *, most: int) -> str:
    """Return an SVG path of dots (to be drawn with round caps), evenly thinned to at most so many."""
    finite = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    kept = finite[np.linspace(0, finite.size - 1, min(most, finite.size)).astype(int)] if finite.size else finite
    return "".join(f"M{a:.1f} {b:.1f}h0" for a, b in zip(x[kept], y[kept], strict=True))


def extremes(x: Floats, y: Floats, columns: int) -> NDArray[np.intp]:
    """Return the indices of the lowest and highest point of each of `columns` columns of x, in order."""
    if x.size <= 2 * columns:
        return np.arange(x.size)
    span = x[-1] - x[0]
    column = np.minimum((x - x[0]) / span * columns, columns - 1).astype(int) if span > 0 else np.zeros(x.size, int)
    by_height = np.lexsort((y, column))
    first = np.flatnonzero(np.diff(np.r_[-1, column[by_height]]))
    last = np.r_[first[1:] - 1, by_height.size - 1]
    return np.unique(np.r_[0, by_height[first], by_height[last], x.size - 1])


def _angles_deg(azimuth_deg: Floats, elevation_deg: Floats, step: Step) -> Floats:
    """Great-circle angles to a step's direction (haversine formula)."""
    azimuth, elevation = np.radians(azimuth_deg), np.radians(elevation_deg)
    target_azimuth, target_elevation = np.radians(step.azimuth_deg), np.radians(step.elevation_deg)
    across = np.cos(elevation) * np.cos(target_elevation) * np.sin((azimuth - target_azimuth) / 2) ** 2
    inner = np.sin((elevation - target_elevation) / 2) ** 2 + across
    return np.asarray(2 * np.degrees(np.arcsin(np.sqrt(np.clip(inner, 0, 1)))))


def _closures(gazes: Sequence[Gaze]) -> tuple[tuple[float, float], ...]:
    shut = [
        not isinstance(gaze, GazeSample) and gaze.reason in (GapReason.BLINK, GapReason.EYES_CLOSED) for gaze in gazes
    ]
    edges = np.flatnonzero(np.diff(np.r_[False, np.array(shut, bool), False].astype(np.int8)))
    last = len(gazes) - 1
    return tuple(
        (gazes[start].time_s, gazes[min(int(end), last)].time_s)
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    )
