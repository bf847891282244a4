"""Small videos: drawn pictures, recorded as a sitting's are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from recording_helpers import PLAN, face, header, sample

from gazetrainer.adapters.video import CodedBeside, WhenFull
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import CameraInfo, Frame
from gazetrainer.recording import Recorder, VideoConsent

SMALL = CameraInfo("small camera", 160, 120, 30.0)


def picture(index: int, width_px: int = 160, height_px: int = 120) -> np.ndarray:
    """A soft pattern that moves on with every picture."""
    y, x = np.mgrid[:height_px, :width_px]
    grey = 120 + 80 * np.sin((x + 3 * index) / 17) * np.cos((y - index) / 13)
    return np.dstack([grey, 0.8 * grey + 20, 0.6 * grey + 60]).astype(np.uint8)


def frames(count: int, rate_hz: float = 30.0, **size: int) -> list[Frame]:
    return [Frame(index, index / rate_hz, picture(index, **size)) for index in range(count)]


def filmed(
    path: Path,
    pictures: Sequence[Frame],
    consent: VideoConsent = VideoConsent.FULL_PICTURE,
    camera: CameraInfo = SMALL,
    seen: Sequence[FaceObservation | NoFace] = (),
) -> Path:
    """A recording with a video of these pictures."""
    looks = seen or [face(each.time_s) for each in pictures]
    with (
        CodedBeside(consent, camera, when_full=WhenFull.WAIT) as encoder,
        Recorder(
            path, header(video_consent=consent, camera=camera, plan={"schema": 1, **PLAN}), video=encoder
        ) as recorder,
    ):
        for each, look in zip(pictures, looks, strict=True):
            recorder.on_picture(each, look)
            recorder.on_observation(look)
            recorder.on_gaze(sample(each.time_s))
    return path
