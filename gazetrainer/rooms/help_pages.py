"""Help: how it works, the keys, what each state means with its mark, and what helps when nothing can be told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from gazetrainer.scene import HoldState, Paragraph
from targets.language import _


def help_paragraphs() -> tuple[tuple[str, tuple[Paragraph, ...]], ...]:
    """The chapters of the help: a title and its paragraphs."""
    return (
        (_("How it works"), _how_it_works()),
        (_("The keys"), _keys()),
        (_("What the signs mean"), _signs()),
        (_("When nothing can be told"), _what_helps()),
        (_("What it is, and what it is not"), what_it_is()),
    )


def paragraphs_a_page(text_size: float) -> int:
    """How many paragraphs a page takes, so that nothing has to be made small."""
    return 4 if text_size < 1.3 else 2 if text_size < 1.8 else 1


def in_pages(paragraphs: Sequence[Paragraph], text_size: float) -> tuple[tuple[Paragraph, ...], ...]:
    """Paragraphs on as few pages as text of this size allows, and on each about as many."""
    pages = ceil(len(paragraphs) / paragraphs_a_page(text_size))
    bounds = [ceil(page * len(paragraphs) / pages) for page in range(pages + 1)] if pages else []
    return tuple(tuple(paragraphs[first:last]) for first, last in pairwise(bounds))


def what_it_is() -> tuple[Paragraph, ...]:
    """What everybody should know before the first sitting."""
    return (
        Paragraph(
            _("What it does"),
            _("It shows the positions of your plan, watches your eyes by the camera and tells how long you held."),
        ),
        Paragraph(
            _("What it is not"),
            _("It is not a medical device. It diagnoses and promises nothing. Your practitioner chose the positions."),
        ),
        Paragraph(
            _("When to stop"),
            _("Stop at once if you feel dizzy or sick, see double, or feel pain. Stopping is always right."),
        ),
        Paragraph(
            _("What stays here"),
            _("Everything stays on this computer. No picture is stored and nothing is sent. You can remove all of it."),
        ),
    )


def _how_it_works() -> tuple[Paragraph, ...]:
    return (
        Paragraph(
            _("Once"), _("The camera learns how your eyes move: you look at some dots. It takes about two minutes.")
        ),
        Paragraph(_("Each time"), _("A few dots to begin with, then the positions of your plan, one after another.")),
        Paragraph(
            _("In a position"),
            _("Your head stays, only the eyes go. The time counts while you are there and waits while you are not."),
        ),
        Paragraph(
            _("Beyond the screen"),
            _("Many positions lie past its edge. A quiet tone leads your eyes and falls silent when you are there."),
        ),
    )


def _keys() -> tuple[Paragraph, ...]:
    return (
        Paragraph(_("Space"), _("Does what comes next: begin, pause, go on. You can practise with this key alone.")),
        Paragraph(_("Esc"), _("Pauses a sitting, softly; once more, it stops. Elsewhere it goes back.")),
        Paragraph(_("Arrows"), _("Choose in a list, and change a value. A click or a touch does the same.")),
        Paragraph(
            _("N, C, R, U and F"),
            _(
                "The next position; a dot to centre again; repeat; you don't feel well; the whole screen. They are "
                "shown where they act."
            ),
        ),
    )


def _signs() -> tuple[Paragraph, ...]:
    return (
        Paragraph(_("In position"), _("You are there. The time counts."), HoldState.IN),
        Paragraph(_("Not quite there"), _("The arrow shows which way. The time waits for you."), HoldState.OUT),
        Paragraph(
            _("I can't tell"),
            _("The camera does not see enough. The reason stands beside it. This time is not counted against you."),
            HoldState.CANNOT_TELL,
        ),
        Paragraph(_("Eyes closed"), _("Rest them as long as you need. The time waits."), HoldState.EYES_CLOSED),
        Paragraph(
            _("Head moved"), _("Let the head come back to where it was; the eyes go alone."), HoldState.HEAD_MOVED
        ),
    )


def _what_helps() -> tuple[Paragraph, ...]:
    return (
        Paragraph(_("Light"), _("A lamp or a window in front of you, none behind you. A light screen helps too.")),
        Paragraph(
            _("Glasses"), _("If they shine, tilt the lamp or the glasses a little. Clean glasses help the camera.")
        ),
        Paragraph(_("Distance"), _("An arm's length from the screen, with the camera near its top edge.")),
        Paragraph(
            _("Another day"),
            _("New glasses, another room, another chair: look at a dot to centre again, or calibrate anew from home."),
        ),
    )
