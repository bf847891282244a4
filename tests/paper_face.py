"""A face of points whose eyes turn by simple geometry: what the pure parts are tried on, without a picture."""

from __future__ import annotations

from functools import cache

import numpy as np

from gazetrainer.adapters.simulated.pose import rotation
from gazetrainer.calibrating.learn_population import KnownPerson, learn_population
from gazetrainer.calibrating.looked_at import LookedAt
from gazetrainer.face import BLENDSHAPE_COUNT, LANDMARK_COUNT, EyeCrop, FaceObservation
from gazetrainer.measuring.landmarks import LEFT_EYE, LEFT_EYE_SHAPES, RIGHT_EYE, RIGHT_EYE_SHAPES

EYE_RADIUS_PX = 14.0
LARGE_IRIS_PX = 7.0
"""With irises of that radius the shipped population tells both eyes alike, as it does of faces."""
_RNG = np.random.default_rng(20)
_ANGLES = _RNG.uniform(-1.2, 1.2, size=(LANDMARK_COUNT, 2))
_SHAPE = np.column_stack(
    [90 * np.sin(_ANGLES[:, 0]), 120 * np.sin(_ANGLES[:, 1]), -80 * np.cos(_ANGLES[:, 0]) * np.cos(_ANGLES[:, 1])]
)


def paper_face(
    time_s=0.0,
    azimuth_deg=0.0,
    elevation_deg=0.0,
    *,
    openness=1.0,
    head=(0.0, 0.0, 0.0),
    scale=1.0,
    noise_px=0.0,
    second_face_ratio=0.0,
    shift_px=(320.0, 240.0),
    brightness=120.0,
    iris_px=6.0,
    seed=0,
) -> FaceObservation:
    """One observation of a 640x480 picture; head is yaw, pitch, roll in deg with the signs of the design."""
    points = _SHAPE.copy()
    for eye, x in ((RIGHT_EYE, -40.0), (LEFT_EYE, 40.0)):
        _draw_eye(points, eye, x, azimuth_deg, elevation_deg, openness)
    turn = rotation(*head)
    points = scale * points @ turn.T + (*shift_px, 0.0)
    points += np.random.default_rng(seed).normal(scale=noise_px, size=points.shape) if noise_px else 0.0
    return FaceObservation(
        time_s=time_s,
        image_size_px=(640, 480),
        landmarks_px=points.astype(np.float32),
        blendshapes=_shapes(azimuth_deg, elevation_deg, openness),
        head_matrix=_head_matrix(turn),
        brightness=brightness,
        sharpness=100.0,
        second_face_ratio=second_face_ratio,
        eyes=_picture(points, scale, openness, iris_px),
    )


def _draw_eye(points, eye, x, azimuth_deg, elevation_deg, openness):
    centre = np.array([x, -20.0, -70.0])
    iris = centre + [
        -EYE_RADIUS_PX * np.sin(np.radians(azimuth_deg)),
        -EYE_RADIUS_PX * np.sin(np.radians(elevation_deg)),
        0,
    ]
    points[eye.iris_centre] = iris
    for index, (dx, dy) in zip(eye.iris_ring, ((6, 0), (0, -6), (-6, 0), (0, 6)), strict=True):
        points[index] = iris + [dx, dy, 0]
    outward = np.sign(x)
    points[eye.outer_corner], points[eye.inner_corner] = centre + [15 * outward, 0, 0], centre - [15 * outward, 0, 0]
    for k, (upper, lower) in enumerate(zip(eye.upper_lid, eye.lower_lid, strict=True)):
        points[upper] = centre + [4 * (k - 1), -5.5 * openness, 0]
        points[lower] = centre + [4 * (k - 1), 5.5 * openness, 0]


def _picture(points, scale, openness, iris_px):
    """Dark irises on white eyeballs in a grey face, with soft edges so that they move smoothly."""
    corners = points[[e for eye in (LEFT_EYE, RIGHT_EYE) for e in (eye.outer_corner, eye.inner_corner)], :2]
    left, top = np.floor(corners.min(axis=0) - 22 * scale)
    right, bottom = np.ceil(corners.max(axis=0) + 22 * scale)
    x, y = np.meshgrid(np.arange(left, right), np.arange(top, bottom))
    grey = np.full(x.shape, 150.0)
    for eye in (LEFT_EYE, RIGHT_EYE):
        middle = (points[eye.outer_corner] + points[eye.inner_corner]) / 2
        across, down = (x - middle[0]) / (15 * scale), (y - middle[1]) / (7 * scale * max(openness, 0.05))
        ball = np.clip((1 - np.hypot(across, down)) * 6 * scale, 0, 1)
        iris = points[eye.iris_centre]
        disc = np.clip(iris_px * scale - np.hypot(x - iris[0], y - iris[1]) + 0.5, 0, 1)
        grey += ball * (70 - 160 * disc)
    return EyeCrop(grey.astype(np.uint8), float(left), float(top))


def _shapes(azimuth_deg, elevation_deg, openness):
    shapes = np.zeros(BLENDSHAPE_COUNT, dtype=np.float32)
    for names in (LEFT_EYE_SHAPES, RIGHT_EYE_SHAPES):
        shapes[names.toward_right] = max(azimuth_deg, 0) / 40
        shapes[names.toward_left] = max(-azimuth_deg, 0) / 40
        shapes[names.up], shapes[names.down] = max(elevation_deg, 0) / 40, max(-elevation_deg, 0) / 40
        shapes[names.blink] = 0.6 * (1 - openness)
    return shapes


def _head_matrix(turn):
    """MediaPipe's matrix has y up and z toward the camera."""
    flip = np.diag([1.0, -1.0, -1.0])
    matrix = np.eye(4, dtype=np.float32)
    matrix[:3, :3] = flip @ turn @ flip
    matrix[:3, 3] = (0, 0, -60)
    return matrix


def paper_person(seed):
    """A person of paper for a population: nine calibration points, then random directions and head poses."""
    rng = np.random.default_rng(seed)
    grid = [(a, e) for a in (0.0, -15.0, 15.0) for e in (0.0, -10.0, 10.0)]
    points = [point for point in grid for _ in range(6)] + [tuple(rng.uniform((-25, -16), (25, 16))) for _ in range(40)]
    heads = [tuple(rng.normal(size=3) * (0.5 if i < 54 else 4.0)) for i in range(len(points))]
    size = rng.uniform(0.8, 1.2)
    faces = [
        paper_face(i / 30, *point, head=head, scale=size * rng.uniform(0.97, 1.03), noise_px=0.1, seed=1000 * seed + i)
        for i, (point, head) in enumerate(zip(points, heads, strict=True))
    ]
    fixations = np.array([i // 6 if i < 54 else i for i in range(len(points))])
    shown = {number: LookedAt(0.0, 1.0, *point) for number, point in enumerate(grid)}
    return KnownPerson(faces, np.array(points), fixations, shown)


@cache
def paper_population():
    """A prior over people of paper, too few for networks."""
    return learn_population([paper_person(seed) for seed in range(12)], "paper", None, np.random.default_rng(1))
