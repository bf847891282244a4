"""plan -> one printable HTML page that needs nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from gazetrainer.eyes import Eyes
from gazetrainer.sheet.face import face_svg
from gazetrainer.wording import words
from gazetrainer.wording.plan_words import time_of, times_in_words
from gazetrainer.wording.time_words import about_in_words, seconds_in_words
from targets import (
    AnyStep,
    CheckInStep,
    FindStep,
    GuidedStep,
    Position,
    RestStep,
    SequenceStep,
    Step,
    WrittenPlan,
    direction_in_words,
)
from targets.language import _, language, ngettext


@dataclass(frozen=True, slots=True)
class Card:
    """What the sheet says of one step: its faces as (SVG, caption), a line on times, and some sentences."""

    number: int
    title: str
    faces: tuple[tuple[str, str], ...]
    times: str
    sentences: tuple[str, ...]

    @property
    def weight(self) -> float:
        """How much room it needs: two positions stand side by side, a long text is high."""
        return 1.0 + sum(map(len, self.sentences)) / _SIGNS_OF_A_CARD if self.is_wide else 0.75

    @property
    def is_wide(self) -> bool:
        """Whether it needs the whole width."""
        return len(self.faces) > 1 or not self.faces


def render_sheet(written: WrittenPlan) -> str:
    """The sheet of a plan in the language in use; a taught position has its name beside a face straight ahead."""
    plan = written.draft
    cards, first = [], 0
    for number, step in enumerate(plan.steps, start=1):
        cards.append(_card(number, step, written, first))
        first += len(step.holds) if isinstance(step, Step | SequenceStep) else 0
    longest = seconds_in_words(plan.longest_s_per_day) if plan.longest_s_per_day is not None else ""
    positions = ngettext("{count} position", "{count} positions", len(plan.holds)).format(count=len(plan.holds))
    return (
        _environment()
        .get_template("sheet.html")
        .render(
            plan=plan,
            cards=cards,
            positions=positions,
            about=_("about {time}").format(time=about_in_words(plan.planned_s)),
            longest=_("At most {time} a day.").format(time=longest) if longest else "",
            language=language(),
            size="small" if sum(card.weight for card in cards) > _MUCH else "",
            _=_,
        )
    )


_MUCH: Final = 7.0
"""A sheet with more on it is set smaller, so that it stays on one page."""
_SIGNS_OF_A_CARD: Final = 250


def _card(number: int, step: AnyStep, written: WrittenPlan, first: int) -> Card:
    faces: tuple[tuple[str, str], ...]
    match step:
        case Step():
            faces = (_face(step, step.eyes, f"p{number}", is_taught=_is_taught(written, first)),)
            times = _held(step, times_in_words(step.repetitions, step.hold_s))
            return Card(number, step.name, faces, times, _cues(step, is_taught=_is_taught(written, first)))
        case SequenceStep():
            faces = tuple(
                _face(each, step.eyes, f"p{number}-{count}", is_taught=_is_taught(written, first + count))
                for count, each in enumerate(step.positions)
            )
            seconds = sum(each.hold_s for each in step.positions)
            title = step.name or _("In a row")
            return Card(number, title, faces, _held(step, times_in_words(step.repetitions, seconds)), _cues(step))
        case GuidedStep():
            lids = _("Eyes closed") if step.eyes == "closed" else _("Eyes open")
            return Card(number, step.name, (), f"{lids} · {time_of(step)}", (step.text,))
        case RestStep():
            return Card(number, step.name, (), time_of(step), (step.text or _(words.REST_SENTENCE),))
        case CheckInStep():
            return Card(number, step.name, (), "", (_("Say how you are, if you like. Every answer may be left out."),))
        case FindStep():
            said = step.written_cue or _("Follow the dot with your eyes and mark the places that you want to keep.")
            return Card(number, step.name, (), time_of(step), (said,))


def _face(position: Step | Position, eyes: str, name: str, *, is_taught: bool) -> tuple[str, str]:
    where = "" if is_taught else direction_in_words(position.azimuth_deg, position.elevation_deg)
    caption = "" if where == position.name else where
    if isinstance(position, Position):
        caption = _("{name}: {time}").format(name=position.name, time=seconds_in_words(position.hold_s))
    return face_svg(position.azimuth_deg, position.elevation_deg, Eyes(eyes), name=name), caption


def _held(step: Step | SequenceStep, held: str) -> str:
    if step.repetitions == 1 or not step.rest_s:
        return held
    return _("{held}, with {rest} of rest after each").format(held=held, rest=seconds_in_words(step.rest_s))


def _cues(step: Step | SequenceStep, *, is_taught: bool = False) -> tuple[str, ...]:
    eyes = Eyes(step.eyes)
    taught = _("Take the position as you learned it.") if is_taught else ""
    said = step.written_cue or words.only_the_eyes(eyes)
    return tuple(filter(None, (words.eyes_in_words(eyes), taught, said)))


def _is_taught(written: WrittenPlan, hold: int) -> bool:
    return hold in written.asked


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("gazetrainer.sheet"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
