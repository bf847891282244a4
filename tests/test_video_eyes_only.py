from __future__ import annotations

import cv2
import numpy as np
import pytest
import skimage.data
from simulated_helpers import face_model, renderer_of

from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker, RunningMode
from gazetrainer.adapters.simulated import Identity, Pose
from gazetrainer.adapters.video import STRIP_SIZE_PX, eye_strip
from gazetrainer.face import FaceObservation
from gazetrainer.frame import Frame

PEOPLE = [Identity.from_seed(number) for number in (3, 42, 77, 160)]
POSES = [Pose(), Pose(head_roll_deg=15.0), Pose(azimuth_deg=-15.0, elevation_deg=8.0, head_yaw_deg=12.0)]


def pictures() -> list[np.ndarray]:
    drawn = [renderer_of(person, 640).render(pose) for person in PEOPLE for pose in POSES]
    return [skimage.data.astronaut(), *drawn]


def seen_in(rgb: np.ndarray) -> object:
    with MediaPipeTracker(face_model(), running_mode=RunningMode.IMAGE) as tracker:
        return tracker.observe(Frame(0, 0.0, np.ascontiguousarray(rgb)))


@pytest.fixture(scope="module")
def strips() -> list[tuple[np.ndarray, FaceObservation]]:
    looks = [(rgb, seen_in(rgb)) for rgb in pictures()]
    assert all(isinstance(look, FaceObservation) for _, look in looks)
    return [(eye_strip(rgb, look), look) for rgb, look in looks if isinstance(look, FaceObservation)]


def test_no_face_is_found_in_a_strip_nor_where_it_is_put_into_black(strips: list) -> None:
    found = []
    with MediaPipeTracker(face_model(), running_mode=RunningMode.IMAGE) as tracker:
        for strip, _ in strips:
            black = np.zeros((480, 640, 3), np.uint8)
            black[192:288, 160:480] = strip
            square = np.zeros((320, 320, 3), np.uint8)
            square[112:208] = strip
            for shown in (strip, black, square, cv2.resize(strip, None, fx=2, fy=2)):
                found += tracker._detect(np.ascontiguousarray(shown), 0.0).face_landmarks
    assert found == []


def test_strips_are_of_one_size_and_upright_however_the_head_is_tilted(strips: list) -> None:
    width, height = STRIP_SIZE_PX
    assert {strip.shape for strip, _ in strips} == {(height, width, 3)}
    for person in range(len(PEOPLE)):
        straight, tilted = (strips[1 + len(POSES) * person + pose][0].mean(axis=2).ravel() for pose in (0, 1))
        assert np.corrcoef(straight, tilted)[0, 1] > 0.8


def test_nothing_but_the_strip_reaches_the_encoder() -> None:
    rgb = skimage.data.astronaut()
    look = seen_in(rgb)
    assert isinstance(look, FaceObservation)
    mouth = look.landmarks_px[13, :2].astype(int)
    marked = rgb.copy()
    marked[mouth[1] - 20 : mouth[1] + 20, mouth[0] - 30 : mouth[0] + 30] = (255, 0, 0)
    assert np.array_equal(eye_strip(rgb, look), eye_strip(marked, look))
