"""Rules that hold for every trace."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hold_helpers import RULE, SEEN, TARGET, at, bookings, looking, run, run_to_end, run_with_pause, trace
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetrainer.events import Account, HoldOutcome
from gazetrainer.gaze import GapReason, GazeGap, GazeSample, HeadPose
from gazetrainer.judging.accounts import Accounts
from gazetrainer.judging.hold import Ended, begin_hold, end_hold, judge

NO_END = replace(RULE, hold_s=1000.0)
frames = st.lists(st.tuples(st.sampled_from(sorted(SEEN)), st.integers(1, 20)), max_size=12)
angles = st.floats(-60, 60) | st.floats()
anything = st.one_of(
    st.builds(
        GazeSample,
        time_s=st.floats(0, 5) | st.just(0.0),
        azimuth_deg=angles,
        elevation_deg=angles,
        sigma_deg=st.floats(0, 10) | st.floats(),
        head=st.builds(HeadPose, angles, angles, angles),
        eyes=st.just(looking(0).eyes),
    ),
    st.builds(GazeGap, time_s=st.floats(0, 5) | st.just(0.0), reason=st.sampled_from(GapReason)),
)
rules = st.builds(
    replace,
    st.just(RULE),
    hold_s=st.sampled_from([1.0, 3.3, 10.0]),
    grace_s=st.sampled_from([0.0, 0.4, 1.0]),
    blink_bridge_s=st.sampled_from([0.0, 0.5, 2.0]),
    time_limit_s=st.sampled_from([None, 4.05, 20.0]),
)


def as_trace(story):
    return trace(*((name, count / 30) for name, count in story))


def seconds(accounts, *, without=()):
    return [accounts.of(account) for account in Account if account not in without]


@given(st.lists(anything, max_size=40), rules)
def test_every_second_ends_in_exactly_one_account(gazes, rule):
    ended, events = run_to_end(gazes, rule)
    told = bookings(events)
    assert ended.accounts.elapsed_s == pytest.approx(ended.time_s - ended.start_s)
    assert all(earlier.end_s == later.start_s for earlier, later in pairwise(told))
    if told:
        assert (told[0].start_s, told[-1].end_s) == (ended.start_s, ended.time_s)
    from_events = Accounts()
    for event in told:
        amount = from_events.of(event.account) + event.end_s - event.start_s
        from_events = replace(from_events, **{f"{event.account}_s": amount})
    assert seconds(from_events) == pytest.approx(seconds(ended.accounts))


@given(frames, rules)
def test_a_hold_ends_held_with_exactly_the_prescribed_time_and_never_with_more(story, rule):
    hold, _ = run(as_trace(story), rule)
    assert hold.held_s <= rule.hold_s + 1e-9
    if isinstance(hold, Ended) and hold.outcome is HoldOutcome.HELD:
        assert hold.held_s == pytest.approx(rule.hold_s)


@given(frames, rules, st.floats(0.0, 1e5))
def test_a_time_shift_changes_nothing(story, rule, shift_s):
    gazes = as_trace(story)
    ended, _ = run_to_end(gazes, rule)
    shifted, _ = run_to_end([at(gaze, gaze.time_s + shift_s) for gaze in gazes], rule, start_s=shift_s)
    assert seconds(shifted.accounts) == pytest.approx(seconds(ended.accounts), abs=1e-6)
    assert shifted.outcome is ended.outcome


clear_stretches = st.lists(
    st.one_of(
        st.tuples(st.just("in"), st.sampled_from([0.6, 1.0, 2.5])),
        st.tuples(st.just("blink"), st.sampled_from([0.1, 0.2, 0.3])),
        st.tuples(st.sampled_from(["out", "turned", "closed", "no face"]), st.sampled_from([0.8, 1.3, 2.0])),
        st.tuples(st.sampled_from(["out", "turned"]), st.sampled_from([0.1, 0.2])),
    ),
    max_size=8,
)


@settings(max_examples=50)
@given(clear_stretches)
def test_half_the_frame_rate_gives_the_same_accounts_within_a_frame_per_transition(story):
    spaced = [stretch for one in story for stretch in (one, ("in", 1.0))]
    gazes = trace(*spaced)
    full, _ = run_to_end(gazes, NO_END)
    half, _ = run_to_end(gazes[1::2], NO_END)
    allowed_s = (len(spaced) + 1) / 30 + 1e-6
    assert seconds(half.accounts) == pytest.approx(seconds(full.accounts), abs=allowed_s)


@given(frames, st.integers(16, 90))
def test_a_closure_is_never_held(story, count):
    gazes = as_trace([("in", 30), *story, ("in", 30), ("closed", count), ("in", 30)])
    _, events = run_to_end(gazes, NO_END)
    start_s, end_s = gazes[-30 - count - 1].time_s, gazes[-31].time_s
    held = [event for event in bookings(events) if event.account is Account.HELD]
    assert all(event.end_s <= start_s + 1e-9 or event.start_s >= end_s - 1e-9 for event in held)


@given(frames, st.integers(13, 90), st.sampled_from(["turned", "tilted", "lost"]))
def test_a_head_beyond_its_limits_is_never_held(story, count, how):
    gazes = as_trace([("in", 30), *story, ("in", 30), (how, count), ("in", 30)])
    _, events = run_to_end(gazes, NO_END)
    start_s, end_s = gazes[-30 - count - 1].time_s, gazes[-31].time_s
    held = [event for event in bookings(events) if event.account is Account.HELD]
    assert all(event.end_s <= start_s + 1e-9 or event.start_s >= end_s - 1e-9 for event in held)


@given(st.lists(st.floats(0, 15), max_size=80), st.floats(2, 10), st.floats(0, 5))
def test_more_tolerance_never_gives_less_time_held(errors_deg, tolerance_deg, more_deg):
    gazes = [looking(error, (index + 1) / 10, sigma_deg=0.1) for index, error in enumerate(errors_deg)]
    strict, _ = run_to_end(gazes, replace(NO_END, tolerance_deg=tolerance_deg))
    lenient, _ = run_to_end(gazes, replace(NO_END, tolerance_deg=tolerance_deg + more_deg))
    assert lenient.held_s >= strict.held_s - 1e-9


@given(st.lists(anything, max_size=40), rules)
def test_judging_twice_gives_the_same(gazes, rule):
    assert run_to_end(gazes, rule)[1] == run_to_end(gazes, rule)[1]


@given(frames, rules, st.data())
def test_a_pause_anywhere_leaves_the_other_accounts_the_same(story, rule, data):
    gazes = as_trace(story)
    ended, _ = run_to_end(gazes, rule)
    after = data.draw(st.integers(0, len(gazes)))
    paused, _ = run_with_pause(gazes, rule, after=after, pause_s=42.0)
    without = {Account.PAUSED}
    assert seconds(paused.accounts, without=without) == pytest.approx(
        seconds(ended.accounts, without=without), abs=1e-6
    )
    assert paused.outcome is ended.outcome


@given(st.lists(anything, max_size=30))
def test_time_never_runs_backwards(gazes):
    hold = begin_hold(0.0)
    for gaze in gazes:
        earlier_s = hold.time_s
        hold, _ = judge(hold, gaze, TARGET, NO_END)
        assert hold.time_s >= earlier_s
    ended, _ = end_hold(hold, 0.0, HoldOutcome.STOPPED)
    assert ended.time_s == hold.time_s
