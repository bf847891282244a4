"""The truth behind a frame as the gaze that a perfect tracker would give."""

from __future__ import annotations

from typing import Final

from gazetrainer.adapters.simulated.pose import Truth
from gazetrainer.gaze import EyeState, GapReason, Gaze, GazeGap, GazeSample, HeadPose

_ON_THEIR_WAY_BELOW: Final = 0.85
"""A blink lasts from when the lids start to when they are back."""
_EXACT_DEG: Final = 0.01


def true_gaze(truth: Truth) -> Gaze:
    """Direction and head as they were; a gap during a blink or closure, or while the client is away."""
    if not truth.present:
        return GazeGap(truth.time_s, GapReason.NO_FACE)
    head = HeadPose(truth.head_yaw_deg, truth.head_pitch_deg, truth.head_roll_deg)
    eyes = EyeState(truth.openness_left, truth.openness_right, truth.distance_mm)
    if min(truth.openness_left, truth.openness_right) < _ON_THEIR_WAY_BELOW:
        return GazeGap(truth.time_s, GapReason.BLINK, head, eyes)
    return GazeSample(truth.time_s, truth.azimuth_deg, truth.elevation_deg, _EXACT_DEG, head, eyes)
