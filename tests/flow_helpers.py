"""A client of paper in front of a display that presses keys by a script: flows run without pictures or a tracker."""

from __future__ import annotations

import math

import numpy as np
from paper_face import LARGE_IRIS_PX, paper_face

from gazetrainer.errors import CameraError, CameraFault, OutputError
from gazetrainer.face import NoFace, NoFaceReason
from gazetrainer.frame import CameraInfo, Frame
from gazetrainer.scene import Scene
from gazetrainer.screen import Screen

RATE_HZ = 16.0
CAMERA = CameraInfo("paper", 640, 480, RATE_HZ)
LARGE_SCREEN = Screen(1920, 1080, 531.0, 299.0)
_PICTURE = np.zeros((4, 4, 3), np.uint8)


class PaperClient:
    """Camera, tracker and attention in one: eyes that look where they are asked to, at once.

    ends_s: when the pictures end; lost_s: when the camera is lost; away: (from, to) without a face.
    """

    def __init__(self, *, ends_s=1000.0, lost_s=None, away=(0.0, 0.0), turned_deg=0.0):
        self.info = CAMERA
        self._ends_s, self._lost_s, self._away = ends_s, lost_s, away
        self._looks_at = (0.0, 0.0)
        self._turned_deg = turned_deg
        self._head = (0.0, 0.0, 0.0)

    def frames(self):
        for index in range(round(self._ends_s * RATE_HZ)):
            if self._lost_s is not None and index / RATE_HZ >= self._lost_s:
                raise CameraError(CameraFault.LOST, "The camera gives no more pictures. Check its cable.")
            yield Frame(index, index / RATE_HZ, _PICTURE)

    def observe(self, frame):
        if self._away[0] <= frame.time_s < self._away[1]:
            return NoFace(frame.time_s, NoFaceReason.NO_FACE)
        sway_px = 320 + 3 * math.sin(1.9 * frame.time_s), 240 + 3 * math.sin(1.3 * frame.time_s)
        openness = 0.0 if frame.time_s % 20 > 19.85 else 1.0
        return paper_face(
            frame.time_s,
            *self._looks_at,
            openness=openness,
            head=self._head,
            noise_px=0.05,
            shift_px=sway_px,
            iris_px=LARGE_IRIS_PX,
            seed=frame.index,
        )

    def attend(self, azimuth_deg, elevation_deg, head="still"):
        self._looks_at = (azimuth_deg, elevation_deg)
        self._head = (12.0, 0.0, 0.0) if head == "nose_dot" else (0.0, 0.0, 0.0)

    def attend_nothing(self):
        self._looks_at, self._head = (0.0, 0.0), (0.0, 0.0, 0.0)

    def begin_practice(self):
        self._head = (self._turned_deg, 0.0, 0.0)

    def end_practice(self):
        self._head = (0.0, 0.0, 0.0)


class ScriptedDisplay:
    """Keeps every scene, and presses what `presses(scene)` says."""

    def __init__(self, presses=lambda _scene: (), screen=LARGE_SCREEN):
        self.screen, self._presses = screen, presses
        self.scenes: list[Scene] = []

    def draw(self, scene):
        self.scenes.append(scene)

    def draw_between(self, scene):
        pass

    def keys(self):
        return self._presses(self.scenes[-1])

    def typed(self):
        return ""

    def kinds(self):
        """The names of the scenes in order, each run of the same kind once."""
        names = [type(scene).__name__.removesuffix("Scene") for scene in self.scenes]
        return [name for i, name in enumerate(names) if i == 0 or names[i - 1] != name]


def first_time(**keys):
    """Press a key the first time that a kind of scene is shown: first_time(Hold=Key.MAIN)."""
    waiting = dict(keys)

    def presses(scene):
        name = type(scene).__name__.removesuffix("Scene")
        pressed = waiting.pop(name, ())
        return pressed if isinstance(pressed, tuple) else (pressed,)

    return presses


class Remembering:
    """A listener that keeps everything; `full_after_s`: from then on it cannot take more."""

    def __init__(self, full_after_s=float("inf")):
        self.gazes, self.events, self.seen = [], [], []
        self._full_after_s = full_after_s

    def on_observation(self, seen):
        self.seen.append(seen)

    def on_gaze(self, gaze):
        if gaze.time_s > self._full_after_s:
            raise OutputError("sitting.mcap cannot take more (no space left on device).")
        self.gazes.append(gaze)

    def on_event(self, event):
        self.events.append(event)
