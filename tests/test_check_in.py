"""Answers of a check-in, and the stop rule."""

import pytest
from check_in_helpers import answers
from hypothesis import given
from hypothesis import strategies as st

from gazetrainer.adapters.catalogues import catalogue
from gazetrainer.check_in import (
    DOUBLE_VISION,
    CheckedIn,
    CheckIn,
    Rating,
    StopCause,
    StopReason,
    StopRuleMet,
    When,
    stop_reasons,
)
from gazetrainer.events import Event
from gazetrainer.recording.plain import decode, encode
from gazetrainer.staging.check_in import question_scene
from targets import StopLimits
from targets.language import speaking

USUAL = StopLimits()


@pytest.mark.parametrize("rating", [Rating.DIZZINESS, Rating.HEADACHE, Rating.EYE_STRAIN])
def test_a_high_answer_meets_the_stop_rule_before_and_after(rating):
    answers = CheckIn().with_answer(rating, 7)
    assert [each.cause for each in stop_reasons(answers, None, USUAL)] == [StopCause.HIGH]
    assert stop_reasons(CheckIn().with_answer(rating, 6), None, USUAL) == ()


def test_a_clearly_risen_answer_meets_the_stop_rule_and_is_told_with_both_values():
    risen = stop_reasons(CheckIn(dizziness=5), CheckIn(dizziness=2), USUAL)
    assert risen == (StopReason(StopCause.RISEN, Rating.DIZZINESS, 5, 2),)
    assert stop_reasons(CheckIn(dizziness=4), CheckIn(dizziness=2), USUAL) == ()


def test_an_answer_that_was_not_given_before_cannot_have_risen():
    assert stop_reasons(CheckIn(headache=6), CheckIn(dizziness=0), USUAL) == ()
    assert stop_reasons(CheckIn(), CheckIn(headache=2), USUAL) == ()


def test_double_vision_always_ends_the_sitting_and_a_no_never_does():
    assert stop_reasons(CheckIn(double_vision=True), None, USUAL) == (StopReason(StopCause.DOUBLE_VISION),)
    assert stop_reasons(CheckIn(double_vision=False), None, USUAL) == ()


def test_how_much_at_ease_somebody_is_never_ends_a_sitting():
    assert stop_reasons(CheckIn(ease=0), CheckIn(ease=10), USUAL) == ()
    assert stop_reasons(CheckIn(ease=10), CheckIn(ease=0), USUAL) == ()


def test_the_plan_sets_the_limits():
    assert stop_reasons(CheckIn(dizziness=7), CheckIn(dizziness=1), StopLimits(high=9, rise=8)) == ()
    assert stop_reasons(CheckIn(dizziness=3), None, StopLimits(high=3)) != ()


@given(answers, st.sampled_from(When), st.floats(0, 1e5))
def test_a_check_in_comes_back_from_a_recording_as_it_was(given_answers, when, time_s):
    told = CheckedIn(time_s, when, given_answers)
    assert decode(Event, encode(told)) == told


@given(answers, answers)
def test_the_reasons_of_the_stop_rule_come_back_from_a_recording_as_they_were(now, before):
    met = StopRuleMet(1.0, stop_reasons(now, before, USUAL))
    assert decode(Event, encode(met)) == met


@pytest.mark.parametrize(("spoken", "said"), [("en", ("no", "yes")), ("es", ("no", "sí")), ("de", ("nein", "ja"))])
def test_whether_one_sees_double_is_answered_in_words_of_each_language(spoken, said):
    with speaking(catalogue(spoken)):
        assert question_scene(DOUBLE_VISION, CheckIn(), When.BEFORE, 0.0).options == said
