"""Simulated people for learning a population: faces with known directions, as varied as the simulated client allows.

Faces, eyes, lids, glasses, light, tone, distance, lens, resolution and noise vary widely, because a prior that is too
sure of the simulator would hurt real people; some people are seen in film files, as an encoder left them. What was seen
of a person is kept in a folder, so that learning again does not draw everything again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.coding import Coding, coded
from benchmarks.filmed import NOSE_DOT, RATE_HZ, Moment, filmed
from benchmarks.kept_faces import face_arrays, faces_from, keep, kept
from gazetrainer.adapters.face_model import resolve_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.simulated import Identity, Neutral, Optics, Pose, Renderer
from gazetrainer.cli.places import data_folder
from gazetrainer.face import FaceObservation
from gazetrainer.frame import Frame
from targets import calibration_points

POINT_FRAMES: Final = 6
NOSE_DOT_FRAMES: Final = 15
FIXATIONS: Final = 60
FIXATION_FRAMES: Final = 4
WIDEST_DEG: Final = 32.0
HIGHEST_DEG: Final = 20.0
SIZES_PX: Final = ((640, 480),) * 13 + ((1280, 720),) * 6 + ((1920, 1080),)
VARIED_FROM: Final = 10_099
"""People from this seed on differ more from each other than those before."""
FILMED: Final = range(10_099, 10_115)
"""Of these seeds, people are seen in film files, which an encoder made smaller."""
TRYING: Final = range(10_272, 10_528)
"""Half of these wear glasses and half have lids that hang lower, and lower still at times; all are expressive."""
EXPRESSIVE: Final = (*range(10_123, 10_171), *TRYING)
"""Faces of these seeds smile, squint, raise or lower their brows after calibrating, wherever the eyes look."""
SIDE_LIT: Final = range(10_400, 10_528)
"""Light falls on these from one side, so that one half of the face is brighter than the other."""
_LIDS_LOWERED: Final = 0.2
_OFTEN: Final = 0.5
_WIDE_LIGHT: Final = 1.0
_NARROW_LIGHT: Final = 0.25
_CALM: Final = (0.8, 0.7, 0.4, 3.0, 3.0)
_LIVELY: Final = (5.0, 4.0, 2.5, 14.0, 12.0)


@dataclass(frozen=True, slots=True, eq=False)
class SeenPerson:
    """Faces with their true directions (n, 2) and the number of the fixation they belong to (n,)."""

    faces: list[FaceObservation]
    directions_deg: NDArray[np.float64]
    fixations: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Setting:
    """How one person sits before which camera.

    openness: of the lids at their widest. tone: a camera's gamma. side_light: how much brighter the picture is on its
    right, over a share of its half width. coding: what a film file was written with; None: the pictures come as they
    are.
    """

    identity: Identity
    size_px: tuple[int, int]
    optics: Optics
    neutral: Neutral
    distance_mm: float
    light: float
    openness: float
    tone: float
    side_light: float
    side_light_width: float = _WIDE_LIGHT
    coding: Coding | None = None


def seen_person(seed: int, folder: Path) -> SeenPerson:
    """What was seen of one person; from the folder if it is there."""
    path = folder / f"person_{seed}.npz"
    if not path.exists():
        _save(_draw(seed), path)
    return _load(path)


def setting_of(seed: int) -> Setting:
    """Everything that stays the same while a person is drawn."""
    rng = np.random.default_rng((seed, 5))
    size_px = SIZES_PX[seed % len(SIZES_PX)]
    fineness, is_side_lit = size_px[0] / 640, seed in SIDE_LIT
    return Setting(
        identity=_identity(seed, rng),
        size_px=size_px,
        optics=Optics(
            field_of_view_deg=float(rng.uniform(54, 78)),
            blur_px=float(rng.uniform(0.3, 1.2)) * fineness**0.7,
            noise_sd=float(rng.uniform(1.0, 6.0)),
            jpeg_quality=[None, 60, 80, 95][int(rng.integers(4))],
        ),
        neutral=Neutral(*(float(angle) for angle in rng.normal(scale=(5.0, 5.0, 3.0)))),
        distance_mm=float(rng.uniform(450, 760 if fineness == 1 else 900)),
        light=float(rng.uniform(0.35, 1.25)),
        openness=float(rng.uniform(0.75, 0.95)) if rng.random() < _share(seed, _LIDS_LOWERED) else 1.0,
        tone=float(np.exp(rng.normal(scale=0.22))),
        side_light=float(rng.uniform(-0.6, 0.6) if is_side_lit else rng.normal(scale=0.25)),
        side_light_width=_NARROW_LIGHT if is_side_lit else _WIDE_LIGHT,
        coding=_coding(rng) if seed in FILMED else None,
    )


def _share(seed: int, usual: float) -> float:
    return _OFTEN if seed in TRYING else usual


def _coding(rng: np.random.Generator) -> Coding:
    if rng.random() < 0.2:
        coarse = str(rng.integers(2, 8))
        return Coding("mpeg4", {"qmin": coarse, "qmax": coarse})
    preset = ["ultrafast", "veryfast", "fast", "medium"][int(rng.integers(4))]
    return Coding("libx264", {"crf": f"{rng.uniform(17, 29):.1f}", "preset": preset})


def _identity(seed: int, rng: np.random.Generator) -> Identity:
    identity = Identity.from_seed(seed, glasses=bool(rng.random() < _share(seed, 0.3)))
    eyes = replace(
        identity.eyes,
        iris_radius_mm=float(rng.uniform(5.4, 6.3)),
        limbus_mm=float(rng.uniform(0.1, 0.5)),
        sclera=float(rng.uniform(0.7, 0.97)),
        lid_follow=float(rng.uniform(0.5, 0.9)),
        lower_lid_follow=float(rng.uniform(0.1, 0.4)),
        lid_opening_left_mm=identity.eyes.lid_opening_left_mm + float(rng.normal(scale=0.6)),
        lid_opening_right_mm=identity.eyes.lid_opening_right_mm + float(rng.normal(scale=0.6)),
    )
    identity = replace(identity, eyes=eyes, glare=float(rng.uniform(0.0, 0.6)))
    return identity if seed < VARIED_FROM else varied(identity)


def varied(identity: Identity) -> Identity:
    """The person with a face and eyes more different from others'.

    Irises lie in front of the corners of their eyes by nothing to ten millimetres: the further they do, the more a
    turning head moves them between those.
    """
    rng = np.random.default_rng((identity.seed, 9))
    shape = replace(
        identity.shape,
        face_width=float(rng.uniform(0.88, 1.12)),
        face_depth=float(rng.uniform(0.75, 1.2)),
        nose_height=float(rng.uniform(0.6, 1.4)),
        nose_width=float(rng.uniform(0.75, 1.3)),
        brow_height_mm=float(rng.uniform(16.0, 25.0)),
        brow_thickness_mm=float(rng.uniform(2.0, 6.0)),
        cheek_fullness=float(rng.uniform(0.3, 1.7)),
    )
    narrower = float(rng.uniform(0.78, 1.12))
    eyes = replace(
        identity.eyes,
        depth_mm=float(rng.uniform(-5.0, 2.5)),
        corner_hollow_mm=float(rng.uniform(3.5, 11.0)),
        inter_ocular_mm=float(rng.uniform(55.0, 70.0)),
        fissure_width_mm=float(rng.uniform(25.5, 32.5)),
        tilt_mm=float(rng.uniform(-1.0, 3.0)),
        lid_opening_left_mm=identity.eyes.lid_opening_left_mm * narrower,
        lid_opening_right_mm=identity.eyes.lid_opening_right_mm * narrower,
        pupil_radius_mm=float(rng.uniform(1.2, 3.0)),
        kappa_up_deg=(float(rng.uniform(-2, 2)), float(rng.uniform(-2, 2))),
    )
    return replace(identity, shape=shape, eyes=eyes)


def _moments(setting: Setting, rng: np.random.Generator) -> list[Moment]:
    moments: list[Moment] = []
    seed = setting.identity.seed
    is_expressive, faces = seed in EXPRESSIVE, np.random.default_rng((seed, 7))
    points = calibration_points(9, half_width_deg=15, half_height_deg=10)
    for number, point in enumerate(points):
        start = _pose(setting, rng, (point.azimuth_deg, point.elevation_deg), _CALM)
        moments += [Moment(_trembling(start, rng), number) for _ in range(POINT_FRAMES)]
    for share in np.linspace(0, 2 * np.pi, NOSE_DOT_FRAMES, endpoint=False):
        start = _pose(setting, rng, (0.0, 0.0), _CALM)
        turned = replace(
            start, head_yaw_deg=float(10 * np.sin(share)), head_pitch_deg=float(7 * np.sin(2 * share + 0.5))
        )
        moments.append(Moment(_trembling(turned, rng), NOSE_DOT))
    for number in range(FIXATIONS):
        azimuth, elevation = rng.uniform((-WIDEST_DEG, -HIGHEST_DEG), (WIDEST_DEG, HIGHEST_DEG))
        start = _otherwise(_pose(setting, rng, (azimuth, elevation), _LIVELY), _share(seed, _LIDS_LOWERED), rng)
        if is_expressive:
            start = expressive(start, faces)
        moments += [Moment(_trembling(start, rng), len(points) + 1 + number) for _ in range(FIXATION_FRAMES)]
    return moments


def _pose(setting: Setting, rng: np.random.Generator, gaze: tuple[float, float], motion: tuple[float, ...]) -> Pose:
    yaw, pitch, roll, x_mm, y_mm = (float(value) for value in rng.normal(scale=motion))
    return Pose(
        azimuth_deg=float(gaze[0]),
        elevation_deg=float(gaze[1]),
        head_yaw_deg=yaw,
        head_pitch_deg=pitch,
        head_roll_deg=roll,
        x_mm=x_mm,
        y_mm=y_mm,
        distance_mm=setting.distance_mm,
        light=setting.light,
        openness_left=setting.openness,
        openness_right=setting.openness,
    )


def _otherwise(pose: Pose, lids_lowered: float, rng: np.random.Generator) -> Pose:
    """Distance, light and lids as they change in the course of a sitting, lids in that share of it."""
    lids = float(rng.uniform(0.7, 1.0)) if rng.random() < lids_lowered else 1.0
    one = float(rng.uniform(0.85, 1.0))
    return replace(
        pose,
        distance_mm=pose.distance_mm * float(rng.uniform(0.88, 1.12)),
        light=pose.light * float(rng.uniform(0.75, 1.25)),
        openness_left=pose.openness_left * lids,
        openness_right=pose.openness_right * lids * one,
    )


def expressive(pose: Pose, rng: np.random.Generator) -> Pose:
    """The pose with some smile, some squint and brows up or down, or none of them."""
    shares, strengths = rng.random(3) < (0.35, 0.35, 0.45), rng.uniform((0, 0, -1), (1, 1, 1))
    smile, squint, brows = (float(each) for each in np.where(shares, strengths, 0.0))
    return replace(pose, smile=smile, squint=squint, brows=brows)


def _trembling(pose: Pose, rng: np.random.Generator) -> Pose:
    wobble, tremor = rng.normal(scale=0.25, size=2), rng.normal(scale=0.15, size=3)
    return replace(
        pose,
        azimuth_deg=pose.azimuth_deg + float(wobble[0]),
        elevation_deg=pose.elevation_deg + float(wobble[1]),
        head_yaw_deg=pose.head_yaw_deg + float(tremor[0]),
        head_pitch_deg=pose.head_pitch_deg + float(tremor[1]),
        head_roll_deg=pose.head_roll_deg + float(tremor[2]),
    )


def _draw(seed: int) -> SeenPerson:
    cv2.setNumThreads(1)
    setting, rng = setting_of(seed), np.random.default_rng((seed, 6))
    width_px, height_px = setting.size_px
    renderer = Renderer(
        setting.identity,
        width_px=width_px,
        height_px=height_px,
        seed=seed,
        neutral=setting.neutral,
        optics=setting.optics,
    )
    lit = Lighting(setting)
    moments = _moments(setting, rng)
    if setting.coding is not None:
        moments = filmed(moments, rng)
    pictures = (lit(renderer.render(moment.pose)) for moment in moments)
    faces, directions, fixations = [], [], []
    with MediaPipeTracker(resolve_face_model(data_folder=data_folder()).path) as tracker:
        for frame, moment in zip(_frames(pictures, setting), moments, strict=True):
            if moment.fixation is None:
                continue
            seen = tracker.observe(frame)
            if isinstance(seen, FaceObservation) and seen.eyes is not None:
                faces.append(seen)
                directions.append((moment.pose.azimuth_deg, moment.pose.elevation_deg))
                fixations.append(moment.fixation)
    return SeenPerson(faces, np.array(directions).reshape(-1, 2), np.array(fixations, dtype=np.int64))


def _frames(pictures: Iterator[NDArray[np.uint8]], setting: Setting) -> Iterator[Frame]:
    if setting.coding is not None:
        return coded(pictures, setting.coding, setting.size_px, RATE_HZ)
    return (Frame(index, index / RATE_HZ, picture) for index, picture in enumerate(pictures))


class Lighting:
    """The camera's own tone curve, and a light that stands to one side."""

    def __init__(self, setting: Setting) -> None:
        width_px, height_px = setting.size_px
        self._tone = (255 * (np.arange(256) / 255) ** setting.tone).astype(np.uint8)
        across = np.linspace(-1, 1, width_px)
        if setting.side_light_width < _WIDE_LIGHT:
            across = np.tanh(across / setting.side_light_width)
        share = 1 + setting.side_light * across
        self._share = np.clip(128 * np.tile(share[None, :, None], (height_px, 1, 3)), 0, 255).astype(np.uint16)

    def __call__(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The picture (h, w, 3) as that camera takes it."""
        toned = cv2.LUT(picture, self._tone)
        return np.minimum((toned.astype(np.uint16) * self._share) >> 7, 255).astype(np.uint8)


def _save(person: SeenPerson, path: Path) -> None:
    faces = face_arrays(person.faces) if person.faces else {}
    keep(path, faces | {"directions_deg": person.directions_deg, "fixations": person.fixations})


def _load(path: Path) -> SeenPerson:
    arrays = kept(path)
    faces = faces_from(arrays) if arrays["fixations"].size else []
    return SeenPerson(faces, arrays["directions_deg"], arrays["fixations"])
