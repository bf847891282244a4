"""Plans that name a taught position: what may be written, and what becomes of it with a person's own positions."""

import pytest

from targets import PrescriptionError, TaughtTarget, parse_plan, parse_prescription, to_toml

FAR_LEFT = TaughtTarget("far left", -31.0, 4.0, 7.5)
HEAD = 'schema = 1\ntitle = "Morning"\n'
PLAN = HEAD + '[[steps]]\ntaught = "Far left"\n[[steps]]\nazimuth_deg = 5\nelevation_deg = 0\ntolerance_deg = 4\n'


def faults_of(text):
    with pytest.raises(PrescriptionError) as caught:
        parse_plan(text, "plan.toml")
    return [str(fault) for fault in caught.value.faults]


def test_a_step_that_names_a_taught_position_becomes_its_direction_with_its_tolerance():
    taught, plain = parse_plan(PLAN, "plan.toml").for_person([FAR_LEFT]).steps
    assert (taught.azimuth_deg, taught.elevation_deg, taught.tolerance_deg) == (-31.0, 4.0, 7.5)
    assert taught.name == "Far left"
    assert (plain.azimuth_deg, plain.tolerance_deg) == (5.0, 4.0)


def test_the_plans_own_tolerance_counts_where_it_is_wider():
    wide = PLAN.replace('taught = "Far left"', 'taught = "Far left"\ntolerance_deg = 9')
    assert parse_plan(wide, "plan.toml").for_person([FAR_LEFT]).steps[0].tolerance_deg == 9.0


def test_positions_that_are_not_known_are_all_named_with_what_to_do():
    plan = parse_plan(HEAD + '[[steps]]\ntaught = "Up"\n[[steps]]\ntaught = "Far left"\n', "plan.toml")
    with pytest.raises(PrescriptionError) as caught:
        plan.for_person()
    said = [str(fault) for fault in caught.value.faults]
    assert [fault.step for fault in caught.value.faults] == [1, 2]
    assert 'gazetrainer teach "Up"' in said[0]


def test_a_plan_that_asks_for_a_taught_position_is_never_read_as_one_without_it():
    with pytest.raises(PrescriptionError, match="Far left"):
        parse_prescription(PLAN, "plan.toml")


def test_a_taught_step_says_no_direction_of_its_own_and_all_faults_are_named_at_once():
    text = HEAD + '[[steps]]\ntaught = "Up"\nelevation_deg = 9\nhold_s = 0\n[[steps]]\ntaught = 4\n'
    said = faults_of(text)
    assert len(said) == 3
    assert "line 5, step 1: elevation_deg = 9: must be left out" in said[0]
    assert "hold_s = 0" in said[1]
    assert "step 2: taught = 4: must be the name of a taught position" in said[2]


def test_a_step_with_neither_direction_nor_position_is_a_fault_with_its_place():
    said = faults_of(HEAD + "[[steps]]\nhold_s = 10\n")
    assert any("azimuth_deg: is required" in each for each in said)


def test_a_plan_with_its_positions_filled_in_can_be_written_and_read_without_them():
    plan = parse_plan(PLAN, "plan.toml").for_person([FAR_LEFT])
    assert parse_prescription(to_toml(plan), "plan.toml") == plan
