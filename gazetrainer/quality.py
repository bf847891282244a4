"""Data quality of a stretch of gaze in the field's own terms, as ETDQualitizer computes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gazetrainer.gaze import Gaze, GazeSample

FEWEST_SAMPLES = 5


@dataclass(frozen=True, slots=True)
class Ellipse:
    """Bivariate contour ellipse that holds 68% of the samples; half axes in degrees, orientation from azimuth."""

    orientation_deg: float
    half_axis_a_deg: float
    half_axis_b_deg: float


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the samples of a stretch are against the direction looked at (degrees; data_loss is a share).

    bcea_deg2: area of the ellipse; rms_s2s_deg: None if no two samples follow
    each other; effective_rate_hz: directions told per second.
    Source: Niehorster et al. 2026, 10.3758/s13428-026-03039-4.
    """

    accuracy_deg: float
    offset_azimuth_deg: float
    offset_elevation_deg: float
    rms_s2s_deg: float | None
    std_deg: float
    bcea_deg2: float
    ellipse: Ellipse
    data_loss: float
    effective_rate_hz: float


@dataclass(frozen=True, slots=True)
class TooFewSamples:
    """There is not enough to speak of quality."""

    samples: int


def quality_of(gazes: Sequence[Gaze], *, azimuth_deg: float, elevation_deg: float) -> Quality | TooFewSamples:
    """Return the data quality of consecutive gazes while the eyes were to look at one direction."""
    import ETDQualitizer  # noqa: PLC0415  (it imports pandas: a fifth of all that the program loads at its start)

    told = [gaze for gaze in gazes if isinstance(gaze, GazeSample)]
    if len(told) < FEWEST_SAMPLES:
        return TooFewSamples(len(told))
    pairs = [(g.azimuth_deg, g.elevation_deg) if isinstance(g, GazeSample) else (np.nan, np.nan) for g in gazes]
    azimuth, elevation = np.array(pairs, np.float64).T
    offset, offset_azimuth, offset_elevation = ETDQualitizer.accuracy(azimuth, elevation, azimuth_deg, elevation_deg)
    with np.errstate(divide="ignore", invalid="ignore"):  # a line or a point has no correlation
        area, orientation, half_axis_a, half_axis_b, _ = ETDQualitizer.bcea(azimuth, elevation)
    return Quality(
        accuracy_deg=offset,
        offset_azimuth_deg=offset_azimuth,
        offset_elevation_deg=offset_elevation,
        rms_s2s_deg=float(ETDQualitizer.rms_s2s(azimuth, elevation)[0]) if _has_neighbours(azimuth) else None,
        std_deg=ETDQualitizer.std(azimuth, elevation)[0],
        bcea_deg2=_finite(area),
        ellipse=_ellipse(orientation, half_axis_a, half_axis_b),
        data_loss=float(ETDQualitizer.data_loss_from_invalid(azimuth, elevation)) / 100,
        effective_rate_hz=_effective_rate_hz(gazes, len(told)),
    )


def _ellipse(orientation_deg: float, axis_a_deg: float, axis_b_deg: float) -> Ellipse:
    # ETDQualitizer 1.2 gives axes whose ellipse has half of its own area
    longer, shorter = (_finite(np.sqrt(2.0) * axis) for axis in (axis_a_deg, axis_b_deg))
    return Ellipse(_finite(orientation_deg), longer, shorter)


def _has_neighbours(azimuth: NDArray[np.float64]) -> bool:
    return bool(np.isfinite(np.diff(azimuth)).any())


def _effective_rate_hz(gazes: Sequence[Gaze], told: int) -> float:
    span_s = gazes[-1].time_s - gazes[0].time_s
    return told / (span_s * len(gazes) / (len(gazes) - 1)) if span_s > 0 else 0.0


def _finite(value: float) -> float:
    return float(value) if np.isfinite(value) else 0.0
