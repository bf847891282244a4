"""`prior train` with its options; it imports what does its work only when it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gazetrainer.cli.options import PriorWish

prior_app = typer.Typer(
    help="Populations: what many people have in common, to measure new ones by.", no_args_is_help=True
)


@prior_app.command("train")
def prior_train_command(
    recordings: Annotated[
        list[Path], typer.Argument(metavar="RECORDING...", help="Recordings made with practice --share-features.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The population file to write.")],
    with_simulated: Annotated[
        bool, typer.Option("--with-simulated", help="To try it: also learn from simulated clients.")
    ] = False,
) -> None:
    """Learn from recordings of at least three people who agreed; only figures are taken, never a picture."""
    from gazetrainer.cli.prior import train  # noqa: PLC0415

    train(PriorWish(tuple(recordings), output, with_simulated))
