"""A long sitting in a fake clock's time, with faults thrown in at times that a seed draws."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from flow_helpers import PaperClient
from test_live_loop import GONE, CountingDisplay

from gazetrainer.adapters.clock import FakeClock
from gazetrainer.events import CameraLost, PictureSpoilt
from gazetrainer.face import NoFace, NoFaceReason
from gazetrainer.flows.practising import practise
from gazetrainer.frame import Frame
from gazetrainer.gaze import GapReason
from gazetrainer.live import Seen, carry_live
from gazetrainer.loop import PicturesEnded
from targets import Prescription, Step

RATE_HZ = 12.0
SLOW_HZ = 6.0
HOLD = {"get_ready_s": 3, "hold_s": 45, "rest_s": 10, "tolerance_deg": 8, "repetitions": 10}
LONG_PLAN = Prescription(
    schema=1,
    title="Many positions",
    steps=tuple(
        Step(azimuth_deg=azimuth, elevation_deg=elevation, **HOLD)
        for azimuth, elevation in ((-8, 4), (8, 0), (0, 6), (0, -6), (6, 4), (-6, -4), (4, 2), (-4, 2), (5, -3), (8, 4))
        for _ in range(2)
    ),
)
SPOILING = (
    NoFaceReason.PICTURE_BLANK,
    NoFaceReason.PICTURE_TORN,
    NoFaceReason.PICTURE_FROZEN,
    NoFaceReason.OTHER_SIZE,
    NoFaceReason.TRACKER_FAILED,
)
HARMLESS = (NoFaceReason.NO_FACE, NoFaceReason.TOO_DARK, NoFaceReason.SEVERAL_FACES)
KINDS = ("gone", "asleep", "slow", "stands still", *SPOILING, *HARMLESS)


@dataclass(frozen=True)
class Fault:
    kind: str
    start_s: float
    end_s: float

    @property
    def is_told_by(self):
        """The event that must stand in the record, or None where it is an account of the hold alone."""
        if self.kind in ("gone", "asleep"):
            return CameraLost, None
        if self.kind == "slow":
            return PictureSpoilt, GapReason.TOO_SLOW
        return (PictureSpoilt, GapReason(self.kind)) if self.kind in SPOILING else None


def draw_faults(seed, ends_s):
    rng = np.random.default_rng(seed)
    faults, at_s = [], 20.0
    while True:
        kind = str(rng.choice(KINDS))
        longest_s = 3600.0 if kind == "asleep" and rng.random() < 0.3 else 12.0
        end_s = at_s + float(rng.uniform(3.0, longest_s))
        if end_s > ends_s:
            return faults
        faults.append(Fault(kind, at_s, end_s))
        at_s = end_s + float(rng.uniform(6.0, 90.0))


class FaultyPictures:
    """A client's pictures until a time; while the machine sleeps even the clock is not looked at."""

    def __init__(self, client, clock, faults, ends_s):
        self._client, self._clock, self._ends_s = client, clock, ends_s
        self._faults, self._index, self._next_s = list(faults), 0, 0.0
        self._rgb = next(PaperClient(ends_s=1.0).frames()).rgb

    def _fault(self, time_s):
        while self._faults and self._faults[0].end_s <= time_s:
            self._faults.pop(0)
        return self._faults[0] if self._faults and self._faults[0].start_s <= time_s else None

    @property
    def lost(self):
        fault = self._fault(self._clock.now_s())
        return GONE if fault and fault.kind == "gone" else None

    def take(self):
        fault = self._fault(self._clock.now_s())
        if fault and fault.kind == "asleep":
            self._clock.sleep_s(fault.end_s - self._clock.now_s())
            self._next_s = self._clock.now_s()
        taken = []
        while self._next_s <= self._clock.now_s():
            if self._next_s > self._ends_s:
                raise PicturesEnded
            taken += self._at(self._next_s)
        return taken

    def _at(self, time_s):
        fault = self._fault(time_s)
        kind = fault.kind if fault else ""
        self._next_s += 1 / (SLOW_HZ if kind == "slow" else RATE_HZ)
        self._index += 1
        if kind == "gone":
            return []
        frame = Frame(self._index, fault.start_s if kind == "stands still" else time_s, self._rgb)
        if kind in (*SPOILING, *HARMLESS):
            return [Seen(frame, NoFace(time_s, NoFaceReason(kind)))]
        seen = self._client.observe(frame)
        return [Seen(frame, replace(seen, time_s=frame.time_s))]


def sit_long(profile, faults, ends_s, listeners):
    clock, client = FakeClock(), PaperClient()
    flow = practise(LONG_PLAN, profile, CountingNothing(), listeners=listeners, attention=client)
    return carry_live(flow, FaultyPictures(client, clock, faults, ends_s), CountingNothing(), clock)


class CountingNothing(CountingDisplay):
    """A display that keeps nothing, so that what grows is the program's."""

    def draw(self, scene):
        self._scene = scene

    def draw_between(self, scene):
        self._scene = scene
