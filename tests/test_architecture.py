"""Rules of the house that import-linter cannot see."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES_OF_A_MODULE = 250
MOST_LINES_OF_A_FUNCTION = 40
OUTER_ROOMS = ("gazetrainer/adapters", "gazetrainer/cli")
CLOCKS_AND_CHANCE = {"time", "random", "secrets", "uuid"}
ASKS_A_CLOCK_OR_CHANCE = {"now", "today", "utcnow", "default_rng", "getmtime", "urandom"}
TOUCHES_A_FILE = {"open", "read_text", "write_text", "read_bytes", "write_bytes", "mkdir", "unlink"}
MODULES_THAT_TOUCH_FILES = {
    "gazetrainer/fingerprint.py",
    "gazetrainer/exports/bids_texts.py",
    "gazetrainer/gaze_table.py",
    "gazetrainer/history/forgetting.py",
    "gazetrainer/history/index.py",
    "gazetrainer/history/notes.py",
    "gazetrainer/calibrating/looked_at.py",
    "gazetrainer/calibrating/population.py",
    "gazetrainer/calibrating/profile_file.py",
    "gazetrainer/recording/durable.py",
    "gazetrainer/recording/reader.py",
    "gazetrainer/report/page.py",
    "gazetrainer/settings_file.py",
    "gazetrainer/sharing/package.py",
    "gazetrainer/sharing/unpacking.py",
    "gazetrainer/answers/kept.py",
    "gazetrainer/trust/practitioners_file.py",
    "gazetrainer/whole_file.py",
    "targets/library/__init__.py",
    "targets/reading.py",
}
ANYTHING_IS_CAUGHT_AND_TOLD_OR_RAISED_AGAIN = {
    ("gazetrainer/adapters/ahead.py", "BaseException"),
    ("gazetrainer/adapters/desk/reading.py", "Exception"),
    ("gazetrainer/adapters/desk/server.py", "Exception"),
    ("gazetrainer/adapters/tracked_pictures.py", "BaseException"),
    ("gazetrainer/adapters/video_file.py", "BaseException"),
    ("gazetrainer/cli/start_to_end.py", "Exception"),
}
COMMANDS = {
    "gazetrainer/cli/app.py",
    "gazetrainer/cli/plan_app.py",
    "gazetrainer/cli/calibration_commands.py",
    "gazetrainer/cli/sitting_commands.py",
}
Node = TypeVar("Node", bound=ast.AST)
ALL = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for package in ("gazetrainer", "targets", "calibration")
    for path in sorted((ROOT / package).rglob("*.py"))
}
CORE = {name: text for name, text in ALL.items() if not name.startswith(OUTER_ROOMS)}


def test_a_module_fits_on_a_few_pages() -> None:
    lines = {name: len(text.splitlines()) for name, text in ALL.items()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES_OF_A_MODULE} == {}


def test_a_function_fits_on_a_screen() -> None:
    functions = [
        (name, each.name, (each.end_lineno or each.lineno) - each.lineno + 1)
        for name in ALL
        for each in _nodes(name, ast.FunctionDef)
        # typer declares options as parameters, a line or more for each.
        if name not in COMMANDS or not each.name.endswith("_command")
    ]
    assert [each for each in functions if each[2] > MOST_LINES_OF_A_FUNCTION] == []


def test_the_core_knows_no_clock_and_no_chance() -> None:
    assert _those_that(CORE, _imported, CLOCKS_AND_CHANCE) == {}
    assert _those_that(CORE, _called, ASKS_A_CLOCK_OR_CHANCE) == {}
    assert [name for name in CORE for each in _nodes(name, ast.Attribute) if each.attr == "random"] == []


def test_files_are_touched_only_where_it_is_the_purpose_of_the_module() -> None:
    assert _those_that(CORE.keys() - MODULES_THAT_TOUCH_FILES, _called, TOUCHES_A_FILE) == {}


def test_only_adapters_and_the_command_line_end_the_program_or_print() -> None:
    assert _those_that(CORE, _called, {"exit", "_exit", "print"}) == {}


def test_no_fault_of_our_own_is_swallowed() -> None:
    caught = {
        (name, each.id)
        for name in ALL
        for handler in _nodes(name, ast.ExceptHandler)
        for each in ast.walk(handler.type or ast.Name("Exception"))
        if isinstance(each, ast.Name)
    }
    assert {
        each for each in caught if each[1] in {"Exception", "BaseException"}
    } <= ANYTHING_IS_CAUGHT_AND_TOLD_OR_RAISED_AGAIN


def test_every_contract_of_the_imports_names_modules_that_are_there() -> None:
    from importlinter import configuration  # noqa: PLC0415  (the only test that needs it)
    from importlinter.application.use_cases import read_user_options  # noqa: PLC0415

    configuration.configure()
    options = read_user_options(str(ROOT / "pyproject.toml"))
    named = [
        module
        for contract in options.contracts_options
        for key in ("source_modules", "protected_modules", "modules")
        for module in contract.get(key, [])
    ]
    assert [each for each in named if not _is_there(each)] == []


def _is_there(module: str) -> bool:
    path = ROOT / module.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").is_file()


def _those_that(names: Iterable[str], look: Callable[[str], Iterator[str]], unwanted: set[str]) -> dict[str, set[str]]:
    found = {name: set(look(name)) & unwanted for name in names}
    return {name: each for name, each in found.items() if each}


def _nodes(name: str, kind: type[Node]) -> Iterator[Node]:
    return (each for each in ast.walk(_tree(name)) if isinstance(each, kind))


@cache
def _tree(name: str) -> ast.Module:
    return ast.parse(ALL[name])


def _imported(name: str) -> Iterator[str]:
    for each in _nodes(name, ast.Import):
        yield from (alias.name.partition(".")[0] for alias in each.names)
    for each in _nodes(name, ast.ImportFrom):
        if each.module is not None and not each.level:
            yield each.module.partition(".")[0]


def _called(name: str) -> Iterator[str]:
    for each in _nodes(name, ast.Call):
        if isinstance(each.func, ast.Attribute):
            yield each.func.attr
        elif isinstance(each.func, ast.Name):
            yield each.func.id
