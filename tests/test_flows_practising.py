"""A sitting from get ready to its end, and everything that can go wrong meanwhile."""

import math
from contextlib import nullcontext
from dataclasses import replace

import pytest
from flow_helpers import CAMERA, PaperClient, Remembering, ScriptedDisplay, first_time

from gazetrainer.calibrating.calibrate import CalibrationSetting
from gazetrainer.errors import CameraError, OutputError
from gazetrainer.events import Account, Booked, HoldEnded, HoldOutcome, SittingEnded, SittingOutcome
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.flows.practising import practise
from gazetrainer.flows.sitting import SittingNeeds, whole_sitting
from gazetrainer.frame import VIDEO_FILE
from gazetrainer.loop import Interrupted, run
from gazetrainer.scene import Guide, HoldScene, Key
from gazetrainer.staging.summary import summary_scene
from targets import Prescription, Step

STEP = {"get_ready_s": 1, "hold_s": 2, "rest_s": 1, "tolerance_deg": 10}
PLAN = Prescription(
    schema=1,
    title="Two positions",
    steps=(Step(azimuth_deg=-8, elevation_deg=4, **STEP), Step(azimuth_deg=8, elevation_deg=0, **STEP)),
)
SETTING = CalibrationSetting("somebody", CAMERA, 62.0, "2026-01-01T08:00:00")


@pytest.fixture(scope="module")
def profile():
    client, display = PaperClient(), ScriptedDisplay()
    return run(calibrate_on_screen(SETTING, display, client), client.frames(), client, display)


def sit(profile, display=None, client=None, listeners=(), **more):
    display, client = display or ScriptedDisplay(), client or PaperClient()
    flow = practise(PLAN, profile, display, listeners=listeners, attention=client)
    return run(flow, client.frames(), client, display, **more)


def outcomes(done):
    return [event.outcome for event in done.run.events if isinstance(event, HoldEnded)]


def test_a_plan_is_practised_from_get_ready_to_its_end(profile):
    display, listener = ScriptedDisplay(), Remembering()
    done = sit(profile, display, listeners=(listener,))
    assert display.kinds() == ["GetReady", "Hold", "Rest", "GetReady", "Hold"]
    assert outcomes(done) == [HoldOutcome.HELD, HoldOutcome.HELD]
    assert done.fault is None
    assert listener.events == done.run.events


def test_a_turned_head_is_not_held(profile):
    done = sit(profile, client=PaperClient(turned_deg=14.0, ends_s=12.0))
    booked = [event for event in done.run.events if isinstance(event, Booked)]
    assert not any(event.account is Account.HELD for event in booked)
    assert sum(e.end_s - e.start_s for e in booked if e.account is Account.HEAD_MOVED) > 5.0


def test_a_camera_lost_in_mid_sitting_keeps_all_that_was_seen(profile):
    listener = Remembering()
    done = sit(profile, client=PaperClient(lost_s=6.0), listeners=(listener,))
    assert isinstance(done.fault, CameraError)
    assert listener.gazes[-1].time_s == pytest.approx(6.0, abs=0.1)
    assert listener.events[-1].outcome is SittingOutcome.PICTURES_ENDED
    assert outcomes(done)[0] is HoldOutcome.HELD


def test_pictures_that_end_end_the_sitting_without_a_fault(profile):
    done = sit(profile, client=PaperClient(ends_s=2.5))
    assert done.fault is None
    assert done.run.events[-1].outcome is SittingOutcome.PICTURES_ENDED


def test_ctrl_c_in_mid_hold_books_the_hold_and_ends_the_sitting(profile):
    display, listener = ScriptedDisplay(), Remembering()
    done = sit(
        profile,
        display,
        listeners=(listener,),
        interrupted=lambda: sum(isinstance(scene, HoldScene) for scene in display.scenes) > 10,
    )
    assert isinstance(done.fault, Interrupted)
    assert outcomes(done) == [HoldOutcome.STOPPED]
    assert isinstance(listener.events[-1], SittingEnded)


def test_the_sitting_goes_on_when_the_disk_is_full(profile):
    full, other = Remembering(full_after_s=2.0), Remembering()
    done = sit(profile, listeners=(full, other))
    assert isinstance(done.fault, OutputError)
    assert outcomes(done) == [HoldOutcome.HELD, HoldOutcome.HELD]
    assert full.gazes[-1].time_s == pytest.approx(2.0, abs=0.1)
    assert other.events == done.run.events


@pytest.mark.parametrize("stage", ["GetReady", "Hold", "Rest"])
def test_space_pauses_and_goes_on_at_every_stage(stage, profile):
    display = ScriptedDisplay(first_time(**{stage: Key.MAIN, "Paused": Key.MAIN}))
    done = sit(profile, display)
    at = display.kinds().index("Paused")
    assert display.kinds()[at - 1] == display.kinds()[at + 1] == stage
    assert outcomes(done) == [HoldOutcome.HELD, HoldOutcome.HELD]


