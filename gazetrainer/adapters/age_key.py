"""AgeKeys: this computer's keys to what is sent to it; the newest is given out, and every earlier one still opens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyrage

from gazetrainer.adapters.private_file import write_private
from gazetrainer.errors import OutputError, SharingError
from targets.language import _

FEWEST_SIGNS: Final = 12
"""Of a passphrase; age makes each guess cost about a second."""
_PUBLIC: Final = re.compile(r"(?<![0-9a-z])age1[02-9ac-hj-np-z]{58}(?![0-9a-z])")
_SECRET: Final = re.compile(r"AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}")
_FILES: Final = "age-key-*.txt"
_NUMBER: Final = re.compile(r"age-key-(\d+)\.txt")
_LARGEST_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class AgeKeys:
    """The keys in a folder, which is made with the first one; it and they are for their owner alone.

    A key file is as age's own programs write and read it.
    """

    folder: Path

    @property
    def are_there(self) -> bool:
        """Whether there is a key."""
        return bool(self._files())

    @property
    def public(self) -> str:
        """The newest key's public part; raises SharingError without one."""
        return str(self.identities()[0].to_public())

    def identities(self) -> tuple[Any, ...]:
        """All keys, the newest first; raises SharingError when there is none, or one cannot be read."""
        files = self._files()
        if not files:
            raise SharingError(_("There is no key on this computer yet. Make one with: gazetrainer key make"))
        return tuple(_identity(_text_of(path), str(path)) for path in files)

    def make(self) -> str:
        """Make a key and give its public part; raises OutputError."""
        return self._keep(pyrage.x25519.Identity.generate())

    def take(self, secret: str, name: str) -> str:
        """Keep a key that was made elsewhere, `name` says where from; raises SharingError and OutputError."""
        identity = _identity(secret, name)
        known = [str(each) for each in self.identities()] if self.are_there else []
        if known[:1] == [str(identity)]:
            raise SharingError(_("This key is already the one in use on this computer."))
        return self._keep(identity)

    def backup(self, passphrase: str) -> bytes:
        """The newest key, locked with a passphrase as age does; raises SharingError for one that is too short."""
        if len(passphrase.strip()) < FEWEST_SIGNS:
            raise SharingError(
                _("The passphrase is too short; take at least {count} signs, such as four or five words.").format(
                    count=FEWEST_SIGNS
                )
            )
        secret = str(self.identities()[0])
        return bytes(pyrage.passphrase.encrypt(f"{secret}\n".encode(), passphrase, armored=True))

    def _files(self) -> list[Path]:
        """The key files, the newest first."""
        return [path for _number, path in sorted(self._numbered(), reverse=True)]

    def _numbered(self) -> list[tuple[int, Path]]:
        files = self.folder.glob(_FILES)
        return [(int(match[1]), path) for path in files if (match := _NUMBER.fullmatch(path.name))]

    def _keep(self, identity: Any) -> str:
        public = str(identity.to_public())
        number = max((number for number, _path in self._numbered()), default=0) + 1
        path = self.folder / f"age-key-{number}.txt"
        try:
            write_private(path, f"# {public}\n{identity}\n".encode("ascii"))
        except OSError as fault:
            said = _("The key cannot be kept at {path}: {why}. Make room on the disk.")
            raise OutputError(said.format(path=path, why=fault.strerror)) from fault
        return public


def is_locked(data: bytes) -> bool:
    """Whether these are bytes that age encrypted, such as a key's backup."""
    return data.startswith((b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----"))


def unlocked(data: bytes, passphrase: str) -> str:
    """A backup's key; raises SharingError for another passphrase and for other bytes."""
    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase)).decode("ascii", errors="replace")
    except pyrage.DecryptError as fault:
        raise SharingError(
            _("The backup does not open: the passphrase is another one, or the file is damaged.")
        ) from fault


def public_key_in(text: str, name: str) -> str:
    """The one public key in a text, which may be a plan or a file of its own; raises SharingError."""
    if _SECRET.search(text):
        raise SharingError(
            _(
                "{name} holds a secret key, which is for its owner alone and must not be sent. Ask for the public one, "
                "which begins with age1."
            ).format(name=name)
        )
    keys: list[str] = sorted(set(_PUBLIC.findall(text)))
    if len(keys) != 1:
        found = _("no key") if not keys else _("more than one key")
        said = _('{name} holds {found}. A key begins with "age1" and has 62 letters and figures.')
        raise SharingError(said.format(name=name, found=found))
    try:
        pyrage.x25519.Recipient.from_str(keys[0])
    except pyrage.RecipientError as fault:
        said = _("The key in {name} is mistyped. Copy it again as a whole.")
        raise SharingError(said.format(name=name)) from fault
    return keys[0]


def file_content(path: Path) -> bytes:
    """The bytes of a key file or a backup; raises SharingError."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_BYTES + 1)
    except (OSError, ValueError) as fault:
        why = (getattr(fault, "strerror", None) or str(fault)).lower()
        raise SharingError(
            _("{path} cannot be read ({why}); check the name and the folder.").format(path=path, why=why)
        ) from fault
    if len(data) > _LARGEST_BYTES:
        raise SharingError(_("{path} is larger than 1 MB, which no key is.").format(path=path))
    return data


def _text_of(path: Path) -> str:
    return file_content(path).decode("ascii", errors="replace")


def _identity(text: str, name: str) -> Any:
    secrets = _SECRET.findall(text)
    try:
        if len(secrets) == 1:
            return pyrage.x25519.Identity.from_str(secrets[0])
    except pyrage.IdentityError:
        pass
    raise SharingError(
        _("{name} holds no whole secret key; take it from a backup: gazetrainer key import FILE").format(name=name)
    )
