"""Doubts: what may put a measured direction wrong, as causes whose sizes were learned over people."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import hypot, log2, sqrt

import numpy as np
from numpy.typing import NDArray

from gazetrainer.gaze import HeadPose

_TEN_DEG = 10.0
_TEN_PX = 10.0
_AT_REST = 0.5
"""What tracking alone makes of brows and a mouth that rest."""
_USUAL_MISFIT = 0.6
"""Points left out are off by about that share of what the population lets expect for drawn people before a usual camera
(0.56 to 0.72), and by 0.66 to 1.1 for faces that another program drew and a photograph with drawn eyes. Worse points
tell a face of a kind that nobody learned from: sigma grows with their root once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """Causes of error in one frame; each is squared, given its learned share and added up.

    All of them count the more, the worse the person's own points fit.
    own_error_deg, unsure_deg, beyond_deg: of the person's model; beyond: outside all that was calibrated.
    eccentric: tens of degrees from neutral. yaw_deg, pitch_deg, roll_deg: of the head, against neutral.
    nearer: doublings of the distance since calibration. lids_lowered, lids_apart: shares of the own open eye.
    eyes_apart_deg: between the directions of each eye alone. iris: smallness, 1 at 10 px across.
    light: doublings of the light since calibration. strange: how much less the eyes look like eyes than at calibration.
    dissent_deg: between the networks that know different people.
    edges: how far the edge of an iris lies from a circle, in tenths of its radius.
    rims: how clearly the rims of glasses crossed the bridge of the nose at calibration, 0 to 1; they may mirror light.
    untaught_turn_deg: how far the head is turned, where no nose dot has shown what turning it does.
    """

    usual: float = 1.0
    own_error_deg: float
    unsure_deg: float
    beyond_deg: float
    eccentric: float
    yaw_deg: float
    pitch_deg: float
    roll_deg: float
    nearer: float
    lids_lowered: float
    lids_apart: float
    eyes_apart_deg: float
    dissent_deg: float
    iris: float
    light: float
    strange: float
    edges: float
    face_moved: float
    rims: float
    untaught_turn_deg: float

    def row(self) -> NDArray[np.float64]:
        """The causes in their order, times the root of the person's own error.

        Over drawn people whom the population had not seen, sigma grows as that root; faces of other makes need more
        (`benchmarks/README.md`).
        """
        causes = np.array([getattr(self, name) for name in CAUSES])
        return np.asarray(np.sqrt(self.own_error_deg) * causes)


CAUSES = tuple(field.name for field in fields(Doubts))
"""Names of the causes, in the order of a row."""


def eccentricity(azimuth_deg: float, elevation_deg: float) -> float:
    """How far out a direction lies, in tens of degrees."""
    return hypot(azimuth_deg, elevation_deg) / _TEN_DEG


def iris_smallness(iris_diameter_px: float) -> float:
    """1 for an iris 10 px across, 2 for one of 5 px."""
    return _TEN_PX / max(iris_diameter_px, 1.0)


def doublings(now: float, then: float) -> float:
    """How many times a quantity has doubled (or halved: negative)."""
    return log2(max(now, 1e-3) / max(then, 1e-3))


def turned(head: HeadPose) -> dict[str, float]:
    """The head's angles as causes."""
    return {"yaw_deg": head.yaw_deg, "pitch_deg": head.pitch_deg, "roll_deg": head.roll_deg}


def unfamiliar(unlike_others: float) -> float:
    """What sigma is multiplied by for a person whose own points, see PersonModel, fit worse than others'."""
    return sqrt(max(1.0, unlike_others / _USUAL_MISFIT))


def at_rest(
    own_error_deg: float, unsure_deg: float, dissent_deg: float, direction_deg: tuple[float, float], *, rims: float
) -> Doubts:
    """The doubts that are left when head, light and distance are as they were at calibration, a good picture given."""
    return Doubts(
        own_error_deg=own_error_deg,
        unsure_deg=unsure_deg,
        beyond_deg=0.0,
        eccentric=eccentricity(*direction_deg),
        yaw_deg=0.0,
        pitch_deg=0.0,
        roll_deg=0.0,
        nearer=0.0,
        lids_lowered=0.0,
        lids_apart=0.0,
        eyes_apart_deg=1.0,
        dissent_deg=dissent_deg,
        iris=1.0,
        light=0.0,
        strange=0.0,
        edges=0.5,
        face_moved=_AT_REST,
        rims=rims,
        untaught_turn_deg=0.0,
    )
