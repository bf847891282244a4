"""Accuracy of the engine and of other methods on simulated people: `python -m benchmarks.accuracy`.

The people had no part in the population prior. Figures are of simulated faces and are never a real person's accuracy.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.aims import ALL, FIVE, NINE, WITH_NOSE_DOT, aims_table
from benchmarks.conditions import CONDITIONS
from benchmarks.eyetrax_runs import told_by_eyetrax
from benchmarks.hold_scores import HoldScore, pooled_holds, score_holds
from benchmarks.kept_faces import cache_folder
from benchmarks.methods import METHODS, Method, already_told, calibrated, engine
from benchmarks.scores import Score, pooled, score
from benchmarks.sessions import CLOSED_IDENTITIES, OPEN_IDENTITIES, SEED, Session, session
from benchmarks.tables import README, Results, as_numbers, markdown, written_into
from calibration import CalibrationError
from gazetrainer.calibrating.looked_at import LookedAt
from gazetrainer.calibrating.population import GazePopulation

FITS: Final = ("9", "5", "nose")
WITH_EYETRAX: Final = frozenset({"640x480", "1280x720"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What to score: where sessions lie, a population file instead of the shipped one, others as well, which fits."""

    sessions: Path
    population: Path | None
    with_others: bool
    fits: tuple[str, ...] = FITS


@dataclass(frozen=True, slots=True)
class Outcome:
    """One method on one person: a score for each kind of fixation, and the holds."""

    fixations: dict[str, Score]
    holds: HoldScore


def scores_of(identity: int, condition: str, wish: Wish) -> dict[str, Outcome]:
    """Score all methods on one session; without those for which the person could not be calibrated."""
    own = session(identity, condition, wish.sessions)
    population = GazePopulation.load(wish.population) if wish.population else None
    outcomes = {}
    for name, (shown, method) in _fits(own, wish).items():
        try:
            outcomes[name] = _outcome(own, shown, method, population)
        except CalibrationError:
            continue
    return outcomes


def _fits(own: Session, wish: Wish) -> dict[str, tuple[Sequence[LookedAt], Method]]:
    script = own.script
    nine = script.looked_at(9)
    ways: dict[str, tuple[str, Sequence[LookedAt]]] = {
        "9": (NINE, nine),
        "5": (FIVE, script.looked_at(5)),
        "nose": (WITH_NOSE_DOT, script.looked_at(9, with_nose_dot=True) if script.nose_dot else []),
    }
    fits: dict[str, tuple[Sequence[LookedAt], Method]] = {
        name: (shown, engine) for way, (name, shown) in ways.items() if way in wish.fits and shown
    }
    if wish.with_others:
        fits |= {f"{name}, 9 points": (nine, method) for name, method in METHODS.items()}
    if wish.with_others and own.condition in WITH_EYETRAX:
        for (name, points), directions in told_by_eyetrax(own, wish.sessions).items():
            fits[f"{name}, {points} points"] = (nine, already_told(directions))
    return fits


def _outcome(own: Session, shown: Sequence[LookedAt], method: Method, population: GazePopulation | None) -> Outcome:
    gazes = method(calibrated(own, shown, population))
    truth = own.script.truth_deg()
    kinds = dict.fromkeys(each.kind for each in own.script.fixations)
    fixations = {
        kind: score(gazes, truth, [f for f in own.script.fixations if f.kind == kind], own.identity) for kind in kinds
    }
    return Outcome(fixations, score_holds(gazes, own.script))


def together(people: Sequence[Mapping[str, Outcome]]) -> Results:
    """Pool the people of one condition: figures by method."""
    names = dict.fromkeys(name for person in people for name in person)
    results: Results = {}
    for name in names:
        outcomes = [person[name] for person in people if name in person]
        fixations = {kind: pooled([o.fixations[kind] for o in outcomes]) for kind in outcomes[0].fixations}
        fixations[ALL] = pooled(list(fixations.values()))
        results[name] = as_numbers(fixations, pooled_holds([o.holds for o in outcomes]), people=len(outcomes))
    return results


def main() -> None:
    """Score, print the tables, and write them where wished."""
    options = _options().parse_args()
    identities = tuple(options.identities) or (CLOSED_IDENTITIES if options.closed else OPEN_IDENTITIES)
    identities = identities[: options.people]
    wish = Wish(options.sessions, options.population, not options.engine_only, tuple(options.fits))
    found = {}
    for condition in options.conditions:
        with ProcessPoolExecutor(options.processes) as pool:
            people = list(pool.map(partial(scores_of, condition=condition, wish=wish), identities))
        found[condition] = together(people)
        print(markdown({condition: found[condition]}), flush=True)
    print(f"### Aims\n\n{aims_table(found)}\n")
    facts = {
        "date": options.date,
        "command": f"python -m benchmarks.accuracy {shlex.join(_without_places(sys.argv[1:]))}".strip(),
        "identities": list(identities),
        "seed": SEED,
    }
    if options.json is not None:
        options.json.write_text(json.dumps(facts | {"conditions": found}, indent=1) + "\n", encoding="utf-8")
    if options.write:
        README.write_text(written_into(README.read_text(encoding="utf-8"), facts, found), encoding="utf-8")


def _without_places(arguments: Sequence[str]) -> list[str]:
    """The arguments without those that only say where something lies on this machine."""
    kept, is_place = [], False
    for argument in arguments:
        if not is_place and argument not in {"--sessions", "--json", "--date", "--write", "--processes"}:
            kept.append(argument)
        is_place = argument in {"--sessions", "--json", "--date", "--processes"}
    return kept


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=len(OPEN_IDENTITIES), help="only the first so many")
    parser.add_argument("--closed", action="store_true", help="the people kept closed until the end, instead")
    parser.add_argument("--identities", nargs="*", type=int, default=[], help="other people than these")
    parser.add_argument("--conditions", nargs="*", default=list(CONDITIONS), choices=list(CONDITIONS))
    parser.add_argument("--engine-only", action="store_true", help="leave out the other methods")
    parser.add_argument("--fits", nargs="*", default=list(FITS), choices=FITS, help="how the engine is calibrated")
    parser.add_argument("--population", type=Path, help="a population file instead of the shipped one")
    parser.add_argument("--sessions", type=Path, default=cache_folder("sessions"), help="where sessions are kept")
    parser.add_argument("--json", type=Path, help="write all figures there as well")
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/README.md")
    parser.add_argument("--date", default=date.today().isoformat(), help="the date written with them")
    parser.add_argument("--processes", type=int, default=2)
    return parser


if __name__ == "__main__":
    main()
