"""What happens in a benchmark session, frame by frame: a calibration, fixations and holds, as poses.

A script is drawn from numbers alone, so that it need not be stored: the same identity and condition give the same one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.conditions import CONDITIONS, FEWER_HOLDS, FIXATIONS, HOLDS, SMALL_MOTION, STRAIGHT, Condition, Kind
from benchmarks.people import expressive
from gazetrainer.adapters.simulated import Pose
from gazetrainer.adapters.simulated.pose import direction, fick_deg, rotation
from gazetrainer.calibrating.looked_at import HeadTask, LookedAt
from targets import calibration_points

SCRIPT_VERSION: Final = 1
RATE_HZ: Final = 30.0
POINT_FRAMES: Final = 24
NOSE_DOT_FRAMES: Final = 90
FIXATION_FRAMES: Final = 15
LABEL_ERROR_DEG: Final = 0.4
HALF_WIDTH_DEG: Final = 15.0
HALF_HEIGHT_DEG: Final = 10.0
_TURNING_FRAMES: Final = 4
ON_TARGET: Final = "eyes on the target"
OFF_7: Final = "eyes 7 deg off"
OFF_11: Final = "eyes 11 deg off"
TURNED_RIGHT: Final = "head turned 8 deg, eyes kept in the head"
TURNED_8: Final = "head turned 8 deg, eyes kept on the dot"
TURNED_10: Final = "head turned 10 deg, eyes kept on the dot"
KINDS: Final = (ON_TARGET, OFF_7, OFF_11, TURNED_RIGHT, TURNED_8, TURNED_10)


@dataclass(frozen=True, slots=True)
class Fixation:
    """Looking at one place for half a second; `aim_deg` is where."""

    kind: str
    frames: slice
    aim_deg: tuple[float, float]


@dataclass(frozen=True, slots=True)
class HeldTarget:
    """One target of holds: the frames of a hold with slips, of one with turned heads, and the frames of each kind."""

    target_deg: tuple[float, float]
    slipping: slice
    turning: slice
    kinds: tuple[tuple[str, slice], ...]


@dataclass(slots=True)
class Script:
    """Poses of all frames, in order, and which of them are what."""

    poses: list[Pose] = field(default_factory=list)
    points: list[LookedAt] = field(default_factory=list)
    nose_dot: list[LookedAt] = field(default_factory=list)
    fixations: list[Fixation] = field(default_factory=list)
    holds: list[HeldTarget] = field(default_factory=list)

    def truth_deg(self) -> NDArray[np.float64]:
        """True eye-in-head directions (n, 2)."""
        return np.array([(pose.azimuth_deg, pose.elevation_deg) for pose in self.poses])

    def looked_at(self, points: int, *, with_nose_dot: bool = False) -> list[LookedAt]:
        """What was shown: 5 or 9 of the points, and the nose dot if wanted."""
        laid = calibration_points(
            9 if points == 9 else 5, half_width_deg=HALF_WIDTH_DEG, half_height_deg=HALF_HEIGHT_DEG
        )
        chosen = {(each.azimuth_deg, each.elevation_deg) for each in laid}
        shown = [line for line in self.points if (line.azimuth_deg, line.elevation_deg) in chosen]
        return shown + self.nose_dot if with_nose_dot else shown


def script_of(identity: int, name: str, seed: int) -> Script:
    """Draw the script of one session; `name` is one of CONDITIONS."""
    condition = CONDITIONS[name]
    author = _Author(condition, np.random.default_rng((identity, seed, 11)))
    for point in calibration_points(9, half_width_deg=HALF_WIDTH_DEG, half_height_deg=HALF_HEIGHT_DEG):
        author.calibrate(point.azimuth_deg, point.elevation_deg)
    if condition.is_whole:
        author.nose_dot()
    author.begin_tests()
    for kind_name, kind in FIXATIONS.items():
        for number in range(kind.fixations if condition.is_whole else kind.fewer):
            author.fixate(kind_name, kind, kind.turns[number % len(kind.turns)])
    for number in range(HOLDS if condition.is_whole else FEWER_HOLDS):
        author.hold(number)
    return author.script


class _Author:
    def __init__(self, condition: Condition, rng: np.random.Generator) -> None:
        self.script = Script()
        self._condition, self._rng = condition, rng
        self._sway = rng.normal(size=6)
        self._light, self._openness = condition.light, condition.openness
        self._rest = Pose()

    @property
    def _now_s(self) -> float:
        return len(self.script.poses) / RATE_HZ

    def calibrate(self, azimuth: float, elevation: float) -> None:
        """Show a point; the person looks a little beside it."""
        start_s = self._now_s
        beside = self._rng.normal(scale=LABEL_ERROR_DEG / np.sqrt(2), size=2)
        self._look((azimuth + beside[0], elevation + beside[1]), POINT_FRAMES)
        self.script.points.append(LookedAt(start_s, self._now_s, azimuth, elevation))

    def nose_dot(self) -> None:
        """Move a dot with the nose, the eyes straight ahead in the head."""
        start_s = self._now_s
        for share in np.linspace(0, 2 * np.pi, NOSE_DOT_FRAMES, endpoint=False):
            turn = (10 * float(np.sin(share)), 7 * float(np.sin(2 * share + 0.5)), 0.0)
            self._look((0.0, 0.0), 1, turn=turn)
        self.script.nose_dot.append(LookedAt(start_s, self._now_s, 0.0, 0.0, HeadTask.NOSE_DOT))

    def begin_tests(self) -> None:
        """Let the light be as it is while testing."""
        if self._condition.tested_light is not None:
            self._light = self._condition.tested_light

    def fixate(self, name: str, kind: Kind, turn: tuple[float, float, float]) -> None:
        """Look somewhere for half a second."""
        self._change_face()
        widest = np.array((kind.half_width_deg, kind.half_height_deg))
        azimuth, elevation = (float(each) for each in self._rng.uniform(-widest, widest))
        frames = self._look((azimuth, elevation), FIXATION_FRAMES, motion=kind.motion, turn=turn)
        self.script.fixations.append(Fixation(name, frames, (azimuth, elevation)))

    def hold(self, number: int) -> None:
        """Hold a target with slips of the eyes, then with turns of the head."""
        self._change_face()
        widest = np.array((HALF_WIDTH_DEG, HALF_HEIGHT_DEG))
        azimuth, elevation = (float(each) for each in self._rng.uniform(-widest, widest))
        target = (azimuth, elevation)
        kinds = [(ON_TARGET, self._look(target, 15))]
        for name, off_deg, frames in ((OFF_7, 7.0, 15), (OFF_11, 11.0, 18)):
            kinds.append((name, self._look(self._beside(target, off_deg), frames)))
            kinds.append((ON_TARGET, self._look(target, 15)))
        middle = len(self.script.poses)
        side = float(self._rng.choice((-1.0, 1.0)))
        is_yaw = (number + int(self._rng.integers(2))) % 2 == 0
        for name, angle in ((TURNED_RIGHT, 8.0), (TURNED_8, 8.0), (TURNED_10, 10.0)):
            turn = (side * angle, 0.0, 0.0) if is_yaw else (0.0, side * angle, 0.0)
            kinds.append((name, self._turned(target, turn, on_dot=name != TURNED_RIGHT)))
        slipping = slice(kinds[0][1].start, middle)
        self.script.holds.append(HeldTarget(target, slipping, slice(middle, len(self.script.poses)), tuple(kinds)))

    def _change_face(self) -> None:
        self._openness = float(self._rng.uniform(*self._condition.tested_openness))
        if self._condition.is_expressive:
            self._rest = expressive(Pose(), self._rng)

    def _turned(self, target: tuple[float, float], turn: tuple[float, float, float], *, on_dot: bool) -> slice:
        """Turn the head, eyes kept in it or on the dot; the frames after the turn, when the head is there."""
        for share in (np.arange(_TURNING_FRAMES) + 1.0) / (_TURNING_FRAMES + 1):
            part = (share * turn[0], share * turn[1], share * turn[2])
            self._look(_turned_back(target, part) if on_dot else target, 1, turn=part)
        return self._look(_turned_back(target, turn) if on_dot else target, 9, turn=turn)

    def _beside(self, target: tuple[float, float], off_deg: float) -> tuple[float, float]:
        """A direction that is off by an angle, to any side."""
        side = float(self._rng.uniform(0, 2 * np.pi))
        return target[0] + off_deg * np.cos(side) / np.cos(np.radians(target[1])), target[1] + off_deg * np.sin(side)

    def _look(
        self,
        aim: tuple[float, float],
        frames: int,
        *,
        motion: tuple[float, ...] = SMALL_MOTION,
        turn: tuple[float, float, float] = STRAIGHT,
    ) -> slice:
        first = len(self.script.poses)
        for _ in range(frames):
            # Keeps its spread of 1 and forgets in about 1.5 s.
            self._sway = 0.978 * self._sway + 0.209 * self._rng.normal(size=6)
            yaw, pitch, roll, x_mm, y_mm, z_mm = (float(each) for each in self._sway * motion)
            wobble = self._rng.normal(scale=0.25, size=2)
            pose = replace(
                self._rest,
                azimuth_deg=float(aim[0] + wobble[0]),
                elevation_deg=float(aim[1] + wobble[1]),
                head_yaw_deg=float(turn[0] + yaw),
                head_pitch_deg=float(turn[1] + pitch),
                head_roll_deg=float(turn[2] + roll),
                x_mm=x_mm,
                y_mm=y_mm,
                distance_mm=self._condition.distance_mm + z_mm,
                light=self._light,
            )
            self.script.poses.append(replace(pose, openness_left=self._openness, openness_right=self._openness))
        return slice(first, len(self.script.poses))


def _turned_back(target: tuple[float, float], turn: tuple[float, float, float]) -> tuple[float, float]:
    """Where the eyes point in a turned head that still look where they looked before."""
    azimuth, elevation = fick_deg(rotation(*turn).T @ direction(*target))
    return float(azimuth), float(elevation)
