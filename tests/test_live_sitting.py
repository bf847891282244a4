"""A whole sitting whose camera is pulled out in the middle and plugged in again."""

import pytest
from flow_helpers import RATE_HZ, PaperClient, Remembering
from recording_helpers import as_recorded
from test_flows_practising import PLAN, SETTING
from test_live_loop import GONE, CountingDisplay

from gazetrainer.adapters.clock import FakeClock
from gazetrainer.events import (
    UNJUDGED,
    Account,
    Booked,
    CameraFound,
    CameraLost,
    HoldEnded,
    HoldOutcome,
    Paused,
    Resumed,
    SittingOutcome,
)
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.flows.practising import practise
from gazetrainer.frame import Frame
from gazetrainer.judging.rejudge import rejudge
from gazetrainer.live import Seen, carry_live
from gazetrainer.loop import PicturesEnded, run
from gazetrainer.scene import HoldScene, Key, PausedScene


@pytest.fixture(scope="module")
def profile():
    client, display = PaperClient(), CountingDisplay()
    return run(calibrate_on_screen(SETTING, display, client), client.frames(), client, display)


class Unplugged:
    """A client before a camera that is gone for a while of the clock's time."""

    def __init__(self, client, clock, gone, ends_s=60.0):
        self._client, self._clock, self._gone, self._ends_s = client, clock, gone, ends_s
        self._index = 0

    @property
    def lost(self):
        return GONE if self._gone[0] <= self._clock.now_s() < self._gone[1] else None

    def take(self):
        taken = []
        while self._index / RATE_HZ <= self._clock.now_s():
            time_s = self._index / RATE_HZ
            if time_s > self._ends_s:
                raise PicturesEnded
            if not self._gone[0] <= time_s < self._gone[1]:
                frame = Frame(self._index, time_s, next(PaperClient(ends_s=1.0).frames()).rgb)
                taken.append(Seen(frame, self._client.observe(frame)))
            self._index += 1
        return taken

    def wait_s(self, duration_s):
        self._clock.sleep_s(duration_s)


def sit(profile, gone, presses=lambda _scene: ()):
    clock, client, listener = FakeClock(), PaperClient(), Remembering()
    display = CountingDisplay(presses)
    flow = practise(PLAN, profile, display, listeners=(listener,), attention=client)
    return carry_live(flow, Unplugged(client, clock, gone), display, clock), listener, display


def test_the_sitting_waits_for_its_camera_and_goes_on(profile):
    done, listener, display = sit(profile, (2.0, 8.0))
    kinds = [type(event) for event in listener.events]
    assert kinds.count(CameraLost) == kinds.count(CameraFound) == kinds.count(Paused) == kinds.count(Resumed) == 1
    assert [e.outcome for e in listener.events if isinstance(e, HoldEnded)] == [HoldOutcome.HELD] * 2
    found = next(event for event in listener.events if isinstance(event, CameraFound))
    assert found.gone_s == pytest.approx(6.0, abs=0.3)
    paused_s = sum(
        e.end_s - e.start_s for e in listener.events if isinstance(e, Booked) and e.account is Account.PAUSED
    )
    assert paused_s == pytest.approx(6.0, abs=0.5)
    assert "The camera is gone" in {scene.title for scene in display.new if isinstance(scene, PausedScene)}
    assert done.run.events[-1].outcome is SittingOutcome.FINISHED


def test_judged_again_such_a_sitting_is_the_same(profile):
    done, listener, _ = sit(profile, (2.0, 8.0))
    assert rejudge(as_recorded(PLAN, listener.gazes, listener.events)) == tuple(
        event for event in done.run.events if not isinstance(event, UNJUDGED)
    )


@pytest.mark.parametrize("gone", [(2.0, 8.0), (2.03, 2.5)])
def test_all_that_is_told_of_a_lost_camera_stands_in_the_order_of_its_times(profile, gone):
    _, listener, _ = sit(profile, gone)
    told = [event for event in listener.events if not isinstance(event, Booked)]
    assert {CameraLost, CameraFound} <= {type(event) for event in told}
    assert [event.time_s for event in told] == sorted(event.time_s for event in told)


def test_who_does_not_want_to_wait_can_stop(profile):
    gone_is_shown = lambda scene: isinstance(scene, PausedScene) and scene.title == "The camera is gone"  # noqa: E731
    done, _, display = sit(profile, (2.0, 50.0), lambda scene: (Key.STOP,) if gone_is_shown(scene) else ())
    assert done.run.events[-1].outcome is SittingOutcome.STOPPED
    assert any(isinstance(scene, HoldScene) for scene in display.new)
