"""Simulated sessions for the accuracy benchmark: a calibration and fixations whose true directions are known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.face_model import resolve_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.simulated import Identity, Neutral, Optics, Pose, Renderer
from gazetrainer.cli.places import data_folder
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import CameraInfo, Frame
from gazetrainer.looked_at import LookedAt
from targets import calibration_points

RATE_HZ: Final = 30.0
POINT_FRAMES: Final = 24
FIXATION_FRAMES: Final = 15
LABEL_ERROR_DEG: Final = 0.4
_SMALL_MOTION: Final = (1.2, 1.2, 0.6, 3.0, 3.0, 4.0)
_LARGE_MOTION: Final = (3.0, 3.0, 1.5, 8.0, 8.0, 8.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What is different in a session; angles are half widths of the area of the fixations."""

    width_px: int = 640
    height_px: int = 480
    light: float = 1.0
    distance_mm: float = 600.0
    has_glasses: bool | None = False
    openness: float = 1.0
    noise_sd: float = 2.5


@dataclass(frozen=True, slots=True)
class Test:
    """A kind of fixations: how many, how far out (deg), how much the head moves, and a turn it keeps (deg)."""

    fixations: int
    half_width_deg: float
    half_height_deg: float
    motion: tuple[float, ...] = _SMALL_MOTION
    turns: tuple[tuple[float, float, float], ...] = ((0.0, 0.0, 0.0),)


TESTS: Final = {
    "still": Test(20, 20, 12),
    "moving": Test(20, 20, 12, _LARGE_MOTION),
    "eccentric": Test(12, 30, 18),
    "turned": Test(6, 12, 8, turns=((10, 0, 0), (-10, 0, 0), (0, 10, 0), (0, -10, 0), (0, 0, 6), (0, 0, -6))),
}
CONDITIONS: Final = {
    "640x480": Condition(),
    "1280x720": Condition(width_px=1280, height_px=720),
    "1920x1080": Condition(width_px=1920, height_px=1080),
    "dim": Condition(light=0.4),
    "far": Condition(distance_mm=780.0),
    "glasses": Condition(has_glasses=True),
    "partial lids": Condition(openness=0.8),
}


@dataclass(slots=True)
class Session:
    """One person in one condition: what was seen, what was shown, and the true direction of every frame (n, 2)."""

    camera: CameraInfo
    seen: list[FaceObservation | NoFace] = field(default_factory=list)
    truth_deg: list[tuple[float, float]] = field(default_factory=list)
    shown: list[LookedAt] = field(default_factory=list)
    fixations: dict[str, list[slice]] = field(default_factory=dict)


def play(identity: int, name: str, seed: int) -> Session:
    """Render and track one session; the same numbers give the same session."""
    cv2.setNumThreads(1)
    condition = CONDITIONS[name]
    rng = np.random.default_rng((identity, seed, 11))
    renderer = Renderer(
        Identity.from_seed(identity, glasses=condition.has_glasses),
        width_px=condition.width_px,
        height_px=condition.height_px,
        seed=seed,
        neutral=Neutral(*(float(a) for a in rng.normal(scale=(3.0, 3.0, 2.0)))),
        optics=Optics(noise_sd=condition.noise_sd),
    )
    session = Session(CameraInfo(f"simulated-{identity}", condition.width_px, condition.height_px, RATE_HZ))
    model = resolve_face_model(data_folder=data_folder())
    with MediaPipeTracker(model.path) as tracker:
        stage = _Stage(session, renderer, tracker, condition, rng)
        for point in calibration_points(9, half_width_deg=15, half_height_deg=10):
            stage.calibrate(point.azimuth_deg, point.elevation_deg)
        for kind, test in TESTS.items():
            for number in range(test.fixations):
                stage.fixate(kind, test, test.turns[number % len(test.turns)])
    return session


class _Stage:
    def __init__(
        self,
        session: Session,
        renderer: Renderer,
        tracker: MediaPipeTracker,
        condition: Condition,
        rng: np.random.Generator,
    ) -> None:
        self._session, self._renderer, self._tracker = session, renderer, tracker
        self._condition, self._rng = condition, rng
        self._sway = rng.normal(size=6)

    def calibrate(self, azimuth: float, elevation: float) -> None:
        """Show a point; the person looks a little beside it."""
        start_s = len(self._session.seen) / RATE_HZ
        beside = self._rng.normal(scale=LABEL_ERROR_DEG / np.sqrt(2), size=2)
        self._look(azimuth + beside[0], elevation + beside[1], POINT_FRAMES, _SMALL_MOTION, (0, 0, 0))
        self._session.shown.append(LookedAt(start_s, len(self._session.seen) / RATE_HZ, azimuth, elevation))

    def fixate(self, kind: str, test: Test, turn: tuple[float, float, float]) -> None:
        """Look somewhere for half a second."""
        first = len(self._session.seen)
        azimuth, elevation = self._rng.uniform(
            (-test.half_width_deg, -test.half_height_deg), (test.half_width_deg, test.half_height_deg)
        )
        self._look(azimuth, elevation, FIXATION_FRAMES, test.motion, turn)
        self._session.fixations.setdefault(kind, []).append(slice(first, len(self._session.seen)))

    def _look(
        self, azimuth: float, elevation: float, frames: int, motion: tuple[float, ...], turn: tuple[float, float, float]
    ) -> None:
        for _ in range(frames):
            self._sway = 0.978 * self._sway + 0.209 * self._rng.normal(size=6)
            yaw, pitch, roll, x_mm, y_mm, z_mm = self._sway * motion
            wobble = self._rng.normal(scale=0.25, size=2)
            condition = self._condition
            pose = Pose(
                azimuth_deg=float(azimuth + wobble[0]),
                elevation_deg=float(elevation + wobble[1]),
                head_yaw_deg=float(turn[0] + yaw),
                head_pitch_deg=float(turn[1] + pitch),
                head_roll_deg=float(turn[2] + roll),
                x_mm=float(x_mm),
                y_mm=float(y_mm),
                distance_mm=float(condition.distance_mm + z_mm),
                light=condition.light,
            )
            pose = replace(pose, openness_left=condition.openness, openness_right=condition.openness)
            index = len(self._session.seen)
            picture: NDArray[np.uint8] = self._renderer.render(pose)
            self._session.seen.append(self._tracker.observe(Frame(index, index / RATE_HZ, picture)))
            self._session.truth_deg.append((pose.azimuth_deg, pose.elevation_deg))
