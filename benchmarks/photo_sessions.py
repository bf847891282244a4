"""Sessions of the people made of a photograph: drawn and tracked once, kept in a folder, and scored.

`python -m benchmarks.photo_sessions --sessions FOLDER` draws what is missing and prints a table.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.kept_faces import Arrays, cache_folder, keep, kept, stream_arrays, stream_from
from benchmarks.photo_face import PhotoFace, photo_person
from gazetrainer.adapters.face_model import resolve_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.simulated import Pose
from gazetrainer.calibrating.calibrate import CalibrationSetting, fit_profile
from gazetrainer.calibrating.looked_at import HeadTask, LookedAt
from gazetrainer.cli.places import data_folder
from gazetrainer.estimate import estimate
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import CameraInfo, Frame
from gazetrainer.gaze import GazeSample
from targets import calibration_points

PEOPLE: Final = 6
RATE_HZ: Final = 30.0
POINT_FRAMES: Final = 20
NOSE_DOT_FRAMES: Final = 25
FIXATION_FRAMES: Final = 15
LABEL_ERROR_DEG: Final = 0.4
CALIBRATION: Final = "cal"
NOSE_DOT: Final = "nose"
_SMALL: Final = (1.2, 1.2, 0.6, 3.0, 3.0, 4.0)
_LARGE: Final = (3.0, 3.0, 1.5, 8.0, 8.0, 8.0)
_TURNS: Final = ((10, 0, 0), (-10, 0, 0), (0, 10, 0), (0, -10, 0), (0, 0, 10), (0, 0, -10))
_AREAS_DEG: Final = {"still": (20, 12), "moving": (20, 12), "eccentric": (30, 18), "turned": (12, 8)}
_FIXATIONS: Final = {"still": 12, "moving": 12, "eccentric": 10, "turned": 6}


@dataclass(frozen=True, slots=True, eq=False)
class PhotoSession:
    """What was seen in n frames, the true and the shown directions (n, 2), the kind and fixation of each (n,).

    Fixations are numbered through: 0 to 8 the points, 9 the nose dot, then those that are tested.
    """

    camera: CameraInfo
    field_of_view_deg: float
    seen: list[FaceObservation | NoFace]
    truth_deg: NDArray[np.float64]
    label_deg: NDArray[np.float64]
    kind: NDArray[np.str_]
    fixation: NDArray[np.int64]

    def looked_at(self, *, with_nose_dot: bool = True) -> list[LookedAt]:
        """What was shown for calibrating."""
        last = int(self.fixation[self.kind == CALIBRATION].max()) + int(with_nose_dot)
        return [self._line(np.flatnonzero(self.fixation == number)) for number in range(last + 1)]

    def _line(self, frames: NDArray[np.intp]) -> LookedAt:
        azimuth, elevation = (float(angle) for angle in self.label_deg[frames[0]])
        task = HeadTask.NOSE_DOT if self.kind[frames[0]] == NOSE_DOT else HeadTask.STILL
        return LookedAt(frames[0] / RATE_HZ, (frames[-1] + 1) / RATE_HZ, azimuth, elevation, task)


@dataclass(frozen=True, slots=True)
class _Moment:
    pose: Pose
    label_deg: tuple[float, float]
    kind: str
    fixation: int


class _Script:
    """Draws up the poses of a session; the head sways slowly all the while."""

    def __init__(self, number: int) -> None:
        self._rng = np.random.default_rng((number, 43))
        self._sway = self._rng.normal(size=6)
        self._distance_mm = photo_person(number).distance_mm
        self._fixation = 0
        self.moments: list[_Moment] = []

    def play(self) -> list[_Moment]:
        """All moments of a session."""
        for point in calibration_points(9, half_width_deg=15, half_height_deg=10):
            label = (point.azimuth_deg, point.elevation_deg)
            beside = self._rng.normal(scale=LABEL_ERROR_DEG / np.sqrt(2), size=2)
            self._look(label, label + beside, CALIBRATION, _SMALL, [(0, 0, 0)] * POINT_FRAMES)
        phase = np.linspace(0, 2 * np.pi, NOSE_DOT_FRAMES, endpoint=False)
        turns = [(float(8 * np.sin(p)), float(8 * np.sin(2 * p)), 0.0) for p in phase]
        self._look((0.0, 0.0), np.zeros(2), NOSE_DOT, _SMALL, turns)
        for kind, count in _FIXATIONS.items():
            for number in range(count):
                aim = self._rng.uniform(-1, 1, size=2) * _AREAS_DEG[kind]
                turn = _TURNS[number % len(_TURNS)] if kind == "turned" else (0, 0, 0)
                motion = _LARGE if kind == "moving" else _SMALL
                self._look((float(aim[0]), float(aim[1])), aim, kind, motion, [turn] * FIXATION_FRAMES)
        return self.moments

    def _look(
        self,
        label: tuple[float, float],
        aim: NDArray[np.float64],
        kind: str,
        motion: tuple[float, ...],
        turns: list[tuple[float, float, float]],
    ) -> None:
        for turn in turns:
            self._sway = 0.978 * self._sway + 0.209 * self._rng.normal(size=6)
            yaw, pitch, roll, x_mm, y_mm, z_mm = (float(each) for each in self._sway * motion)
            azimuth, elevation = aim + self._rng.normal(scale=0.25, size=2)
            pose = Pose(
                azimuth_deg=float(azimuth),
                elevation_deg=float(elevation),
                head_yaw_deg=turn[0] + yaw,
                head_pitch_deg=turn[1] + pitch,
                head_roll_deg=turn[2] + roll,
                x_mm=x_mm,
                y_mm=y_mm,
                distance_mm=self._distance_mm + z_mm,
            )
            self.moments.append(_Moment(pose, label, kind, self._fixation))
        self._fixation += 1


def path_of(number: int, folder: Path) -> Path:
    """Where the session of one person is kept."""
    return folder / f"photo_{number}.npz"


def draw(number: int, folder: Path, width_px: int = 640, height_px: int = 480) -> None:
    """Draw, track and keep one session, unless it is there."""
    if path_of(number, folder).exists():
        return
    cv2.setNumThreads(1)
    face = PhotoFace(photo_person(number), width_px=width_px, height_px=height_px)
    moments, seen = _Script(number).play(), []
    with MediaPipeTracker(resolve_face_model(data_folder=data_folder()).path) as tracker:
        for index, moment in enumerate(moments):
            seen.append(tracker.observe(Frame(index, index / RATE_HZ, face.render(moment.pose))))
    truth: Arrays = {
        "truth_deg": np.array([(m.pose.azimuth_deg, m.pose.elevation_deg) for m in moments]),
        "label_deg": np.array([m.label_deg for m in moments]),
        "kind": np.array([m.kind for m in moments]),
        "fixation": np.array([m.fixation for m in moments]),
        "field_of_view_deg": np.array(photo_person(number).field_of_view_deg),
        "camera_px": np.array((width_px, height_px)),
    }
    keep(path_of(number, folder), stream_arrays(seen) | truth)


def photo_session(path: Path) -> PhotoSession:
    """Read one kept session."""
    arrays = kept(path)
    width_px, height_px = (int(side) for side in arrays["camera_px"])
    return PhotoSession(
        camera=CameraInfo(path.stem, width_px, height_px, RATE_HZ),
        field_of_view_deg=float(arrays["field_of_view_deg"]),
        seen=stream_from(arrays),
        truth_deg=arrays["truth_deg"],
        label_deg=arrays["label_deg"],
        kind=arrays["kind"],
        fixation=arrays["fixation"],
    )


def errors_of(session: PhotoSession, *, with_nose_dot: bool = True) -> NDArray[np.float64]:
    """Error to the right, error up and sigma of every frame (n, 3) in deg; nan where nothing was told."""
    setting = CalibrationSetting("", session.camera, session.field_of_view_deg, "")
    profile = fit_profile(session.seen, session.looked_at(with_nose_dot=with_nose_dot), setting)
    told = np.full((len(session.seen), 3), np.nan)
    for index, gaze in enumerate(estimate(session.seen, profile)):
        if isinstance(gaze, GazeSample):
            told[index] = gaze.azimuth_deg, gaze.elevation_deg, gaze.sigma_deg
    told[:, :2] -= session.truth_deg
    return told


def table_row(kind: str, sessions: list[PhotoSession], errors: list[NDArray[np.float64]]) -> str:
    """Mean, median and 90th percentile of the windows' errors, per axis, coverage of sigma and share not told."""
    windows, frames, missing = [], [], []
    for session, each in zip(sessions, errors, strict=True):
        for number in np.unique(session.fixation[session.kind == kind]):
            window = each[session.fixation == number]
            told = window[~np.isnan(window[:, 0])]
            missing.append(1 - len(told) / len(window))
            frames.append(told)
            if len(told):
                windows.append(told[:, :2].mean(axis=0))
    off, every = np.array(windows), np.concatenate(frames)
    size, size_now = np.hypot(*off.T), np.hypot(every[:, 0], every[:, 1])
    cells = [size.mean(), np.median(size), np.percentile(size, 90), *np.abs(off).mean(axis=0), every[:, 2].mean()]
    shares = [*(float((size_now < width * every[:, 2]).mean()) for width in (1.18, 2.45)), float(np.mean(missing))]
    return " | ".join([kind, *(f"{cell:.2f}" for cell in cells), *(f"{share:.0%}" for share in shares)])


def main() -> None:
    """Draw what is missing, and print what the engine makes of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=Path, default=cache_folder("photo_sessions"))
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--processes", type=int, default=2)
    wish = parser.parse_args()
    with ProcessPoolExecutor(wish.processes) as pool:
        list(pool.map(partial(draw, folder=wish.sessions), range(wish.people)))
    sessions = [photo_session(path_of(number, wish.sessions)) for number in range(wish.people)]
    for with_nose_dot in (False, True):
        errors = [errors_of(session, with_nose_dot=with_nose_dot) for session in sessions]
        print(f"\n{'With' if with_nose_dot else 'Without'} a nose dot\n")
        print("| test | mean | median | 90% | across | upward | sigma | in 1.18 sigma | in 2.45 sigma | not told |")
        print("|---|---|---|---|---|---|---|---|---|---|")
        for kind in _AREAS_DEG:
            print(f"| {table_row(kind, sessions, errors)} |", flush=True)


if __name__ == "__main__":
    main()
