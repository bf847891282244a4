"""An answer as pages for the client: what was decided, what was said, the marks, and whether to take the new plan."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from gazetrainer.answers import Answer, Decision
from gazetrainer.scene import Key, KeyHint, MessageScene, PageScene, Paragraph
from gazetrainer.wording.plan_words import times_in_words
from gazetrainer.wording.time_words import about_in_words
from targets import Prescription, parse_plan
from targets.formats import date_in_words, number
from targets.language import _, ngettext

_LONGEST_PARAGRAPH: Final = 260
"""Signs that a page takes without its text becoming small."""
_MOST_LINES: Final = 6
_END_OF_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+")


def answer_paragraphs(answer: Answer, name: str) -> tuple[Paragraph, ...]:
    """What the practitioner `name` says, to be read page by page."""
    return (_decision(answer, name), *_comment(answer.comment), *_marks(answer))


def answer_page(name: str, paragraphs: Sequence[Paragraph]) -> PageScene:
    """One page of it."""
    hints = (KeyHint(Key.MAIN, _("go on")), KeyHint(Key.STOP, _("later")))
    return PageScene(_("An answer from {name}").format(name=name), tuple(paragraphs), hints=hints)


def new_plan_scene(answer: Answer, name: str) -> PageScene:
    """Asks whether to take the plan in an answer: the main key takes it, any other leaves it."""
    plan = parse_plan(answer.plan.text, answer.plan.name).draft if answer.plan is not None else None
    lines = [f"{each.name}: {times_in_words(each.repetitions, each.hold_s)}" for each in plan.holds] if plan else []
    left_out = len(lines) - _MOST_LINES
    if left_out > 0:
        more = ngettext("and one position more", "and {count} positions more", left_out).format(count=left_out)
        lines = [*lines[:_MOST_LINES], more]
    return PageScene(
        _("A new plan: {title}").format(title=plan.title if plan else ""),
        (
            Paragraph("", _("{name} signed it. It takes the place of the plan you have.").format(name=name)),
            Paragraph("", _how_much(plan) if plan else ""),
            Paragraph("", "\n".join(lines)),
        ),
        hints=(KeyHint(Key.MAIN, _("take the new plan")), KeyHint(Key.STOP, _("leave it"))),
    )


def taken_scene(title: str) -> MessageScene:
    """The plan is on the shelf."""
    text = _('"{title}" is the plan from now on. The earlier ones are under "Another plan".').format(title=title)
    return MessageScene(_("Taken"), text, hints=(KeyHint(Key.MAIN, _("go on")),))


def left_scene() -> MessageScene:
    """The plan was left."""
    text = _("The plan stays as it is. To be asked again, open the answer once more.")
    return MessageScene(_("Left"), text, hints=(KeyHint(Key.MAIN, _("go on")),))


def refused_scene(why: str) -> MessageScene:
    """Something that was received cannot be used."""
    return MessageScene(_("An answer that is not used"), why, hints=(KeyHint(Key.MAIN, _("go on")),))


def day_of(started_at: str) -> str:
    """The day of a sitting as one says it; as it is written where it is no time."""
    try:
        return date_in_words(datetime.fromisoformat(started_at).date())
    except ValueError:
        return started_at


def _decision(answer: Answer, name: str) -> Paragraph:
    said = {
        Decision.ACCEPTED: (_("Accepted"), _("{name} accepts your sitting of {day}.")),
        Decision.REDO: (_("Once more"), _("{name} asks you to do the sitting of {day} once more.")),
        Decision.COMMENT: (_("A comment"), _("{name} writes about your sitting of {day}.")),
    }
    heading, text = said[answer.decision]
    return Paragraph(heading, text.format(name=name, day=day_of(answer.sitting.started_at)))


def _how_much(plan: Prescription) -> str:
    count, time = len(plan.holds), about_in_words(plan.planned_s)
    return ngettext("One position, about {time}.", "{count} positions, about {time}.", count).format(
        count=count, time=time
    )


def _comment(comment: str) -> Iterator[Paragraph]:
    """In parts that fit on a page, broken between sentences, and between words where a sentence is long."""
    for part in filter(None, (line.strip() for line in comment.split("\n"))):
        sentences = _END_OF_SENTENCE.split(part)
        pieces = [piece for each in sentences for piece in textwrap.wrap(each, _LONGEST_PARAGRAPH)]
        line = ""
        for piece in pieces:
            if line and len(line) + len(piece) >= _LONGEST_PARAGRAPH:
                yield Paragraph("", line)
                line = ""
            line = f"{line} {piece}".strip()
        yield Paragraph("", line)


def _marks(answer: Answer) -> Iterator[Paragraph]:
    for mark in answer.marks:
        minutes, seconds = divmod(mark.time_s, 60)
        clock = f"{int(minutes)}:{number(seconds, '04.1f')}"
        yield Paragraph(_("At {time}").format(time=clock), mark.text)
