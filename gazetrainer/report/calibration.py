"""CalibrationSummary: the validation that a recording carries, point by point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from gazetrainer.finite import finite
from gazetrainer.recording import RecordingHeader


@dataclass(frozen=True, slots=True)
class ValidatedPoint:
    """Error and steadiness at one direction that had no part in the fit; None: not measured."""

    azimuth_deg: float
    elevation_deg: float
    error_deg: float | None
    std_deg: float | None
    rms_s2s_deg: float | None
    bcea_deg2: float | None
    data_loss: float | None


@dataclass(frozen=True, slots=True)
class CalibrationSummary:
    """All validated points; method says how they were validated, empty if that is not known."""

    points: tuple[ValidatedPoint, ...]
    mean_error_deg: float | None
    method: str = ""


def calibration_of(header: RecordingHeader) -> CalibrationSummary:
    """Take the validation from a header, or from the profile in it; what is not there is None."""
    source = header.validation or _mapping((header.profile or {}).get("validation"))
    points = source.get("points")
    told = tuple(_point(_mapping(point)) for point in points) if isinstance(points, list | tuple) else ()
    errors = [point.error_deg for point in told if point.error_deg is not None]
    mean = finite(source.get("mean_error_deg"))
    if mean is None and errors:
        mean = float(np.mean(errors))
    return CalibrationSummary(told, mean, str(source.get("method", "")))


def _point(plain: Mapping[str, object]) -> ValidatedPoint:
    return ValidatedPoint(
        azimuth_deg=finite(plain.get("azimuth_deg")) or 0.0,
        elevation_deg=finite(plain.get("elevation_deg")) or 0.0,
        error_deg=finite(plain.get("error_deg")),
        std_deg=finite(plain.get("std_deg")),
        rms_s2s_deg=finite(plain.get("rms_s2s_deg")),
        bcea_deg2=finite(plain.get("bcea_deg2")),
        data_loss=finite(plain.get("data_loss")),
    )


def _mapping(plain: object) -> Mapping[str, object]:
    return plain if isinstance(plain, Mapping) else {}
