"""Mornings of one simulated person: the camera elsewhere, other light, distance and lids; drawn once and kept."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.conditions import SMALL_MOTION
from benchmarks.kept_faces import keep, kept, stream_arrays, stream_from
from benchmarks.session_script import HALF_HEIGHT_DEG, HALF_WIDTH_DEG, LABEL_ERROR_DEG, RATE_HZ, Fixation
from gazetrainer.adapters.face_model import resolve_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.simulated import Identity, Neutral, Optics, Pose, Renderer
from gazetrainer.calibrating.looked_at import LookedAt, Purpose
from gazetrainer.cli.places import data_folder
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import CameraInfo, Frame
from targets import calibration_points, recentre_points

VERSION: Final = 1
IDENTITIES: Final = tuple(range(510, 516))
MORNINGS: Final = 10
MOST_DOTS: Final = 5
FRAMES: Final = 10
FIRST_FIXATIONS: Final = 20
FIXATIONS: Final = 15
CAMERA: Final = CameraInfo("simulated", 640, 480, RATE_HZ)
_ELSEWHERE_DEG: Final = (4.0, 4.0, 2.0)
_WIDEST_DEG: Final = (20.0, 12.0)


@dataclass(slots=True)
class MorningScript:
    """Poses of all frames, the re-centre dots, the nine points and the fixations that test them."""

    neutral: Neutral
    poses: list[Pose] = field(default_factory=list)
    dots: list[LookedAt] = field(default_factory=list)
    points: list[LookedAt] = field(default_factory=list)
    fixations: list[Fixation] = field(default_factory=list)

    def truth_deg(self) -> NDArray[np.float64]:
        """True eye-in-head directions (n, 2)."""
        return np.array([(pose.azimuth_deg, pose.elevation_deg) for pose in self.poses])


@dataclass(frozen=True, slots=True, eq=False)
class Morning:
    """One sitting of one person: what happened in each frame, and what was seen of it."""

    script: MorningScript
    seen: list[FaceObservation | NoFace]

    @property
    def tested(self) -> list[FaceObservation | NoFace]:
        """What was seen in the fixations."""
        return self.seen[self.script.fixations[0].frames.start :]


def morning(identity: int, number: int, folder: Path) -> Morning:
    """One sitting; from the folder if it is there as it would be drawn now, else drawn and kept."""
    script = morning_script(identity, number)
    path = folder / f"person_{identity}" / f"morning_{number}.npz"
    mark = zlib.crc32(np.round(script.truth_deg(), 4).tobytes(), VERSION)
    arrays = kept(path) if path.exists() else {}
    if not arrays or arrays["mark"].item() != mark:
        arrays = stream_arrays(_tracked(identity, number, script)) | {"mark": np.array(mark)}
        keep(path, arrays)
    return Morning(script, stream_from(arrays))


def morning_script(identity: int, number: int) -> MorningScript:
    """Draw the script of a person's sitting, the first of which is number 0 and has no re-centre."""
    rng = np.random.default_rng((identity, number, 21))
    script = MorningScript(Neutral(*(float(angle) for angle in rng.normal(scale=_ELSEWHERE_DEG))))
    usual = Pose(
        distance_mm=600.0 * float(rng.uniform(0.9, 1.1)),
        light=float(rng.uniform(0.6, 1.4)),
        openness_left=(openness := min(1.0, float(rng.uniform(0.84, 1.0)))),
        openness_right=openness,
    )
    size = {"half_width_deg": HALF_WIDTH_DEG, "half_height_deg": HALF_HEIGHT_DEG}
    if number:
        for dot in recentre_points(MOST_DOTS, turn=number, **size):
            script.dots.append(_shown(script, usual, rng, dot.azimuth_deg, dot.elevation_deg, Purpose.RECENTRE))
    for dot in calibration_points(9, **size):
        script.points.append(_shown(script, usual, rng, dot.azimuth_deg, dot.elevation_deg, Purpose.CALIBRATION))
    for _ in range(FIXATIONS if number else FIRST_FIXATIONS):
        aim = [float(angle) for angle in rng.uniform(np.negative(_WIDEST_DEG), _WIDEST_DEG)]
        script.fixations.append(Fixation("still", _look(script, usual, rng, aim), (aim[0], aim[1])))
    return script


def _shown(
    script: MorningScript, usual: Pose, rng: np.random.Generator, azimuth: float, elevation: float, purpose: Purpose
) -> LookedAt:
    """Show a dot; the person looks a little beside it. Only the settled half of its time is drawn."""
    beside = rng.normal(scale=LABEL_ERROR_DEG / np.sqrt(2), size=2)
    frames = _look(script, usual, rng, [azimuth + float(beside[0]), elevation + float(beside[1])])
    start_s, end_s = (frames.start - 0.5) / RATE_HZ, (frames.stop - 0.5) / RATE_HZ
    return LookedAt(start_s - (end_s - start_s), end_s, azimuth, elevation, purpose=purpose)


def _look(script: MorningScript, usual: Pose, rng: np.random.Generator, aim: list[float]) -> slice:
    first = len(script.poses)
    sway = rng.normal(size=6)
    for _ in range(FRAMES):
        sway = 0.978 * sway + 0.209 * rng.normal(size=6)
        yaw, pitch, roll, x_mm, y_mm, z_mm = (float(each) for each in sway * SMALL_MOTION)
        wobble = rng.normal(scale=0.25, size=2)
        script.poses.append(
            replace(
                usual,
                azimuth_deg=aim[0] + float(wobble[0]),
                elevation_deg=aim[1] + float(wobble[1]),
                head_yaw_deg=yaw,
                head_pitch_deg=pitch,
                head_roll_deg=roll,
                x_mm=x_mm,
                y_mm=y_mm,
                distance_mm=usual.distance_mm + z_mm,
            )
        )
    return slice(first, len(script.poses))


def _tracked(identity: int, number: int, script: MorningScript) -> list[FaceObservation | NoFace]:
    cv2.setNumThreads(1)
    renderer = Renderer(
        Identity.from_seed(identity),
        width_px=CAMERA.width_px,
        height_px=CAMERA.height_px,
        seed=1000 * identity + number,
        neutral=script.neutral,
        optics=Optics(),
    )
    with MediaPipeTracker(resolve_face_model(data_folder=data_folder()).path) as tracker:
        return [tracker.observe(Frame(i, i / RATE_HZ, renderer.render(pose))) for i, pose in enumerate(script.poses)]
