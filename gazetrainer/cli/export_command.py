"""`export`: a recording for other programs."""

# ruff: noqa: PLC0415

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from targets.language import _


class FormatChoice(StrEnum):
    """The formats of gazetrainer.exports, named here so that help comes fast."""

    BIDS = "bids"
    CSV = "csv"
    ETDQ = "etdq"


def export_command(
    file: Annotated[Path, typer.Argument(help="A recording (.mcap).")],
    wanted: Annotated[
        FormatChoice,
        typer.Option(
            "--format",
            help="bids: a dataset with eye tracking, csv: tables with units in their headers, etdq: the table that "
            "ETDQualitizer reads.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The folder to write to; a new one beside the recording otherwise."),
    ] = None,
    participant: Annotated[
        str | None,
        typer.Option(
            help="With bids: the participant's label, letters and digits; one that tells no name is made otherwise."
        ),
    ] = None,
) -> None:
    """Write a recording for other programs: a BIDS dataset, CSV tables or the table for ETDQualitizer."""
    from gazetrainer.exports import is_label

    if participant is not None and not is_label(participant):
        raise typer.BadParameter(_("--participant takes up to 40 letters and digits, such as 012."))
    _export(file, wanted, output or file.with_name(f"{file.stem}-{wanted.value}"), participant)


def _export(file: Path, wanted: FormatChoice, folder: Path, participant: str | None) -> None:
    from importlib.metadata import version

    from gazetrainer.adapters.export_folder import text_that_is_there, write_files
    from gazetrainer.cli.parts import console
    from gazetrainer.cli.places import writable_folder
    from gazetrainer.exports import ExportFormat, export_files
    from gazetrainer.recording import read_recording

    recording = read_recording(file)
    files = export_files(
        recording,
        ExportFormat(wanted.value),
        version=version("gazetrainer"),
        participant=participant,
        participants=text_that_is_there(folder / "participants.tsv") if wanted is FormatChoice.BIDS else None,
    )
    write_files(writable_folder(folder), files)
    if not recording.complete:
        console.print(_("The recording was cut short; the export holds what could be read."))
    console.print(_("Written to: {folder}").format(folder=folder), markup=False)
