#!/usr/bin/env python3
"""Bring the catalogues up to date with the texts in the source: python .ci/catalogues.py"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "gazetrainer" / "locale"
DOMAIN = "gazetrainer"
PACKAGES = ("gazetrainer", "targets", "calibration")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "CalibrationError": None}
HELP = "gazetrainer/cli/"


def template() -> Catalog:
    """All texts of the source."""
    catalogue = Catalog(project="gazetrainer", version="1", charset="utf-8")
    for path in _sources():
        name = path.relative_to(ROOT).as_posix()
        for text, comments in _texts(path, name):
            catalogue.add(text, locations=[(name, None)], auto_comments=comments)
    return catalogue


def catalogue_of(language: str) -> Catalog:
    """What is translated so far."""
    with _po(language).open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def languages() -> list[str]:
    """The languages that have a folder."""
    return sorted(folder.name for folder in LOCALE.iterdir() if folder.is_dir())


def main() -> None:
    """Write the template and merge it into every catalogue; say what is not translated yet."""
    texts = template()
    with (LOCALE / f"{DOMAIN}.pot").open("wb") as file:
        write_po(file, _without_dates(texts), width=110, sort_by_file=True)
    for language in languages():
        known = catalogue_of(language) if _po(language).exists() else Catalog(locale=language, domain=DOMAIN)
        known.update(texts, no_fuzzy_matching=True)
        known.obsolete.clear()
        with _po(language).open("wb") as file:
            write_po(file, _without_dates(known), width=110, sort_by_file=True, no_location=True)
        missing = [message for message in known if message.id and not is_translated(message.string)]
        sys.stdout.write(f"{language}: {len(known)} texts, {len(missing)} not translated\n")


def is_translated(string: str | tuple[str, ...]) -> bool:
    """Every form of a text is there."""
    return all(string) if isinstance(string, tuple) else bool(string)


def _po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def _sources() -> list[Path]:
    found = [path for package in PACKAGES for kind in ("*.py", "*.html") for path in (ROOT / package).rglob(kind)]
    return sorted(found)


def _texts(path: Path, name: str) -> Iterator[tuple[str | tuple[str, str], list[str]]]:
    method = "jinja2.ext:babel_extract" if path.suffix == ".html" else "python"
    options = {"trimmed": "true", "silent": "false"} if path.suffix == ".html" else {}
    with path.open("rb") as file:
        for _line, text, comments, _context in extract(method, file, KEYWORDS, ("Translators:",), options):
            yield text, comments
    if name.startswith(HELP):
        yield from ((text, []) for text in _help_texts(ast.parse(path.read_text(encoding="utf-8"))))


def _help_texts(tree: ast.Module) -> Iterator[str]:
    """What `--help` says: the first lines of commands, and whatever is given as `help`."""
    constants = {
        each.targets[0].id: each.value.value
        for each in tree.body
        if isinstance(each, ast.Assign)
        and isinstance(each.targets[0], ast.Name)
        and isinstance(each.value, ast.Constant)
    }
    for each in ast.walk(tree):
        if isinstance(each, ast.FunctionDef) and _is_command(each):
            yield inspect.cleandoc(ast.get_docstring(each) or "")
        elif isinstance(each, ast.keyword) and each.arg == "help":
            said = each.value
            yield said.value if isinstance(said, ast.Constant) else constants[said.id]


def _is_command(function: ast.FunctionDef) -> bool:
    return function.name.endswith("_command") or function.name == "bare_program"


def _without_dates(catalogue: Catalog) -> Catalog:
    """A file that changes only when its texts do."""
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    return catalogue


if __name__ == "__main__":
    main()
