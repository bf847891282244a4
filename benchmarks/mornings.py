"""How exact the tenth morning is, by what it begins with: `python -m benchmarks.mornings`.

Simulated people over ten sittings; figures of simulated faces are never a real person's accuracy.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.kept_faces import cache_folder
from benchmarks.methods import FIELD_OF_VIEW_DEG
from benchmarks.morning_script import CAMERA, IDENTITIES, MORNINGS, Morning, morning
from benchmarks.scores import Score, pooled, score
from benchmarks.tables import README, between
from gazetrainer.calibrating.calibrate import CalibrationSetting, fit_profile
from gazetrainer.calibrating.later_sitting import with_sitting
from gazetrainer.calibrating.looked_at import LookedAt
from gazetrainer.calibrating.population import GazePopulation, shipped_population
from gazetrainer.calibrating.profile import Profile
from gazetrainer.estimate import estimate

NOTHING: Final = "no re-centre"
FRESH: Final = "a fresh calibration of 9 points"
GROWN: Final = "3 dots, with those of all earlier sittings"
FRESH_AND_GROWN: Final = "9 fresh points, with all earlier sittings"
DOTS: Final = {1: "1 dot", 3: "3 dots", 5: "5 dots"}
_EACH_MORNING: Final = 3
_SETTING: Final = CalibrationSetting("", CAMERA, FIELD_OF_VIEW_DEG, "")

Scores = dict[str, Score]


def scores_of(identity: int, folder: Path, population: GazePopulation | None = None) -> list[Scores]:
    """Score every way to begin on each later sitting of one person."""
    people = population or shipped_population()
    begun = morning(identity, 0, folder)
    first = grown = fit_profile(begun.seen, begun.script.points, _SETTING, people)
    found = []
    for number in range(1, MORNINGS):
        today = morning(identity, number, folder)
        dots = {count: today.script.dots[:count] for count in DOTS}
        profiles = {NOTHING: first}
        profiles |= {name: _begun(first, today, dots[count], people) for count, name in DOTS.items()}
        profiles[FRESH_AND_GROWN] = _begun(grown, today, today.script.points, people)
        profiles[GROWN] = grown = _begun(grown, today, dots[_EACH_MORNING], people)
        profiles[FRESH] = fit_profile(today.seen, today.script.points, _SETTING, people)
        found.append({name: _scored(profile, today, identity, people) for name, profile in profiles.items()})
    return found


def _begun(profile: Profile, today: Morning, shown: Sequence[LookedAt], people: GazePopulation) -> Profile:
    return with_sitting(profile, today.seen, shown, "", people)


def _scored(profile: Profile, today: Morning, identity: int, people: GazePopulation) -> Score:
    gazes = list(estimate(today.tested, profile, population=people))
    start = len(today.seen) - len(today.tested)
    fixations = [
        replace(each, frames=slice(each.frames.start - start, each.frames.stop - start))
        for each in today.script.fixations
    ]
    return score(gazes, today.script.truth_deg()[start:], fixations, identity)


def table(found: Sequence[Sequence[Mapping[str, Score]]]) -> str:
    """A row for each way to begin: mean error, early and late sittings, and beside a fresh calibration."""
    fresh = _mean_deg([each for person in found for each in person], FRESH)
    rows = []
    for name in (NOTHING, *DOTS.values(), GROWN, FRESH, FRESH_AND_GROWN):
        all_of_it = [each for person in found for each in person]
        numbers = pooled([each[name] for each in all_of_it]).as_numbers()
        parts = [
            [each for person in found for each in person[part]] for part in (slice(0, 3), slice(3, 6), slice(6, 9))
        ]
        within = numbers["within_2.45_sigma"]
        rows.append(
            [
                name,
                f"{numbers['mean_deg']:.2f}",
                *(f"{_mean_deg(part, name):.2f}" for part in parts),
                f"{numbers['p90_deg']:.2f}",
                "" if within is None else f"{100 * within:.1f}%",
                f"{100 * (_mean_deg(all_of_it, name) / fresh - 1):+.0f}%",
            ]
        )
    head = ["a sitting begins with", "mean", "2 to 4", "5 to 7", "8 to 10", "90%", "in 2.45 sigma", "beside fresh"]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *rows])


def _mean_deg(sittings: Sequence[Mapping[str, Score]], name: str) -> float:
    return float(np.hypot(*pooled([each[name] for each in sittings]).offsets_deg.T).mean())


def main() -> None:
    """Print the table, and put it into the README where wished."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mornings", type=Path, default=cache_folder("mornings"), help="where sittings are kept")
    parser.add_argument("--identities", nargs="*", type=int, default=list(IDENTITIES))
    parser.add_argument("--population", type=Path, help="a population file instead of the shipped one")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    parser.add_argument("--date", default=date.today().isoformat(), help="the date written with it")
    parser.add_argument("--processes", type=int, default=2)
    wish = parser.parse_args()
    population = GazePopulation.load(wish.population) if wish.population else None
    with ProcessPoolExecutor(wish.processes) as pool:
        found = list(pool.map(partial(scores_of, folder=wish.mornings, population=population), wish.identities))
    shown = table(found)
    print(shown)
    if wish.write:
        people = ", ".join(str(each) for each in wish.identities)
        command = " ".join(["python -m benchmarks.mornings", *map(shlex.quote, _said(sys.argv[1:]))])
        head = f"{wish.date}, `{command.strip()}`: identities {people}, sittings 2 to {MORNINGS}."
        text = between(README.read_text(encoding="utf-8"), "mornings", f"{head}\n\n{shown}")
        README.write_text(text, encoding="utf-8")


def _said(arguments: Sequence[str]) -> list[str]:
    """What was asked for, without places on this machine."""
    kept, skip = [], False
    for each in arguments:
        skip = skip or each in ("--mornings", "--population", "--date", "--processes", "--write")
        if not skip:
            kept.append(each)
        skip = each in ("--mornings", "--population", "--date", "--processes")
    return kept


if __name__ == "__main__":
    main()
