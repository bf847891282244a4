from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from language_helpers import ROOT, modules, texts_outside_the_catalogue, tool

from gazetrainer.adapters.catalogues import known_languages

FORMAL = re.compile(r"\b([Uu]sted(es)?|Ihnen|Ihre?[nmrs]?)\b")
TRANSLATED = [code for code in known_languages() if code != "en"]


@pytest.fixture(scope="module")
def template() -> Catalog:
    catalogue: Catalog = tool().template()
    return catalogue


@pytest.fixture(scope="module", params=TRANSLATED)
def translated(request: pytest.FixtureRequest) -> Catalog:
    catalogue: Catalog = tool().catalogue_of(request.param)
    return catalogue


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text: str) -> set[str]:
    """Names and formats of what is put in; a text that only looks like one with placeholders has none."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return set()
    return {f"{name}:{spec}" for _literal, name, spec, _kind in parts if name is not None}


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_text_for_people_is_looked_up(path: Path) -> None:
    assert texts_outside_the_catalogue(path.read_text(encoding="utf-8")) == []


def test_a_text_that_nothing_looks_up_is_found() -> None:
    assert texts_outside_the_catalogue('show(title="Rest")\nsay(f"{count} quiet minutes")') == [
        (1, "Rest"),
        (2, " quiet minutes"),
    ]
    assert texts_outside_the_catalogue('show(title=_("Rest"))\n"A docstring of words."') == []


def test_spanish_and_german_come_with_the_program() -> None:
    assert {"en", "es", "de"} <= set(known_languages())


def test_every_text_of_the_source_is_translated(template: Catalog, translated: Catalog) -> None:
    missing = [
        message.id
        for message in messages(template)
        if (known := translated.get(message.id)) is None or not tool().is_translated(known.string)
    ]
    assert missing == []


def test_no_translation_is_a_guess_or_left_over(template: Catalog, translated: Catalog) -> None:
    assert [message.id for message in messages(translated) if message.fuzzy or message.id not in template] == []
    assert not translated.obsolete


def test_translations_take_the_same_values(translated: Catalog) -> None:
    different = []
    for message in messages(translated):
        asked = set.union(*map(placeholders, forms(message.id)))
        given = [placeholders(form) for form in forms(message.string)]
        is_plural = not isinstance(message.id, str)
        # One form of a plural may say "one" in place of the count.
        if not all(form == asked or (is_plural and asked - form <= {"count:"} and form <= asked) for form in given):
            different.append(message.id)
    assert different == []


def test_plurals_have_the_forms_of_the_language(translated: Catalog) -> None:
    assert [m.id for m in messages(translated) if m.pluralizable and len(m.string) != translated.num_plurals] == []


def test_translations_begin_and_end_as_the_text_does(translated: Catalog) -> None:
    ends = tuple(".:?…")
    different = [
        (text, said)
        for message in messages(translated)
        for text, said in zip(forms(message.id), forms(message.string), strict=True)
        if text[-1:] != said[-1:] and (text[-1:] in ends or said[-1:] in ends)
    ]
    assert different == []


def test_nothing_is_shouted_or_said_formally(translated: Catalog) -> None:
    said = [form for message in messages(translated) for form in forms(message.string)]
    shouted = [text for text in said if "!" in text or "¡" in text]
    formal = [text for text in said if FORMAL.search(text)]
    assert (shouted, formal) == ([], [])
