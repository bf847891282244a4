"""Practitioners this computer knows by their keys: a key is remembered when the client took it, and asked for again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

LONGEST_NAME: Final = 120
MOST_KNOWN: Final = 500
_Key = Annotated[str, StringConstraints(pattern=r"\A[0-9a-f]{64}\z")]


class Practitioner(BaseModel):
    """A name as the plan gave it, a key (32 bytes in hexadecimal), and since when it is known (ISO 8601)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    public_key: _Key
    since: str = Field(max_length=64)

    @property
    def key(self) -> bytes:
        """The public key's bytes."""
        return bytes.fromhex(self.public_key)


class KnownPractitioners(BaseModel):
    """Everybody whose key was taken, in the order in which it was.

    unsigned_plans: SHA-256 (hexadecimal) of plans that were taken although such a one used to sign.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    format: Literal["gazetrainer-practitioners"] = "gazetrainer-practitioners"
    version: Literal[1] = 1
    known: tuple[Practitioner, ...] = Field(default=(), max_length=MOST_KNOWN, strict=False)
    unsigned_plans: tuple[_Key, ...] = Field(default=(), max_length=MOST_KNOWN, strict=False)

    def named(self, name: str) -> Practitioner | None:
        """Whoever goes by this name, however it is spaced and in large or small letters."""
        return next((each for each in self.known if _plain(each.name) == _plain(name)), None)

    def with_key(self, public_key: bytes) -> Practitioner | None:
        """Whoever has this key."""
        return next((each for each in self.known if each.key == public_key), None)

    def taking(self, who: Practitioner) -> KnownPractitioners:
        """The same with somebody more; a name has one key, and an earlier one counts no longer."""
        others = [
            each for each in self.known if _plain(each.name) != _plain(who.name) and each.public_key != who.public_key
        ]
        return self.model_copy(update={"known": (*others, who)[-MOST_KNOWN:]})

    def taking_unsigned(self, sha256: str) -> KnownPractitioners:
        """The same with a plan that is taken unsigned."""
        return self.model_copy(update={"unsigned_plans": (*self.unsigned_plans, sha256)[-MOST_KNOWN:]})

    def without(self, name: str) -> KnownPractitioners:
        """The same without whoever goes by a name."""
        return self.model_copy(
            update={"known": tuple(each for each in self.known if _plain(each.name) != _plain(name))}
        )


class Standing(StrEnum):
    """What is known of a key. CHANGED: the name is known by another key. NO_LONGER_SIGNED: it is known by one."""

    KNOWN = "known"
    NEW = "new"
    CHANGED = "changed"
    UNSIGNED = "unsigned"
    NO_LONGER_SIGNED = "no_longer_signed"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a plan or an answer comes from: the name it gives, the key that signed it, empty: none, and its standing.

    known_names: everybody who is known here. earlier_key: the one by which the name was known, None: it was not.
    """

    name: str
    public_key: bytes
    standing: Standing
    known_names: tuple[str, ...] = ()
    earlier_key: bytes | None = None


def origin_of(name: str, public_key: bytes | None, known: KnownPractitioners) -> Origin:
    """Say how a name and a key stand; a known key keeps the name by which it was taken."""
    names = tuple(each.name for each in known.known)
    namesake = known.named(name)
    earlier = namesake.key if namesake is not None else None
    if public_key is None:
        standing = Standing.UNSIGNED if earlier is None else Standing.NO_LONGER_SIGNED
        return Origin(name, b"", standing, names, earlier)
    who = known.with_key(public_key)
    if who is not None:
        return Origin(who.name, public_key, Standing.KNOWN, names, public_key)
    return Origin(name, public_key, Standing.NEW if earlier is None else Standing.CHANGED, names, earlier)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
