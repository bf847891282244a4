"""Lengths of time, as people say them."""

from __future__ import annotations

from typing import Final

from targets.language import _, ngettext

_TWO_MINUTES_S: Final = 120


def seconds_in_words(seconds: float) -> str:
    """A length of time to be read at a glance.

    >>> seconds_in_words(45), seconds_in_words(60), seconds_in_words(90)
    ('45 seconds', '1 minute', '1 minute 30 seconds')
    """
    minutes, rest = divmod(round(seconds), 60)
    in_minutes = ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    in_seconds = ngettext("{count} second", "{count} seconds", rest).format(count=rest)
    if not minutes:
        return in_seconds
    return _("{minutes} {seconds}").format(minutes=in_minutes, seconds=in_seconds) if rest else in_minutes


def about_in_words(seconds: float) -> str:
    """A length of time that nobody needs to the second, to follow "about": from two minutes on in whole minutes.

    >>> about_in_words(43), about_in_words(96), about_in_words(202)
    ('45 seconds', '1 minute 35 seconds', '3 minutes')
    """
    grain_s = 5 if seconds < _TWO_MINUTES_S else 60
    return seconds_in_words(grain_s * max(1, round(seconds / grain_s)))
