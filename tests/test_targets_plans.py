"""Plans: what a file may say, and that everything wrong with it is named at once."""

from __future__ import annotations

import math
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targets import (
    KINDS,
    HeadLimits,
    Prescription,
    PrescriptionError,
    Step,
    library_plans,
    load_library_plan,
    load_prescription,
    parse_prescription,
    to_toml,
)

# A busy machine must not fail a property.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
SMALLEST = 'schema = 1\ntitle = "Morning"\n[[steps]]\nazimuth_deg = -10\nelevation_deg = 8\n'
WRITABLE = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=40)
TEXTS = st.one_of(WRITABLE, st.just("Auf und links —\n\t\"'\\ 😀")).map(str.strip).filter(bool)


def between(lowest: float, highest: float) -> st.SearchStrategy[float]:
    return st.floats(lowest, highest, allow_nan=False)


@st.composite
def steps(draw: st.DrawFn) -> Step:
    hold_s = draw(between(1, 1800))
    optional = {
        key: draw(TEXTS) for key in draw(st.sets(st.sampled_from(["name", "note", "spoken_cue", "written_cue"])))
    }
    return Step(
        azimuth_deg=draw(between(-45, 45)),
        elevation_deg=draw(between(-47, 35)),
        hold_s=hold_s,
        repetitions=draw(st.integers(1, 20)),
        tolerance_deg=draw(between(2, 20)),
        eyes=draw(st.sampled_from(["both", "left", "right"])),
        head_limits=HeadLimits(yaw_deg=draw(between(1, 30))),
        time_limit_s=draw(between(hold_s, 7200)),
        **optional,
    )


PLANS = st.builds(
    Prescription,
    schema=st.just(1),
    title=TEXTS,
    author=st.none() | TEXTS,
    demonstration=st.booleans(),
    steps=st.lists(steps(), min_size=1, max_size=4).map(tuple),
)


def faults_of(text: str) -> list[str]:
    with pytest.raises(PrescriptionError) as caught:
        parse_prescription(text, "plan.toml")
    return [str(fault) for fault in caught.value.faults]


@PATIENT
@given(PLANS)
def test_a_plan_written_and_read_again_is_the_same(plan: Prescription) -> None:
    assert parse_prescription(to_toml(plan), "plan.toml") == plan


@PATIENT
@given(PLANS)
def test_a_plan_survives_as_json_data(plan: Prescription) -> None:
    assert Prescription.model_validate_json(plan.model_dump_json()) == plan


@PATIENT
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: (SMALLEST + text).encode("utf-8", "replace")))
def test_no_bytes_raise_anything_but_a_prescription_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(content)
    with suppress(PrescriptionError):
        load_prescription(path)


@pytest.mark.parametrize("text", ["x = " + "[" * 5000, "schema = " + "9" * 5000, SMALLEST + "hold_s = 1" + "0" * 400])
def test_monstrous_values_are_refused_calmly(text: str) -> None:
    assert faults_of(text)


def test_only_schema_title_and_position_are_required() -> None:
    step = parse_prescription(SMALLEST, "plan.toml").steps[0]
    assert (step.name, step.hold_s, step.tolerance_deg, step.eyes) == ("Up, left", 30, 6, "both")


def test_a_time_limit_left_out_is_three_times_the_hold_and_at_least_a_minute() -> None:
    long = parse_prescription(SMALLEST + "hold_s = 45\n", "plan.toml").steps[0]
    brief = parse_prescription(SMALLEST + "hold_s = 5\n", "plan.toml").steps[0]
    assert (long.time_limit_s, brief.time_limit_s) == (135, 60)


def test_every_plan_has_a_stop_rule() -> None:
    assert "Stop" in parse_prescription(SMALLEST, "plan.toml").stop_rule


def test_all_faults_are_named_at_once_with_line_key_value_and_what_is_allowed() -> None:
    text = (
        "schema = 1\n"
        'titel = "Morning"\n'
        "[[steps]]\n"
        "azimuth_deg = 70\n"
        'hold_s = "long"\n'
        "head_limits = {roll_deg = 90}\n"
        "[[steps]]\n"
        "azimuth_deg = 7\n"
        "elevation_deg = 3\n"
        'eyes = "third"\n'
        "tolerence_deg = 5\n"
        "hold_s = 40\n"
        "time_limit_s = 20\n"
    )
    assert faults_of(text) == [
        "plan.toml: title: is required: a text of 1 to 120 printable signs, in quotes",
        'plan.toml, line 2: titel = "Morning": is not known here; did you mean "title"?',
        "plan.toml, line 3, step 1: elevation_deg: is required: a number from -47 to 35 (degrees)",
        "plan.toml, line 4, step 1: azimuth_deg = 70: must be a number from -45 to 45 (degrees)",
        'plan.toml, line 5, step 1: hold_s = "long": must be a number from 1 to 1800 (seconds)',
        "plan.toml, line 6, step 1: head_limits.roll_deg = 90: must be a number from 1 to 30 (degrees)",
        'plan.toml, line 10, step 2: eyes = "third": must be "both", "left" or "right"',
        'plan.toml, line 11, step 2: tolerence_deg = 5: is not known here; did you mean "tolerance_deg"?',
        "plan.toml, line 13, step 2: time_limit_s = 20: must be at least hold_s (40 seconds)",
    ]


