"""A long sitting with faults thrown in: nothing ends it, every second is booked, and every interruption is recorded.

SITTING_HOURS and SITTING_SEEDS in the environment make it as long as is wanted, such as two hours and three seeds.
"""

import os
import resource
from itertools import pairwise
from pathlib import Path

import pytest
from faults_sitting import LONG_PLAN, draw_faults, sit_long
from flow_helpers import PaperClient
from recording_helpers import header
from test_flows_practising import SETTING
from test_live_loop import CountingDisplay

from gazetrainer.events import UNJUDGED, Booked, CameraLost, HoldEnded, HoldStarted, PictureSpoilt, SittingEnded
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.judging.rejudge import rejudge
from gazetrainer.loop import run
from gazetrainer.recording import Recorder, read_recording

ENDS_S = 3600 * float(os.environ.get("SITTING_HOURS", "0.07"))
SEEDS = range(1, 1 + int(os.environ.get("SITTING_SEEDS", "2")))
TOLD_WITHIN_S = 2.5


def resident_mb():
    """What this process holds in memory; Linux alone tells it as it is now."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(statm.read_text().split()[1]) * resource.getpagesize() / 2**20


class MemoryWatch:
    """A listener that looks at the memory every minute of the sitting."""

    def __init__(self):
        self.by_minute = {}

    def on_observation(self, seen):
        minute = int(seen.time_s // 60)
        if minute not in self.by_minute:
            self.by_minute[minute] = resident_mb()

    def on_gaze(self, gaze):
        pass

    def on_event(self, event):
        pass


@pytest.fixture(scope="module")
def profile():
    client, display = PaperClient(), CountingDisplay()
    return run(calibrate_on_screen(SETTING, display, client), client.frames(), client, display)


@pytest.fixture(scope="module", params=SEEDS)
def sitting(request, profile, tmp_path_factory):
    path = tmp_path_factory.mktemp("sitting") / "sitting.mcap"
    faults, memory = draw_faults(request.param, ENDS_S), MemoryWatch()
    head = header(plan=LONG_PLAN.model_dump(mode="json", by_alias=True), smallest_tolerances_deg=())
    with Recorder(path, head) as recorder:
        done = sit_long(profile, faults, ENDS_S, (recorder, memory))
    return done, faults, memory, read_recording(path)


def test_no_fault_ends_the_sitting(sitting):
    done, faults, _, recording = sitting
    assert done.fault is None
    assert faults[-1].end_s < recording.events[-1].time_s
    assert isinstance(recording.events[-1], SittingEnded)
    assert recording.events[-1].time_s == pytest.approx(ENDS_S, abs=1.0)
    assert recording.complete


def test_the_accounts_of_every_hold_sum_to_its_time_without_a_hole(sitting):
    _, _, _, recording = sitting
    starts = {event.place: event.time_s for event in recording.events if isinstance(event, HoldStarted)}
    ended = [event for event in recording.events if isinstance(event, HoldEnded)]
    assert len(ended) >= ENDS_S / 400
    for hold in ended:
        booked = [event for event in recording.events if isinstance(event, Booked) and event.place == hold.place]
        assert booked[0].start_s == starts[hold.place]
        assert booked[-1].end_s == hold.time_s
        assert all(after.start_s == before.end_s for before, after in pairwise(booked))


def test_every_interruption_stands_in_the_record(sitting):
    _, faults, _, recording = sitting
    told = [event for event in recording.events if isinstance(event, CameraLost | PictureSpoilt)]
    for fault in faults:
        if fault.is_told_by is None:
            continue
        kind, reason = fault.is_told_by
        assert any(
            isinstance(event, kind)
            and getattr(event, "reason", None) is reason
            and -0.1 <= event.time_s - fault.start_s <= TOLD_WITHIN_S
            for event in told
        ), fault


def test_time_that_the_machine_slept_or_had_no_camera_is_never_held(sitting):
    _, faults, _, recording = sitting
    held = [event for event in recording.events if isinstance(event, Booked) and event.account.value == "held"]
    gone = [(fault.start_s + 0.5, fault.end_s) for fault in faults if fault.kind in ("gone", "asleep")]
    for start_s, end_s in gone:
        assert not any(max(start_s, each.start_s) < min(end_s, each.end_s) - 0.3 for each in held)


def test_judged_again_the_sitting_is_the_same(sitting):
    _, _, _, recording = sitting
    assert rejudge(recording) == tuple(event for event in recording.events if not isinstance(event, UNJUDGED))


def test_memory_stays_flat(sitting):
    by_minute = sitting[2].by_minute
    minutes = sorted(by_minute)
    settled = minutes[len(minutes) // 4]
    grown_mb = by_minute[minutes[-1]] - by_minute[settled]
    assert grown_mb < 5.0 * max(1.0, ENDS_S / 3600), by_minute
