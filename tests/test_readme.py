"""What the README shows works as it stands there."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from samples_helpers import PLAN, SAMPLES, first_seconds

from gazetrainer.cli.app import app

ROOT = SAMPLES.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
A_FEW_SECONDS = 8.0


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def commands() -> list[str]:
    lines = (line for block in blocks("sh") for line in block.splitlines())
    return [line.partition("#")[0].strip() for line in lines]


def test_the_readme_fits_on_two_pages() -> None:
    assert len(README.splitlines()) <= 100


def test_two_commands_install_and_run_the_program_and_its_tests() -> None:
    assert commands()[:2] == [
        'python -m pip install ".[offline]" && gazetrainer demo',
        'python -m pip install ".[test]" && python -m pytest',
    ]


def test_every_file_the_readme_names_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    named = re.findall(r"(?:samples|docs)/[\w./]+\w", README)
    assert [name for name in links + named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("line", [line for line in commands() if line.startswith("gazetrainer")])
def test_every_command_and_option_of_the_readme_exists(line: str) -> None:
    known = typer.main.get_command(app)
    words = shlex.split(line)[1:]
    while words and hasattr(known, "commands"):
        known = known.commands[words.pop(0)]
    # Reads the line without doing anything.
    known.make_context(words[0] if words else "", words)


def test_ten_lines_of_python_measure_and_judge_a_clip(tmp_path: Path) -> None:
    samples = tmp_path / "samples"
    shutil.copytree(SAMPLES, samples, ignore=shutil.ignore_patterns("*.mp4"))
    first_seconds(SAMPLES / "sitting.mp4", A_FEW_SECONDS, samples / "sitting.mp4")
    (program,) = blocks("python")
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    told = re.fullmatch(rf"{PLAN.steps[0].name} ([\d.]+) s held Accounts\(.*\)\n", done.stdout)
    assert told is not None
    assert 2 < float(told[1]) < A_FEW_SECONDS
