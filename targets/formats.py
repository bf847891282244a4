"""Formats: figures, dates and lists as the reader's language writes them; files for programs do without."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Final
from unicodedata import bidirectional

from targets.language import NATIVE, _, language

_WRITTEN_AS: Final = {NATIVE: "en_GB"}
"""Day before month, as everywhere but in one country."""
_LEFTWARD: Final = frozenset({"R", "AL", "RLE", "RLO", "RLI"})


def number(value: float, spec: str = "g") -> str:
    """Write a figure by a format specification of Python's, with the reader's decimal sign.

    >>> number(1.25, ".1f"), number(-0.5, "+g"), number(0.335, ".0%")
    ('1.2', '-0.5', '34%')
    """
    text = format(value, spec)
    if language() == NATIVE:
        return text
    decimal, per_cent = _signs(language())
    return text.replace(".", decimal).replace("%", per_cent)


def date_in_words(day: date) -> str:
    """Write a day out.

    >>> date_in_words(date(2026, 3, 1))
    '1 March 2026'
    """
    from babel.dates import format_date  # noqa: PLC0415  (costs time that most commands need not spend)

    return format_date(day, "long", locale=locale_name())


def date_and_time(moment: datetime) -> str:
    """Write a moment out to the minute.

    >>> date_and_time(datetime(2026, 3, 1, 8, 5))
    '1 March 2026, 08:05'
    """
    return _("{date}, {time}").format(date=date_in_words(moment.date()), time=f"{moment:%H:%M}")


def month_in_words(day: date) -> str:
    """Write the month of a day and its year.

    >>> month_in_words(date(2026, 3, 1))
    'March 2026'
    """
    from babel.dates import format_skeleton  # noqa: PLC0415

    return format_skeleton("yMMMM", day, locale=locale_name())


def apart(name: str) -> str:
    """Set a name that is written from right to left apart, so that the words and figures around it keep their places.

    Source: Unicode Standard Annex 9, first strong isolate.

    >>> apart("Anna"), ascii(apart("\\u05d0\\u05d1"))
    ('Anna', "'\\\\u2068\\\\u05d0\\\\u05d1\\\\u2069'")
    """
    return f"\u2068{name}\u2069" if any(bidirectional(sign) in _LEFTWARD for sign in name) else name


def weekday_in_words(day: date) -> str:
    """Write the weekday of a day.

    >>> weekday_in_words(date(2026, 3, 1))
    'Sunday'
    """
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(day, "EEEE", locale=locale_name())


def short_weekdays() -> tuple[str, ...]:
    """The weekdays in short, from Monday to Sunday.

    >>> short_weekdays()[0]
    'Mon'
    """
    from babel.dates import get_day_names  # noqa: PLC0415

    names = get_day_names("abbreviated", "stand-alone", locale_name())
    return tuple(names[day] for day in range(7))


def listed(parts: Sequence[str]) -> str:
    """Write several things as one list.

    >>> listed(["one", "two", "three"])
    'one, two and three'
    """
    from babel.lists import format_list  # noqa: PLC0415

    return format_list(list(parts), locale=locale_name())


def locale_name() -> str:
    """What Babel knows the language in use by."""
    return _WRITTEN_AS.get(language(), language())


@cache
def _signs(code: str) -> tuple[str, str]:
    """Decimal sign, and per cent with the space before it."""
    from babel.core import Locale  # noqa: PLC0415

    known = Locale.parse(code)
    return known.number_symbols["latn"]["decimal"], known.percent_formats[None].pattern.lstrip("#,0")
