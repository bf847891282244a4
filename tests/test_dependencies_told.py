"""What the program depends on is told to whoever installs it, and the lists of versions fit the ranges."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from gazetrainer.adapters.machine import PACKAGES
from gazetrainer.cli.sitting import SOFTWARE

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOWEST = ROOT / ".ci" / "lowest.txt"
LOCK = ROOT / "requirements.lock"


def test_the_document_tells_of_each_package_that_is_named_and_of_no_other() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    tables = text[text.index("## Needed always") : text.index("## Known")]
    told = re.findall(r"^\| (?:`\w+` \| )?([\w-]+) \|", tables, re.MULTILINE)
    assert {_normal(name) for name in told} - {"package", "extra"} == {each.name for each in _named()}


@pytest.mark.parametrize("path", [LOWEST, LOCK], ids=lambda path: path.name)
def test_a_list_of_versions_keeps_within_the_ranges(path: Path) -> None:
    held = _pinned(path)
    asked = _named() if path == LOWEST else _named("offline")
    outside = [
        f"{each}: {version}" for each in asked for version in held.get(each.name, {""}) if version not in each.specifier
    ]
    assert outside == []


def test_the_lowest_versions_are_those_where_the_ranges_begin() -> None:
    held = _pinned(LOWEST)
    floors = {
        each.name: Version(part.version)
        for each in _named()
        for part in each.specifier
        if part.operator in {">=", "=="}
    }
    assert {each.name for each in _named()} == set(floors)
    first = {
        name: {Version(version).release[: len(floor.release)] for version in held[name]}
        for name, floor in floors.items()
    }
    assert first == {name: {floor.release} for name, floor in floors.items()}


@pytest.mark.parametrize("path", [LOWEST, LOCK], ids=lambda path: path.name)
def test_a_list_of_versions_names_no_place_to_fetch_from(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"://|^--(extra-)?index|^--find|^-[if] ", text, re.MULTILINE)


def test_both_variants_of_opencv_are_of_one_version_in_each_list() -> None:
    for path in (LOWEST, LOCK):
        held = _pinned(path)
        assert held["opencv-python"] == held["opencv-contrib-python"]


def test_each_file_that_the_lowest_versions_are_tried_with_is_there() -> None:
    lines = (ROOT / ".ci" / "lowest_tests.txt").read_text(encoding="utf-8").splitlines()
    missing = [line for line in lines if not (ROOT / line.partition("#")[0].strip()).is_file()]
    assert missing == []


def test_a_recording_and_the_doctor_name_versions_only_of_what_is_always_there() -> None:
    always = {_normal(Requirement(line).name) for line in PROJECT["dependencies"]} | {"gazetrainer"}
    assert {_normal(name) for name in (*PACKAGES, *SOFTWARE)} <= always


def _named(*extras: str) -> list[Requirement]:
    chosen = extras or tuple(EXTRAS)
    lines = [*PROJECT["dependencies"], *(line for extra in chosen for line in EXTRAS[extra])]
    found = [Requirement(line) for line in lines]
    for each in found:
        each.name = _normal(each.name)
    return [each for each in found if each.name != "gazetrainer"]


def _pinned(path: Path) -> dict[str, set[str]]:
    held: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", path.read_text(encoding="utf-8"), re.MULTILINE):
        held.setdefault(_normal(name), set()).add(version)
    return held


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
