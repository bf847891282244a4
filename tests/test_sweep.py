"""Where the pointer is while it sweeps the field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetrainer.finding.sweep import STANDS_S, Sweep

SWEEP = Sweep((10.0, 0.0, -15.0), -20.0, 20.0, 4.0)


def test_it_stands_at_the_beginning_of_the_first_row_until_the_eyes_are_there():
    for sweep_s in (0.0, STANDS_S * 0.9):
        pointer = SWEEP.at(sweep_s)
        assert (pointer.direction.azimuth_deg, pointer.direction.elevation_deg) == (-20.0, 10.0)
        assert not pointer.is_moving


def test_a_row_runs_from_left_to_right_and_the_next_one_back():
    assert SWEEP.at(STANDS_S + 5.0).direction.azimuth_deg == pytest.approx(0.0)
    second_s = STANDS_S + 10.0 + 2.5 + STANDS_S
    assert SWEEP.at(second_s + 2.5).direction.azimuth_deg == pytest.approx(10.0)
    assert SWEEP.at(second_s + 2.5).direction.elevation_deg == 0.0


def test_after_all_rows_it_stands_at_the_end_of_the_last_one():
    at = SWEEP.at(SWEEP.duration_s + 100).direction
    assert (at.azimuth_deg, at.elevation_deg) == (20.0, -15.0)


@given(st.floats(0, SWEEP.duration_s))
def test_it_never_goes_faster_than_the_plan_says_and_never_jumps(sweep_s):
    before, after = SWEEP.at(sweep_s).direction, SWEEP.at(sweep_s + 0.01).direction
    way = abs(after.azimuth_deg - before.azimuth_deg) + abs(after.elevation_deg - before.elevation_deg)
    assert way <= 4.0 * 0.01 * 1.001 + 1e-9


@given(st.floats(0, SWEEP.duration_s))
def test_it_is_called_moving_only_along_a_row(sweep_s):
    pointer = SWEEP.at(sweep_s)
    if pointer.is_moving:
        assert pointer.direction.elevation_deg == SWEEP.rows_deg[pointer.row]


def test_a_single_row_is_a_sweep_too():
    sweep = Sweep((0.0,), -10.0, 10.0, 5.0)
    assert sweep.duration_s == pytest.approx(STANDS_S + 4.0)
    assert sweep.at(STANDS_S + 4.0).direction.azimuth_deg == 10.0
