"""Home: today's plan with one big button, and the doors to the other rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from gazetrainer.history.record import SittingRecord
from gazetrainer.history.weeks import practised_on
from gazetrainer.longest_day import enough_for_today, is_enough_for_today
from gazetrainer.scene import HomeScene, Key, KeyHint, MessageScene, Row
from gazetrainer.wording.time_words import about_in_words
from targets import Prescription
from targets.formats import date_in_words, weekday_in_words
from targets.language import _, ngettext

NOBODY_IN_PARTICULAR: Final = "me"
"""Whose calibration it is where nobody gave a name."""
_A_WEEK_DAYS: Final = 7


class Room(StrEnum):
    """Where one can go from home."""

    PRACTICE = "practice"
    PLANS = "plans"
    PEOPLE = "people"
    HISTORY = "history"
    CALIBRATE = "calibrate"
    TEACH = "teach"
    SETTINGS = "settings"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What home tells; records: the person's sittings; whose: who signed the plan, a sentence, or empty."""

    plan: Prescription
    person: str
    now: datetime
    records: tuple[SittingRecord, ...] = ()
    whose: str = ""

    @property
    def has_reached_today(self) -> bool:
        """The longest time that the plan names for a day is reached."""
        return is_enough_for_today(self.plan, practised_on(self.records, self.now.date()))


def rooms() -> tuple[Room, ...]:
    """The rooms in the order in which they are offered; the first is the button."""
    return tuple(Room)


def home_scene(facts: HomeFacts, at: int) -> HomeScene:
    """Everything one needs before beginning; `at` counts the rooms."""
    doors = {
        Room.PLANS: Row(_("Another plan"), "", _("Choose among the plans on this computer.")),
        Room.PEOPLE: Row(
            _("Who practises"), shown_name(facts.person), _("Each person has a calibration of their own.")
        ),
        Room.HISTORY: Row(_("History"), "", _("What was practised when; notes; removing sittings.")),
        Room.CALIBRATE: Row(_("Calibrate anew"), "", _("The camera learns again how your eyes move.")),
        Room.TEACH: Row(_("Teach a position"), "", _("Take a position, and it becomes a target by its name.")),
        Room.SETTINGS: Row(_("Settings"), "", _("Text size, colours, sound, screen, camera.")),
        Room.HELP: Row(_("Help"), "", _("How it works, the keys, what the signs mean.")),
    }
    return HomeScene(
        greeting=_greeting(facts.person),
        plan=facts.plan.title,
        lines=_lines(facts),
        button=_("Begin"),
        rooms=tuple(doors.values()),
        chosen=at,
        hints=(KeyHint(Key.MAIN, _("begin") if at == 0 else _("open")), KeyHint(Key.STOP, _("close"))),
    )


def enough_scene() -> MessageScene:
    """The time that the plan names for a day is reached; nobody is kept from going on."""
    return MessageScene(
        title=_("Enough for today"),
        text=enough_for_today(),
        hints=(KeyHint(Key.MAIN, _("back")), KeyHint(Key.SKIP, _("practise all the same"))),
    )


def position_asked() -> tuple[str, str]:
    """Title and sentence of the page on which a position is named."""
    return _("Teach a position"), _("Give the position a name, such as the one your practitioner uses.")


def calibrate_first_scene() -> MessageScene:
    """A position can be taught only to a camera that knows the eyes."""
    return MessageScene(
        title=_("First a calibration"),
        text=_("To learn a position, the camera must first learn how your eyes move. It takes about two minutes."),
        hints=(KeyHint(Key.MAIN, _("calibrate")), KeyHint(Key.STOP, _("back"))),
    )


def taught_scene(name: str) -> MessageScene:
    """A position was learned."""
    text = _('"{name}" is learned. A plan that asks for it by this name can be practised now.').format(name=name)
    return MessageScene(_("Learned"), text, hints=(KeyHint(Key.MAIN, _("go on")),))


def shown_name(person: str) -> str:
    """How a person is called on the screen."""
    return _("me") if person == NOBODY_IN_PARTICULAR else person


def last_practised(records: Sequence[SittingRecord], now: datetime) -> str:
    """When it was, as one would say it; empty: never yet."""
    if not records:
        return ""
    last = max(record.moment for record in records).astimezone(now.tzinfo)
    days = (now.date() - last.date()).days
    if days <= 0:
        return _("Last practised today at {time}.").format(time=f"{last:%H:%M}")
    if days == 1:
        return _("Last practised yesterday.")
    if days < _A_WEEK_DAYS:
        return _("Last practised on {weekday}.").format(weekday=weekday_in_words(last.date()))
    return _("Last practised on {date}.").format(date=date_in_words(last.date()))


def _greeting(person: str) -> str:
    return _("Today's plan") if person == NOBODY_IN_PARTICULAR else _("Today's plan, {name}").format(name=person)


def _lines(facts: HomeFacts) -> tuple[str, ...]:
    count = len(facts.plan.holds)
    about = ngettext("One position, about {time}.", "{count} positions, about {time}.", count).format(
        count=count, time=about_in_words(facts.plan.planned_s)
    )
    if not count:
        about = _("About {time}.").format(time=about_in_words(facts.plan.planned_s))
    enough = enough_for_today() if facts.has_reached_today else ""
    last = enough or last_practised(facts.records, facts.now)
    return tuple(filter(None, (f"{about} {last}".rstrip(), facts.whose, facts.plan.stop_rule)))
