"""Steps that a flow of its own leads through, in the midst of a sitting."""

import pytest
from flow_helpers import CAMERA, PaperClient, Remembering, ScriptedDisplay, first_time

from gazetrainer.calibrating.calibrate import CalibrationSetting
from gazetrainer.events import (
    Command,
    CommandGiven,
    LookChanged,
    Paused,
    SittingEnded,
    SittingOutcome,
    StepEnded,
    StepOutcome,
)
from gazetrainer.flows.asking import first_key
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.flows.elsewhere import ElsewhereFlows, Onward
from gazetrainer.flows.practising import practise
from gazetrainer.loop import run
from gazetrainer.scene import Key, MessageScene
from targets import Prescription

HOLD = {"azimuth_deg": -8, "elevation_deg": 4, "get_ready_s": 1, "hold_s": 2, "tolerance_deg": 10}
PLAN = Prescription.model_validate(
    {
        "schema": 1,
        "title": "Asked before and after",
        "steps": [
            {"kind": "checkin"},
            HOLD | {"rest_s": 0},
            {"kind": "guided", "text": "Breathe.", "duration_s": 5},
            {"kind": "find", "rows_deg": [0]},
            {"kind": "checkin"},
        ],
    }
)
SETTING = CalibrationSetting("somebody", CAMERA, 62.0, "2026-01-01T08:00:00")
ASKING = MessageScene("How are you?", "")


@pytest.fixture(scope="module")
def profile():
    client, display = PaperClient(), ScriptedDisplay()
    return run(calibrate_on_screen(SETTING, display, client), client.frames(), client, display)


def asks(visit):
    key = yield from first_key(ASKING, (Key.MAIN, Key.SKIP), visit.patience_s)
    return Onward.SKIPPED if key is Key.SKIP else Onward.GO_ON


def sit(profile, *, presses=lambda _scene: (), client=None, listener=None, **flows):
    display, client = ScriptedDisplay(presses), client or PaperClient()
    elsewhere = ElsewhereFlows(flows, patience_s=2.0)
    listeners = (listener,) if listener else ()
    flow = practise(PLAN, profile, display, listeners=listeners, attention=client, elsewhere=elsewhere)
    return run(flow, client.frames(), client, display), display


def ends(done):
    return [(event.number, event.outcome) for event in done.run.events if isinstance(event, StepEnded)]


def test_the_flow_of_a_step_has_the_screen_and_the_keys_until_it_is_done(profile):
    done, display = sit(profile, presses=first_time(Message=Key.MAIN), checkin=asks, find=asks)
    assert [kind for kind in display.kinds() if kind != "Message"] == ["GetReady", "Hold", "Guided"]
    assert ASKING in display.scenes
    assert ends(done) == [(number, StepOutcome.DONE) for number in (0, 2, 3, 4)]
    assert not any(isinstance(event, Paused) for event in done.run.events)
    assert done.run.events[-1].outcome is SittingOutcome.FINISHED


def test_a_step_that_nobody_leads_through_is_skipped(profile):
    done, _ = sit(profile, checkin=asks)
    assert (3, StepOutcome.SKIPPED) in ends(done)


def test_a_flow_can_skip_its_step_and_end_the_sitting(profile):
    def enough(_visit):
        yield ASKING
        return Onward.STOP

    done, _ = sit(profile, presses=lambda scene: (Key.SKIP,) if scene == ASKING else (), checkin=asks, find=enough)
    assert ends(done) == [(0, StepOutcome.SKIPPED), (2, StepOutcome.DONE), (3, StepOutcome.STOPPED)]
    assert done.run.events[-1].outcome is SittingOutcome.STOPPED


def test_stopping_in_a_flow_ends_the_sitting_as_anywhere(profile):
    done, _ = sit(profile, presses=first_time(Message=Key.STOP), checkin=asks)
    assert done.run.events[-2:] == [
        StepEnded(done.run.events[-1].time_s, 0, StepOutcome.STOPPED),
        SittingEnded(done.run.events[-1].time_s, SittingOutcome.STOPPED),
    ]


def test_when_the_pictures_end_in_a_flow_what_was_seen_is_kept(profile):
    listener = Remembering()
    done, _ = sit(profile, client=PaperClient(ends_s=1.0), listener=listener, checkin=asks)
    assert done.run.events[-1].outcome is SittingOutcome.PICTURES_ENDED
    assert listener.events == done.run.events
    assert len(listener.gazes) == len(listener.seen) == 16


def test_every_picture_meanwhile_is_measured_for_the_flow_and_goes_into_the_recording(profile):
    measured = []

    def watches(visit):
        for _ in range(20):
            yield ASKING
            measured.extend(visit.new_gazes())
        return Onward.GO_ON

    listener = Remembering()
    done, _ = sit(profile, listener=listener, checkin=asks, find=watches)
    assert 15 < len(measured) <= 20
    assert set(measured) <= set(listener.gazes)
    assert [gaze.time_s for gaze in listener.gazes] == sorted({gaze.time_s for gaze in listener.gazes})
    given = [event.command for event in done.run.events if isinstance(event, CommandGiven)]
    assert given == [Command.COME_BACK] * 3


def test_what_a_flow_tells_goes_into_the_recording_and_is_there_for_later_flows(profile):
    known = []

    def tells(visit):
        known.append(any(isinstance(event, LookChanged) for event in visit.told()))
        yield ASKING
        visit.tell(LookChanged(visit.time_s(), ()))
        return Onward.GO_ON

    listener = Remembering()
    sit(profile, listener=listener, checkin=tells)
    assert known == [False, True]
    assert sum(isinstance(event, LookChanged) for event in listener.events) == 2
