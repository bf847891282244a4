"""Positions that are taught: what is learned from gaze samples, what is refused, and how they are judged later."""

from dataclasses import replace

import numpy as np
import pytest
from simulated_helpers import face_model

from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.simulated import Identity, Pose, Renderer
from gazetrainer.calibrating.calibrate import CalibrationSetting, fit_profile
from gazetrainer.calibrating.looked_at import LookedAt
from gazetrainer.calibrating.taught import TaughtPosition, Untaught, taught_from, with_taught
from gazetrainer.estimate import estimate
from gazetrainer.events import Verdict
from gazetrainer.eyes import Eyes
from gazetrainer.frame import CameraInfo, Frame
from gazetrainer.gaze import EyeState, GapReason, GazeGap, GazeSample, HeadPose
from gazetrainer.judging.plan_run import run_plan
from targets import calibration_points, parse_plan

RATE_HZ = 30
RNG = np.random.default_rng(11)
ASKED = (19.0, -9.0)


def sample(time_s, azimuth=-28.0, elevation=6.0, *, sigma=1.5, yaw=0.0):
    return GazeSample(time_s, azimuth, elevation, sigma, HeadPose(yaw, 0.0, 0.0), EyeState(1.0, 1.0, 600.0))


def held(seconds=4.0, *, spread=(0.8, 0.4), towards=(0.0, 0.0), **more):
    count = round(seconds * RATE_HZ)
    noise = RNG.normal(scale=spread, size=(count, 2)) + np.linspace((0, 0), towards, count)
    return [sample(i / RATE_HZ, -28 + a, 6 + e, **more) for i, (a, e) in enumerate(noise)]


def taught(gazes):
    return taught_from(gazes, name="far left", taken_at="2026-01-01T08:00:00")


def test_a_position_is_the_middle_of_what_was_held_with_its_spread_and_doubt():
    position = taught(held())
    assert isinstance(position, TaughtPosition)
    assert (position.azimuth_deg, position.elevation_deg) == pytest.approx((-28, 6), abs=0.3)
    assert (position.std_azimuth_deg, position.std_elevation_deg) == pytest.approx((0.8, 0.4), rel=0.25)
    assert position.sigma_deg == pytest.approx(1.5)
    assert position.seconds == pytest.approx(4.0, abs=0.05)


def test_slips_and_blinks_are_left_out():
    gazes = held(5.0)
    for i in range(40, 60):
        gazes[i] = sample(i / RATE_HZ, -10.0, 0.0)
    for i in range(90, 105):
        gazes[i] = GazeGap(i / RATE_HZ, GapReason.BLINK)
    position = taught(gazes)
    assert isinstance(position, TaughtPosition)
    assert (position.azimuth_deg, position.elevation_deg) == pytest.approx((-28, 6), abs=0.4)
    assert position.std_azimuth_deg < 1.2


@pytest.mark.parametrize(
    ("gazes", "why"),
    [
        ([], Untaught.TOO_SHORT),
        (held(1.0), Untaught.TOO_SHORT),
        ([GazeGap(i / RATE_HZ, GapReason.NO_FACE) for i in range(150)], Untaught.TOO_FEW),
        (held(1.8) + [GazeGap(1.8 + i / RATE_HZ, GapReason.EYES_CLOSED) for i in range(90)], Untaught.TOO_FEW),
        (held(4.0, towards=(12.0, 0.0)), Untaught.WANDERED),
        (held(4.0, spread=(4.0, 4.0)), Untaught.WANDERED),
        (held(2.0) + [sample(2 + i / RATE_HZ, 0.0, 0.0) for i in range(60)], Untaught.WANDERED),
        (held(4.0, yaw=12.0), Untaught.HEAD_TURNED),
    ],
)
def test_what_cannot_be_learned_is_refused_with_what_helps(gazes, why):
    assert taught(gazes) is why
    assert why.sentence.endswith(".")


