"""Answers: a recorded sitting and what a practitioner says to it -> one signed file -> what the client is shown."""

from gazetrainer.answers.answer import (
    ANSWER_ENDING,
    LARGEST_ANSWER_BYTES,
    Answer,
    AnswerDraft,
    Decision,
    NewPlan,
    TimeMark,
    sign_answer,
)
from gazetrainer.answers.reading import looks_like_answer, parse_answer
from gazetrainer.answers.sitting import AnsweredSitting, answered_sitting, refuse_if_not_for

__all__ = [
    "ANSWER_ENDING",
    "LARGEST_ANSWER_BYTES",
    "Answer",
    "AnswerDraft",
    "AnsweredSitting",
    "Decision",
    "NewPlan",
    "TimeMark",
    "answered_sitting",
    "looks_like_answer",
    "parse_answer",
    "refuse_if_not_for",
    "sign_answer",
]
