"""Verdicts beside a known truth: what is counted, and what is left out because it is too close to call."""

import pytest
from hold_helpers import SEEN, TARGET, at, trace

from gazetrainer.gaze import GapReason, GazeGap
from gazetrainer.judging.comparison import compare
from gazetrainer.judging.plan_run import run_plan
from gazetrainer.measuring.features import Eyes
from targets import Prescription, Step

PLAN = Prescription(
    schema=1,
    title="Plan",
    steps=(
        Step(
            azimuth_deg=TARGET.azimuth_deg,
            elevation_deg=TARGET.elevation_deg,
            get_ready_s=0,
            hold_s=20,
            time_limit_s=30,
            tolerance_deg=5,
        ),
    ),
)


def compared(told, true):
    return compare(run_plan({Eyes.BOTH: trace(*told)}, PLAN), trace(*true))


def test_verdicts_that_agree_with_the_truth_are_all_right():
    story = [("in", 3.0), ("out", 2.0), ("in", 3.0)]
    result = compared(story, story)
    assert (result.precision, result.recall, result.out_caught) == (1.0, 1.0, 1.0)
    assert result.held_difference == 0.0
    assert result.right_in == 180
    assert result.caught_out == 60


def test_a_slip_that_was_not_seen_lowers_precision_and_what_was_caught():
    result = compared([("in", 8.0)], [("in", 4.0), ("out", 4.0)])
    assert result.precision == pytest.approx(0.5, abs=0.01)
    assert result.out_caught == pytest.approx(0.0, abs=0.01)


def test_doubt_lowers_recall_but_never_precision():
    result = compared([("in", 4.0), ("dark", 4.0)], [("in", 8.0)])
    assert result.precision == 1.0
    assert result.recall == pytest.approx(0.5, abs=0.01)


def test_a_slip_seen_for_half_of_its_time_is_half_caught_whether_the_rest_was_doubted_or_overlooked():
    for rest in ("dark", "in"):
        assert compared([("out", 4.0), (rest, 4.0)], [("out", 8.0)]).out_caught == pytest.approx(0.5, abs=0.02)


def test_frames_close_to_the_edge_of_the_tolerance_are_in_neither_class():
    result = compared([("in", 4.0)], [("edge", 4.0)])
    assert result.right_in == result.wrong_in == result.missed_in == 0


def test_a_turned_head_or_a_closure_told_as_in_position_is_counted_apart():
    assert compared([("in", 4.0)], [("turned", 4.0)]).in_with_head_turned == 120
    assert compared([("in", 4.0)], [("closed", 4.0)]).in_with_eyes_closed == 120
    as_it_is = compared([("in", 4.0)], [("in", 4.0)])
    assert (as_it_is.in_with_head_turned, as_it_is.in_with_eyes_closed) == (0, 0)


def test_frames_without_a_truth_are_left_out():
    run = run_plan({Eyes.BOTH: trace(("in", 2.0))}, PLAN)
    assert compare(run, []).right_in == 0


def test_nothing_at_all_compares_as_nothing():
    nothing = compare(run_plan({Eyes.BOTH: []}, PLAN), [at(SEEN["in"], 1.0), GazeGap(2.0, GapReason.BLINK)])
    assert (nothing.told_held_s, nothing.held_difference) == (0.0, 0.0)
