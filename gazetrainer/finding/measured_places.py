"""What is measured where the eyes stay in one place: the middle, how surely it is told, wobble, and closures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gazetrainer.finding.found import PlaceMeasured
from gazetrainer.gaze import GapReason, Gaze, GazeGap, GazeSample
from gazetrainer.quality import Quality, quality_of

_SHUT = frozenset({GapReason.BLINK, GapReason.EYES_CLOSED})


def measured_in(gazes: Sequence[Gaze]) -> PlaceMeasured | None:
    """What was measured while the eyes were to stay in one place; None when there is too little."""
    told = [gaze for gaze in gazes if isinstance(gaze, GazeSample)]
    if not told:
        return None
    azimuth_deg, elevation_deg = np.median([(gaze.azimuth_deg, gaze.elevation_deg) for gaze in told], axis=0)
    quality = quality_of(gazes, azimuth_deg=float(azimuth_deg), elevation_deg=float(elevation_deg))
    if not isinstance(quality, Quality):
        return None
    return PlaceMeasured(
        azimuth_deg=float(azimuth_deg),
        elevation_deg=float(elevation_deg),
        sigma_deg=float(np.median([gaze.sigma_deg for gaze in told])),
        std_deg=quality.std_deg,
        bcea_deg2=quality.bcea_deg2,
        told=1.0 - quality.data_loss,
    )


def closures_in(gazes: Sequence[Gaze]) -> int:
    """How often the eyes were shut; pictures one after another belong to one closure."""
    shut = [isinstance(gaze, GazeGap) and gaze.reason in _SHUT for gaze in gazes]
    return sum(now and not before for before, now in zip([False, *shut], shut, strict=False))
