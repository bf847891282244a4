"""What comes from the practitioner, in the language in use: whose it is, warnings, answers, the new plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gazetrainer.answers import Answer, AnsweredSitting, Decision, NewPlan, TimeMark
from gazetrainer.rooms.answer_pages import (
    answer_page,
    answer_paragraphs,
    left_scene,
    new_plan_scene,
    refused_scene,
    taken_scene,
)
from gazetrainer.rooms.help_pages import in_pages
from gazetrainer.rooms.trust_pages import first_time_scene, warning_scene, whose_in_words
from gazetrainer.scene import Scene
from gazetrainer.trust.practitioners import Origin, Standing
from targets import load_library_plan, to_toml

NAME = "Practice by the lake"
SENTENCE = "The eyes went all the way and stayed; towards the end the head came along a little, so begin more slowly. "


def from_the_practitioner(text_size: float) -> Iterator[Scene]:
    """Every page of what is signed and answered."""
    for standing in Standing:
        origin = Origin(NAME, bytes(32), standing, (NAME, "Somebody else"), bytes(32))
        yield first_time_scene(origin)
        yield warning_scene(origin, 0)
    answer = an_answer()
    for page in in_pages(answer_paragraphs(answer, NAME), text_size):
        yield answer_page(NAME, page)
    yield new_plan_scene(answer, NAME)
    yield taken_scene("Demonstration")
    yield left_scene()
    yield refused_scene("monday.answer is not an answer, or it was damaged on its way. Ask for it again.")


def an_answer() -> Answer:
    """One that says a lot."""
    return Answer(
        sitting=AnsweredSitting(sha256="0" * 64, started_at="2026-11-22T08:00:00+01:00", client="me"),
        practitioner=NAME,
        decision=Decision.REDO,
        comment=SENTENCE * 6,
        marks=(TimeMark(time_s=12.5, text="the head went along"), TimeMark(time_s=95.0, text=SENTENCE.strip())),
        plan=NewPlan(name="plan.toml", text=to_toml(load_library_plan("demonstration"))),
        answered_at="2026-11-22T09:00:00+01:00",
        public_key="0" * 64,
    )


def whose_lines() -> tuple[str, ...]:
    """What home says of each standing."""
    until = date(2027, 11, 30)
    return tuple(whose_in_words(Origin(NAME, bytes(32), standing), until) for standing in Standing)
