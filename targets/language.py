"""Language: the one place where a text becomes the reader's own; whoever starts the program loads the catalogue.

Texts are written in English at the place where they are used: _("Rest"). The catalogue in use is a context variable,
so that a test, a thread or a report may speak another language than the rest.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

NATIVE: Final = "en"
"""The language that the texts are written in."""
_CATALOGUE: ContextVar[gettext.NullTranslations] = ContextVar("catalogue", default=gettext.NullTranslations())  # noqa: B039  (never changed)


def _(text: str) -> str:
    """Give a text in the language in use; without a translation it stays English.

    >>> _("Rest")
    'Rest'
    """
    return _CATALOGUE.get().gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Give the form that fits a count in the language in use.

    >>> ngettext("{count} dot", "{count} dots", 3).format(count=3)
    '3 dots'
    """
    return _CATALOGUE.get().ngettext(one, many, count)


def N_(text: str) -> str:  # noqa: N802  (gettext's own name for it)
    """Mark a text for the catalogue that is looked up later, where it is used."""
    return text


def language() -> str:
    """The code of the language in use, such as "de"."""
    return _CATALOGUE.get().info().get("language", NATIVE)


@contextmanager
def speaking(catalogue: gettext.NullTranslations) -> Iterator[None]:
    """Use a catalogue until the end of the block."""
    token = _CATALOGUE.set(catalogue)
    try:
        yield
    finally:
        _CATALOGUE.reset(token)
