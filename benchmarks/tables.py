"""Figures of the accuracy benchmark as Markdown tables, as numbers for JSON, and in the README."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from benchmarks.aims import aims_table
from benchmarks.hold_scores import HEAD_LIMITS, HoldScore
from benchmarks.scores import Score
from benchmarks.session_script import KINDS

Results = dict[str, dict[str, Any]]
"""Figures of the methods in one condition, by method."""
README: Final = Path(__file__).parent / "README.md"

_ERRORS: Final = {
    "mean": "mean_deg",
    "median": "median_deg",
    "90%": "p90_deg",
    "across": "across_deg",
    "upward": "upward_deg",
    "sigma": "median_sigma_deg",
}
_SHARES: Final = {
    "in 1.18 sigma": "within_1.18_sigma",
    "in 2.45 sigma": "within_2.45_sigma",
    "not told": "not_told",
    "can't tell": "cannot_tell",
    "wrong in": "wrong_in",
}
_HOLDS: Final = {
    "precision": "precision",
    "recall": "recall",
    "out caught": "out_caught",
    "time held": "held_difference",
}


def as_numbers(fixations: Mapping[str, Score], holds: HoldScore, *, people: int) -> dict[str, Any]:
    """All figures of one method in one condition, by name."""
    return {
        "people": people,
        "fixations": {kind: score.as_numbers() for kind, score in fixations.items()},
        "holds": holds.as_numbers(),
        "verdicts": {
            limits: {kind: holds.kinds[kind, limits].as_numbers() for kind in KINDS} for limits in HEAD_LIMITS
        },
    }


def markdown(found: Mapping[str, Results]) -> str:
    """Three tables for each condition."""
    parts = []
    for condition, results in found.items():
        people = max((each["people"] for each in results.values()), default=0)
        parts += [f"### {condition} ({people} people)", _fixations(results), _holds(results), _verdicts(results)]
    return "\n\n".join(parts) + "\n"


def written_into(text: str, facts: Mapping[str, Any], found: Mapping[str, Results]) -> str:
    """The README with these tables between its markers; raises ValueError when it has none."""
    people = ", ".join(str(each) for each in facts["identities"])
    head = f"{facts['date']}, `{facts['command']}`: identities {people}, seed {facts['seed']}."
    aims = f"### Aims\n\n{aims_table(found)}"
    return between(text, "figures", f"{head}\n\n{aims}\n\n{markdown(found)}".rstrip())


def between(text: str, name: str, new: str) -> str:
    """A text with something else between the markers of a name; raises ValueError when it has none."""
    begins, ends = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, begin, rest = text.partition(begins)
    _, end, after = rest.partition(ends)
    if not (begin and end):
        raise ValueError(f"there is no {begins} and {ends} to write between")
    return f"{before}{begin}\n{new}\n{end}{after}"


def _fixations(results: Results) -> str:
    rows = [
        [method, kind]
        + [_deg(numbers[name]) for name in _ERRORS.values()]
        + [_share(numbers[name]) for name in _SHARES.values()]
        for method, each in results.items()
        for kind, numbers in each["fixations"].items()
    ]
    return _table(["method", "fixations", *_ERRORS, *_SHARES], rows)


def _holds(results: Results) -> str:
    rows = [[method, *(_share(each["holds"][name]) for name in _HOLDS.values())] for method, each in results.items()]
    return _table(["method", *_HOLDS], rows)


def _verdicts(results: Results) -> str:
    rows = [
        [method, limits, *(_counts(each["verdicts"][limits][kind]) for kind in KINDS)]
        for method, each in results.items()
        for limits in HEAD_LIMITS
    ]
    return _table(["right / can't tell / head / wrong, %", "head limits", *KINDS], rows)


def _table(names: list[str], rows: list[list[str]]) -> str:
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _deg(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _share(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}%"


def _counts(numbers: Mapping[str, float]) -> str:
    return " / ".join(f"{100 * numbers[name]:.0f}" for name in ("right", "cannot_tell", "head", "wrong"))
