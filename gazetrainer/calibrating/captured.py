"""CapturedPoint: one direction as it was captured in a sitting; many of them are what a person's model is fitted to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from calibration import CalibrationError, PersonModel, Rows, fit_person
from gazetrainer.calibrating.looked_at import HeadTask, Purpose
from gazetrainer.calibrating.population import GazePopulation
from gazetrainer.eyes import Eyes
from gazetrainer.measuring.features import columns_of

_MOST_SITTINGS: Final = 1_000_000
_Feature = Annotated[float, Field(ge=-10_000, le=10_000)]
"""Far beyond what any face gives (tens at most), and small enough to be reckoned with."""


class CapturedPoint(BaseModel):
    """The median features of one direction's frames.

    Sittings are counted from 0. after_recentre: captured by a re-centre in the midst of the sitting.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    azimuth_deg: float = Field(ge=-90, le=90)
    elevation_deg: float = Field(ge=-90, le=90)
    head: HeadTask
    purpose: Purpose = Purpose.CALIBRATION
    sitting: int = Field(default=0, ge=0, le=_MOST_SITTINGS)
    after_recentre: bool = False
    features: tuple[_Feature, ...]


def fit_points(points: Sequence[CapturedPoint], eyes: Eyes, population: GazePopulation) -> PersonModel:
    """Fit a person's model to captured points, as the person is in the last sitting; raises CalibrationError."""
    return fit_person(population.by_eyes[eyes], rows_of(points, eyes))


def fitted(points: Sequence[CapturedPoint]) -> tuple[CapturedPoint, ...]:
    """The points that a model may be fitted to: held-out points of the last sitting stay held out until the next."""
    last = max((point.sitting for point in points), default=0)
    return tuple(p for p in points if p.purpose is not Purpose.VALIDATION or p.sitting < last)


def rows_of(points: Sequence[CapturedPoint], eyes: Eyes) -> Rows:
    """Captured points as rows; raises CalibrationError when there are none, or points of different kinds."""
    if not points or len({len(point.features) for point in points}) != 1:
        raise CalibrationError("there are no points, or points that do not belong together")
    features = np.array([point.features for point in points])
    directions = np.array([(point.azimuth_deg, point.elevation_deg) for point in points])
    _, targets = np.unique(directions, axis=0, return_inverse=True)
    return Rows(
        features[:, columns_of(eyes, features.shape[1])],
        directions,
        targets.ravel().astype(np.int64),
        np.array([point.sitting for point in points], dtype=np.int64),
        np.array([point.after_recentre for point in points]),
    )
