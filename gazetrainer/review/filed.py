"""Filed: a file of the desk's folder with what is known of it so far; Parcel: one that waits to be opened."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from gazetrainer.report.figures import SittingFigures
from gazetrainer.review.facts import SittingFacts
from gazetrainer.verify import Check, State, Verified


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that no sitting can be read from, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of verifying a file: whether a seal is there and holds, its key in hexadecimal, what is wrong."""

    is_sealed: bool
    signer: str
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filed:
    """A recording of the folder; what None: not read yet; checked, figures None: not verified, not worked out yet.

    name: its path from the folder on, with "/". answer: what was answered, empty: nothing yet.
    """

    name: str
    what: SittingFacts | Unreadable | None = None
    checked: Checked | None = None
    figures: SittingFigures | None = None
    is_new: bool = True
    answer: str = ""

    @property
    def id(self) -> str:
        """What its pages are called; of letters and figures."""
        return id_of(self.name)

    @property
    def folder(self) -> str:
        """The folder it lies in, from the desk's folder on; "." for that itself."""
        return PurePosixPath(self.name).parent.as_posix()


@dataclass(frozen=True, slots=True)
class Parcel:
    """A package that is not open; can_be_opened: it is not encrypted, which the practitioner may overlook."""

    name: str
    why: str
    can_be_opened: bool = False

    @property
    def id(self) -> str:
        """What it is called in a form."""
        return id_of(self.name)


def id_of(name: str) -> str:
    """A short name for a path or a person, which holds nothing of it.

    >>> id_of("anna/monday.mcap")
    '596a1a52e3ffe54b'
    """
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def checked_of(verified: Verified, *, signer: bytes) -> Checked:
    """Keep of a verification what the desk lists."""
    seals = [finding.state for finding in verified.findings if finding.check is Check.SEAL]
    return Checked(
        is_sealed=bool(seals) and all(state is State.AGREES for state in seals),
        signer=signer.hex(),
        differing=tuple(finding.sentence for finding in verified.differing()),
    )
