"""What is installed: the built wheel, its dependencies and the console script."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("gazetrainer", "targets", "calibration")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NEEDED_FOR_ITS_FILES = {"matplotlib", "plotly"}
USED_BY_ANOTHER = {"python-multipart"}  # Starlette reads forms with it


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_the_three_packages_with_their_data_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    ours = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == ours
    assert {
        "gazetrainer/py.typed",
        "gazetrainer/report/templates/report.html",
        "targets/library/demonstration.toml",
    } <= held


def test_the_wheel_carries_its_licence(wheel: zipfile.ZipFile) -> None:
    assert any(name.endswith("/licenses/LICENSE") for name in wheel.namelist())


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    providers = packages_distributions()
    imported = {name for path in _modules() for name in _imported(path)} - set(sys.stdlib_module_names) - {*PACKAGES}
    # Several packages may bring a module of the same name, as OpenCV's variants do.
    # What only an extra brings may not be installed; it goes by its own name.
    brought_by = {name: {_normal(each) for each in providers.get(name, [name])} for name in imported}
    declared = {_normal(re.split(r"[<>=\[; ]", line)[0]) for line in PROJECT["dependencies"]}
    optional = PROJECT["optional-dependencies"]
    lines = [line for extra in ("voice", "cluster", "lsl") for line in optional[extra]]
    extras = {_normal(re.split(r"[<>=\[; ]", line)[0]) for line in lines}
    assert {name for name, packages in brought_by.items() if not packages & (declared | extras)} == set()
    assert declared.difference(*brought_by.values()) == NEEDED_FOR_ITS_FILES | USED_BY_ANOTHER


def test_the_program_starts_in_a_folder_with_files_of_the_same_names(tmp_path: Path) -> None:
    for name in (*PACKAGES, "numpy"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('the stray file was imported')", encoding="utf-8")
    script = Path(sysconfig.get_path("scripts")) / "gazetrainer"
    plan = ROOT / "samples" / "plans" / "sample.toml"
    done = subprocess.run(
        [script, "plan", "check", plan], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "The plan is in order." in done.stdout


def _modules() -> list[Path]:
    return [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(each, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in each.names}
        elif isinstance(each, ast.ImportFrom) and each.module is not None:
            names.add(each.module.partition(".")[0])
    return names


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
