"""EyesAgreement: whether the two eyes, each measured alone, tell the same; if not, which one follows what is shown.

A squint that stays the same in every direction is learned by each eye's own model and harms nothing. Eyes that take
turns, a squint that changes with the direction and an eye that does not move at all must not be averaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from calibration import CalibrationError, left_out_directions
from gazetrainer.calibrating.captured import CapturedPoint, fitted, rows_of
from gazetrainer.calibrating.looked_at import HeadTask
from gazetrainer.calibrating.population import GazePopulation
from gazetrainer.eyes import Eyes

_CLEARLY_WORSE: Final = 1.7
_WORSE_BY_DEG: Final = 1.5
"""Two eyes that look at the same miss a point left out by 1 to 3 deg each, and by nearly the same."""
_CLEARLY_APART_DEG: Final = 6.0
_FEWEST_DIRECTIONS: Final = 8
"""Of five points each is so far from the others that leaving it out says little about an eye."""


class EyesAgreement(BaseModel):
    """Over the calibration's points, each left out in turn: how far apart the eyes are, and how far off each is."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    apart_deg: float = Field(ge=0)
    error_left_deg: float = Field(ge=0)
    error_right_deg: float = Field(ge=0)

    @property
    def better_eye(self) -> Eyes:
        """The eye that follows what is shown more closely."""
        return Eyes.LEFT if self.error_left_deg < self.error_right_deg else Eyes.RIGHT

    @property
    def is_clear(self) -> bool:
        """The eyes look at the same, as far as it can be told."""
        better, worse = sorted((self.error_left_deg, self.error_right_deg))
        one_lags = worse > better + _WORSE_BY_DEG and worse > _CLEARLY_WORSE * better
        return not (one_lags or self.apart_deg > _CLEARLY_APART_DEG)


def eyes_agreement(points: Sequence[CapturedPoint], population: GazePopulation) -> EyesAgreement | None:
    """Measure both eyes alone on the points of the last sitting that were looked at with a still head.

    None when there are too few of them.
    """
    last = max((point.sitting for point in points), default=0)
    still = [p for p in fitted(points) if p.head is HeadTask.STILL and p.sitting == last]
    if len({(point.azimuth_deg, point.elevation_deg) for point in still}) < _FEWEST_DIRECTIONS:
        return None
    try:
        left, right = (
            left_out_directions(population.by_eyes[eye], rows_of(still, eye)) for eye in (Eyes.LEFT, Eyes.RIGHT)
        )
    except CalibrationError:
        return None
    directions_deg = rows_of(still, Eyes.LEFT).directions_deg
    return EyesAgreement(
        apart_deg=_mean_length(left - right),
        error_left_deg=_mean_length(left - directions_deg),
        error_right_deg=_mean_length(right - directions_deg),
    )


def _mean_length(apart_deg: NDArray[np.float64]) -> float:
    return round(float(np.linalg.norm(apart_deg, axis=1).mean()), 2)
