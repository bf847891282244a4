"""What happened at one moment of a sitting, in words for whoever looks back at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gazetrainer.check_in import CheckIn, Heading, Rating, When
from gazetrainer.events import (
    CameraFound,
    CameraLost,
    CheckedIn,
    Command,
    CommandGiven,
    Event,
    HoldEnded,
    LookChanged,
    PlaceFound,
    Recentred,
    StopRuleMet,
)
from gazetrainer.finding.found import FoundBy
from gazetrainer.measuring.changes import Change
from gazetrainer.report.check_ins import RATING_WORDS
from gazetrainer.report.words import HOLD_OUTCOME_WORDS, angles_in_words, duration
from gazetrainer.wording.change_words import changed
from targets.formats import listed, number
from targets.language import N_, _

_CHECKED_IN = {
    When.BEFORE: N_("Check-in before the practice: {answers}."),
    When.DURING: N_("Check-in that the client asked for: {answers}."),
    When.AFTER: N_("Check-in after the practice: {answers}."),
}
_ASKED = {
    Command.SKIP: N_("The client went on to what comes next."),
    Command.STOP: N_("The client stopped the sitting."),
    Command.PAUSE_OR_GO_ON: "",
    Command.COME_BACK: "",
}


def mark_in_words(event: Event) -> str:
    """What an event tells; empty for one that is seen by itself."""
    match event:
        case CheckedIn(_, when, answers):
            return _(_CHECKED_IN[when]).format(answers=listed(list(_answers(answers))) or _("no answer"))
        case HoldEnded(_, _, outcome, held_s):
            return _("End of the hold: {time} held ({outcome}).").format(
                outcome=_(HOLD_OUTCOME_WORDS[outcome]), time=duration(held_s)
            )
        case CommandGiven(_, command):
            return _(_ASKED[command]) if _ASKED[command] else ""
        case PlaceFound():
            return _found(event)
        case LookChanged(_, changes):
            return _different(changes)
        case _:
            return _of_the_machine(event)


def _of_the_machine(event: Event) -> str:
    match event:
        case StopRuleMet():
            return _("An answer met the stop rule; the sitting ends.")
        case Recentred(_, _, azimuth_deg, elevation_deg):
            return _("Centred again: the gaze moved by {across}° across and {upward}° upward.").format(
                across=number(azimuth_deg, "+.1f"), upward=number(elevation_deg, "+.1f")
            )
        case CameraLost():
            return _("The camera was lost.")
        case CameraFound(_, gone_s):
            return _("The camera came back after {time}.").format(time=duration(gone_s))
        case _:
            return ""


def _different(changes: Sequence[Change]) -> str:
    if not changes:
        return _("Nothing is different from the calibration any more.")
    shorts = listed([changed(change).short for change in changes])
    return _("Different from the calibration: {changes}.").format(changes=shorts)


def _found(found: PlaceFound) -> str:
    at = found.measured
    azimuth_deg = at.azimuth_deg if at is not None else found.pointer_azimuth_deg
    elevation_deg = at.elevation_deg if at is not None else found.pointer_elevation_deg
    by_key = found.by is FoundBy.KEY
    said = _("The client marked a place: {where}.") if by_key else _("The eyes rested of themselves: {where}.")
    return said.format(where=angles_in_words(azimuth_deg, elevation_deg))


def _answers(answers: CheckIn) -> Iterator[str]:
    for rating in Rating:
        value = answers.rating(rating)
        if value is not None:
            yield _("{what} {value}").format(what=_(RATING_WORDS[rating]), value=value)
    if answers.double_vision is not None:
        yield _("double vision") if answers.double_vision else _("no double vision")
    yield from (f'"{answers.words(heading)}"' for heading in Heading if answers.words(heading))
