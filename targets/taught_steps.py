"""Positions of a plan file that say `taught = "NAME"` in place of azimuth_deg and elevation_deg."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from targets.faults import Fault
from targets.language import _
from targets.lines import Path, line_of
from targets.wording import shown
from targets.written import TaughtName

KEY: Final = "taught"
_IN_PLACE_OF: Final = ("azimuth_deg", "elevation_deg")
_LONGEST: Final = 60


def take_taught(data: dict[str, Any], file: str, lines: dict[Path, int]) -> tuple[dict[int, TaughtName], list[Fault]]:
    """Take the taught names out of a plan's data, by the number of the hold from 0, and give their faults.

    The positions are left straight ahead and named after what was taught, so that all else about them can be checked.
    """
    asked: dict[int, TaughtName] = {}
    faults: list[Fault] = []
    for hold, (path, position) in enumerate(_positions(data)):
        if not isinstance(position, dict) or KEY not in position:
            continue
        name = position.pop(KEY)
        place = _Place(file, lines, path)
        if is_name(name):
            asked[hold] = TaughtName(name.strip(), place.unknown(name.strip()))
            position.setdefault("name", name.strip())
        else:
            allowed = _("must be the name of a taught position, 1 to {longest} signs").format(longest=_LONGEST)
            faults.append(place.fault(KEY, name, allowed))
            position.setdefault("name", KEY)
        left_out = _("must be left out: the taught position says it")
        faults += [place.fault(key, position[key], left_out) for key in _IN_PLACE_OF if key in position]
        position.update(dict.fromkeys(_IN_PLACE_OF, 0.0))
    return asked, faults


def _positions(data: dict[str, Any]) -> Iterator[tuple[Path, object]]:
    """What will be the plan's holds, each with its path."""
    steps = data.get("steps")
    for index, step in enumerate(steps if isinstance(steps, list) else ()):
        kind = step.get("kind", "hold") if isinstance(step, dict) else "hold"
        if kind == "hold":
            yield ("steps", index), step
        elif kind == "sequence" and isinstance(step.get("positions"), list):
            for number, position in enumerate(step["positions"]):
                yield ("steps", index, "positions", number), position


def is_name(value: object) -> bool:
    """Whether a taught position can have this name."""
    return isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST and value.isprintable()


class _Place:
    """Where in a file a position stands."""

    def __init__(self, file: str, lines: dict[Path, int], path: Path) -> None:
        self._file, self._lines, self._path = file, lines, path

    def fault(self, key: str, value: object, allowed: str) -> Fault:
        inner = [str(part + 1) if isinstance(part, int) else part for part in (*self._path[2:], key)]
        line = line_of(self._lines, (*self._path, key))
        return Fault(self._file, line, int(self._path[1]) + 1, ".".join(inner), shown(value), allowed)

    def unknown(self, name: str) -> Fault:
        advice = _('this calibration does not know the position yet; teach it with: gazetrainer teach "{name}"')
        return self.fault(KEY, name, advice.format(name=name))
