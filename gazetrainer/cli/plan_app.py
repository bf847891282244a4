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
