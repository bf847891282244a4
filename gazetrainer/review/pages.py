"""Pages: templates of the desk and of the report in the language in use, inside one shell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from gazetrainer.report import words
from targets.formats import apart, date_and_time, date_in_words, number
from targets.language import _, language, ngettext


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page further up: its address and its name."""

    address: str
    name: str


def render(template: str, *, title: str, crumbs: tuple[Crumb, ...] = (), **values: object) -> str:
    """Return a page as HTML; `crumbs` lead back from it, the desk itself is always there."""
    return _environment().get_template(template).render(title=title, crumbs=crumbs, language=language(), **values)


def fragment(template: str, **values: object) -> str:
    """Return a part of a page as HTML."""
    return _environment().get_template(template).render(**values)


def moment_in_words(moment: datetime) -> str:
    """Write a moment as it was where the client is."""
    return date_and_time(moment)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("gazetrainer.review"), PackageLoader("gazetrainer.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(duration=words.duration, moment=moment_in_words, day=date_in_words, apart=apart)
    environment.globals.update(_=_, ngettext=ngettext, number=number, words=words)
    return environment
