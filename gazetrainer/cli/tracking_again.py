"""Tracking recorded pictures again: decoding, tracking and measuring each a few pictures ahead of the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gazetrainer.adapters.ahead import ahead
from gazetrainer.adapters.face_model import find_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.video import recorded_pictures
from gazetrainer.cli.places import data_folder
from gazetrainer.errors import FaceModelError
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.recording import Video


def tracking_here(video: Video) -> Iterator[FaceObservation | NoFace] | None:
    """What the tracker of this computer sees in the pictures; None: there is no face model yet, and none is fetched."""
    try:
        model = find_face_model(None, data_folder=data_folder())
    except FaceModelError:
        return None
    return None if model is None else tracked_ahead(video, model.path)


def tracked_ahead(video: Video, model: Path) -> Iterator[FaceObservation | NoFace]:
    """What a tracker with this model sees in the pictures, in order."""
    return ahead(_tracked(video, model))


def _tracked(video: Video, model: Path) -> Iterator[FaceObservation | NoFace]:
    with MediaPipeTracker(model) as tracker:
        for frame in ahead(recorded_pictures(video)):
            yield tracker.observe(frame)
