"""The tracker on rendered faces: what it finds, and why it finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from gazetrainer.adapters.face_model import find_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker, RunningMode
from gazetrainer.adapters.simulated import Identity, Pose, Renderer
from gazetrainer.errors import FaceModelError
from gazetrainer.face import FaceObservation, NoFace, NoFaceReason
from gazetrainer.frame import Frame

RIGHT_EYE_CORNER, LEFT_EYE_CORNER = 33, 263


@pytest.fixture(scope="module")
def model_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    model = find_face_model(data_folder=tmp_path_factory.getbasetemp() / "no data", environment={})
    assert model is not None, 'install the extra "offline"'
    return model.path


@pytest.fixture
def tracker(model_path: Path) -> Iterator[MediaPipeTracker]:
    with MediaPipeTracker(model_path) as tracker:
        yield tracker


def client(**pose: float) -> NDArray[np.uint8]:
    return Renderer(Identity.from_seed(3), seed=1).render(Pose(**pose))  # type: ignore[arg-type]


def test_a_face_is_measured_in_the_pixels_of_the_picture(tracker: MediaPipeTracker) -> None:
    seen = tracker.observe(Frame(0, 0.0, client()))
    assert isinstance(seen, FaceObservation)
    assert seen.landmarks_px.shape == (478, 3)
    assert seen.landmarks_px.dtype == np.float32
    assert seen.blendshapes.shape == (52,)
    assert seen.head_matrix.shape == (4, 4)
    assert seen.faces_seen == 1
    assert seen.second_face_ratio == 0
    eye_distance_px = np.linalg.norm(seen.landmarks_px[468] - seen.landmarks_px[473])
    assert 45 < eye_distance_px < 70


def test_the_clients_right_eye_is_on_the_left_of_the_unmirrored_picture(tracker: MediaPipeTracker) -> None:
    seen = tracker.observe(Frame(0, 0.0, client()))
    assert isinstance(seen, FaceObservation)
    assert seen.landmarks_px[RIGHT_EYE_CORNER, 0] < seen.landmarks_px[LEFT_EYE_CORNER, 0]


@pytest.mark.parametrize(
    ("pose", "reason"),
    [
        (Pose(present=False), NoFaceReason.NO_FACE),
        (Pose(present=False, light=0.05), NoFaceReason.TOO_DARK),
        (Pose(light=0.1), NoFaceReason.TOO_DARK),
        (Pose(distance_mm=1100), NoFaceReason.TOO_SMALL),
    ],
    ids=["empty room", "empty room in the dark", "face in the dark", "far away"],
)
def test_what_cannot_be_measured_has_a_reason(tracker: MediaPipeTracker, pose: Pose, reason: NoFaceReason) -> None:
    rgb = Renderer(Identity.from_seed(3), seed=1).render(pose)
    assert tracker.observe(Frame(0, 0.5, rgb)) == NoFace(0.5, reason)


def test_of_two_faces_the_nearer_is_followed_and_the_other_is_told(tracker: MediaPipeTracker) -> None:
    rgb = np.hstack((client(distance_mm=720)[:, 160:480], client(distance_mm=600)[:, 160:480]))
    seen = tracker.observe(Frame(0, 0.0, rgb))
    assert isinstance(seen, FaceObservation)
    assert seen.faces_seen == 2
    assert seen.second_face_ratio == pytest.approx(600 / 720, rel=0.1)
    assert seen.landmarks_px[:, 0].min() > 320


def test_brightness_and_sharpness_follow_the_picture(tracker: MediaPipeTracker) -> None:
    sharp = client()
    pictures = (sharp, cv2.GaussianBlur(sharp, (0, 0), 3).astype(np.uint8), client(light=0.5))
    plain, blurred, dim = (tracker.observe(Frame(0, index / 30, rgb)) for index, rgb in enumerate(pictures))
    assert isinstance(plain, FaceObservation)
    assert isinstance(blurred, FaceObservation)
    assert isinstance(dim, FaceObservation)
    assert blurred.sharpness < plain.sharpness / 3
    assert dim.brightness == pytest.approx(plain.brightness / 2, rel=0.2)


@pytest.mark.parametrize("mode", list(RunningMode))
def test_frames_closer_than_a_millisecond_are_taken(model_path: Path, mode: RunningMode) -> None:
    rgb = client()
    with MediaPipeTracker(model_path, running_mode=mode) as tracker:
        for time_s in (0.0, 0.0, 0.0004, 0.0008, 0.001):
            assert isinstance(tracker.observe(Frame(0, time_s, rgb)), FaceObservation)


def test_nothing_of_the_libraries_chatter_reaches_the_user(model_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with MediaPipeTracker(model_path) as tracker:
        tracker.observe(Frame(0, 0.0, client()))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("content", [None, b"", b"not a model"])
def test_a_file_that_is_no_model_is_said_in_one_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "face_landmarker.task"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FaceModelError, match="cannot be loaded") as caught, MediaPipeTracker(path):
        pass
    assert "\n" not in str(caught.value)
