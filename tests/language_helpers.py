"""The texts of the source and of the catalogues."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("gazetrainer", "targets", "calibration")
LOOKED_UP = {"_", "N_", "ngettext", "CalibrationError"}
NOT_FOR_PEOPLE = {
    *("ValueError", "TypeError", "RuntimeError", "LookupError", "NotADirectoryError"),  # mistakes of the program
    *("compile", "removeprefix"),
    "execute",  # a database's language
    *("_Channel", "_facts"),  # what an LSL stream says of itself to other programs
}
SHOWN = {
    "title",
    "subtitle",
    "sentence",
    "headline",
    "subline",
    "text",
    "upcoming",
    "weakest",
    "advice",
    "action",
    "label",
}
TWO_WORDS = re.compile(r"[^\W\d_]{2,}[,;:]? [^\W\d_]{2,}")
A_WORD = re.compile(r"[^\W\d_]{2,}")


@cache
def tool() -> ModuleType:
    """The program that brings the catalogues up to date."""
    spec = importlib.util.spec_from_file_location("catalogues_tool", ROOT / ".ci" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def texts_outside_the_catalogue(source: str) -> list[tuple[int, str]]:
    """Texts of two words and more, and any word that is given to a scene, that nothing looks up; with their lines."""
    tree = ast.parse(source)
    above = {child: each for each in ast.walk(tree) for child in ast.iter_child_nodes(each)}
    found = []
    for each in ast.walk(tree):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and not _is_excused(each, above):
            pattern = A_WORD if _is_shown(each, above) else TWO_WORDS
            if pattern.search(each.value):
                found.append((each.lineno, each.value))
    return found


def _is_shown(text: ast.Constant, above: dict[ast.AST, ast.AST]) -> bool:
    """Whether a text goes straight into a scene."""
    parent = above[text]
    if isinstance(parent, ast.keyword):
        return parent.arg in SHOWN
    return isinstance(parent, ast.Call) and _name(parent) == "KeyHint"


def _is_excused(text: ast.Constant, above: dict[ast.AST, ast.AST]) -> bool:
    is_drawing = any(sign in text.value for sign in ("<", "stroke", 'font-family="'))
    if isinstance(above[text], ast.Expr) or is_drawing:
        return True
    return any(
        (isinstance(each, ast.Call) and _name(each) in LOOKED_UP | NOT_FOR_PEOPLE)
        or (isinstance(each, ast.keyword) and each.arg == "help")  # translated when the commands are built
        or (isinstance(each, ast.Assign) and getattr(each.targets[0], "id", "").endswith("_HELP"))
        for each in _around(text, above)
    )


def _around(node: ast.AST, above: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while node in above:
        node = above[node]
        yield node
        if isinstance(node, ast.stmt):
            return


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
