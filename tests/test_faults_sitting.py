"""A sitting with faults thrown in: nothing ends it, every second is booked, and every interruption is recorded.

The same for hours and many seeds: `python -m benchmarks.two_hours`.
"""

import faults_sitting
import pytest

ENDS_S = 200.0


@pytest.fixture(scope="module")
def profile():
    return faults_sitting.paper_profile()


@pytest.fixture(scope="module", params=(1, 4))
def sitting(request, profile, tmp_path_factory):
    path = tmp_path_factory.mktemp("sitting") / "sitting.mcap"
    return faults_sitting.sit_long(path, profile, request.param, ENDS_S)


def test_no_fault_ends_the_sitting(sitting):
    assert len(sitting.faults) > 2
    assert faults_sitting.is_carried_to_its_end(sitting)


def test_the_accounts_of_every_hold_sum_to_its_time_without_a_hole(sitting):
    assert faults_sitting.ended_holds(sitting)
    assert faults_sitting.holds_with_a_hole(sitting) == []


def test_every_interruption_stands_in_the_record(sitting):
    assert faults_sitting.untold_faults(sitting) == []


def test_time_that_the_machine_slept_or_had_no_camera_is_never_held(sitting):
    assert faults_sitting.held_without_a_picture(sitting) == 0.0


def test_judged_again_a_sitting_with_faults_is_the_same(sitting):
    assert faults_sitting.is_judged_again_the_same(sitting)
