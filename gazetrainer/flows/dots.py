"""Dots to look at, one after another: each is shown until enough of the eyes was seen; the main key pauses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.attention import Attention
from gazetrainer.calibrating.looked_at import HeadTask, LookedAt, Purpose
from gazetrainer.calibrating.phases import SETTLE_S
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.loop import Display, Flow, Moment, Stopped
from gazetrainer.measuring.head import head_pose, rotation_of
from gazetrainer.measuring.landmarks import LEFT_EYE_SHAPES, RIGHT_EYE_SHAPES
from gazetrainer.scene import Key
from gazetrainer.screen import Screen
from gazetrainer.staging.setup import dot_scene, paused_scene
from targets import Direction

CAPTURE_S: Final = 1.2
LONGEST_POINT_S: Final = 6.0
ENOUGH_FRAMES: Final = 12
_WIDEST_DEG: Final = 15.0
_HIGHEST_DEG: Final = 10.0
_SCREEN_SHARE: Final = 0.88
"""Points keep this much inside the edge of the screen."""
_GLIDE: Final = 0.3
"""Share of the way to the nose's place that a nose dot goes with each picture: it follows without trembling."""
_BLINK_SHAPE: Final = 0.4
"""Before the person's own lids are known, a frame above this blendshape value is a blink."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot to look at, what it is for, how long its eyes are captured, and what the head does meanwhile."""

    direction: Direction
    purpose: Purpose
    capture_s: float = CAPTURE_S
    head: HeadTask = HeadTask.STILL


@dataclass(slots=True)
class Collected:
    """All that was seen and shown so far; `poor` are the dots that gave too few frames.

    neutral_rotation: (3, 3), known once neutral was shown.
    """

    distance_mm: float
    neutral_rotation: NDArray[np.float64] = field(default_factory=lambda: np.eye(3))
    seen: list[FaceObservation | NoFace] = field(default_factory=list)
    lines: list[LookedAt] = field(default_factory=list)
    poor: list[Dot] = field(default_factory=list)


def layout_size(screen: Screen, distance_mm: float) -> dict[str, float]:
    """How far out dots are laid on a screen, as a layout takes it: no further than can be calibrated well."""
    reach = screen.reach_deg(distance_mm)
    return {
        "half_width_deg": min(_WIDEST_DEG, _SCREEN_SHARE * reach.azimuth_deg),
        "half_height_deg": min(_HIGHEST_DEG, _SCREEN_SHARE * reach.elevation_deg),
    }


def show_dot(dot: Dot, step: str, collected: Collected, display: Display, attention: Attention) -> Flow[None]:
    """Show one dot until enough of it was seen; a dot that shows too little is remembered as poor.

    A dot that was interrupted begins anew. Raises Stopped.
    """
    attention.attend(dot.direction.azimuth_deg, dot.direction.elevation_deg, dot.head.value)
    direction = dot.direction
    start_s: float | None = None
    time_s = collected.seen[-1].time_s if collected.seen else 0.0
    good, share, unseen_s = 0, 0.0, 0.0
    while True:
        moment = yield dot_scene(
            direction, display.screen, collected.distance_mm, share, step, unseen_s, time_s, dot.head
        )
        _stop_if_asked(moment)
        if Key.MAIN in moment.keys:
            yield from _pause()
            start_s, good, share = None, 0, 0.0
            continue
        time_s = moment.time_s
        start_s = time_s if start_s is None else start_s
        collected.seen.append(moment.seen)
        direction = _dot_direction(dot, moment.seen, collected, direction)
        settled_s = time_s - start_s - SETTLE_S
        good += settled_s >= 0 and _is_good(moment.seen)
        unseen_s = 0.0 if good or isinstance(moment.seen, FaceObservation) else settled_s
        share = min(settled_s / dot.capture_s, good / ENOUGH_FRAMES, 1.0)
        if share >= 1.0 or settled_s >= LONGEST_POINT_S:
            break
    if good < ENOUGH_FRAMES:
        collected.poor.append(dot)
    end_s = float(np.nextafter(time_s, np.inf))
    azimuth_deg, elevation_deg = dot.direction.azimuth_deg, dot.direction.elevation_deg
    collected.lines.append(LookedAt(start_s, end_s, azimuth_deg, elevation_deg, dot.head, dot.purpose))


def _dot_direction(dot: Dot, seen: FaceObservation | NoFace, collected: Collected, before: Direction) -> Direction:
    """Where the dot goes next: a nose dot glides to where the nose points, so the eyes stay straight in the head."""
    if dot.head is not HeadTask.NOSE_DOT or isinstance(seen, NoFace):
        return before
    pose = head_pose(rotation_of(seen.head_matrix), collected.neutral_rotation)
    return Direction(
        before.azimuth_deg + _GLIDE * (pose.yaw_deg - before.azimuth_deg),
        before.elevation_deg + _GLIDE * (pose.pitch_deg - before.elevation_deg),
    )


def _pause() -> Flow[None]:
    while True:
        moment = yield paused_scene()
        _stop_if_asked(moment)
        if Key.MAIN in moment.keys:
            return


def _is_good(seen: FaceObservation | NoFace) -> bool:
    if isinstance(seen, NoFace):
        return False
    return bool((seen.blendshapes[[LEFT_EYE_SHAPES.blink, RIGHT_EYE_SHAPES.blink]] < _BLINK_SHAPE).any())


def _stop_if_asked(moment: Moment) -> None:
    if Key.STOP in moment.keys:
        raise Stopped
