"""Where the keys of a plan file stand: a light scan, because the TOML reader does not keep line numbers."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"(\[\[?)([^\[\]]+)\]\]?")
_KEY = re.compile(r"([A-Za-z0-9_\-.\"' \t]+)=")


def key_lines(text: str) -> dict[Path, int]:
    """Map the path of each key and section, such as ("steps", 1, "hold_s"), to its line counted from 1."""
    lines: dict[Path, int] = {}
    section: Path = ()
    counts: dict[Path, int] = {}
    inside_text = False
    for number, line in enumerate(text.split("\n"), start=1):
        # Stripped beforehand: patterns with room on both sides take ages over a long line of blanks.
        stripped = line.lstrip()
        if not stripped:
            continue
        header, key = _HEADER.match(stripped), _KEY.match(stripped)
        if not inside_text and header:
            section = _section(header, counts)
            lines.setdefault(section, number)
        elif not inside_text and key:
            lines.setdefault((*section, *_parts(key[1])), number)
        opened_or_closed = line.count('"""') + line.count("'''")
        inside_text ^= opened_or_closed % 2 == 1
    return lines


def line_of(lines: dict[Path, int], path: Path) -> int | None:
    """Find the line of a path, or of the nearest section around it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def _section(header: re.Match[str], counts: dict[Path, int]) -> Path:
    names = _parts(header[2])
    if header[1] == "[[":
        around = _numbered(names[:-1], counts)
        counts[(*around, names[-1])] = counts.get((*around, names[-1]), -1) + 1
    return _numbered(names, counts)


def _numbered(names: list[str], counts: dict[Path, int]) -> Path:
    """The path of a section inside the latest of each list around it."""
    path: Path = ()
    for name in names:
        path = (*path, name)
        path = (*path, counts[path]) if path in counts else path
    return path


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]
