"""What the commands below `key` do with this computer's age keys."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import typer

from gazetrainer.adapters.age_key import AgeKeys, file_content, is_locked, unlocked
from gazetrainer.adapters.signing_key import own_signing_key
from gazetrainer.cli.parts import console
from gazetrainer.cli.places import data_folder
from gazetrainer.errors import OutputError, SharingError
from gazetrainer.fingerprint import spoken_fingerprint
from gazetrainer.whole_file import whole
from targets.language import _

_NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # only Windows has O_BINARY


def own_keys() -> AgeKeys:
    """This computer's keys."""
    return AgeKeys(data_folder() / "keys")


def key_for_answers() -> str | None:
    """The public key that answers are to be encrypted to, made on first use; None: none can be kept here."""
    keys = own_keys()
    try:
        return keys.public if keys.are_there else keys.make()
    except (OSError, OutputError, SharingError):  # a sitting does not fail for want of a key
        return None


def make_key(*, another: bool) -> None:
    """Make a key; raises SharingError when there is one and no other is wanted."""
    keys = own_keys()
    if keys.are_there and not another:
        raise SharingError(
            _("There is a key already: {key}. For a new one: gazetrainer key make --another").format(key=keys.public)
        )
    _say(keys.make())
    console.print(_("Keep a copy in a safe place: gazetrainer key backup FILE"))


def show_key() -> None:
    """Say the public key; raises SharingError without one."""
    _say(own_keys().public)


def export_key(file: Path) -> None:
    """Write the public key to a new file; raises SharingError and OutputError."""
    _write_new(file, f"{own_keys().public}\n".encode())
    console.print(_("Your public key is in {path}; give it to those who send to you.").format(path=file), markup=False)


def back_up_key(file: Path, passphrase_file: Path | None) -> None:
    """Write the secret key, locked, to a new file; raises SharingError and OutputError."""
    keys = own_keys()
    keys.identities()  # that there is none is said before a passphrase is asked for
    _refuse_if_there(file)
    _write_new(file, keys.backup(_passphrase(passphrase_file, is_new=True)))
    said = _("Your key is locked in {path}. Keep file and passphrase apart; without both it cannot be brought back.")
    console.print(said.format(path=file), markup=False)


def import_key(file: Path, passphrase_file: Path | None) -> None:
    """Take a key from a file; raises SharingError and OutputError."""
    content = file_content(file)
    locked = is_locked(content)
    secret = unlocked(content, _passphrase(passphrase_file)) if locked else content.decode("ascii", errors="replace")
    _say(own_keys().take(secret, str(file)))


def _say(public: str) -> None:
    console.print(_("Your public key, which you may give to anybody:"))
    console.print(public, markup=False)
    words = spoken_fingerprint(own_signing_key(data_folder()).public_key)
    console.print(_("What you sign and seal is known by these words: {words}").format(words=words), markup=False)


def _passphrase(file: Path | None, *, is_new: bool = False) -> str:
    if file is not None:
        return file_content(file).decode("utf-8", errors="replace").partition("\n")[0].strip()
    said: str = typer.prompt(_("Passphrase"), hide_input=True, confirmation_prompt=is_new)
    return said.strip()


def _refuse_if_there(file: Path) -> None:
    if os.path.lexists(file):
        said = _("{path} is already there and is not overwritten. Choose another name.")
        raise OutputError(said.format(path=file))


def _write_new(file: Path, data: bytes) -> None:
    _refuse_if_there(file)
    try:
        with whole(file) as waiting:
            waiting.unlink(missing_ok=True)
            with os.fdopen(os.open(waiting, _NEW_FILE, mode=0o600), "wb") as output:
                output.write(data)
    except OSError as fault:
        said = _("{path} cannot be written ({why}). Choose another place.")
        raise OutputError(said.format(path=file, why=fault.strerror or fault)) from fault
