"""`plan`: making, checking and printing plans."""

# ruff: noqa: PLC0415  (each command imports what it needs when it is called)

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

plan_app = typer.Typer(help="Plans: files that say which positions to hold, and for how long.", no_args_is_help=True)


@plan_app.command("check")
def plan_check_command(file: Annotated[Path, typer.Argument(help="The plan file.")]) -> None:
    """Check a plan and say in words what it asks for; all faults at once."""
    from gazetrainer.cli.plans import check_plan

    check_plan(file)


@plan_app.command("print")
def plan_print_command(
    file: Annotated[Path, typer.Argument(help="The plan file.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The HTML file to write; beside the plan otherwise.")
    ] = None,
) -> None:
    """Write a plan as one page to print, with a drawn face for each position."""
    from gazetrainer.cli.plans import print_plan

    print_plan(file, output)
