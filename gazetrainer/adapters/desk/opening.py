"""Opening what arrives: packages into folders beside them; what does not open is listed with its reason."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from gazetrainer.adapters.age_key import AgeKeys, is_locked
from gazetrainer.adapters.age_package import decrypt
from gazetrainer.errors import OutputError, SharingError
from gazetrainer.review.filed import Parcel
from gazetrainer.sharing import LARGEST_BYTES, is_unpacking, read_package, unpack
from targets.language import _

_LONGEST_HEAD_BYTES: Final = 64
_LARGEST_FILE_BYTES: Final = LARGEST_BYTES + LARGEST_BYTES // 1000
"""age adds 16 bytes to each 64 KB."""


def opened_beside(package: Path) -> Path:
    """The folder into which a package is opened."""
    name = package.name.removesuffix(".age").removesuffix(".zip")
    return package.with_name(name if name not in (package.name, "") else f"{package.name}-opened")


def is_opened(package: Path) -> bool:
    """Whether all of a package lies in its folder; not so where its opening was killed."""
    folder = opened_beside(package)
    return folder.is_dir() and not is_unpacking(folder)


def open_parcel(package: Path, name: str, *, keys: AgeKeys, unencrypted: bool = False) -> Parcel | None:
    """Open a package into its folder; gives what keeps it from being opened, None when it is open."""
    try:
        with package.open("rb") as file:
            head = file.read(_LONGEST_HEAD_BYTES)
            file.seek(0)
            if not is_locked(head) and not unencrypted and head.startswith(b"PK"):
                why = _("It is not encrypted: anybody could have read it or changed it on the way.")
                return Parcel(name, why, can_be_opened=True)
            _unpack(file, package, is_encrypted=is_locked(head), keys=keys)
    except (SharingError, OutputError) as fault:
        return Parcel(name, str(fault))
    except OSError as fault:
        why = (fault.strerror or str(fault)).lower()
        return Parcel(name, _("{path} cannot be read ({why}); check the name.").format(path=name, why=why))
    return None


def _unpack(file: BinaryIO, package: Path, *, is_encrypted: bool, keys: AgeKeys) -> None:
    if package.stat().st_size > _LARGEST_FILE_BYTES:
        said = _("{path} is larger than {most} GB, which no package is; it is refused.")
        raise SharingError(said.format(path=package.name, most=LARGEST_BYTES // 2**30))
    folder = opened_beside(package)
    if is_encrypted:
        keys.identities()  # that there is none is said before a folder is made
    if not is_encrypted:
        _unpack_into(folder, file)
        return
    with tempfile.TemporaryFile(dir=package.parent) as plain:
        decrypt(file, plain, keys=keys)
        _unpack_into(folder, plain)


def _unpack_into(folder: Path, plain: BinaryIO) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        unpack(read_package(plain), folder)
    finally:
        with suppress(OSError):  # it stays with what is in it
            folder.rmdir()
