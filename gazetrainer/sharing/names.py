"""Names in a package: those of one recording and of what lies beside it, and nothing that could lead elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gazetrainer.file_name import is_plain

_RECORDING: Final = ".mcap"
_SEAL: Final = ".mcap.seal"
_REPORT: Final = ".html"
_NOTE: Final = ".notes.txt"


@dataclass(frozen=True, slots=True)
class PackageNames:
    """The names that a package with a recording called `stem` may hold."""

    stem: str

    @property
    def recording(self) -> str:
        """The recording; the only one that is always there."""
        return self.stem + _RECORDING

    @property
    def seal(self) -> str:
        """The recording's seal."""
        return self.stem + _SEAL

    @property
    def report(self) -> str:
        """The page about the sitting."""
        return self.stem + _REPORT

    @property
    def note(self) -> str:
        """The client's own note."""
        return self.stem + _NOTE

    @property
    def all(self) -> tuple[str, ...]:
        """All of them."""
        return self.recording, self.seal, self.report, self.note


def names_in(names: Sequence[str]) -> PackageNames | None:
    """The recording's names if `names` are those of one recording and what belongs to it, each once; None otherwise.

    >>> names_in(["monday.mcap", "monday.html"])
    PackageNames(stem='monday')
    >>> names_in(["../monday.mcap"]), names_in(["monday.mcap", "monday.mcap"]), names_in(["monday.mcap", "run.exe"])
    (None, None, None)
    """
    recordings = [name for name in names if name.endswith(_RECORDING)]
    if len(recordings) != 1:
        return None
    allowed = PackageNames(recordings[0].removesuffix(_RECORDING))
    is_whole = len(set(names)) == len(names) and set(names) <= set(allowed.all)
    return allowed if is_whole and is_plain(allowed.stem) else None
