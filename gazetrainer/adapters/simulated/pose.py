"""Pose: what the simulated client does at one moment; Truth: the pose behind one frame."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gazetrainer.errors import OutputError
from targets.language import _

TRUTH_COLUMNS = (
    "time_s",
    "azimuth_deg",
    "elevation_deg",
    "head_yaw_deg",
    "head_pitch_deg",
    "head_roll_deg",
    "openness_left",
    "openness_right",
    "distance_mm",
    "present",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """Eyes, head, lids, place and light at one moment, exact.

    azimuth_deg, elevation_deg: eye-in-head, + to the client's right and up, against the client's own neutral.
    head_yaw_deg, head_pitch_deg, head_roll_deg: + to the client's right, up, toward the client's right shoulder.
    openness_left, openness_right: 0 closed .. 1 open, as a share of the person's own open eye.
    x_mm, y_mm, distance_mm: place of the eyes before the camera; + to the client's right and up.
    light: 1 is normal room light, 0.3 is dim. smile, squint: 0 at rest .. 1. brows: -1 lowered .. +1 raised.
    present: False when the client has left the picture.
    """

    azimuth_deg: float = 0.0
    elevation_deg: float = 0.0
    head_yaw_deg: float = 0.0
    head_pitch_deg: float = 0.0
    head_roll_deg: float = 0.0
    openness_left: float = 1.0
    openness_right: float = 1.0
    x_mm: float = 0.0
    y_mm: float = 0.0
    distance_mm: float = 600.0
    light: float = 1.0
    smile: float = 0.0
    squint: float = 0.0
    brows: float = 0.0
    present: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth(Pose):
    """The pose behind frame `index`; `attended` is the (azimuth_deg, elevation_deg) asked for, None: nothing."""

    index: int
    time_s: float
    attended: tuple[float, float] | None = None


def truth_of(pose: Pose, *, index: int, time_s: float, attended: tuple[float, float] | None) -> Truth:
    """The truth of one frame."""
    values = {field.name: getattr(pose, field.name) for field in fields(Pose)}
    return Truth(**values, index=index, time_s=time_s, attended=attended)


def rotation(yaw_deg: float, pitch_deg: float, roll_deg: float) -> NDArray[np.float64]:
    """Rotation (3, 3) of a head in camera axes (x image right, y down, z away from the camera).

    A face looks along -z, so a turn to the client's right moves its nose toward -x.

    >>> nose = rotation(10, 0, 0) @ [0, 0, -1]
    >>> bool(nose[0] < 0)
    True
    """
    yaw, pitch, roll = np.radians([yaw_deg, -pitch_deg, -roll_deg])
    turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    nod = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    tilt = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    return np.asarray(turn @ nod @ tilt, dtype=np.float64)


def direction(azimuth_deg: float, elevation_deg: float) -> NDArray[np.float64]:
    """Unit vector (3,) of a Fick direction in the head's axes (x image right, y down, z away from the camera)."""
    azimuth, elevation = np.radians(azimuth_deg), np.radians(elevation_deg)
    return np.array([-np.sin(azimuth) * np.cos(elevation), -np.sin(elevation), -np.cos(azimuth) * np.cos(elevation)])


def fick_deg(vector: NDArray[np.float64]) -> tuple[float, float]:
    """Azimuth and elevation in degrees of a vector (3,) in the head's axes.

    >>> [round(v, 6) for v in fick_deg(direction(12, -7))]
    [12.0, -7.0]
    """
    x, y, z = vector
    return float(np.degrees(np.arctan2(-x, -z))), float(np.degrees(np.arctan2(-y, np.hypot(x, z))))


def write_truth_csv(path: Path, truths: Iterable[Truth]) -> None:
    """Write one line per frame under TRUTH_COLUMNS; raises OutputError when the file cannot be written."""
    try:
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(TRUTH_COLUMNS)
            for truth in truths:
                writer.writerow([_cell(getattr(truth, column)) for column in TRUTH_COLUMNS])
    except OSError as error:
        message = _("The truth file {path} cannot be written ({why}). Choose another folder.").format(
            path=path, why=error.strerror
        )
        raise OutputError(message) from error


def _cell(value: float) -> str:
    return str(int(value)) if isinstance(value, bool) else f"{value:.4f}"
