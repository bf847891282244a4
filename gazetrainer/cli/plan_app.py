"""`plan`: making, checking, signing and printing plans."""

# ruff: noqa: PLC0415  (each command imports what it needs when it is called)

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

plan_app = typer.Typer(help="Plans: files that say which positions to hold, and for how long.", no_args_is_help=True)


@plan_app.command("check")
def plan_check_command(file: Annotated[Path, typer.Argument(help="The plan file.")]) -> None:
    """Check a plan and say in words what it asks for; all faults at once."""
    from gazetrainer.cli.plans import check_plan

    check_plan(file)


@plan_app.command("sign")
def plan_sign_command(
    file: Annotated[Path, typer.Argument(help="The plan file.")],
    valid_until: Annotated[
        datetime | None,
        typer.Option("--valid-until", formats=["%Y-%m-%d"], help="The last day on which it may be practised."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The signed plan file; the plan itself otherwise.")
    ] = None,
) -> None:
    """Sign a plan: your client sees that it is yours, and that nobody changed it on its way."""
    from gazetrainer.cli.signing import SignWish, sign_plan_file

    sign_plan_file(SignWish(file, valid_until.date() if valid_until is not None else None, output))


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


@plan_app.command("new")
def plan_new_command(
    file: Annotated[Path, typer.Argument(help="The plan file to write, such as plan.toml.")],
    title: Annotated[str | None, typer.Option(help="The title that the client reads.")] = None,
    author: Annotated[str | None, typer.Option(help="Who writes the plan.")] = None,
    position: Annotated[
        list[str] | None,
        typer.Option(help="A position: AZIMUTH,ELEVATION[,SECONDS[,TIMES]] such as -10,8,30,2; may be repeated."),
    ] = None,
    taught: Annotated[
        list[str] | None, typer.Option(help="A position that the client was taught, by its name; may be repeated.")
    ] = None,
    check_in: Annotated[
        bool | None, typer.Option("--check-in/--no-check-in", help="Ask the client before and after how they are.")
    ] = None,
    longest_minutes: Annotated[
        float | None, typer.Option(min=0, max=480, help="Longest practice time per day; 0: no limit.")
    ] = None,
) -> None:
    """Write a new plan with comments; asks for what the options do not say."""
    from gazetrainer.cli.new_plan import NewPlanWish, new_plan

    positions, names = tuple(position or ()), tuple(taught or ())
    new_plan(NewPlanWish(file, title, author, positions, names, check_in, longest_minutes))