@pytest.mark.parametrize("stage", ["GetReady", "Hold", "Rest", "Paused"])
def test_a_closed_window_ends_the_sitting_at_every_stage(stage, profile):
    before = {"GetReady": (Key.MAIN,)} if stage == "Paused" else {}
    listener = Remembering()
    sit(profile, ScriptedDisplay(first_time(**before, **{stage: (Key.CLOSE, Key.STOP)})), listeners=(listener,))
    assert listener.events[-1].outcome is SittingOutcome.STOPPED


@pytest.mark.parametrize("stage", ["GetReady", "Hold", "Rest"])
def test_esc_pauses_softly_and_only_then_ends_the_sitting(stage, profile):
    listener, display = Remembering(), ScriptedDisplay(first_time(**{stage: Key.STOP, "Paused": Key.STOP}))
    sit(profile, display, listeners=(listener,))
    assert display.kinds()[-2:] == [stage, "Paused"]
    assert listener.events[-1].outcome is SittingOutcome.STOPPED


def test_esc_alone_waits_as_long_as_the_client_does(profile):
    display = ScriptedDisplay(first_time(Hold=Key.STOP))
    done = sit(profile, display, client=PaperClient(ends_s=6.0))
    assert display.kinds()[-1] == "Paused"
    assert done.run.events[-1].outcome is SittingOutcome.PICTURES_ENDED


def test_n_goes_to_the_next_position(profile):
    done = sit(profile, ScriptedDisplay(first_time(Hold=Key.SKIP)))
    assert outcomes(done) == [HoldOutcome.SKIPPED, HoldOutcome.HELD]


def test_the_screen_is_told_what_leads_the_eyes(profile):
    client, display = PaperClient(), ScriptedDisplay()
    run(practise(PLAN, profile, display, attention=client, guide=Guide.GLOW), client.frames(), client, display)
    assert {scene.guide for scene in display.scenes if isinstance(scene, HoldScene)} == {Guide.GLOW}


class _Open:
    """A listener's context that fails when it is closed."""

    def __init__(self, listener):
        self._listener = listener

    def __enter__(self):
        return (self._listener,)

    def __exit__(self, *_):
        raise OutputError("sitting.mcap cannot take more (no space left on device).")


def test_recorded_pictures_run_from_the_plan_s_beginning_without_a_camera_check(profile):
    client, display = PaperClient(ends_s=3.0), ScriptedDisplay()
    recorded = replace(SETTING, camera=replace(CAMERA, name=VIDEO_FILE))
    needs = SittingNeeds(PLAN, recorded, keep=lambda _profile: None, record=lambda _profile, _plan: nullcontext(()))
    done = run(whole_sitting(needs, profile, display, client), client.frames(), client, display)
    assert display.kinds() == ["GetReady", "Hold"]
    assert done.run.events[0].time_s == 0.0


def test_a_disk_that_is_full_only_at_the_end_still_gives_the_sitting(profile):
    client, display = PaperClient(), ScriptedDisplay(first_time(CameraCheck=Key.MAIN))
    needs = SittingNeeds(PLAN, SETTING, keep=lambda _profile: None, record=lambda _profile, _plan: _Open(Remembering()))
    done = run(whole_sitting(needs, profile, display, client), client.frames(), client, display)
    assert isinstance(done.fault, OutputError)
    assert outcomes(done) == [HoldOutcome.HELD, HoldOutcome.HELD]


def test_an_interrupted_sitting_that_cannot_be_closed_says_both(profile):
    client, display = PaperClient(), ScriptedDisplay(first_time(CameraCheck=Key.MAIN))
    needs = SittingNeeds(PLAN, SETTING, keep=lambda _profile: None, record=lambda _profile, _plan: _Open(Remembering()))
    flow = whole_sitting(needs, profile, display, client)

    def in_a_hold():
        return any(isinstance(scene, HoldScene) for scene in display.scenes)

    done = run(flow, client.frames(), client, display, interrupted=in_a_hold)
    assert isinstance(done.fault, Interrupted)
    assert "no space left" in str(done.unclosed)


def test_a_wider_circle_than_the_plan_asks_is_said_at_the_end(profile):
    client, display = PaperClient(ends_s=1.0), ScriptedDisplay()
    flow = practise(PLAN, profile, display, smallest_tolerances_deg=(12.0, 4.0), attention=client)
    done = run(flow, client.frames(), client, display)
    assert "wider circle than the plan asks was used for: Up, left" in summary_scene(done.run).sentence
    assert done.run.sitting.rules[0].tolerance_deg == 12.0
    assert math.isclose(done.run.sitting.rules[1].tolerance_deg, 10.0)


def test_what_went_wrong_is_told_on_the_last_screen(profile):
    done = sit(profile, client=PaperClient(lost_s=3.0))
    scene = summary_scene(done.run, fault=str(done.fault))
    assert scene.sentence == "The camera gives no more pictures. Check its cable."
