"""People of paper who are all unlike the shipped population in the same way, and recordings of them."""

from __future__ import annotations

import numpy as np
from flow_helpers import CAMERA
from paper_face import paper_face
from recording_helpers import header, sample

from gazetrainer.calibrating.calibrate import CalibrationSetting, fit_profile
from gazetrainer.calibrating.later_sitting import with_sitting
from gazetrainer.calibrating.looked_at import LookedAt, Purpose
from gazetrainer.estimate import estimate
from gazetrainer.events import SittingEnded, SittingOutcome, SittingStarted
from gazetrainer.gaze import GazeSample
from gazetrainer.recording import Recorder, Subject
from targets import calibration_points, recentre_points, validation_points

SIZE = {"half_width_deg": 15.0, "half_height_deg": 10.0}
FRAMES, RATE_HZ = 12, 16.0
TESTED = [(8.0, 4.0), (-10.0, 5.0), (3.0, -7.0), (-5.0, -4.0), (12.0, 0.0), (0.0, 6.0)]
_USUAL_TURN = np.array([[0.72, 0.2], [0.15, 0.65]])
"""How these people's eyes seem to turn when they turn by one degree: too little, and askew."""


class PaperClient:
    """Somebody whose eyes seem to turn in a way of their own, not far from how those of the others do."""

    def __init__(self, seed):
        rng = np.random.default_rng((seed, 77))
        self.seed, self.name = seed, f"client {seed}"
        self.turn = _USUAL_TURN + 0.06 * rng.normal(size=(2, 2))
        self.scale = rng.uniform(0.9, 1.1)

    def look(self, directions, *, first_frame=0, purpose=Purpose.CALIBRATION):
        """Faces that look at one direction after the other, and when they did."""
        faces, lines = [], []
        for number, direction in enumerate(directions):
            start = first_frame + number * FRAMES
            faces += [self._face(start + k, direction) for k in range(FRAMES)]
            end_s = (start + FRAMES) / RATE_HZ - 1e-6
            lines.append(LookedAt(start / RATE_HZ, end_s, *direction, purpose=purpose))
        return faces, lines

    def profile(self, population=None, points=9):
        """A calibration with held-out points, or a short one without."""
        shown, held_out = pairs(calibration_points(points, **SIZE)), pairs(validation_points(**SIZE))
        faces, lines = self.look(shown)
        if points > 5:
            more = self.look(held_out, first_frame=3000, purpose=Purpose.VALIDATION)
            faces, lines = faces + more[0], lines + more[1]
        setting = CalibrationSetting(self.name, CAMERA, 62.0, "2026-01-01T08:00:00")
        return fit_profile(faces, lines, setting, population)

    def later(self, profile, population=None):
        """The profile after one more morning's dots."""
        seen, lines = self.look(pairs(recentre_points(3, **SIZE)), first_frame=5000, purpose=Purpose.RECENTRE)
        return with_sitting(profile, seen, lines, "2026-02-01T08:00:00", population)

    def error_deg(self, profile, population=None):
        """Mean error over directions that no profile was fitted to."""
        seen, _ = self.look(TESTED, first_frame=9000)
        told = list(estimate(seen, profile, population=population))
        off = [
            np.hypot(gaze.azimuth_deg - TESTED[n // FRAMES][0], gaze.elevation_deg - TESTED[n // FRAMES][1])
            for n, gaze in enumerate(told)
            if isinstance(gaze, GazeSample) and FRAMES // 3 < n % FRAMES < FRAMES - 3
        ]
        assert len(off) > len(TESTED)
        return float(np.mean(off))

    def _face(self, index, direction):
        seen = self.turn @ direction
        return paper_face(index / RATE_HZ, *seen, scale=self.scale, noise_px=0.15, seed=100_000 * self.seed + index)


def pairs(directions):
    return [(each.azimuth_deg, each.elevation_deg) for each in directions]


def record_client(path, profile, **changes):
    """A recording that begins with this calibration; a person who agreed, unless `changes` say otherwise."""
    usual = {"subject": Subject.PERSON, "may_be_learned_from": True, "profile": profile.model_dump(mode="json")}
    with Recorder(path, header(**(usual | changes))) as recorder:
        recorder.on_event(SittingStarted(0.0))
        for frame in range(60):
            recorder.on_gaze(sample(frame / 30))
        recorder.on_event(SittingEnded(2.0, SittingOutcome.STOPPED))
    return path
