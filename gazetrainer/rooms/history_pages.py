"""History on the screen: months, weeks, sittings, one sitting; nothing is counted that was not done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from gazetrainer.history.index import Progress
from gazetrainer.history.record import Damaged, Entry, SittingRecord
from gazetrainer.history.weeks import Week, days_of_month, practised_on, weeks_until
from gazetrainer.outcomes import SittingOutcome
from gazetrainer.scene import (
    CalendarDay,
    CalendarScene,
    Chart,
    ChartKind,
    ChartsScene,
    Key,
    KeyHint,
    ListScene,
    MessageScene,
    Row,
)
from gazetrainer.wording.time_words import seconds_in_words
from targets.formats import date_and_time, date_in_words, month_in_words, number, short_weekdays
from targets.language import _, ngettext

WEEKS_SHOWN: Final = 12
_ROUND_MINUTES: Final = (2, 5, 10, 20, 30, 60, 120, 240, 480)
_ROUND_DEGREES: Final = (2.0, 4.0, 6.0, 10.0, 20.0)


def calendar_scene(records: Sequence[SittingRecord], month: date, today: date) -> CalendarScene:
    """A month: a dot and the time on days with practice."""
    weeks = tuple(tuple(_day(records, day, month, today) for day in week) for week in days_of_month(month))
    return CalendarScene(
        title=month_in_words(month),
        weekdays=short_weekdays(),
        weeks=weeks,
        sentence=_("A dot is a day with practice, and the time beside it what you practised."),
        hints=(
            KeyHint(Key.MAIN, _("go on")),
            KeyHint(Key.LEFT, _("month before")),
            KeyHint(Key.RIGHT, _("month after")),
            KeyHint(Key.STOP, _("back")),
        ),
    )


def charts_scene(records: Sequence[SittingRecord], today: date) -> ChartsScene:
    """Time held and how exact the measurement was, week by week."""
    weeks = weeks_until(records, today, WEEKS_SHOWN)
    labels = (date_in_words(weeks[0].monday), _("this week"))
    return ChartsScene(
        title=_("The last twelve weeks"),
        charts=(_held_chart(weeks, labels), _error_chart(weeks, labels)),
        hints=(KeyHint(Key.MAIN, _("go on")), KeyHint(Key.STOP, _("back"))),
    )


def sittings_scene(sittings: Sequence[Entry], at: int) -> ListScene:
    """All sittings, the latest first; then files that cannot be read, removing everything, and the way back."""
    rows = [sitting_row(entry) for entry in sittings]
    rows.append(Row(_("Remove everything"), "", _("All sittings, calibrations, plans and settings on this computer.")))
    rows.append(Row(_("Back"), "", ""))
    return ListScene(
        title=ngettext("One sitting", "{count} sittings", len(sittings)).format(count=len(sittings)),
        rows=tuple(rows),
        chosen=at,
        hints=(KeyHint(Key.MAIN, _("open")), KeyHint(Key.STOP, _("back"))),
    )


def progress_scene(progress: Progress) -> MessageScene:
    """How far the reading of recordings is."""
    text = _("Reading your sittings: {number} of {count}.").format(number=progress.done + 1, count=progress.count)
    return MessageScene(_("One moment"), text)


def note_asked() -> tuple[str, str]:
    """Title and sentence of the page on which a note is written."""
    return _("My note"), _("A few words for yourself. They lie beside the recording.")


def sitting_row(entry: Entry) -> Row:
    """A sitting on one line."""
    match entry.what:
        case Damaged(why):
            return Row(entry.file, _("cannot be read"), why)
        case SittingRecord() as record:
            held = _("{time} held").format(time=clock(record.held_s))
            return Row(date_and_time(record.moment), held, record.plan)


def sitting_scene(entry: Entry, note: str, at: int) -> ListScene:
    """One sitting and what can be done with it."""
    return ListScene(
        title=sitting_row(entry).text,
        rows=(
            Row(_("Back"), "", sentence_about(entry)),
            Row(
                _("My note"), "", note or _("Words for yourself. They lie beside the recording, which stays as it is.")
            ),
            Row(_("Remove this sitting"), "", _("Recording, report and note. You are asked once more.")),
        ),
        chosen=at,
        hints=(KeyHint(Key.MAIN, _("choose")), KeyHint(Key.STOP, _("back"))),
    )


def sentence_about(entry: Entry) -> str:
    """What a recording tells in one sentence or two."""
    if isinstance(entry.what, Damaged):
        return entry.what.why
    record = entry.what
    held = _("{plan}: {held} held in {practised} of practice.").format(
        plan=record.plan, held=seconds_in_words(record.held_s), practised=seconds_in_words(record.practised_s)
    )
    error = "" if record.error_deg is None else _error_in_words(record.error_deg)
    ended = {
        SittingOutcome.FINISHED: "",
        SittingOutcome.STOPPED: _("Stopped early."),
        SittingOutcome.PICTURES_ENDED: _("It ended with the pictures."),
        None: _("The recording ends before the sitting does."),
    }[record.outcome]
    return " ".join(part for part in (held, error, ended) if part)


def clock(seconds: float) -> str:
    """A length of time in figures.

    >>> clock(65), clock(3700)
    ('1:05', '1:01:40')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _error_in_words(error_deg: float) -> str:
    return _("Measured within {error}° on average.").format(error=number(error_deg, ".1f"))


def _day(records: Sequence[SittingRecord], day: date, month: date, today: date) -> CalendarDay:
    practised_s = practised_on(records, day)
    has_practised = any(record.moment.date() == day for record in records)
    return CalendarDay(
        number=str(day.day),
        practised=clock(practised_s) if has_practised else "",
        in_month=(day.year, day.month) == (month.year, month.month),
        is_today=day == today,
    )


def _held_chart(weeks: Sequence[Week], labels: tuple[str, str]) -> Chart:
    most_min = max(week.held_s for week in weeks) / 60
    top_min = next((each for each in _ROUND_MINUTES if each >= most_min), most_min)
    return Chart(
        title=_("Time held in a week"),
        kind=ChartKind.BARS,
        values=tuple(week.held_s for week in weeks),
        top=top_min * 60,
        top_label=_("{count} min").format(count=round(top_min)),
        labels=labels,
    )


def _error_chart(weeks: Sequence[Week], labels: tuple[str, str]) -> Chart:
    errors = [week.error_deg for week in weeks if week.error_deg is not None]
    top_deg = next((each for each in _ROUND_DEGREES if each >= max(errors, default=0.0)), max(errors, default=1.0))
    return Chart(
        title=_("How far off the measurement was"),
        kind=ChartKind.DOTS,
        values=tuple(week.error_deg for week in weeks),
        top=top_deg,
        top_label=_("{degrees}°").format(degrees=number(top_deg)),
        labels=labels,
        sentence=_("The lower, the better the camera could see.") if errors else "",
    )
