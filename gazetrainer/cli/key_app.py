"""`key`: the key to what is sent to this computer; it imports what does its work only when it is called."""

# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

PassphraseFile = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help="A file whose first line is the passphrase; it is asked for otherwise."),
]

key_app = typer.Typer(
    help="Keys: what is sent to you is encrypted to your key, and opens on your computer alone.", no_args_is_help=True
)


@key_app.command("make")
def key_make_command(
    another: Annotated[
        bool, typer.Option("--another", help="Make a new key although there is one; the earlier one still opens.")
    ] = False,
) -> None:
    """Make your key, and say the public part that you may give to anybody."""
    from gazetrainer.cli.keys import make_key

    make_key(another=another)


@key_app.command("show")
def key_show_command() -> None:
    """Say the public part of your key."""
    from gazetrainer.cli.keys import show_key

    show_key()


@key_app.command("export")
def key_export_command(
    file: Annotated[Path, typer.Argument(help="The file to write, such as my-key.txt.")],
) -> None:
    """Write the public part of your key to a file, for those who send to you."""
    from gazetrainer.cli.keys import export_key

    export_key(file)


@key_app.command("backup")
def key_backup_command(
    file: Annotated[Path, typer.Argument(help="The file to write, such as my-key-backup.age.")],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write your secret key to a file that opens only with a passphrase."""
    from gazetrainer.cli.keys import back_up_key

    back_up_key(file, passphrase_file)


@key_app.command("import")
def key_import_command(
    file: Annotated[Path, typer.Argument(help="A backup, or a key file of age's own.")],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Bring your key to this computer; one that is already here still opens what was sent to it."""
    from gazetrainer.cli.keys import import_key

    import_key(file, passphrase_file)


@key_app.command("known")
def key_known_command() -> None:
    """Say whose keys you took, with their words."""
    from gazetrainer.cli.trusting import say_known

    say_known()


@key_app.command("forget")
def key_forget_command(
    name: Annotated[str, typer.Argument(help="The name as key known says it.")],
) -> None:
    """Forget somebody's key: what they sign is asked about again."""
    from gazetrainer.cli.trusting import forget_known

    forget_known(name)
