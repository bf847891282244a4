"""`share`, `open` and `answer`: what goes between client and practitioner; each imports what it needs when called."""

# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gazetrainer.cli.answer_command import answer_command


def share_command(
    file: Annotated[Path, typer.Argument(help="A recording (.mcap).")],
    to: Annotated[
        str | None,
        typer.Option("--to", help="A public key (age1...), or a file that holds it; the key in the plan otherwise."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write; in the present folder otherwise.")
    ] = None,
    unencrypted: Annotated[
        bool, typer.Option("--unencrypted", help="For nobody in particular: anybody can read it.")
    ] = False,
    without_video: Annotated[
        bool, typer.Option("--without-video", help="Leave the pictures out; the seal still holds for the rest.")
    ] = False,
) -> None:
    """Make one file to send: the recording, its seal, the report and your note, readable for one person alone."""
    from gazetrainer.cli.sharing import ShareWish, share

    share(ShareWish(file, to, output, unencrypted, without_video))


def open_command(
    file: Annotated[Path, typer.Argument(help="A file that was sent to you: a sitting, an answer or a plan.")],
    folder: Annotated[
        Path | None, typer.Option("--folder", help="Where it is unpacked; a folder beside the file otherwise.")
    ] = None,
    unencrypted: Annotated[
        bool, typer.Option("--unencrypted", help="Also open what anybody could have read and changed.")
    ] = False,
) -> None:
    """Open what was sent to you: a sitting is unpacked, an answer or a plan comes into the program."""
    from gazetrainer.cli.receiving import open_received
    from gazetrainer.cli.sharing import OpenWish

    if not open_received(OpenWish(file, folder, unencrypted)):
        raise typer.Exit(1)


def add_sharing_commands(app: typer.Typer) -> None:
    """Add them all."""
    app.command("share")(share_command)
    app.command("open")(open_command)
    app.command("answer")(answer_command)
