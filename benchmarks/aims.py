"""What the engine aims at, beside what it reaches: one table over all conditions that were scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from benchmarks.session_script import OFF_7, TURNED_8, TURNED_10, TURNED_RIGHT

NINE: Final = "gazetrainer, 9 points"
FIVE: Final = "gazetrainer, 5 points"
WITH_NOSE_DOT: Final = "gazetrainer, 9 points and nose dot"
ALL: Final = "all"
_OTHERS: Final = "EyeTrax"
_DEG_AT_MOST: Final = {
    "640x480": {"still": 0.9, "moving": 1.5, "eccentric": 2.0},
    "1280x720": {"still": 0.8, "moving": 1.3, "eccentric": 1.8},
}
_LESS_THAN_OTHERS: Final = 0.25
_FIVE_LOSE: Final = 0.15
_GOOD: Final = frozenset({"640x480", "1280x720", "1920x1080"})

Figures = Mapping[str, Any]
Results = Mapping[str, Figures]


@dataclass(frozen=True, slots=True)
class Aim:
    """One aim: a figure that should lie between two bounds, and the methods that it is asked of."""

    condition: str
    what: str
    lowest: float
    highest: float
    unit: str
    figure: Callable[[Figures], float | None]
    methods: tuple[str, ...] = (NINE, WITH_NOSE_DOT)

    def cell(self, name: str, results: Results) -> str:
        """The figure of one method and whether it is reached; nothing where it is not asked or was not scored."""
        method = results.get(name) if name in self.methods else None
        value = self.figure(method) if method is not None else None
        if value is None:
            return ""
        shown = f"{value:.2f} deg" if self.unit == "deg" else f"{100 * value:.1f}%"
        return f"{shown}, {'yes' if self.lowest <= value <= self.highest else 'no'}"

    @property
    def bounds(self) -> str:
        """The bounds in words."""
        low, high = (f"{v:g} deg" if self.unit == "deg" else f"{100 * v:g}%" for v in (self.lowest, self.highest))
        if self.highest == 0:
            return "never"
        if self.lowest in {0, -1}:
            return f"at most {high}"
        return f"at least {low}" if self.highest == 1 else f"{low} to {high}"


def aims_table(found: Mapping[str, Results]) -> str:
    """Every aim with the figures of 9 points, and of 9 points with a nose dot."""
    lines = ["| condition | aim | bound | 9 points | 9 points and nose dot |", "|---|---|---|---|---|"]
    for condition, results in found.items():
        for aim in _aims(condition, results):
            cells = [aim.cell(name, results) for name in (NINE, WITH_NOSE_DOT)]
            lines.append(f"| {condition} | {aim.what} | {aim.bounds} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _aims(condition: str, results: Results) -> Iterator[Aim]:
    yield from _errors(condition, results)
    if condition in _GOOD:
        yield from _holds(condition)
        yield Aim(condition, "can't tell, still", 0, 0.03, "", lambda m: m["fixations"]["still"]["cannot_tell"])
    for width, low, high in (("1.18", 0.45, 0.55), ("2.45", 0.93, 0.97)):
        figure = partial(_overall, name=f"within_{width}_sigma")
        yield Aim(condition, f"frames within {width} sigma", low, high, "", figure)
    wrong = partial(_overall, name="wrong_in_of_all_judged")
    yield Aim(condition, "wrong in position, of all frames", 0, 0.005, "", wrong)


def _errors(condition: str, results: Results) -> Iterator[Aim]:
    for kind, highest in _DEG_AT_MOST.get(condition, {}).items():
        yield Aim(condition, f"mean error, {kind}", 0, highest, "deg", partial(_mean, kind=kind))
        best = min((_mean(each, kind) for name, each in results.items() if name.startswith(_OTHERS)), default=None)
        if best is not None:
            what = f"less than the best EyeTrax ({best:.2f} deg), {kind}"
            yield Aim(condition, what, _LESS_THAN_OTHERS, 1, "", partial(_less, kind=kind, than_deg=best))
        if FIVE in results:
            five = _mean(results[FIVE], kind)
            what = f"lost with 5 points ({five:.2f} deg), {kind}"
            yield Aim(condition, what, -1, _FIVE_LOSE, "", partial(_lost, kind=kind, five_deg=five), (NINE,))


def _holds(condition: str) -> Iterator[Aim]:
    yield Aim(condition, "holds: precision", 0.99, 1, "", lambda m: m["holds"]["precision"])
    yield Aim(condition, "holds: out of position caught", 0.98, 1, "", lambda m: m["holds"]["out_caught"])
    yield Aim(condition, "holds: time held", -0.02, 0.02, "", lambda m: m["holds"]["held_difference"])
    yield Aim(condition, f"{OFF_7}: right", 0.95, 1, "", lambda m: m["verdicts"]["wide"][OFF_7]["right"])
    yield Aim(condition, f"{TURNED_RIGHT}: right or can't tell", 0.97, 1, "", _not_wrong)
    for kind in (TURNED_8, TURNED_10):
        yield Aim(condition, f"{kind}: in position", 0, 0, "", partial(_wrong, kind=kind))


def _overall(method: Figures, *, name: str) -> float | None:
    value: float | None = method["fixations"][ALL][name]
    return value


def _mean(method: Figures, kind: str) -> float:
    return float(method["fixations"][kind]["mean_deg"])


def _less(method: Figures, *, kind: str, than_deg: float) -> float:
    return 1 - _mean(method, kind) / than_deg


def _lost(method: Figures, *, kind: str, five_deg: float) -> float:
    return five_deg / _mean(method, kind) - 1


def _wrong(method: Figures, *, kind: str) -> float:
    return float(method["verdicts"]["as usual"][kind]["wrong"])


def _not_wrong(method: Figures) -> float:
    return 1 - float(method["verdicts"]["wide"][TURNED_RIGHT]["wrong"])
