"""`review` with its options; it imports what does its work only when it is called."""

# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def review_command(
    folder: Annotated[
        Path | None, typer.Argument(help="Where recordings and packages lie; a folder of the program's otherwise.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port on this computer; 0: any that is free.")] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Say the address, and leave it to you to open it.")
    ] = False,
) -> None:
    """Open the practitioner's desk, a page on this computer alone: clients, sittings, answers."""
    from gazetrainer.cli.reviewing import ReviewWish, review

    review(ReviewWish(folder, port, opens_browser=not no_browser))
