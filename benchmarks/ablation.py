"""What each part of the gaze features brings: `python -m benchmarks.ablation --people FOLDER`.

The population is learned again without it, and people are scored with that. The columns of a part are left out of
learning; in the population that comes of it they have no weight.
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.conditions import CONDITIONS
from benchmarks.kept_faces import cache_folder
from benchmarks.known_people import KnownRows, kept_seeds, known_rows
from benchmarks.methods import calibrated, engine
from benchmarks.scores import Score, pooled, score
from benchmarks.sessions import OPEN_IDENTITIES, session
from benchmarks.tables import README, between
from calibration import (
    Network,
    Person,
    PersonRows,
    Population,
    Schooling,
    learn_network,
    train_population,
)
from gazetrainer.calibrating.population import GazePopulation, shipped_population
from gazetrainer.eyes import Eyes
from gazetrainer.measuring.features import HEAD_FEATURES, columns_of, head_columns
from gazetrainer.measuring.limbus import LIMBUS_FEATURES

EVERYTHING: Final = "everything"
_STRAIGHT: Final = "without networks"
SCHOOLING: Final = Schooling(members=2, steps=3000)
SEED: Final = 10_000
_OUT_OF_SIGHT: Final = 1e12
"""Scale of a feature that is left out: over it, whatever is measured is nothing."""
_PARTS_OF_AN_EYE: Final = {
    "iris in the own mesh": 2,
    "lids": 2,
    "iris against the corners": 2,
    "blendshapes": 7,
    "patches: direction learned over people": 2,
}
_COMPONENTS: Final = "patches: principal components"
_LIMBUS: Final = "limbus"
_HEAD: Final = "head"


@dataclass(frozen=True, slots=True)
class Ablation:
    """Where sessions and people lie, and how many people, conditions and processes to use."""

    sessions: Path
    identities: Sequence[int]
    conditions: Sequence[str]
    processes: int


def parts_of(feature_count: int) -> dict[str, NDArray[np.intp]]:
    """Columns of each part, of both eyes together."""
    per_eye = (feature_count - HEAD_FEATURES) // 2
    components = per_eye - sum(_PARTS_OF_AN_EYE.values()) - LIMBUS_FEATURES
    sizes = _PARTS_OF_AN_EYE | {_COMPONENTS: components, _LIMBUS: LIMBUS_FEATURES}
    ends = np.cumsum(list(sizes.values()))
    parts = {}
    for name, end in zip(sizes, ends, strict=True):
        own = np.arange(end - sizes[name], end)
        parts[name] = np.concatenate([own, own + per_eye])
    return parts | {_HEAD: np.arange(2 * per_eye, feature_count)}


def variants(feature_count: int) -> dict[str, NDArray[np.intp]]:
    """What is left out, by name: nothing, each part alone, and all patches."""
    parts = parts_of(feature_count)
    patches = np.concatenate([columns for name, columns in parts.items() if name.startswith("patches")])
    left_out = {f"without {name}": columns for name, columns in parts.items()}
    nothing = np.array([], dtype=np.intp)
    return {EVERYTHING: nothing, _STRAIGHT: nothing, **left_out, "without patches": patches}


def without(
    population: GazePopulation,
    people: Sequence[KnownRows],
    left_out: NDArray[np.intp],
    name: str,
    schooling: Schooling = SCHOOLING,
) -> GazePopulation:
    """Learn the priors again without some columns; how patches become features stays."""
    members = None if name == _STRAIGHT else schooling
    by_eyes = {eyes: _prior(people, eyes, left_out, members) for eyes in Eyes}
    return replace(population, name=name, by_eyes=by_eyes)


def _prior(
    people: Sequence[KnownRows], eyes: Eyes, left_out: NDArray[np.intp], schooling: Schooling | None
) -> Population:
    own = columns_of(eyes, people[0].features.shape[1])
    is_out = np.isin(own, left_out)
    rows = [
        PersonRows(np.where(is_out, 0.0, each.features[:, own]), each.directions_deg, each.is_calibration)
        for each in people
    ]
    network = None if schooling is None else _blind(_network(rows, schooling), is_out)
    learned = train_population(rows, network, head_columns(own.size))
    told = np.zeros(learned.scale.size - learned.beside.size, dtype=bool)
    return replace(learned, scale=np.where(np.append(is_out[learned.beside], told), _OUT_OF_SIGHT, learned.scale))


def _network(rows: Sequence[PersonRows], schooling: Schooling) -> Network:
    return learn_network([Person(each, each) for each in rows], schooling, np.random.default_rng(SEED))


def _blind(network: Network, is_out: NDArray[np.bool_]) -> Network:
    """The network, for which what is left out is nothing, whatever is measured."""
    scale, spread = (np.where(is_out, _OUT_OF_SIGHT, each) for each in (network.scale, network.middle_spread))
    return replace(network, scale=scale, middle_spread=spread)


def scored(identity: int, condition: str, folder: Path, population: GazePopulation) -> dict[str, Score]:
    """Score the engine with 9 points and one population; by kind of fixations."""
    own = session(identity, condition, folder)
    gazes = engine(calibrated(own, own.script.looked_at(9), population))
    kinds = dict.fromkeys(each.kind for each in own.script.fixations)
    truth = own.script.truth_deg()
    return {kind: score(gazes, truth, [f for f in own.script.fixations if f.kind == kind], identity) for kind in kinds}


def ablate(
    population: GazePopulation, people: Sequence[KnownRows], wish: Ablation
) -> dict[str, dict[str, dict[str, float | None]]]:
    """Mean window errors in deg: by what is left out, condition and kind of fixations."""
    count = people[0].features.shape[1]
    found: dict[str, dict[str, dict[str, float | None]]] = {}
    with ProcessPoolExecutor(wish.processes) as pool:
        names = variants(count)
        learned = pool.map(partial(without, population, people), names.values(), names)
        for name, own in zip(names, learned, strict=True):
            found[name] = {condition: _errors(pool, condition, own, wish) for condition in wish.conditions}
    return found


def _errors(
    pool: ProcessPoolExecutor, condition: str, population: GazePopulation, wish: Ablation
) -> dict[str, float | None]:
    of_one = partial(scored, condition=condition, folder=wish.sessions, population=population)
    people = list(pool.map(of_one, wish.identities))
    return {kind: pooled([each[kind] for each in people]).as_numbers()["mean_deg"] for kind in people[0]}


def table(found: Mapping[str, Mapping[str, Mapping[str, float | None]]]) -> str:
    """A row for each thing left out, a column for each condition and kind of fixations."""
    first = next(iter(found.values()))
    columns = [(condition, kind) for condition, kinds in first.items() for kind in kinds]
    head = ["features", *(f"{condition}, {kind}" for condition, kind in columns)]
    rows = [[name, *(_deg(each[condition][kind]) for condition, kind in columns)] for name, each in found.items()]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *rows])


def _deg(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def main() -> None:
    """Print the table, and put it into the README where wished."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--people", type=Path, default=cache_folder("people"), help="where people to learn from are kept"
    )
    parser.add_argument("--sessions", type=Path, default=cache_folder("sessions"), help="where sessions are kept")
    parser.add_argument("--conditions", nargs="*", default=["640x480"], choices=list(CONDITIONS))
    parser.add_argument("--population", type=Path, help="a population file instead of the shipped one")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    parser.add_argument("--date", default=date.today().isoformat(), help="the date written with it")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    population = GazePopulation.load(options.population) if options.population else shipped_population()
    people = known_rows(kept_seeds(options.people), options.people, population.appearance, options.processes)
    wish = Ablation(options.sessions, OPEN_IDENTITIES, options.conditions, options.processes)
    found = table(ablate(population, people, wish))
    print(found)
    if options.write:
        conditions = " ".join(shlex.quote(condition) for condition in options.conditions)
        command = f"python -m benchmarks.ablation --conditions {conditions}"
        head = f"{options.date}, `{command}`: priors learned from {len(people)} people."
        text = between(README.read_text(encoding="utf-8"), "ablation", f"{head}\n\n{found}")
        README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
