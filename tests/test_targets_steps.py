"""Kinds of steps and texts in several languages: what a plan file may say, and what is said where it is wrong."""

from __future__ import annotations

import gettext

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targets import (
    KINDS,
    HoldTurn,
    Prescription,
    PrescriptionError,
    StepTurn,
    TaughtTarget,
    commented_toml,
    load_library_plan,
    parse_plan,
    parse_prescription,
    to_toml,
)
from targets.language import speaking
from targets.written import WrittenPlan

HEAD = 'schema = 1\ntitle = "Morning"\n'
HOLD = "[[steps]]\nazimuth_deg = -10\nelevation_deg = 8\n"
SEQUENCE = '[[steps]]\nkind = "sequence"\n'


class Language(gettext.NullTranslations):
    """A catalogue without texts that says which language it is."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def info(self) -> dict[str, str]:
        return {"language": self._code}


def faults_of(text: str) -> list[str]:
    with pytest.raises(PrescriptionError) as caught:
        parse_prescription(text, "plan.toml")
    return [str(fault) for fault in caught.value.faults]


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=20).map(str.strip).filter(bool)
TEXTS = WORDS | st.dictionaries(st.sampled_from(["en", "es", "de", "pt-BR"]), WORDS, min_size=1)
ANGLES = {"azimuth_deg": st.floats(-45, 45), "elevation_deg": st.floats(-47, 35)}
POSITIONS = st.fixed_dictionaries(ANGLES, optional={"name": TEXTS, "hold_s": st.floats(1, 1800)})
STEPS = st.one_of(
    st.fixed_dictionaries(ANGLES, optional={"name": TEXTS, "repetitions": st.integers(1, 20)}),
    st.fixed_dictionaries(
        {"kind": st.just("sequence"), "positions": st.lists(POSITIONS, min_size=2, max_size=4)},
        optional={"name": TEXTS, "eyes": st.sampled_from(["both", "left", "right"])},
    ),
    st.fixed_dictionaries(
        {"kind": st.just("guided"), "text": TEXTS}, optional={"eyes": st.sampled_from(["open", "closed"])}
    ),
    st.fixed_dictionaries({"kind": st.just("rest")}, optional={"duration_s": st.floats(1, 1800), "text": TEXTS}),
    st.fixed_dictionaries({"kind": st.just("checkin")}, optional={"note": TEXTS}),
    st.fixed_dictionaries(
        {"kind": st.just("find")},
        optional={"rows_deg": st.lists(ANGLES["elevation_deg"], min_size=1, max_size=4), "name": TEXTS},
    ),
)
PLANS = st.fixed_dictionaries(
    {"schema": st.just(1), "title": TEXTS, "steps": st.lists(STEPS, min_size=1, max_size=5)},
    optional={"longest_s_per_day": st.floats(60, 28800), "stop_rule": TEXTS},
).map(Prescription.model_validate)
PATIENT = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(PLANS)
def test_a_plan_of_any_steps_and_languages_written_and_read_again_is_the_same(plan: Prescription) -> None:
    again = parse_prescription(to_toml(plan), "plan.toml")
    assert again == plan
    assert again.model_dump() == plan.model_dump()
    assert Prescription.model_validate_json(plan.model_dump_json()) == plan


@PATIENT
@given(PLANS)
def test_a_plan_written_with_comments_is_the_same_plan(plan: Prescription) -> None:
    assert parse_plan(commented_toml(WrittenPlan(plan)), "plan.toml").draft == plan


@PATIENT
@given(PLANS)
def test_every_hold_and_every_other_step_has_its_turns(plan: Prescription) -> None:
    holds = [turn for turn in plan.turns if isinstance(turn, HoldTurn)]
    assert len(set(holds)) == len(holds) == sum(hold.repetitions for hold in plan.holds)
    others = [turn.number for turn in plan.turns if isinstance(turn, StepTurn)]
    assert others == [index for index, step in enumerate(plan.steps) if step.kind not in ("hold", "sequence")]
    assert plan.planned_s > 0


def test_a_step_that_does_not_say_its_kind_is_a_hold() -> None:
    assert parse_prescription(HEAD + HOLD, "plan.toml").steps[0].kind == "hold"


def test_an_unknown_kind_names_the_known_ones() -> None:
    (fault,) = faults_of(HEAD + '[[steps]]\nkind = "song"\ntext = "la"\n')
    assert fault.startswith('plan.toml, line 4, step 1: kind = "song": must be "hold", "sequence"')
    assert all(f'"{kind}"' in fault for kind in KINDS)


def test_faults_of_every_kind_are_named_with_their_line_at_once() -> None:
    text = (
        HEAD
        + "stop_limits = { high = 11 }\n"
        + SEQUENCE
        + "[[steps.positions]]\nazimuth_deg = 0\nelevation_deg = 0\n"
        + "[[steps.positions]]\nazimuth_deg = 70\nelevation_deg = 0\n"
        + '[[steps]]\nkind = "guided"\neyes = "left"\n'
        + '[[steps]]\nkind = "find"\nrows_deg = [0, 50]\nazimuth_range_deg = [20, -20]\n'
        + '[[steps]]\nkind = "rest"\nazimuth_deg = 3\n'
    )
    assert faults_of(text) == [
        "plan.toml, line 3: stop_limits.high = 11: must be a whole number from 1 to 10",
        "plan.toml, line 10, step 1: positions.2.azimuth_deg = 70: must be a number from -45 to 45 (degrees)",
        "plan.toml, line 12, step 2: text: is required: a text of 1 to 1000 printable signs, in quotes",
        'plan.toml, line 14, step 2: eyes = "left": must be "open" or "closed"',
        "plan.toml, line 17, step 3: rows_deg.2 = 50: must be 1 to 15 elevations such as [10, 0, -10], each a number "
        "from -47 to 35 (degrees)",
        "plan.toml, line 18, step 3: azimuth_range_deg = a list: must be two numbers, the smaller one first",
        "plan.toml, line 21, step 4: azimuth_deg = 3: is not known here; known are kind, duration_s, text, name, note",
    ]


def test_a_sequence_has_at_least_two_positions() -> None:
    (fault,) = faults_of(HEAD + SEQUENCE + "positions = [{azimuth_deg = 1, elevation_deg = 1}]\n")
    assert "must be 2 to 20 positions" in fault


def test_the_positions_of_a_sequence_are_holds_with_its_times_around_them() -> None:
    text = HEAD + SEQUENCE + "get_ready_s = 4\nrest_s = 9\nrepetitions = 2\ntolerance_deg = 8\npositions = [\n"
    text += (
        "{azimuth_deg = -9, elevation_deg = 0, hold_s = 5},\n{azimuth_deg = 9, elevation_deg = 0, hold_s = 30},\n]\n"
    )
    plan = parse_prescription(text, "plan.toml")
    assert [(each.get_ready_s, each.hold_s, each.rest_s) for each in plan.holds] == [(4, 5, 0), (0, 30, 9)]
    assert [(each.name, each.tolerance_deg, each.time_limit_s) for each in plan.holds] == [
        ("Left", 8, 60),
        ("Right", 8, 90),
    ]
    assert plan.turns == (HoldTurn(0, 0), HoldTurn(1, 0), HoldTurn(0, 1), HoldTurn(1, 1))
    assert plan.planned_s == 2 * (4 + 5 + 30 + 9) - 9


def test_a_position_of_a_sequence_can_be_a_taught_one() -> None:
    text = HEAD + HOLD + SEQUENCE + 'positions = [{azimuth_deg = 1, elevation_deg = 1}, {taught = "Far left"}]\n'
    written = parse_plan(text, "plan.toml")
    assert set(written.asked) == {2}
    with pytest.raises(PrescriptionError, match=r"step 2: positions\.2\.taught"):
        written.for_person()
    far_left = TaughtTarget("far left", -38.0, 4.0, 9.0)
    hold, first, second = written.for_person([far_left]).holds
    assert (second.name, second.azimuth_deg, second.tolerance_deg) == ("Far left", -38.0, 9.0)
    assert (hold.tolerance_deg, first.azimuth_deg) == (6.0, 1.0)


TRANSLATED = HEAD.replace('"Morning"', '{ en = "Morning", de = "Morgen", es = "Mañana" }')


@pytest.mark.parametrize(
    ("code", "title"), [("en", "Morning"), ("de", "Morgen"), ("de-AT", "Morgen"), ("es", "Mañana"), ("fr", "Morning")]
)
def test_a_text_is_read_in_the_language_in_use_and_in_english_where_it_is_not_translated(code: str, title: str) -> None:
    plan = parse_prescription(TRANSLATED + HOLD, "plan.toml")
    with speaking(Language(code)):
        assert plan.title == title


def test_without_english_the_first_language_stands_in() -> None:
    plan = parse_prescription(HEAD.replace('"Morning"', '{ es = "Mañana", de = "Morgen" }') + HOLD, "plan.toml")
    assert plan.title == "Mañana"


def test_a_recorded_plan_keeps_all_its_languages() -> None:
    plan = parse_prescription(TRANSLATED + HOLD, "plan.toml")
    with speaking(Language("de")):
        data = plan.model_dump(mode="json")
    assert data["title"] == {"en": "Morning", "de": "Morgen", "es": "Mañana"}
    with speaking(Language("es")):
        assert Prescription.model_validate(data).title == "Mañana"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{ english = "Morning" }', "must name languages by their letters"),
        ("{}", "must name languages by their letters"),
        ('{ en = "" }', 'the text in "en" must be a text'),
        ('{ en = "Morning", de = 5 }', 'the text in "de" must be a text'),
        ("5", "must be a text of 1 to 120 printable signs"),
    ],
)
def test_a_text_that_is_none_is_refused_with_its_language(text: str, said: str) -> None:
    (fault,) = faults_of(HEAD.replace('"Morning"', text) + HOLD)
    assert fault.startswith("plan.toml, line 2: title = ")
    assert said in fault


@pytest.mark.parametrize("code", ["en", "de", "es"])
def test_the_demonstration_asks_before_and_after_and_speaks_every_language(code: str) -> None:
    with speaking(Language(code)):
        plan = load_library_plan("demonstration")
        assert [step.kind for step in plan.steps] == ["checkin", "guided", *["hold"] * 3, "guided", "checkin"]
        texts = [step.text for step in plan.steps if step.kind == "guided"]
    other = [step.text for step in load_library_plan("demonstration").steps if step.kind == "guided"]
    assert (texts == other) is (code == "en")
