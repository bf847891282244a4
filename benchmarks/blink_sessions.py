"""Simulated people with known lids: blinks, closures, drooping and unequal lids, looking down; drawn once and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from benchmarks.kept_faces import keep, kept, stream_arrays, stream_from
from gazetrainer.adapters.face_model import resolve_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.simulated import Identity, Neutral, Pose, Renderer
from gazetrainer.adapters.simulated.motion import Blink, ease
from gazetrainer.calibrating.looked_at import LookedAt
from gazetrainer.cli.places import data_folder
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import CameraInfo, Frame
from targets import calibration_points

IDENTITIES: Final = tuple(range(500, 508))
RATE_HZ: Final = 30.0
CLOSED_RATE_HZ: Final = 10.0
"""A closure of ten seconds is drawn at a lower rate: nothing moves in it."""
POINT_FRAMES: Final = 12
FIXATION_S: Final = 1.0
CLOSURE_S: Final = 10.0
GLARE: Final = 0.5
_WIDTH_PX, _HEIGHT_PX, _SEED = 640, 480, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a session: how long, how often blinks come, where the eyes look, lids as a share of wide open."""

    name: str
    seconds: float
    every_s: tuple[float, float] = (1.0, 1.8)
    middle_deg: tuple[float, float] = (0.0, 0.0)
    spread_deg: tuple[float, float] = (15.0, 10.0)
    lids: tuple[float, float] = (1.0, 1.0)
    lids_ramp_s: float = 0.5
    pitch_deg: float = 0.0
    is_closure: bool = False


PARTS: Final = (
    Part(name="usual blinks", seconds=9),
    Part(name="frequent blinks", seconds=4, every_s=(0.35, 0.7)),
    Part(name="looking down 20 deg", seconds=3, middle_deg=(0.0, -20.0), spread_deg=(8.0, 0.5)),
    Part(name="squint", seconds=2.5, lids=(0.7, 0.7), every_s=(1.0, 1.2)),
    Part(name="head up", seconds=2, pitch_deg=10.0, every_s=(0.8, 1.2)),
    Part(name="head down", seconds=2, pitch_deg=-10.0, every_s=(0.8, 1.2)),
    Part(name="closed 10 s", seconds=CLOSURE_S + 2, is_closure=True),
    Part(name="unequal lids", seconds=3, lids=(1.0, 0.65), lids_ramp_s=1.0),
    Part(name="drooping lids", seconds=8, lids=(0.7, 0.7), lids_ramp_s=3.0),
)
"""In this order; lids are (left, right) and glide to their places."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One frame: when, the pose, its part, the fixation's number, and how far a blink or closure lets the lids open."""

    time_s: float
    pose: Pose
    part: str
    fixation: int
    unblinked: float


@dataclass(slots=True)
class BlinkScript:
    """All frames in order; the calibration's come first and belong to the part ''."""

    moments: list[Moment] = field(default_factory=list)
    points: list[LookedAt] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class BlinkSession:
    """One person: what happened and what was seen of it."""

    identity: int
    script: BlinkScript
    camera: CameraInfo
    seen: list[FaceObservation | NoFace]


def has_glasses(identity: int) -> bool:
    """Every second person wears glasses with glare."""
    return identity % 2 == 1


def blink_script(identity: int) -> BlinkScript:
    """Draw what happens from numbers alone."""
    author = _Author(np.random.default_rng((identity, _SEED, 21)))
    for point in calibration_points(9, half_width_deg=15, half_height_deg=10):
        author.calibrate(point.azimuth_deg, point.elevation_deg)
    for part in PARTS:
        author.close(part) if part.is_closure else author.act(part)
    return author.script


def blink_session(identity: int, folder: Path) -> BlinkSession:
    """One session; from the folder if it is there, else drawn and kept."""
    path = folder / f"blinks_{identity}.npz"
    script = blink_script(identity)
    if not path.exists():
        keep(path, stream_arrays(list(_tracked(identity, script))))
    camera = CameraInfo(f"simulated-{identity}", _WIDTH_PX, _HEIGHT_PX, RATE_HZ)
    return BlinkSession(identity, script, camera, stream_from(kept(path)))


