"""`seal` and `verify` with their options; they import what does their work only when they are called."""

# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def seal_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Recordings (.mcap) that have no seal yet.")],
) -> None:
    """Seal recordings as they are, such as one that a crash cut short; a later change can be seen then."""
    from gazetrainer.cli.sealing import seal_files

    seal_files(files)


def verify_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Recordings (.mcap); seals lie beside them.")],
    signer: Annotated[
        str, typer.Option(help="The words of the key that should have sealed them, in quotes; any key otherwise.")
    ] = "",
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="How many files at a time; as many as there are cores otherwise.")
    ] = None,
    cluster: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="Let a dask.distributed scheduler share out the work, tcp://HOST:PORT."),
    ] = "",
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write all findings there as JSON.")
    ] = None,
) -> None:
    """Check recordings: seal, wholeness, consistency, and the same again from what was recorded."""
    from gazetrainer.cli.verifying import VerifyWish, verify_files

    if not verify_files(VerifyWish(tuple(files), signer, workers, json_file, cluster)):
        raise typer.Exit(1)
