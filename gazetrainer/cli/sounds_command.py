"""`sounds`: what each sound means, and each as a file."""

# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def sounds_command(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A folder: each sound is written there as a WAV file.")
    ] = None,
) -> None:
    """Say what each sound means, and write the sounds as files."""
    from gazetrainer.cli.hearing import describe_sounds

    describe_sounds(output)
