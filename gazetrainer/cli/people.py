"""Which population is measured with: one that was named, or the one that comes with the program."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import typer

POPULATION_VARIABLE: Final = "GAZETRAINER_POPULATION"


def measure_with(context: typer.Context, file: Path | None) -> Path | None:
    """Measure with the population of a file while the command runs; raises ProfileError."""
    if file is not None:
        from gazetrainer.calibrating.population import GazePopulation, using  # noqa: PLC0415  (so that help comes fast)

        context.with_resource(using(GazePopulation.load(file)))
    return file


def population_from_environment(context: typer.Context) -> None:
    """The same for a program that was opened without a command, where only the environment can name a file."""
    named = os.environ.get(POPULATION_VARIABLE)
    measure_with(context, Path(named) if named else None)
