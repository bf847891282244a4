"""Masks, hands, hair, dark glasses, drawn faces: no direction is told that the eyes did not show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from itertools import islice

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from samples_helpers import SAMPLES
from simulated_helpers import face_model

from gazetrainer.adapters.camera_choice import open_camera
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.calibrating.profile_file import load_profile
from gazetrainer.estimate import estimate
from gazetrainer.face import FaceObservation
from gazetrainer.frame import Frame
from gazetrainer.gaze import GapReason, Gaze, GazeGap, GazeSample
from gazetrainer.measuring.landmarks import LEFT_EYE, LIVELY, RIGHT_EYE, EyeLandmarks

SKIN, DARK, CLOTH, HAIR = (205, 160, 130), (18, 18, 20), (200, 215, 225), (50, 35, 25)
LOWER_FACE = [50, 205, 187, 147, 152, 376, 411, 425, 280, 4]
Picture = NDArray[np.uint8]
Places = NDArray[np.float32]


def hand(*eyes: EyeLandmarks) -> Callable[[Picture, Places], None]:
    def draw(picture: Picture, points: Places) -> None:
        for middle, width in (place(points, eye) for eye in eyes):
            cv2.ellipse(picture, middle, (int(0.9 * width), int(0.8 * width)), 0, 0, 360, SKIN, -1)
            for finger in range(-2, 3):
                x = middle[0] + finger * width // 3
                cv2.line(picture, (x, middle[1] - width), (x, middle[1] + width // 2), (170, 120, 95), 2)

    return draw


def mask(picture: Picture, points: Places) -> None:
    cv2.fillConvexPoly(picture, cv2.convexHull(points[LOWER_FACE, :2].astype(np.int32)), CLOTH)


def dark_glasses(picture: Picture, points: Places) -> None:
    for middle, width in (place(points, eye) for eye in (LEFT_EYE, RIGHT_EYE)):
        cv2.ellipse(picture, middle, (int(0.95 * width), int(0.75 * width)), 0, 0, 360, DARK, -1)


def bar(picture: Picture, points: Places) -> None:
    y = place(points, LEFT_EYE)[0][1]
    cv2.rectangle(picture, (0, y - 25), (picture.shape[1], y + 25), (0, 0, 0), -1)


def hair_over_one_eye(picture: Picture, points: Places) -> None:
    (x, y), width = place(points, LEFT_EYE)
    for strand in range(-9, 10):
        start = x + strand * width // 11
        cv2.line(picture, (start, y - 2 * width), (start + width // 6, y + width), HAIR, 3)


def nothing(picture: Picture, points: Places) -> None:
    """Leave the picture as it is."""


def place(points: Places, eye: EyeLandmarks) -> tuple[tuple[int, int], int]:
    """Middle and width of an eye in pixels."""
    outer, inner = points[eye.outer_corner, :2], points[eye.inner_corner, :2]
    x, y = ((outer + inner) / 2).astype(int)
    return (int(x), int(y)), int(np.linalg.norm(outer - inner))


@cache
def looking() -> tuple[tuple[Frame, Places], ...]:
    """Some frames of the sample in which the client looks up and to the left, with the landmarks seen in them."""
    with open_camera(str(SAMPLES / "sitting.mp4")) as camera, MediaPipeTracker(face_model()) as tracker:
        frames = [each for each in islice(camera.frames(), 15, 60, 3) if isinstance(each, Frame)]
        seen = [tracker.observe(frame) for frame in frames]
    return tuple(
        (frame, each.landmarks_px)
        for frame, each in zip(frames, seen, strict=True)
        if isinstance(each, FaceObservation)
    )


def told(pictures: list[Frame]) -> list[Gaze]:
    with MediaPipeTracker(face_model()) as tracker:
        return list(estimate([tracker.observe(frame) for frame in pictures], load_profile(SAMPLES / "profile.json")))


def gaze_behind(draw: Callable[[Picture, Places], None]) -> list[Gaze]:
    pictures = []
    for frame, points in looking():
        rgb = frame.rgb.copy()
        draw(rgb, points)
        pictures.append(Frame(frame.index, frame.time_s, rgb))
    return told(pictures)


def test_the_same_pictures_with_nothing_before_the_face_are_measured() -> None:
    gazes = gaze_behind(nothing)
    assert sum(isinstance(each, GazeSample) for each in gazes) >= 0.9 * len(gazes)


@pytest.mark.parametrize(
    "draw",
    [hand(LEFT_EYE, RIGHT_EYE), dark_glasses, bar, hand(LEFT_EYE), hand(RIGHT_EYE), hair_over_one_eye],
    ids=["both hands", "dark glasses", "bar", "hand before the left eye", "before the right", "hair"],
)
def test_what_hides_eyes_leaves_nothing_told(
    draw: Callable[[Picture, Places], None],
) -> None:
    gazes = gaze_behind(draw)
    assert gazes
    assert not [each for each in gazes if isinstance(each, GazeSample)]


def test_a_mask_is_doubted_as_far_as_it_leads_the_landmarks_astray() -> None:
    plain, masked = (
        np.array(
            [(g.azimuth_deg, g.elevation_deg, g.sigma_deg) for g in gaze_behind(draw) if isinstance(g, GazeSample)]
        )
        for draw in (nothing, mask)
    )
    assert len(masked) >= 5
    off_deg = np.hypot(*(masked[:, :2] - np.median(plain[:, :2], axis=0)).T)
    assert (off_deg < 2.45 * masked[:, 2]).mean() >= 0.9
    assert np.median(masked[:, 2]) > 2 * np.median(plain[:, 2])


def test_brows_that_rise_make_directions_less_sure() -> None:
    with MediaPipeTracker(face_model()) as tracker:
        seen = [each for frame, _ in looking() if isinstance(each := tracker.observe(frame), FaceObservation)]
    raised = []
    for each in seen:
        points = each.landmarks_px.copy()
        points[[*LIVELY[0], *LIVELY[1]], 1] -= 0.08 * np.linalg.norm(
            points[LEFT_EYE.outer_corner] - points[RIGHT_EYE.outer_corner]
        )
        raised.append(replace(each, landmarks_px=points))
    profile = load_profile(SAMPLES / "profile.json")
    sigmas = [
        np.median([gaze.sigma_deg for gaze in estimate(faces, profile) if isinstance(gaze, GazeSample)])
        for faces in (seen, raised)
    ]
    assert sigmas[1] > 1.2 * sigmas[0]


def test_the_eye_behind_the_hand_is_named_and_both_where_both_are_hidden() -> None:
    for draw, reason in (
        (hand(LEFT_EYE), GapReason.LEFT_EYE_HIDDEN),
        (hand(RIGHT_EYE), GapReason.RIGHT_EYE_HIDDEN),
        (dark_glasses, GapReason.EYE_HIDDEN),
    ):
        reasons = [each.reason for each in gaze_behind(draw) if isinstance(each, GazeGap)]
        assert reasons.count(reason) >= 0.8 * len(reasons)


def drawn_face(picture: Picture) -> None:
    cv2.circle(picture, (320, 240), 130, (250, 220, 60), -1)
    for x in (275, 365):
        cv2.circle(picture, (x, 210), 16, (0, 0, 0), -1)
    cv2.ellipse(picture, (320, 275), (70, 45), 0, 10, 170, (0, 0, 0), 5)


def cat(picture: Picture) -> None:
    cv2.ellipse(picture, (320, 250), (120, 100), 0, 0, 360, (150, 110, 70), -1)
    for side in (-1, 1):
        ear = np.array([[320 + side * 110, 110], [320 + side * 40, 165], [320 + side * 115, 215]])
        cv2.fillPoly(picture, [ear], (150, 110, 70))
        cv2.ellipse(picture, (320 + side * 45, 230), (24, 17), 0, 0, 360, (190, 210, 90), -1)
        cv2.ellipse(picture, (320 + side * 45, 230), (6, 16), 0, 0, 360, (0, 0, 0), -1)
    cv2.fillPoly(picture, [np.array([[308, 275], [332, 275], [320, 290]])], (220, 140, 140))


def stripes(picture: Picture, *, width: int) -> None:
    picture[:, (np.arange(picture.shape[1]) // width) % 2 == 0] = 30


@pytest.mark.parametrize("draw", [drawn_face, cat, partial(stripes, width=12)], ids=["drawing", "cat", "stripes"])
def test_where_no_person_is_nobody_is_measured(draw: Callable[[Picture], None]) -> None:
    picture = np.full((480, 640, 3), 215, np.uint8)
    draw(picture)
    gazes = told([Frame(i, i / 30, picture) for i in range(12)])
    assert len(gazes) == 12
    assert not [each for each in gazes if isinstance(each, GazeSample)]
