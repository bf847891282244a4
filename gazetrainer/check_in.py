"""CheckIn: how the client says they are, before, during and after practising; and when that ends a sitting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol

HIGHEST: Final = 10
"""Ratings go from 0 to this."""
LONGEST_WORDS: Final = 1000


class When(StrEnum):
    """At which point of a sitting a check-in was made; DURING: the client asked for it."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Rating(StrEnum):
    """What is answered with a number from 0 to 10; of EASE more is better, of the others less."""

    DIZZINESS = "dizziness"
    HEADACHE = "headache"
    EYE_STRAIN = "eye_strain"
    EASE = "ease"


class Heading(StrEnum):
    """What is answered in free words."""

    BODY = "body"
    THOUGHTS = "thoughts"
    EMOTIONS = "emotions"


DOUBLE_VISION: Final = "double_vision"
"""What is answered with yes or no."""
WATCHED: Final = (Rating.DIZZINESS, Rating.HEADACHE, Rating.EYE_STRAIN)
"""The ratings that can end a sitting; a want of ease is the practitioner's to read."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The answers of one check-in; None and empty words: none was given."""

    dizziness: int | None = None
    headache: int | None = None
    eye_strain: int | None = None
    ease: int | None = None
    double_vision: bool | None = None
    body: str = ""
    thoughts: str = ""
    emotions: str = ""

    def rating(self, of: Rating) -> int | None:
        """The number given for one question."""
        value: int | None = getattr(self, of.value)
        return value

    def words(self, under: Heading) -> str:
        """The words written under one heading."""
        text: str = getattr(self, under.value)
        return text

    def with_answer(self, question: str, answer: int | str | None) -> CheckIn:
        """The same answers but for one; `question` is a Rating, a Heading or DOUBLE_VISION."""
        changed: Mapping[str, object] = {question: answer}
        return replace(self, **changed)  # type: ignore[arg-type]


class StopCause(StrEnum):
    """Which part of the stop rule an answer met."""

    HIGH = "high"
    RISEN = "risen"
    DOUBLE_VISION = "double_vision"


@dataclass(frozen=True, slots=True)
class StopReason:
    """One answer that meets the stop rule; before: what was answered at the sitting's beginning."""

    cause: StopCause
    rating: Rating | None = None
    value: int | None = None
    before: int | None = None


class StopLimits(Protocol):
    """From which answer on a sitting ends: a high one, or one risen by so much."""

    @property
    def high(self) -> int:
        """0 to 10."""
        ...

    @property
    def rise(self) -> int:
        """0 to 10."""
        ...


def stop_reasons(now: CheckIn, before: CheckIn | None, limits: StopLimits) -> tuple[StopReason, ...]:
    """All answers that meet the stop rule; `before`: the check-in at the sitting's beginning, where there was one.

    >>> from targets import StopLimits
    >>> [reason.cause.value for reason in stop_reasons(CheckIn(dizziness=5), CheckIn(dizziness=1), StopLimits())]
    ['risen']
    """
    found = [_reason(rating, now.rating(rating), before, limits) for rating in WATCHED]
    if now.double_vision:
        found.append(StopReason(StopCause.DOUBLE_VISION))
    return tuple(reason for reason in found if reason is not None)


def _reason(rating: Rating, value: int | None, before: CheckIn | None, limits: StopLimits) -> StopReason | None:
    if value is None:
        return None
    earlier = before.rating(rating) if before is not None else None
    if value >= limits.high:
        return StopReason(StopCause.HIGH, rating, value, earlier)
    if earlier is not None and value - earlier >= limits.rise:
        return StopReason(StopCause.RISEN, rating, value, earlier)
    return None


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """The client said how they are. It has no part in judging."""

    time_s: float
    when: When
    answers: CheckIn


@dataclass(frozen=True, slots=True)
class StopRuleMet:
    """An answer met the stop rule, and the sitting ends kindly. It has no part in judging."""

    time_s: float
    reasons: tuple[StopReason, ...]
