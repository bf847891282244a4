"""A drawn face that smiles, squints or moves its brows looks where it looked before, and is told so.

Of fifteen people, in three groups, the median of a group was 0.6 to 3 deg.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from simulated_helpers import looks

from gazetrainer.adapters.simulated import Identity, Pose
from gazetrainer.calibrating.calibrate import CalibrationSetting, fit_profile
from gazetrainer.calibrating.looked_at import LookedAt
from gazetrainer.calibrating.profile import Profile
from gazetrainer.estimate import estimate
from gazetrainer.frame import CameraInfo
from gazetrainer.gaze import GazeSample
from targets import calibration_points

PEOPLE = (610, 611, 612, 613, 614)
POINTS = calibration_points(9, half_width_deg=15, half_height_deg=10)
SETTING = CalibrationSetting("", CameraInfo("", 640, 480, 30), 62.0, "")
POINT_S = 2.0
DRAWN = 3
FACES = {
    "at rest": Pose(),
    "smile": Pose(smile=1.0),
    "squint": Pose(squint=0.5),
    "brows up": Pose(brows=1.0),
    "brows down": Pose(brows=-1.0),
}


def calibrated(person: Identity) -> Profile:
    poses = [Pose(azimuth_deg=p.azimuth_deg, elevation_deg=p.elevation_deg) for p in POINTS for _ in range(DRAWN)]
    # The first half of a point's time is for settling. A point needs six frames: each picture is seen twice.
    seen = [
        replace(look, time_s=(i // DRAWN + 0.6 + 0.1 * (i % DRAWN)) * POINT_S + later_s)
        for i, look in enumerate(looks(person, poses))
        for later_s in (0.0, 0.1)
    ]
    shown = [LookedAt(i * POINT_S, (i + 1) * POINT_S, p.azimuth_deg, p.elevation_deg) for i, p in enumerate(POINTS)]
    return fit_profile(seen, shown, SETTING)


def told(person: Identity) -> NDArray[np.float64]:
    """Azimuth, elevation and sigma of each face (5, 3), the mean of some pictures."""
    poses = [pose for pose in FACES.values() for _ in range(DRAWN)]
    # Seconds apart, so that nothing is averaged.
    seen = [replace(look, time_s=10.0 * i) for i, look in enumerate(looks(person, poses))]
    gazes = list(estimate(seen, calibrated(person)))
    rows = [(g.azimuth_deg, g.elevation_deg, g.sigma_deg) for g in gazes if isinstance(g, GazeSample)]
    return np.array(rows).reshape(len(FACES), DRAWN, 3).mean(axis=1)


@pytest.fixture(scope="module")
def people() -> NDArray[np.float64]:
    return np.array([told(Identity.from_seed(number)) for number in PEOPLE])


@pytest.mark.parametrize("face", [name for name in FACES if name != "at rest"])
def test_an_expression_is_not_taken_for_a_look_elsewhere(people: NDArray[np.float64], face: str) -> None:
    off = people[:, list(FACES).index(face), :2] - people[:, 0, :2]
    assert np.median(np.hypot(*off.T)) < 4


@pytest.mark.parametrize("face", ["smile", "squint"])
def test_narrowed_lids_raise_the_doubt(people: NDArray[np.float64], face: str) -> None:
    assert (people[:, list(FACES).index(face), 2] > 1.2 * people[:, 0, 2]).all()
