"""Somebody is called to the door in the middle of a hold and comes back ten minutes later."""

import itertools

import pytest
from flow_helpers import PaperClient, Remembering, ScriptedDisplay
from recording_helpers import as_recorded
from test_flows_practising import PLAN, SETTING

from gazetrainer.events import (
    UNJUDGED,
    Account,
    Booked,
    HoldEnded,
    HoldOutcome,
    HoldStarted,
    Paused,
    Resumed,
    SittingOutcome,
)
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.flows.practising import practise
from gazetrainer.judging.rejudge import rejudge
from gazetrainer.loop import run
from gazetrainer.scene import HoldScene, Key, PausedScene

AWAY_S = 600.0


class PausesOnce:
    """Presses Space in the first hold, and again when the client is back; keeps when that was."""

    def __init__(self, client):
        self._client, self.told = client, []

    def __call__(self, scene):
        if isinstance(scene, HoldScene) and not self.told:
            return self._press()
        is_back = len(self.told) == 1 and self._client.time_s > self.told[0] + AWAY_S
        return self._press() if isinstance(scene, PausedScene) and is_back else ()

    def _press(self):
        self.told.append(self._client.time_s)
        self._client.is_here = not self._client.is_here
        return (Key.MAIN,)


class CalledAway(PaperClient):
    time_s, is_here = 0.0, True

    def observe(self, frame):
        self.time_s = frame.time_s
        self._away = (0.0, 0.0) if self.is_here else (frame.time_s, frame.time_s + 1)
        return super().observe(frame)


@pytest.fixture(scope="module")
def paused():
    client = PaperClient()
    profile = run(calibrate_on_screen(SETTING, ScriptedDisplay(), client), client.frames(), client, ScriptedDisplay())
    client, listener = CalledAway(), Remembering()
    display = ScriptedDisplay(PausesOnce(client))
    done = run(
        practise(PLAN, profile, display, listeners=(listener,), attention=client), client.frames(), client, display
    )
    return done, listener, display


def test_the_time_away_is_booked_as_a_pause_and_the_hold_goes_on_to_its_end(paused):
    done, _, _ = paused
    events = done.run.events
    assert [event.outcome for event in events if isinstance(event, HoldEnded)] == [HoldOutcome.HELD] * 2
    assert events[-1].outcome is SittingOutcome.FINISHED
    booked = [event for event in events if isinstance(event, Booked)]
    assert sum(e.end_s - e.start_s for e in booked if e.account is Account.PAUSED) == pytest.approx(AWAY_S, abs=1.0)
    assert sum(e.end_s - e.start_s for e in booked if e.account is Account.CANNOT_TELL) < 1.0
    (start,), (end,) = ([e.time_s for e in events if isinstance(e, kind)] for kind in (Paused, Resumed))
    assert end - start == pytest.approx(AWAY_S, abs=1.0)


def test_the_accounts_of_the_paused_hold_sum_to_its_time(paused):
    events = paused[0].run.events
    starts_s, ends_s = ([e.time_s for e in events if isinstance(e, kind)] for kind in (HoldStarted, HoldEnded))
    booked = [e for e in events if isinstance(e, Booked) and e.end_s <= ends_s[0] + 1e-9]
    assert sum(e.end_s - e.start_s for e in booked) == pytest.approx(ends_s[0] - starts_s[0])
    assert all(later.start_s == pytest.approx(earlier.end_s) for earlier, later in itertools.pairwise(booked))


def test_while_away_the_screen_says_the_same_all_the_time(paused):
    shown = {scene for scene in paused[2].scenes if isinstance(scene, PausedScene)}
    assert len(shown) == 1


def test_judged_again_the_paused_sitting_is_the_same(paused):
    done, listener, _ = paused
    assert rejudge(as_recorded(PLAN, listener.gazes, listener.events)) == tuple(
        event for event in done.run.events if not isinstance(event, UNJUDGED)
    )
