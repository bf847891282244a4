import math
from dataclasses import replace

import pytest
from hold_helpers import RULE, SEEN, TARGET, looking

from gazetrainer.events import Account, Doubt, Verdict
from gazetrainer.gaze import GapReason, GazeGap, HeadPose
from gazetrainer.judging.answer import answer
from gazetrainer.judging.rule import rule_for
from targets import HeadLimits, Step

IN = answer(looking(0), TARGET, RULE)
OUT = answer(looking(20), TARGET, RULE)
TURNED = answer(SEEN["turned"], TARGET, RULE)


def test_within_the_tolerance_is_in_position():
    assert answer(looking(4.9), TARGET, RULE).verdict is Verdict.IN
    assert answer(looking(5.1), TARGET, RULE).verdict is Verdict.OUT


def test_the_edge_belongs_to_whoever_was_there_before():
    assert answer(looking(5.5), TARGET, RULE, IN).verdict is Verdict.IN
    assert answer(looking(5.5), TARGET, RULE, OUT).verdict is Verdict.OUT
    assert answer(looking(6.1), TARGET, RULE, IN).verdict is Verdict.OUT


def test_the_offset_says_which_way_the_eyes_still_have_to_go():
    offset = answer(replace(looking(0), azimuth_deg=15.0, elevation_deg=2.0), TARGET, RULE).offset
    assert offset is not None
    assert (offset.azimuth_deg, offset.elevation_deg) == (-3.0, 6.0)
    assert offset.angle_deg == pytest.approx(math.hypot(3.0, 6.0), abs=0.05)


def test_an_uncertain_direction_near_the_edge_cannot_be_told():
    seen = answer(looking(4.0, sigma_deg=3.0), TARGET, RULE)
    assert (seen.verdict, seen.reason) == (Verdict.CANNOT_TELL, Doubt.UNCERTAIN)


def test_an_uncertain_direction_far_beyond_the_edge_is_surely_out():
    assert answer(looking(12.0, sigma_deg=3.0), TARGET, RULE).verdict is Verdict.OUT
    assert answer(looking(10.0, sigma_deg=3.0), TARGET, RULE).verdict is Verdict.CANNOT_TELL


def test_in_position_is_not_said_while_the_eyes_may_as_well_be_clearly_out():
    assert answer(looking(2.5, sigma_deg=2.0), TARGET, RULE).verdict is Verdict.IN
    seen = answer(looking(4.0, sigma_deg=2.0), TARGET, RULE)
    assert (seen.verdict, seen.reason, seen.account) == (Verdict.CANNOT_TELL, Doubt.UNCERTAIN, Account.CANNOT_TELL)
    assert answer(looking(4.0, sigma_deg=2.0), TARGET, RULE, IN).verdict is Verdict.IN


def test_beyond_the_tolerance_nothing_is_held_that_may_as_well_be_clearly_out():
    assert answer(looking(5.8, sigma_deg=0.5), TARGET, RULE, IN).verdict is Verdict.IN
    assert answer(looking(5.8, sigma_deg=0.8), TARGET, RULE, IN).verdict is Verdict.OUT
    assert answer(looking(4.8, sigma_deg=0.8), TARGET, RULE, IN).verdict is Verdict.IN
    assert answer(looking(5.8, sigma_deg=2.0), TARGET, RULE, IN).verdict is Verdict.CANNOT_TELL


def test_a_turned_head_that_the_calibration_was_never_shown_cannot_be_told():
    taught = looking(2.0, sigma_deg=1.0)
    assert answer(taught, TARGET, RULE).verdict is Verdict.IN
    seen = answer(replace(taught, untaught_deg=2.4), TARGET, RULE)
    assert (seen.verdict, seen.reason) == (Verdict.CANNOT_TELL, Doubt.UNCERTAIN)


@pytest.mark.parametrize("odd", [math.nan, math.inf])
def test_a_direction_that_is_no_number_cannot_be_told(odd):
    assert answer(replace(looking(0), elevation_deg=math.nan), TARGET, RULE).verdict is Verdict.CANNOT_TELL
    assert answer(looking(0, sigma_deg=odd), TARGET, RULE).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize("head", [HeadPose(9, 0, 0), HeadPose(0, -9, 0), HeadPose(0, 0, 7)])
def test_a_head_beyond_any_of_its_limits_is_never_in_position(head):
    seen = answer(looking(0, head=head), TARGET, RULE, IN)
    assert (seen.verdict, seen.reason, seen.account) == (
        Verdict.OUT,
        GapReason.HEAD_TURNED,
        Account.HEAD_MOVED,
    )


def test_a_head_that_was_beyond_its_limits_must_come_well_inside_them():
    nearly_back = looking(0, head=HeadPose(7.5, 0, 0))
    assert answer(nearly_back, TARGET, RULE, IN).verdict is Verdict.IN
    assert answer(nearly_back, TARGET, RULE, TURNED).verdict is Verdict.OUT
    assert answer(looking(0, head=HeadPose(6.9, 0, 0)), TARGET, RULE, TURNED).verdict is Verdict.IN


def test_a_narrow_limit_of_the_head_can_be_come_back_to():
    narrow = replace(RULE, head_limits=HeadLimits(yaw_deg=2.0))
    assert answer(looking(0, head=HeadPose(1.4, 0, 0)), TARGET, narrow, TURNED).verdict is Verdict.IN
    assert answer(looking(0, head=HeadPose(1.6, 0, 0)), TARGET, narrow, TURNED).verdict is Verdict.OUT


def test_a_head_too_far_to_measure_and_beyond_the_plans_limits_counts_as_moved():
    turned = GazeGap(0.0, GapReason.HEAD_TURNED, head=HeadPose(25.0, 0.0, 0.0))
    seen = answer(turned, TARGET, RULE)
    assert (seen.verdict, seen.reason, seen.account) == (Verdict.OUT, GapReason.HEAD_TURNED, Account.HEAD_MOVED)


def test_a_head_turned_too_far_to_measure_counts_as_moved_unless_the_plan_allows_it():
    assert answer(GazeGap(0.0, GapReason.HEAD_TURNED), TARGET, RULE).account is Account.HEAD_MOVED
    wide = replace(RULE, head_limits=HeadLimits(yaw_deg=30.0))
    turned = GazeGap(0.0, GapReason.HEAD_TURNED, head=HeadPose(25.0, 0.0, 0.0))
    assert answer(turned, TARGET, wide).account is Account.CANNOT_TELL


@pytest.mark.parametrize("reason", [reason for reason in GapReason if reason is not GapReason.HEAD_TURNED])
def test_a_gap_cannot_be_told_and_keeps_its_reason(reason):
    seen = answer(GazeGap(0.0, reason), TARGET, RULE)
    assert (seen.verdict, seen.reason) == (Verdict.CANNOT_TELL, reason)


def test_the_tolerance_is_never_smaller_than_what_the_set_up_can_verify():
    step = Step(azimuth_deg=0.0, elevation_deg=0.0, tolerance_deg=4.0)
    assert rule_for(step, smallest_tolerance_deg=5.5).tolerance_deg == 5.5
    assert rule_for(step, smallest_tolerance_deg=3.0).tolerance_deg == 4.0
