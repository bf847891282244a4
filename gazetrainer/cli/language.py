"""The language of a run: found before anything else is read, so that help and faults speak it too."""

from __future__ import annotations

import inspect
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Final

from gazetrainer.adapters.catalogues import catalogue, known_languages, language_for
from gazetrainer.cli.places import SETTINGS_FILE, data_folder
from targets.language import _, speaking

OPTION: Final = "--language"


def language_asked_for(arguments: Sequence[str]) -> str:
    """What follows `--language`, wherever among the arguments it stands; empty without one.

    >>> language_asked_for(["practice", "plan.toml", "--language", "de"]), language_asked_for(["--language=es"])
    ('de', 'es')
    """
    for number, argument in enumerate(arguments):
        if argument.startswith(f"{OPTION}="):
            return argument.partition("=")[2]
        if argument == OPTION and number + 1 < len(arguments):
            return arguments[number + 1]
    return ""


def without_language(arguments: Sequence[str]) -> list[str]:
    """The arguments that are left for the commands.

    >>> without_language(["practice", "--language", "de", "plan.toml"])
    ['practice', 'plan.toml']
    """
    left, asked = [], False
    for argument in arguments:
        if not asked and argument != OPTION and not argument.startswith(f"{OPTION}="):
            left.append(argument)
        asked = argument == OPTION and not asked
    return left


def language_in_settings() -> str:
    """What was chosen in the settings; empty without a choice, or for one that no catalogue answers.

    The rest of the settings is read later, so that help comes fast; what is wrong with them is said there.
    """
    try:
        chosen = json.loads((data_folder() / SETTINGS_FILE).read_bytes())["settings"]["language"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return ""
    return if_known(chosen) if isinstance(chosen, str) else ""


def if_known(language: str) -> str:
    """A language that there are texts in; empty for another, so that the system's is spoken."""
    return language if language in known_languages() else ""


def spoken(*wishes: str) -> AbstractContextManager[None]:
    """Speak the language of the first wish that is not empty, else the system's; raises LanguageError."""
    return speaking(catalogue(language_for(*wishes)))


def translate_help(command: Any) -> None:
    """Put the help of a command as typer builds it, and that of all below it, into the language in use."""
    command.help = _(inspect.cleandoc(command.help or ""))
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
    for below in getattr(command, "commands", {}).values():
        translate_help(below)
