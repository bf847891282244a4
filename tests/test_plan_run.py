"""A plan carried through recorded gazes: what is said about every frame agrees with what was booked."""

from collections import Counter

import pytest
from hold_helpers import TARGET, trace

from gazetrainer.events import Booked, HoldEnded, HoldStarted, Verdict
from gazetrainer.eyes import Eyes
from gazetrainer.judging.plan_run import GET_READY, REST, run_plan
from targets import Prescription, Step

RATE_HZ = 30.0
STEP = {"azimuth_deg": TARGET.azimuth_deg, "elevation_deg": TARGET.elevation_deg, "tolerance_deg": 5.0}


def plan(*steps):
    return Prescription(schema=1, title="Plan", steps=tuple(Step(**(STEP | step)) for step in steps))


ONE_HOLD = plan({"get_ready_s": 1, "hold_s": 4, "time_limit_s": 30})
STORY = [("in", 2.0), ("out", 2.0), ("in", 1.0), ("closed", 1.5), ("no face", 1.0), ("turned", 1.0), ("in", 4.0)]


def run(the_plan, *story, **more):
    return run_plan({Eyes.BOTH: trace(*story)}, the_plan, **more)


def test_the_accounts_of_all_frames_agree_with_the_bookings():
    done = run(ONE_HOLD, *STORY)
    booked = Counter()
    for event in done.events:
        if isinstance(event, Booked):
            booked[event.account.value] += event.end_s - event.start_s
    frames = Counter(judged.account for judged in done.judged() if judged.verdict is not None)
    assert len(booked) >= 4
    for account, seconds in booked.items():
        assert frames[account] / RATE_HZ == pytest.approx(seconds, abs=2 / RATE_HZ), account


def test_there_is_a_verdict_within_holds_and_nowhere_else():
    done = run(plan({"get_ready_s": 1, "hold_s": 2, "rest_s": 1, "repetitions": 2}), ("in", 12.0))
    spans = list(
        zip(
            [event.time_s for event in done.events if isinstance(event, HoldStarted)],
            [event.time_s for event in done.events if isinstance(event, HoldEnded)],
            strict=True,
        )
    )
    assert len(spans) == 2
    for judged in done.judged():
        inside = any(start - 1e-6 < judged.gaze.time_s <= end + 1 / RATE_HZ for start, end in spans)
        assert (judged.verdict is not None) <= inside
        if any(start + 1e-6 < judged.gaze.time_s < end for start, end in spans):
            assert judged.verdict is Verdict.IN


def test_the_accounts_outside_of_holds_are_get_ready_and_rest_and_then_none():
    done = run(plan({"get_ready_s": 1, "hold_s": 2, "rest_s": 1, "repetitions": 2}), ("in", 12.0))
    accounts = [judged.account for judged in done.judged()]
    order = [account for i, account in enumerate(accounts) if i == 0 or accounts[i - 1] != account]
    assert order[0] == GET_READY
    assert order[-1] == ""
    assert REST in order
    assert order.count("held") == 2


def test_each_step_is_judged_by_the_eye_it_asks_for():
    two = plan({"get_ready_s": 0, "hold_s": 2, "eyes": "left"})
    done = run_plan({Eyes.LEFT: trace(("in", 4.0))}, two)
    assert done.sitting.ended[0].held_s == pytest.approx(2.0)


def test_a_wider_tolerance_than_the_plan_asks_is_the_one_that_is_judged_by():
    assert run(ONE_HOLD, ("edge", 6.0)).sitting.ended[0].held_s == 0.0
    assert run(ONE_HOLD, ("edge", 6.0), smallest_tolerances_deg=(8.0,)).sitting.ended[0].held_s > 3.9


def test_no_frames_give_a_run_that_ended():
    done = run(ONE_HOLD)
    assert done.is_over
    assert done.judged() == ()
