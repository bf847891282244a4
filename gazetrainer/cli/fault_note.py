"""A fault note: where a mistake of the program happened, and nothing of the person it happened to."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

from gazetrainer.cli.places import cache_folder, now
from gazetrainer.whole_file import whole
from targets.language import _

_PACKAGES: Final = ("gazetrainer", "targets", "calibration")
_LIBRARIES: Final = ("site-packages", "dist-packages")


def tell_of(fault: BaseException) -> None:
    """Say on stderr that the program made a mistake, and keep a note that can be sent to those who can mend it."""
    _tell(fault, _("A mistake of the program ended it ({kind}). What was recorded until then is kept."))


def tell_of_one_beside(fault: BaseException) -> None:
    """The same of a mistake that ended only one piece of work, and the program goes on."""
    _tell(fault, _("A mistake of the program stopped one piece of work ({kind}). Everything else goes on."))


def _tell(fault: BaseException, said: str) -> None:
    sys.stderr.write(f"gazetrainer: {said.format(kind=type(fault).__name__)}\n")
    path = cache_folder() / "faults" / f"fault-{now():%Y-%m-%d-%H%M%S}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with whole(path) as waiting:
            waiting.write_text(note_of(fault), encoding="utf-8")
    except OSError:  # the sentence has been said
        return
    said = _("Where it happened stands in {path}: no names, words or pictures of anybody. Send it if you wish.")
    sys.stderr.write(said.format(path=path) + "\n")


def note_of(fault: BaseException) -> str:
    """Versions, and per fault its kind and the lines it came through; no message, which could hold names and words."""
    lines = [f"gazetrainer {version('gazetrainer')}", f"Python {platform.python_version()}, {platform.system()}"]
    for each in _with_causes(fault):
        kind = type(each)
        lines += ["", f"{kind.__module__}.{kind.__qualname__}"]
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.StackSummary.extract(
                traceback.walk_tb(each.__traceback__), lookup_lines=False, capture_locals=False
            )
        ]
    return "\n".join(lines) + "\n"


def _with_causes(fault: BaseException) -> Iterator[BaseException]:
    """A fault and what it came from, each once."""
    seen: set[int] = set()
    each: BaseException | None = fault
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__ or each.__context__


def _place(file: str) -> str:
    """A file's place in the program or in a library; of any other file nothing but its name."""
    parts = Path(file).parts
    for name in (*_LIBRARIES, *_PACKAGES):
        if name in parts:
            at = len(parts) - 1 - parts[::-1].index(name)
            return "/".join(parts[at + (name in _LIBRARIES) :])
    return parts[-1] if parts else ""
