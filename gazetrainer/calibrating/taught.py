"""TaughtPosition: a direction that was taken and held once, with its spread; most positions do not fit on a screen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from gazetrainer.gaze import Gaze, GazeSample
from targets import TaughtTarget, same_name
from targets.formats import number
from targets.language import N_, _

SHORTEST_TOLD_S: Final = 1.5
"""Time with a direction, in all, below which nothing is taught."""
LEAST_TOLD: Final = 0.5
_SLIP_DEG: Final = 3.0
_SLIP_SPREADS: Final = 3.5
"""A sample further from the middle than the first, and than so many robust standard deviations, is a slip."""
_MOST_SLIPS: Final = 0.3
_WIDEST_SPREAD_DEG: Final = 3.0
_LONGEST_WAY_DEG: Final = 4.0
"""The middles of the first and the last third lie no further apart when the eyes stayed where they were."""
_MAD_TO_SD: Final = 1.4826
_SPREADS: Final = 2.45
_DOUBTS: Final = 2.1
_USUAL_DOUBT_PERCENTILE: Final = 90
_WIDEST_TOLERANCE_DEG: Final = 20.0
_TURNED_DEG: Final = 8.0


class Untaught(StrEnum):
    """Why a position could not be learned from what was seen; the sentence says what helps."""

    TOO_SHORT = "too_short"
    TOO_FEW = "too_few"
    WANDERED = "wandered"
    HEAD_TURNED = "head_turned"

    @property
    def sentence(self) -> str:
        """What was the matter, and what to do."""
        return _(_SENTENCES[self]).format(least=number(SHORTEST_TOLD_S, ".1f"))


_SENTENCES: Final = {
    Untaught.TOO_SHORT: N_("The eyes could be seen for less than {least} seconds. Hold the position longer."),
    Untaught.TOO_FEW: N_(
        "In too few pictures the direction of the eyes could be told. More light from the front, open eyes and a face "
        "turned to the camera help; a position further in may be told where this one cannot."
    ),
    Untaught.WANDERED: N_("The eyes did not stay in one place. Take the position first, then hold it and try again."),
    Untaught.HEAD_TURNED: N_("The head was turned. Keep it straight ahead, let only the eyes go, and try again."),
}


class TaughtPosition(BaseModel):
    """A position as a person took it: its direction against neutral, how steadily it was held, how surely it was told.

    std_azimuth_deg, std_elevation_deg: spread of what was measured while it was held; sigma_deg: the measurement's own
    standard deviation per axis, which nine samples in ten stayed below. taken_at is an ISO time; seconds: how long a
    direction could be told.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    name: str = Field(min_length=1)
    azimuth_deg: float = Field(ge=-90, le=90)
    elevation_deg: float = Field(ge=-90, le=90)
    std_azimuth_deg: float = Field(ge=0)
    std_elevation_deg: float = Field(ge=0)
    sigma_deg: float = Field(ge=0)
    taken_at: str
    seconds: float = Field(gt=0)

    @property
    def least_tolerance_deg(self) -> float:
        """The smallest tolerance it can be held to.

        Held again as steadily, 95 of 100 moments lie within 2.45 spreads. The judge tells nothing when the doubt is
        more than half the tolerance, and the doubt may fall differently the next time: a little over two doubts are
        added, as the squares of independent things add.
        """
        spread_deg = math.hypot(self.std_azimuth_deg, self.std_elevation_deg) / math.sqrt(2)
        return min(math.hypot(_SPREADS * spread_deg, _DOUBTS * self.sigma_deg), _WIDEST_TOLERANCE_DEG)

    @property
    def target(self) -> TaughtTarget:
        """What a plan that names it needs to know."""
        return TaughtTarget(self.name, self.azimuth_deg, self.elevation_deg, round(self.least_tolerance_deg, 2))


@dataclass(frozen=True, slots=True)
class _Told:
    directions: NDArray[np.float64]
    kept: NDArray[np.bool_]


def taught_from(gazes: Sequence[Gaze], *, name: str, taken_at: str) -> TaughtPosition | Untaught:
    """Learn a position from consecutive gazes while it was held; gaps and slips away from it are left out."""
    samples = [gaze for gaze in gazes if isinstance(gaze, GazeSample)]
    seconds = _seconds(gazes) * len(samples) / max(len(gazes), 1)
    if len(samples) < LEAST_TOLD * len(gazes):
        return Untaught.TOO_FEW
    if len(samples) < 2 or seconds < SHORTEST_TOLD_S:
        return Untaught.TOO_SHORT
    if float(np.median([_turn_deg(sample) for sample in samples])) > _TURNED_DEG:
        return Untaught.HEAD_TURNED
    told = _without_slips(np.array([(sample.azimuth_deg, sample.elevation_deg) for sample in samples]))
    steady = told.directions[told.kept]
    if _wandered(told):
        return Untaught.WANDERED
    azimuth, elevation = np.median(steady, axis=0)
    std_azimuth, std_elevation = np.std(steady, axis=0, ddof=1)
    doubts = [sample.sigma_deg for sample, is_kept in zip(samples, told.kept, strict=True) if is_kept]
    return TaughtPosition(
        name=" ".join(name.split()),
        azimuth_deg=round(float(azimuth), 3),
        elevation_deg=round(float(elevation), 3),
        std_azimuth_deg=round(float(std_azimuth), 3),
        std_elevation_deg=round(float(std_elevation), 3),
        sigma_deg=round(float(np.percentile(doubts, _USUAL_DOUBT_PERCENTILE)), 3),
        taken_at=taken_at,
        seconds=round(seconds, 2),
    )


def with_taught(known: Iterable[TaughtPosition], new: TaughtPosition) -> tuple[TaughtPosition, ...]:
    """The positions with a new one, which takes the place of one of the same name."""
    return (*(each for each in known if not same_name(each.name, new.name)), new)


def _seconds(gazes: Sequence[Gaze]) -> float:
    """From the first to the last, and one more step."""
    return (gazes[-1].time_s - gazes[0].time_s) * len(gazes) / (len(gazes) - 1) if len(gazes) > 1 else 0.0


def _turn_deg(sample: GazeSample) -> float:
    return max(abs(sample.head.yaw_deg), abs(sample.head.pitch_deg), abs(sample.head.roll_deg))


def _without_slips(directions: NDArray[np.float64]) -> _Told:
    """Directions (n, 2), and which of them belong to the position."""
    away = np.linalg.norm(directions - np.median(directions, axis=0), axis=1)
    spread = _MAD_TO_SD * float(np.median(away))
    return _Told(directions, away <= max(_SLIP_DEG, _SLIP_SPREADS * spread))


def _wandered(told: _Told) -> bool:
    """Too many slips, too wide a spread, or a middle that moves from the first third to the last."""
    steady = told.directions[told.kept]
    third = max(len(steady) // 3, 1)
    way = np.linalg.norm(np.median(steady[-third:], axis=0) - np.median(steady[:third], axis=0))
    slips = 1 - told.kept.mean()
    return bool(slips > _MOST_SLIPS or np.std(steady, axis=0).max() > _WIDEST_SPREAD_DEG or way > _LONGEST_WAY_DEG)
