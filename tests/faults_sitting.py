"""A long sitting in a fake clock's time, with faults thrown in at times that a seed draws, and what must hold of it."""

import gc
import math
import resource
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from flow_helpers import PaperClient
from paper_face import LARGE_IRIS_PX, paper_face
from recording_helpers import header
from test_flows_practising import SETTING
from test_live_loop import GONE, CountingDisplay

from gazetrainer.adapters.clock import FakeClock
from gazetrainer.events import UNJUDGED, Booked, CameraLost, HoldEnded, HoldStarted, PictureSpoilt, SittingEnded
from gazetrainer.face import NoFace, NoFaceReason
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.flows.practising import practise
from gazetrainer.frame import Frame
from gazetrainer.gaze import GapReason
from gazetrainer.judging.rejudge import rejudge
from gazetrainer.live import Seen, carry_live
from gazetrainer.loop import PicturesEnded, run
from gazetrainer.recording import Recorder, read_recording
from targets import Prescription, Step

RATE_HZ = 12.0
SLOW_HZ = 6.0
TOLD_WITHIN_S = 2.5
GROWS_BY_MB = 5.0
HOLD = {"get_ready_s": 3, "hold_s": 45, "rest_s": 10, "tolerance_deg": 8, "repetitions": 10}
PLACES = ((-8, 4), (8, 0), (0, 6), (0, -6), (6, 4), (-6, -4), (4, 2), (-4, 2), (5, -3), (8, 4))
LONG_PLAN = Prescription(
    schema=1,
    title="Many positions",
    steps=tuple(Step(azimuth_deg=azimuth, elevation_deg=up, **HOLD) for azimuth, up in PLACES for _ in range(2)),
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
    def told_by(self):
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
        longest_s = 2400.0 if kind == "asleep" and rng.random() < 0.15 else 12.0
        end_s = at_s + float(rng.uniform(3.0, longest_s))
        if end_s > ends_s - 5.0:
            return faults
        faults.append(Fault(kind, at_s, end_s))
        at_s = end_s + float(rng.uniform(6.0, 90.0))


@cache
def drawn(looks_at, openness, head):
    return paper_face(0.0, *looks_at, openness=openness, head=head, iris_px=LARGE_IRIS_PX)


class LightClient(PaperClient):
    """Draws each look once and moves its landmarks, so that hours pass in minutes."""

    def observe(self, frame):
        time_s = frame.time_s
        face = drawn(self._looks_at, 0.0 if time_s % 20 > 19.85 else 1.0, self._head)
        sway = np.array((3 * math.sin(1.9 * time_s), 3 * math.sin(1.3 * time_s), 0.0))
        noise = np.random.default_rng(frame.index).normal(scale=0.05, size=face.landmarks_px.shape)
        eyes = replace(face.eyes, left_px=face.eyes.left_px + sway[0], top_px=face.eyes.top_px + sway[1])
        points = (face.landmarks_px + sway + noise).astype(np.float32)
        return replace(face, time_s=time_s, landmarks_px=points, eyes=eyes)


class Forgetful(CountingDisplay):
    """A display that keeps nothing, so that what grows is the program's."""

    def draw(self, scene):
        self._scene = scene

    def draw_between(self, scene):
        self._scene = scene


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

    def wait_s(self, duration_s):
        until_picture_s = self._next_s - self._clock.now_s()
        self._clock.sleep_s(max(until_picture_s, 0.0) + 1e-9 if self.lost is None else duration_s)

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
        return [Seen(frame, self._client.observe(frame))]


class MemoryWatch:
    """A listener that looks at the memory every minute of the sitting."""

    def __init__(self):
        self.mb_by_minute = {}

    def on_observation(self, seen):
        minute = int(seen.time_s // 60)
        if minute not in self.mb_by_minute:
            gc.collect()
            self.mb_by_minute[minute] = resident_mb()

    def on_gaze(self, gaze):
        pass

    def on_event(self, event):
        pass

    @property
    def grown_mb(self):
        """Since a quarter of the sitting, when everything that is loaded late has been."""
        minutes = sorted(self.mb_by_minute)
        return self.mb_by_minute[minutes[-1]] - self.mb_by_minute[minutes[len(minutes) // 4]]


def resident_mb():
    """What this process holds in memory; Linux alone tells it as it is now."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(statm.read_text().split()[1]) * resource.getpagesize() / 2**20


@dataclass(frozen=True)
class LongSitting:
    faults: list
    ends_s: float
    fault: object
    memory: MemoryWatch
    recording: object


def paper_profile():
    client, display = PaperClient(), CountingDisplay()
    return run(calibrate_on_screen(SETTING, display, client), client.frames(), client, display)


def sit_long(path, profile, seed, ends_s):
    faults, memory = draw_faults(seed, ends_s), MemoryWatch()
    clock, client = FakeClock(), LightClient()
    head = header(plan=LONG_PLAN.model_dump(mode="json", by_alias=True), smallest_tolerances_deg=())
    with Recorder(path, head) as recorder:
        flow = practise(LONG_PLAN, profile, Forgetful(), listeners=(recorder, memory), attention=client)
        done = carry_live(flow, FaultyPictures(client, clock, faults, ends_s), Forgetful(), clock)
    return LongSitting(faults, ends_s, done.fault, memory, read_recording(path))


def is_carried_to_its_end(sitting):
    last = sitting.recording.events[-1]
    is_at_end = isinstance(last, SittingEnded) and abs(last.time_s - sitting.ends_s) < 1.0
    return sitting.fault is None and sitting.recording.complete and is_at_end


def holds_with_a_hole(sitting):
    """Holds whose accounts do not follow one another from their first to their last moment."""
    events = sitting.recording.events
    starts = {event.place: event.time_s for event in events if isinstance(event, HoldStarted)}
    return [hold for hold in ended_holds(sitting) if not _is_whole(hold, starts[hold.place], events)]


def _is_whole(hold, start_s, events):
    booked = [event for event in events if isinstance(event, Booked) and event.place == hold.place]
    follow = all(after.start_s == before.end_s for before, after in pairwise(booked))
    return follow and booked[0].start_s == start_s and booked[-1].end_s == hold.time_s


def ended_holds(sitting):
    return [event for event in sitting.recording.events if isinstance(event, HoldEnded)]


def untold_faults(sitting):
    """Interruptions that do not stand in the record at their time."""
    told = [event for event in sitting.recording.events if isinstance(event, CameraLost | PictureSpoilt)]
    return [fault for fault in sitting.faults if fault.told_by and not any(_tells(event, fault) for event in told)]


def _tells(event, fault):
    kind, reason = fault.told_by
    is_then = -0.1 <= event.time_s - fault.start_s <= TOLD_WITHIN_S
    return is_then and isinstance(event, kind) and getattr(event, "reason", None) is reason


def held_without_a_picture(sitting):
    """Seconds booked as held while there was no camera, or the machine slept."""
    held = [event for event in sitting.recording.events if isinstance(event, Booked) and event.account.value == "held"]
    gone = [(fault.start_s + 0.5, fault.end_s) for fault in sitting.faults if fault.kind in ("gone", "asleep")]
    both = [min(end_s, each.end_s) - max(start_s, each.start_s) for start_s, end_s in gone for each in held]
    return sum(max(0.0, each - 0.3) for each in both)


def is_judged_again_the_same(sitting):
    judged = tuple(event for event in sitting.recording.events if not isinstance(event, UNJUDGED))
    return rejudge(sitting.recording) == judged
