"""Catalogues: the translations that come with the program, and the language that a person most likely reads."""

from __future__ import annotations

import gettext
import io
import locale
import os
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from gazetrainer.errors import LanguageError
from targets.language import NATIVE, _

_VARIABLES: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""In the order in which gettext asks them."""


def known_languages() -> tuple[str, ...]:
    """Codes of the languages the program speaks, its own first.

    >>> known_languages()
    ('en', 'de', 'es')
    """
    folders = files("gazetrainer").joinpath("locale").iterdir()
    return (NATIVE, *sorted(folder.name for folder in folders if folder.is_dir()))


def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of a known language; English needs none. Raises LanguageError for one that is not known."""
    if language not in known_languages():
        raise LanguageError(
            _('There are no texts in the language "{language}". Known are: {known}.').format(
                language=language, known=", ".join(known_languages())
            )
        )
    return gettext.NullTranslations() if language == NATIVE else _read(language)


def language_for(*wishes: str, environment: Mapping[str, str] = os.environ) -> str:
    """The language of the first wish that is not empty, else the system's, else English.

    Regions and encodings are left away. Raises LanguageError for a wish that no catalogue answers.

    >>> language_for("", "de_AT"), language_for("", environment={"LANG": "es_MX.UTF-8"})
    ('de', 'es')
    """
    wish = next((wish for wish in wishes if wish), "")
    if wish:
        code = _code(wish)
        catalogue(code)
        return code
    return next((code for code in _of_system(environment) if code in known_languages()), NATIVE)


def _read(language: str) -> gettext.GNUTranslations:
    from babel.messages.mofile import write_mo  # noqa: PLC0415  (English does without)
    from babel.messages.pofile import read_po  # noqa: PLC0415

    source = files("gazetrainer").joinpath("locale", language, "LC_MESSAGES", "gazetrainer.po")
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source.read_bytes()), locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _of_system(environment: Mapping[str, str]) -> tuple[str, ...]:
    """What the environment says, all of it in the order of preference; elsewhere than on Unix the system's region."""
    for variable in _VARIABLES:
        if environment.get(variable):
            return tuple(_code(part) for part in environment[variable].split(":"))
    named = locale.getlocale()[0] or ""
    return (_code(named if named[2:3] in ("", "_") else locale.normalize(named.partition("_")[0])),)


def _code(name: str) -> str:
    """The two letters of a language in "de", "de_AT.UTF-8", "de-AT"; of "C" and "POSIX" English.

    >>> _code("de_AT.UTF-8"), _code("C.utf8")
    ('de', 'en')
    """
    code = name.partition(".")[0].replace("-", "_").partition("_")[0].lower()
    return NATIVE if code in ("", "c", "posix") else code