class _Author:
    def __init__(self, rng: np.random.Generator) -> None:
        self.script = BlinkScript()
        self._rng, self._now_s, self._fixation = rng, 0.0, -1
        self._lids = (1.0, 1.0)

    def calibrate(self, azimuth: float, elevation: float) -> None:
        """Show a point."""
        start_s = self._now_s
        self._fixation += 1
        pose = self._aim((azimuth, elevation), 0.0)
        for _ in range(POINT_FRAMES):
            self._add(pose, "", 1.0, RATE_HZ)
        self.script.points.append(LookedAt(start_s, self._now_s, azimuth, elevation))

    def act(self, part: Part) -> None:
        """Look here and there for a second each, and blink."""
        start_s, before, pose = self._now_s, self._lids, None
        blink = self._next_blink(part, start_s - 0.5)
        for index in range(round(part.seconds * RATE_HZ)):
            if index % round(FIXATION_S * RATE_HZ) == 0:
                self._fixation += 1
                pose = self._somewhere(part)
            assert pose is not None
            if self._now_s > blink.start_s + blink.duration_s:
                blink = self._next_blink(part, blink.start_s)
            share = ease((self._now_s - start_s) / part.lids_ramp_s)
            self._lids = _between(before, part.lids, share)
            self._add(pose, part.name, blink.openness(self._now_s), RATE_HZ)

    def close(self, part: Part) -> None:
        """Keep the eyes closed, with a second of open eyes on either side."""
        self._lids = part.lids
        self._fixation += 1
        pose = self._somewhere(part)
        start_s, end_s = self._now_s + 1.0, self._now_s + 1.0 + CLOSURE_S
        while self._now_s < end_s + 1.0:
            share = min(ease((self._now_s - start_s) / 0.15), ease((end_s - self._now_s) / 0.2))
            is_deep = start_s + 1.0 < self._now_s < end_s - 1.0
            self._add(pose, part.name, 1 - share, CLOSED_RATE_HZ if is_deep else RATE_HZ)

    def _next_blink(self, part: Part, last_s: float) -> Blink:
        return Blink(last_s + float(self._rng.uniform(*part.every_s)), float(self._rng.uniform(0.15, 0.3)))

    def _somewhere(self, part: Part) -> Pose:
        away = self._rng.uniform(-1, 1, 2) * part.spread_deg
        return self._aim((part.middle_deg[0] + away[0], part.middle_deg[1] + away[1]), part.pitch_deg)

    def _aim(self, gaze: tuple[float, float], pitch_deg: float) -> Pose:
        yaw, pitch, roll, x_mm, y_mm = (float(v) for v in self._rng.normal(scale=(1.2, 1.2, 0.6, 3.0, 3.0)))
        return Pose(
            azimuth_deg=float(gaze[0]),
            elevation_deg=float(gaze[1]),
            head_yaw_deg=yaw,
            head_pitch_deg=pitch_deg + pitch,
            head_roll_deg=roll,
            x_mm=x_mm,
            y_mm=y_mm,
        )

    def _add(self, pose: Pose, part: str, unblinked: float, rate_hz: float) -> None:
        left, right = self._lids
        lidded = replace(pose, openness_left=left * unblinked, openness_right=right * unblinked)
        self.script.moments.append(Moment(self._now_s, lidded, part, self._fixation, unblinked))
        self._now_s += 1 / rate_hz


def _between(start: tuple[float, float], end: tuple[float, float], share: float) -> tuple[float, float]:
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _tracked(identity: int, script: BlinkScript) -> Iterator[FaceObservation | NoFace]:
    cv2.setNumThreads(1)
    rng = np.random.default_rng((identity, _SEED, 22))
    person = replace(Identity.from_seed(identity, glasses=has_glasses(identity)), glare=GLARE)
    neutral = Neutral(*(float(angle) for angle in rng.normal(scale=(3.0, 3.0, 2.0))))
    renderer = Renderer(person, width_px=_WIDTH_PX, height_px=_HEIGHT_PX, seed=_SEED, neutral=neutral)
    with MediaPipeTracker(resolve_face_model(data_folder=data_folder()).path) as tracker:
        for index, moment in enumerate(script.moments):
            yield tracker.observe(Frame(index, moment.time_s, renderer.render(moment.pose)))
