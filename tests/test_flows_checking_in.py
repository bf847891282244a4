"""The check-in on screen: one question at a time, every one optional, answered with whatever is at hand."""

import pytest
from check_in_helpers import asked

from gazetrainer.check_in import LONGEST_WORDS, CheckIn, When
from gazetrainer.flows.checking_in import check_in
from gazetrainer.flows.one_key import TURN_S
from gazetrainer.loop import Stopped, Tick
from gazetrainer.scene import ChoosingScene, Key, WordsScene
from gazetrainer.settings import Keys

GO_ON = [Key.MAIN] * 5 + [" "] * 3
"""Space through all questions: where words are written it comes as a space."""


def answered(*presses):
    return asked(check_in(When.BEFORE), presses)[0]


def test_space_alone_leads_through_without_any_answer():
    answers, scenes = asked(check_in(When.BEFORE), GO_ON)
    assert answers == CheckIn()
    assert len({scene.question for scene in scenes}) == 8


def test_nothing_is_chosen_until_somebody_chooses():
    _, scenes = asked(check_in(When.AFTER), [])
    assert isinstance(scenes[0], ChoosingScene)
    assert scenes[0].chosen is None
    assert scenes[0].options == tuple(str(number) for number in range(11))


def test_the_arrows_choose_and_go_no_further_than_ten():
    assert answered(*[Key.RIGHT] * 4, Key.LEFT, *GO_ON).dizziness == 2
    assert answered(*[Key.RIGHT] * 20, *GO_ON).dizziness == 10


def test_an_answer_can_be_taken_back():
    assert answered(Key.RIGHT, Key.RIGHT, Key.LEFT, Key.LEFT, *GO_ON).dizziness is None


@pytest.mark.parametrize(("typed", "meant"), [("7", 7), ("0", 0), ("1", 1), ("10", 10), ("39", 9)])
def test_figures_choose_and_a_nought_after_a_one_makes_ten(typed, meant):
    assert answered(*typed, *GO_ON).dizziness == meant
    assert answered(typed, *GO_ON).dizziness == meant


def test_double_vision_is_yes_on_the_right_and_no_on_the_left():
    to_it = [Key.MAIN] * 4
    assert answered(*to_it, Key.RIGHT, Key.MAIN, *"   ").double_vision is True
    assert answered(*to_it, Key.LEFT, Key.MAIN, *"   ").double_vision is False
    assert answered(*to_it, Key.RIGHT, Key.LEFT, Key.LEFT, Key.MAIN, *"   ").double_vision is None


def test_words_are_written_as_they_are_typed_in_any_language():
    answers = answered(
        *[Key.MAIN] * 5, "Nacken fest, ", "müde; ¿qué?", Key.MAIN, "ничего", Key.MAIN, "穏やか", Key.MAIN
    )
    assert (answers.body, answers.thoughts, answers.emotions) == ("Nacken fest, müde; ¿qué?", "ничего", "穏やか")


def test_within_words_space_and_backspace_write_and_before_them_they_turn_the_page():
    answers = answered(*[Key.MAIN] * 5, "ab", " ", "c", "\b", "d", Key.MAIN, "  ", "x", Key.MAIN)
    assert answers.body == "ab d"
    assert (answers.thoughts, answers.emotions) == ("", "x")
    _, scenes = asked(check_in(When.BEFORE), [*[Key.MAIN] * 5, "\b"])
    assert isinstance(scenes[-1], ChoosingScene)


def test_the_space_of_the_press_that_led_to_a_question_is_not_an_answer():
    flow = check_in(When.BEFORE)
    next(flow)
    asked_so_far = [flow.send(_tick(0.1 * number, Key.MAIN)) for number in range(5)]
    assert isinstance(asked_so_far[-1], WordsScene)
    assert flow.send(_tick(0.6, typed=" ")).question == asked_so_far[-1].question


def test_one_can_go_back_and_change_an_answer():
    answers = answered(Key.RIGHT, Key.MAIN, Key.BACK, Key.RIGHT, *GO_ON)
    assert answers.dizziness == 1


def test_the_rest_can_be_left_out_and_what_was_answered_is_kept():
    assert answered("4", Key.MAIN, "2", Key.STOP) == CheckIn(dizziness=4, headache=2)


def test_closing_the_window_is_not_an_answer():
    with pytest.raises(Stopped):
        answered("4", Key.CLOSE)


def test_where_nobody_answers_it_goes_on_after_its_patience():
    answers, scenes = asked(check_in(When.BEFORE, patience_s=4.0), [1.0, 1.0, 1.0, 1.5])
    assert answers == CheckIn()
    assert len({scene.question for scene in scenes}) == 1


def test_somebody_who_answers_slowly_is_waited_for():
    answers, _ = asked(check_in(When.BEFORE, patience_s=4.0), [3.0, "5", 3.0, Key.MAIN, 3.0, "1", 3.0, 1.5])
    assert answers == CheckIn(dizziness=5, headache=1)


def test_words_have_an_end_and_no_signs_that_cannot_be_read():
    answers = answered(*[Key.MAIN] * 5, "a\x00\x1b\n" + "b" * 2000, Key.MAIN, Key.STOP)
    assert answers.body == "a" + "b" * (LONGEST_WORDS - 1)


def _tick(time_s, *keys, typed=""):
    return Tick(time_s, keys, typed)


def by_one_key(*presses):
    return asked(check_in(When.BEFORE, keys=Keys.ONE), presses)


def test_one_key_answers_and_goes_on_in_turns_that_leave_time():
    wait = TURN_S + 0.5
    answers, scenes = by_one_key(*[Key.MAIN] * 4, wait, Key.MAIN, Key.MAIN, wait, Key.MAIN)
    assert answers is None
    assert scenes[-1].step == "3 of 8"
    ratings = [scene.chosen for scene in scenes if scene.step == "1 of 8"]
    assert ratings[-1] == 3
    assert [scene.chosen for scene in scenes if scene.step == "2 of 8"][-1] == 0


def test_with_one_key_nothing_happens_for_as_long_as_nobody_presses():
    _, scenes = by_one_key(*[TURN_S] * 9)
    assert {(scene.step, scene.chosen) for scene in scenes} == {("1 of 8", None)}
    assert len({scene.sentence for scene in scenes}) == 2


def test_with_one_key_an_answer_too_far_comes_round_again():
    _, scenes = by_one_key(*[Key.MAIN] * 13)
    assert [scene.chosen for scene in scenes][-1] == 0
    assert None in [scene.chosen for scene in scenes[5:]]


def test_one_key_leads_through_the_whole_check_in():
    answers, _ = by_one_key(*[TURN_S + 0.5, Key.MAIN] * 5, " ", " ", " ")
    assert answers == CheckIn()
