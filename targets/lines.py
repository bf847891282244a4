"""Where the keys of a plan file stand: a light scan, because the TOML reader does not keep line numbers."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)([^\[\]]+)\]\]?")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-.\"' ]+?)\s*=")


def key_lines(text: str) -> dict[Path, int]:
    """Map the path of each key and section, such as ("steps", 1, "hold_s"), to its line counted from 1."""
    lines: dict[Path, int] = {}
    section: Path = ()
    counts: dict[str, int] = {}
    inside_text = False
    for number, line in enumerate(text.split("\n"), start=1):
        header, key = _HEADER.match(line), _KEY.match(line)
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


def _section(header: re.Match[str], counts: dict[str, int]) -> Path:
    name, *rest = _parts(header[2])
    if header[1] == "[[" and not rest:
        counts[name] = counts.get(name, -1) + 1
    return (name, counts[name], *rest) if name in counts else (name, *rest)


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]
