"""What stands beside the signal of one eye: rate, eye, frame of reference, calibration, software."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from statistics import median
from typing import Final

from gazetrainer.calibrating.looked_at import HeadTask, Purpose
from gazetrainer.events import Recentred
from gazetrainer.exports.bids_texts import columns_of, side_file
from gazetrainer.eyes import Eyes
from gazetrainer.finite import finite
from gazetrainer.gaze import Gaze
from gazetrainer.recording import Recording, RecordingHeader, Subject
from gazetrainer.report.calibration import calibration_of

_RECORDED_EYE: Final = {Eyes.BOTH: "cyclopean", Eyes.LEFT: "left", Eyes.RIGHT: "right"}
_M_PER_MM: Final = 1e-3


def physio_sidecar(recording: Recording, eyes: Eyes) -> Mapping[str, object]:
    """The side file of one eye's signal; what is not known is None."""
    header, gazes = recording.header, recording.gazes
    return {
        "PhysioType": "eyetrack",
        "SamplingFrequency": _rate_hz(header, gazes),
        "StartTime": gazes[0].time_s,
        "Columns": list(columns_of("physio")),
        "RecordedEye": _RECORDED_EYE[eyes],
        "SampleCoordinateSystem": "eye-in-head",
        "Manufacturer": "gazetrainer",
        "ManufacturersModelName": header.camera.name,
        "SoftwareVersions": ", ".join(f"{name} {version}" for name, version in header.software.items()) or None,
        "EyeTrackerDistance": _distance_m(gazes),
        **_calibration(recording),
        "RecordingComplete": recording.complete,
        "RecordingEndsAt": recording.cut_short_at_s,
        "SimulatedSubject": header.subject is Subject.SIMULATED,
        **side_file("physio"),
    }


def _calibration(recording: Recording) -> Mapping[str, object]:
    """Errors on directions that had no part in the fit.

    CalibrationPosition is told under another name: BIDS knows it in pixels and lengths on a screen only.
    """
    known = calibration_of(recording.header)
    errors = [point.error_deg for point in known.points if point.error_deg is not None]
    shown = _shown(recording.header)
    return {
        "AverageCalibrationError": known.mean_error_deg,
        "MaximalCalibrationError": max(errors, default=None),
        "CalibrationCount": 1 + sum(isinstance(event, Recentred) for event in recording.events) if shown else None,
        "CalibrationType": f"HV{len(shown)}" if shown else None,
        "CalibrationDirectionsDeg": [list(pair) for pair in shown] or None,
        "ValidationDirectionsDeg": [[point.azimuth_deg, point.elevation_deg] for point in known.points] or None,
        "ValidationMethod": known.method or None,
    }


def _shown(header: RecordingHeader) -> tuple[tuple[float, float], ...]:
    """The directions that the last whole calibration was made on, head still, each once."""
    points = (header.profile or {}).get("points")
    listed = points if isinstance(points, Sequence) else ()
    used = [point for point in listed if isinstance(point, Mapping) and _is_calibration(point)]
    last = max(((finite(point.get("sitting")) or 0) for point in used), default=0)
    directions = [_direction(point) for point in used if (finite(point.get("sitting")) or 0) == last]
    return tuple(dict.fromkeys(direction for direction in directions if direction is not None))


def _direction(point: Mapping[str, object]) -> tuple[float, float] | None:
    azimuth_deg, elevation_deg = finite(point.get("azimuth_deg")), finite(point.get("elevation_deg"))
    return None if azimuth_deg is None or elevation_deg is None else (azimuth_deg, elevation_deg)


def _is_calibration(point: Mapping[str, object]) -> bool:
    told = point.get("purpose"), point.get("head")
    return told == (Purpose.CALIBRATION, HeadTask.STILL) and isinstance((finite(point.get("sitting")) or 0), int)


def _rate_hz(header: RecordingHeader, gazes: Sequence[Gaze]) -> float:
    """Frames a second as they came, on average; where that cannot be told, as the camera promised."""
    span_s = gazes[-1].time_s - gazes[0].time_s
    if span_s > 0:
        return (len(gazes) - 1) / span_s
    return header.measured_rate_hz or header.camera.nominal_rate_hz


def _distance_m(gazes: Sequence[Gaze]) -> float | None:
    distances_mm = [gaze.eyes.distance_mm for gaze in gazes if gaze.eyes and isfinite(gaze.eyes.distance_mm)]
    return round(median(distances_mm) * _M_PER_MM, 3) if distances_mm else None
