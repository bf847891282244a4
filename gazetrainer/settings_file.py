"""Settings on disk: written whole or not at all; whatever is wrong with the file, the program starts all the same."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from gazetrainer.errors import OutputError
from gazetrainer.settings import Settings
from gazetrainer.whole_file import whole
from targets.language import _

FORMAT_VERSION: Final = 1
_READER: Final = TypeAdapter(Settings)


@dataclass(frozen=True, slots=True)
class SettingsRead:
    """The settings to use, and what was wrong with the file; empty: nothing was."""

    settings: Settings
    trouble: str = ""


def load_settings(path: Path) -> SettingsRead:
    """Read the settings; without a file the defaults, and with a bad one its good parts and a sentence."""
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return SettingsRead(Settings())
    except (OSError, ValueError, RecursionError):
        return SettingsRead(Settings(), _unreadable(path))
    if not isinstance(content, dict) or not isinstance(content.get("settings"), dict):
        return SettingsRead(Settings(), _unreadable(path))
    return _read(content["settings"])


def save_settings(settings: Settings, path: Path) -> None:
    """Write the settings as JSON, whole or not at all; raises OutputError."""
    content = {"version": FORMAT_VERSION, "settings": _READER.dump_python(settings, mode="json")}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as waiting:
            waiting.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    except OSError as fault:
        raise OutputError(
            _("The settings cannot be kept at {path}: {why}. Make room on the disk.").format(
                path=path, why=fault.strerror
            )
        ) from fault


def _read(chosen: dict[str, object]) -> SettingsRead:
    """Read what is known and good; a newer program's further settings are passed over without a word."""
    known = {each.name for each in fields(Settings)}
    chosen = {name: value for name, value in chosen.items() if name in known}
    try:
        return SettingsRead(_READER.validate_python(chosen))
    except ValidationError as faults:
        bad = {str(each["loc"][0]) for each in faults.errors(include_context=False) if each["loc"]}
    good = {name: value for name, value in chosen.items() if name not in bad}
    return SettingsRead(
        _READER.validate_python(good),
        _("Some settings could not be read and are as at the beginning: {names}.").format(names=", ".join(sorted(bad))),
    )


def _unreadable(path: Path) -> str:
    return _("The settings in {path} cannot be read; they are as at the beginning.").format(path=path)