def test_the_tolerance_holds_the_spread_and_the_doubt_and_leaves_the_judge_room_to_tell():
    steady, unsteady = taught(held(spread=(0.3, 0.3))), taught(held(spread=(2.0, 2.0)))
    doubtful = taught(held(spread=(0.3, 0.3), sigma=3.0))
    assert isinstance(steady, TaughtPosition)
    assert isinstance(unsteady, TaughtPosition)
    assert isinstance(doubtful, TaughtPosition)
    assert steady.least_tolerance_deg < unsteady.least_tolerance_deg
    assert doubtful.sigma_deg < doubtful.least_tolerance_deg / 2


def test_a_position_taught_again_takes_the_place_of_the_one_before():
    first, again, other = (TaughtPosition(**_figures(name)) for name in ("Far left", "far  left", "up"))
    assert with_taught(with_taught(with_taught((), first), other), again) == (other, again)


def _figures(name):
    figures = {"azimuth_deg": 1, "elevation_deg": 2, "std_azimuth_deg": 1, "std_elevation_deg": 1, "sigma_deg": 1}
    return {"name": name, "taken_at": "2026-01-01T08:00:00", "seconds": 4} | figures


class Sitter:
    """A simulated person in front of a camera; every look is tracked at a time of its own."""

    def __init__(self, identity):
        self._renderer = Renderer(Identity.from_seed(identity, glasses=False), seed=3)
        self._index = 0

    @property
    def now_s(self):
        return self._index / RATE_HZ

    def look(self, tracker, seconds, azimuth, elevation):
        seen, rng = [], np.random.default_rng(self._index)
        for _ in range(round(seconds * RATE_HZ)):
            wobble = rng.normal(scale=0.25, size=2)
            picture = self._renderer.render(Pose(azimuth_deg=azimuth + wobble[0], elevation_deg=elevation + wobble[1]))
            seen.append(tracker.observe(Frame(self._index, self.now_s, picture)))
            self._index += 1
        return seen


def calibrated(sitter, tracker):
    seen, lines = [], []
    for point in calibration_points(9, half_width_deg=15, half_height_deg=10):
        start_s = seen[-1].time_s if seen else 0.0
        seen += sitter.look(tracker, 0.4, point.azimuth_deg, point.elevation_deg)
        lines.append(LookedAt(start_s, seen[-1].time_s + 1e-6, point.azimuth_deg, point.elevation_deg))
    camera = CameraInfo("simulated", 640, 480, float(RATE_HZ))
    return fit_profile(seen, lines, CalibrationSetting("somebody", camera, 62.0, "2026-01-01T08:00:00"))


def test_a_position_beyond_the_screen_that_was_taught_is_judged_in_and_seven_degrees_beside_it_out():
    sitter = Sitter(501)
    with MediaPipeTracker(face_model()) as tracker:
        profile = calibrated(sitter, tracker)
        position = taught(list(estimate(sitter.look(tracker, 2.0, *ASKED), profile)))
        assert isinstance(position, TaughtPosition)
        plan = parse_plan(
            'schema = 1\ntitle = "T"\n[[steps]]\ntaught = "Far left"\nget_ready_s = 0\nhold_s = 60\n'
            "tolerance_deg = 2\n",
            "plan.toml",
        ).for_person([position.target])
        start_s = sitter.now_s
        on = sitter.look(tracker, 2.0, *ASKED)
        off = sitter.look(tracker, 1.0, ASKED[0] - 7.5, ASKED[1])
    seen = [replace(each, time_s=each.time_s - start_s) for each in (*on, *off)]
    run = run_plan({Eyes.BOTH: list(estimate(seen, profile))}, plan, profile.smallest_tolerances_deg(plan))
    said = [(judged.gaze.time_s, judged.verdict) for judged in run.judged()]
    on_it = [verdict for time_s, verdict in said if 0.3 < time_s < 1.8]
    assert on_it.count(Verdict.IN) >= 0.95 * len(on_it)
    assert Verdict.IN not in [verdict for time_s, verdict in said if time_s > 2.4]
