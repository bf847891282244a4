"""Scripts: poses known beforehand, rendered to frames for samples and benchmarks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.simulated.camera import renderer_for
from gazetrainer.adapters.simulated.motion import Blinking, Saccade, Wobble, ease
from gazetrainer.adapters.simulated.options import SimulatedOptions
from gazetrainer.adapters.simulated.pose import Pose, Truth, truth_of
from gazetrainer.frame import CameraInfo, Frame

Script = Callable[[float], Pose]
"""Pose at a time in seconds."""


class Arrival(StrEnum):
    """How a keyframe's pose is reached: at once, the eyes by a saccade, or gradually since the keyframe before."""

    HOLD = "hold"
    SACCADE = "saccade"
    RAMP = "ramp"


@dataclass(frozen=True, slots=True)
class Keyframe:
    """A pose at a time; HOLD and SACCADE leave for it at time_s, RAMP arrives at time_s."""

    time_s: float
    pose: Pose
    arrival: Arrival = Arrival.SACCADE


def scripted(keyframes: Sequence[Keyframe]) -> Script:
    """Script that goes through keyframes in order of time, holding each pose until the next.

    >>> script = scripted([Keyframe(0, Pose()), Keyframe(1, Pose(head_yaw_deg=10), Arrival.RAMP)])
    >>> script(0.5).head_yaw_deg
    5.0
    """
    ordered = sorted(keyframes, key=lambda key: key.time_s)
    times_s = [key.time_s for key in ordered]
    if not ordered:
        raise ValueError("a script needs at least one keyframe")

    def pose_at(time_s: float) -> Pose:
        reached = max(bisect_right(times_s, time_s) - 1, 0)
        here, before = ordered[reached], ordered[max(reached - 1, 0)]
        if reached + 1 < len(ordered) and ordered[reached + 1].arrival is Arrival.RAMP:
            coming = ordered[reached + 1]
            share = ease((time_s - here.time_s) / (coming.time_s - here.time_s))
            return between(here.pose, coming.pose, share)
        return _jump(before.pose, here, time_s) if here.arrival is Arrival.SACCADE else here.pose

    return pose_at


def between(first: Pose, second: Pose, share: float) -> Pose:
    """Pose on the straight way from `first` (share 0) to `second` (share 1)."""
    mixed = {
        field.name: getattr(first, field.name) * (1 - share) + getattr(second, field.name) * share
        for field in fields(Pose)
        if field.name != "present"
    }
    return Pose(**mixed, present=first.present if share < 1 else second.present)


def alive(script: Script, *, seed: int, rate_hz: float = 30.0, duration_s: float) -> Script:
    """The same script with natural unrest of the eyes, sway of the head and blinks.

    Known beforehand for every frame up to `duration_s`, so that any time may be asked in any order.
    """
    rng = np.random.default_rng(seed)
    unrest, blinking = Unrest(rng), Blinking(rng, (3.0, 7.0))
    count = int(duration_s * rate_hz) + 2
    lines = [(unrest.step(1 / rate_hz), blinking.openness(index / rate_hz)) for index in range(count)]

    def pose_at(time_s: float) -> Pose:
        stirring, openness = lines[min(round(time_s * rate_hz), count - 1)]
        pose = stirred(script(time_s), stirring)
        return replace(
            pose,
            openness_left=min(pose.openness_left, openness),
            openness_right=min(pose.openness_right, openness),
        )

    return pose_at


class Unrest:
    """Natural unrest of the eyes and sway of the head."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._eyes, self._head = Wobble(rng, (0.3, 0.3), 0.35), Wobble(rng, (0.6, 0.5, 0.35, 2.0, 1.5, 3.0), 1.6)

    def step(self, step_s: float) -> NDArray[np.float64]:
        """Go on by `step_s`: azimuth, elevation, yaw, pitch, roll in deg; to the right, up and nearer in mm (8,)."""
        return np.concatenate([self._eyes.step(step_s), self._head.step(step_s)])


def stirred(pose: Pose, unrest: NDArray[np.float64]) -> Pose:
    """The pose with a step (8,) of unrest."""
    azimuth_deg, elevation_deg, yaw_deg, pitch_deg, roll_deg, x_mm, y_mm, nearer_mm = unrest.tolist()
    return replace(
        pose,
        azimuth_deg=pose.azimuth_deg + azimuth_deg,
        elevation_deg=pose.elevation_deg + elevation_deg,
        head_yaw_deg=pose.head_yaw_deg + yaw_deg,
        head_pitch_deg=pose.head_pitch_deg + pitch_deg,
        head_roll_deg=pose.head_roll_deg + roll_deg,
        x_mm=pose.x_mm + x_mm,
        y_mm=pose.y_mm + y_mm,
        distance_mm=pose.distance_mm - nearer_mm,
    )


def _jump(before: Pose, here: Keyframe, time_s: float) -> Pose:
    saccade = Saccade(
        here.time_s,
        (before.azimuth_deg, before.elevation_deg),
        (here.pose.azimuth_deg, here.pose.elevation_deg),
    )
    azimuth_deg, elevation_deg = saccade.at(time_s)
    return replace(here.pose, azimuth_deg=azimuth_deg, elevation_deg=elevation_deg)


class ScriptedCamera:
    """A camera that shows a script; `truth` grows by one line per frame. Behaviour in the options is not used."""

    def __init__(self, script: Script, options: SimulatedOptions) -> None:
        if options.duration_s is None:
            raise ValueError("a scripted camera needs duration_s")
        self._script, self._options, self._count = script, options, round(options.duration_s * options.rate_hz)
        self.truth: list[Truth] = []

    @property
    def info(self) -> CameraInfo:
        """Name, resolution and rate."""
        options = self._options
        return CameraInfo("simulated-script", options.width_px, options.height_px, options.rate_hz)

    def frames(self) -> Iterator[Frame]:
        """Yield the whole script from its start."""
        self.truth = []
        renderer = renderer_for(self._options)
        for index in range(self._count):
            time_s = index / self._options.rate_hz
            pose = self._script(time_s)
            self.truth.append(truth_of(pose, index=index, time_s=time_s, attended=None))
            yield Frame(index, time_s, renderer.render(pose))

    def __enter__(self) -> Self:
        """Nothing is held open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held open."""
