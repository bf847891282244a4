"""The settings that the command line works with: read from the data folder, written back there."""

from __future__ import annotations

import functools
from pathlib import Path

from rich.console import Console

from gazetrainer.cli.places import SETTINGS_FILE, data_folder
from gazetrainer.settings import Settings
from gazetrainer.settings_file import load_settings, save_settings


def settings_path() -> Path:
    """Where the settings lie; there is none before the first run."""
    return data_folder() / SETTINGS_FILE


def own_settings() -> Settings:
    """Read the settings; what is wrong with the file is said once on stderr, and nothing else comes of it."""
    read = load_settings(settings_path())
    if read.trouble:
        _say_once(read.trouble, settings_path())
    return read.settings


@functools.cache
def _say_once(trouble: str, _about: Path) -> None:
    Console(stderr=True, highlight=False, soft_wrap=True).print(trouble, markup=False)


def person_or_chosen(named: str) -> str:
    """Who was named, or who practises according to the settings."""
    return named or own_settings().person


def keep_settings(settings: Settings) -> None:
    """Write the settings; raises OutputError."""
    save_settings(settings, settings_path())
