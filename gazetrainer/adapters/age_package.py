"""Encrypting to somebody's public key and decrypting with one's own, as age does; streams in, streams out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

import pyrage

from gazetrainer.adapters.age_key import AgeKeys
from gazetrainer.errors import OutputError, SharingError
from targets.language import _

_NOT_FOR_THESE_KEYS: Final = re.compile("No matching keys found")


class _Watched:
    """An output that remembers what went wrong with it: age's library may name it otherwise, or not at all."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self.fault: OSError | None = None

    def write(self, data: bytes) -> int:
        """Write, and remember a fault."""
        try:
            return self._output.write(data)
        except OSError as fault:
            self.fault = fault
            raise

    def flush(self) -> None:
        """Flush, and remember a fault."""
        try:
            self._output.flush()
        except OSError as fault:
            self.fault = fault
            raise


def encrypt(plain: BinaryIO, output: BinaryIO, *, public_key: str) -> None:
    """Write what only the owner of a public key can read; raises OutputError when the disk takes no more."""
    with _told(_Watched(output)) as watched:
        pyrage.encrypt_io(plain, watched, [pyrage.x25519.Recipient.from_str(public_key)])
        watched.flush()


def decrypt(encrypted: BinaryIO, output: BinaryIO, *, keys: AgeKeys) -> None:
    """Write what was encrypted to one of the keys; every byte is checked on the way.

    Raises SharingError for what is for another key or damaged, and OutputError when the disk takes no more.
    """
    identities = list(keys.identities())
    with _told(_Watched(output)) as watched:
        pyrage.decrypt_io(encrypted, watched, identities)
        watched.flush()


@contextmanager
def _told(watched: _Watched) -> Iterator[_Watched]:
    try:
        yield watched
    except (pyrage.DecryptError, pyrage.EncryptError, OSError) as fault:
        if watched.fault is None:
            raise SharingError(_why(fault)) from fault
    if watched.fault is not None:
        said = _("The package cannot be written ({why}). Make room on the disk.")
        raise OutputError(said.format(why=(watched.fault.strerror or str(watched.fault)).lower())) from watched.fault


def _why(fault: Exception) -> str:
    if not _NOT_FOR_THESE_KEYS.fullmatch(str(fault)):
        return _("The package is damaged. Ask for it to be sent again.")
    return _(
        "The package was made for another key than yours. Send your key to the sender (gazetrainer key show), or bring "
        "the key it was made for to this computer (gazetrainer key import)."
    )
