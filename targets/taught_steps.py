"""Steps of a plan file that say `taught = "NAME"` in place of azimuth_deg and elevation_deg."""

from __future__ import annotations

from typing import Any, Final

from targets.faults import Fault
from targets.lines import Path, line_of
from targets.wording import shown
from targets.written import TaughtName

KEY: Final = "taught"
_IN_PLACE_OF: Final = ("azimuth_deg", "elevation_deg")
_LONGEST: Final = 60


def take_taught(data: dict[str, Any], file: str, lines: dict[Path, int]) -> tuple[dict[int, TaughtName], list[Fault]]:
    """Take the taught names out of a plan's data, by step, and give their faults.

    The steps are left straight ahead and named after their position, so that all else about them can be checked.
    """
    steps = data.get("steps")
    asked: dict[int, TaughtName] = {}
    faults: list[Fault] = []
    for index, step in enumerate(steps if isinstance(steps, list) else ()):
        if not isinstance(step, dict) or KEY not in step:
            continue
        name = step.pop(KEY)
        place = _Place(file, lines, index)
        if is_name(name):
            asked[index] = TaughtName(name.strip(), place.unknown(name.strip()))
            step.setdefault("name", name.strip())
        else:
            faults.append(place.fault(KEY, name, f"must be the name of a taught position, 1 to {_LONGEST} signs"))
            step.setdefault("name", KEY)
        faults += [place.fault(key, step[key], "must be left out: the taught position says it") for key in _given(step)]
        step.update(dict.fromkeys(_IN_PLACE_OF, 0.0))
    return asked, faults


def is_name(value: object) -> bool:
    """Whether a taught position can have this name."""
    return isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST and value.isprintable()


def _given(step: dict[str, Any]) -> list[str]:
    return [key for key in _IN_PLACE_OF if key in step]


class _Place:
    """Where in a file a step stands."""

    def __init__(self, file: str, lines: dict[Path, int], index: int) -> None:
        self._file, self._lines, self._index = file, lines, index

    def fault(self, key: str, value: object, allowed: str) -> Fault:
        line = line_of(self._lines, ("steps", self._index, key))
        return Fault(self._file, line, self._index + 1, key, shown(value), allowed)

    def unknown(self, name: str) -> Fault:
        advice = f'this calibration does not know the position yet; teach it with: gazetrainer teach "{name}"'
        return self.fault(KEY, name, advice)
