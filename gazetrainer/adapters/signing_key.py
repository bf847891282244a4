"""The installation's own Ed25519 key: made on first use, kept in the data folder, readable by its owner alone."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from gazetrainer.adapters.private_file import write_private
from gazetrainer.errors import OutputError, SharingError
from targets.language import _

_FOLDER: Final = "keys"
_FILE: Final = "signing.pem"
_LARGEST: Final = 4096


def signing_key_path(data_folder: Path) -> Path:
    """Where the key lies."""
    return data_folder / _FOLDER / _FILE


class SigningKey:
    """A private key that signs; it never shows itself."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private

    @property
    def public_key(self) -> bytes:
        """The 32 bytes by which others check."""
        return self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, data: bytes) -> bytes:
        """Give the 64 bytes of an Ed25519 signature."""
        return self._private.sign(data)


def own_signing_key(data_folder: Path) -> SigningKey:
    """Read the installation's key, or make it; raises SharingError for a file that is none, OutputError."""
    path = signing_key_path(data_folder)
    known = known_signing_key(data_folder)
    if known is not None:
        return known
    made = Ed25519PrivateKey.generate()
    try:
        write_private(path, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    except FileExistsError:  # another run of the program made it in the same moment
        return SigningKey(_read(path))
    except OSError as fault:
        raise OutputError(
            _("The key that seals recordings cannot be kept at {path}: {why}. Make room on the disk.").format(
                path=path, why=fault.strerror
            )
        ) from fault
    return SigningKey(made)


def known_signing_key(data_folder: Path) -> SigningKey | None:
    """Read the installation's key; None: none was made yet. Raises SharingError for a file that is none."""
    path = signing_key_path(data_folder)
    try:
        private = _read(path)
    except FileNotFoundError:
        return None
    with contextlib.suppress(OSError):  # a copied folder may have lost its rights
        os.chmod(path, 0o600)
    return SigningKey(private)


def _read(path: Path) -> Ed25519PrivateKey:
    try:
        with path.open("rb") as file:
            private = load_pem_private_key(file.read(_LARGEST), password=None)
    except FileNotFoundError:
        raise
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as fault:
        raise SharingError(_unusable(path)) from fault
    if not isinstance(private, Ed25519PrivateKey):
        raise SharingError(_unusable(path))
    return private


def _unusable(path: Path) -> str:
    return _(
        "{path} is not the key that seals recordings, or cannot be read. Put back the file that was there, "
        "or move it away: a new key is made then."
    ).format(path=path)