def test_a_section_named_after_a_text_with_headers_in_it_keeps_its_line() -> None:
    text = SMALLEST + 'note = """\n[[steps]]\nhold_s = 9\n"""\nrest_s = -1\n'
    assert faults_of(text) == ["plan.toml, line 10, step 1: rest_s = -1: must be a number from 0 to 600 (seconds)"]


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "true", '"10"', "1e400"])
def test_an_angle_must_be_a_finite_number(value: str) -> None:
    text = SMALLEST.replace("-10", value)
    assert "must be a number from -45 to 45" in faults_of(text)[0]


def test_a_newer_plan_asks_for_a_newer_program_and_nothing_else() -> None:
    (fault,) = faults_of("schema = 2\nwhatever = 5\n")
    assert "newer" in fault
    assert "update the program" in fault


def test_a_syntax_fault_names_its_line() -> None:
    (fault,) = faults_of('schema = 1\ntitle "Morning"\n')
    assert fault.startswith("plan.toml, line 2: is not valid TOML")


def test_windows_line_ends_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALLEST.replace("\n", "\r\n").encode())
    assert load_prescription(path).title == "Morning"


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'schema = 1\ntitle = "\xfc"\n')
    expected = {"none.toml": "no such file", ".": "is a folder", "latin.toml": "line 2: is not UTF-8"}
    for name, words in expected.items():
        with pytest.raises(PrescriptionError, match=words):
            load_prescription(tmp_path / name)


def test_a_text_that_no_screen_can_show_is_refused() -> None:
    assert "printable" in faults_of(SMALLEST.replace("Morning", "a\\u0000b"))[0]


@pytest.mark.parametrize("name", library_plans())
def test_library_plans_are_marked_demonstrations_within_comfortable_range(name: str) -> None:
    plan = load_library_plan(name)
    assert plan.demonstration
    assert "demonstration" in plan.title.lower()
    for step in plan.holds:
        assert abs(step.azimuth_deg) <= 20
        assert -20 <= step.elevation_deg <= 15


def test_an_unknown_library_plan_names_the_known_ones() -> None:
    with pytest.raises(PrescriptionError, match="demonstration"):
        load_library_plan("none")


def test_the_planned_time_counts_no_rest_after_the_last_hold() -> None:
    plan = parse_prescription(SMALLEST + "hold_s = 20\nrepetitions = 2\n", "plan.toml")
    assert math.isclose(plan.planned_s, 2 * (5 + 20) + 10)


LIKE_A_HOLD = {"repetitions", "eyes", "head_limits", "blink_bridge_s", "grace_s", "spoken_cue", "written_cue", "note"}
SAMPLES = Path(__file__).parent.parent / "samples" / "plans"


def test_the_sample_plan_uses_every_setting() -> None:
    plan = load_prescription(SAMPLES / "every_setting.toml")
    assert {step.kind for step in plan.steps} == set(KINDS)
    for step in plan.steps[:-1]:
        left_out = set(type(step).model_fields) - step.model_fields_set
        assert left_out <= (LIKE_A_HOLD if step.kind == "sequence" else set())
    assert plan.model_fields_set == set(Prescription.model_fields)


def test_the_sample_with_five_faults_names_all_five() -> None:
    with pytest.raises(PrescriptionError) as caught:
        load_prescription(SAMPLES / "five_faults.toml")
    keys = [fault.key for fault in caught.value.faults]
    assert sorted(keys) == ["azimuth_deg", "elevation_deg", "eyes", "hold_s", "titel"]


VALUES = st.sampled_from(
    [
        "-1",
        "9" * 30,
        "1e300",
        "nan",
        "true",
        '""',
        '"\\u00fc"',
        "[]",
        "[1, [2]]",
        "{}",
        "{x = 1}",
        "2020-01-01",
        "07:30:00",
    ]
)


@PATIENT
@given(st.dictionaries(st.sampled_from(sorted({*Step.model_fields, *Prescription.model_fields, "schema"})), VALUES))
def test_any_value_for_any_key_is_taken_or_refused_with_words(values: dict[str, str]) -> None:
    lines = "".join(f"{key} = {value}\n" for key, value in values.items())
    for text in (SMALLEST + lines, lines + SMALLEST, lines):
        with suppress(PrescriptionError):
            parse_prescription(text, "plan.toml")
