"""Make gazetrainer/data/population.npz from simulated people: `python benchmarks/make_population.py`.

Seeded: the same people give the same file. Who they are and how they vary stands in `people.py`; they have identities
from 10,000 on, and the benchmarks, the demo and the tests use others. What was seen of them is kept in a folder, so
that learning again does not draw everything again.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.kept_faces import cache_folder
from benchmarks.people import SeenPerson, seen_person
from calibration import Schooling
from gazetrainer.calibrating.learn_population import KnownPerson, learn_population
from gazetrainer.calibrating.looked_at import HeadTask, LookedAt
from gazetrainer.measuring.doubts import CAUSES
from targets import calibration_points

FIRST_IDENTITY: Final = 10_000
LABEL_ERROR_DEG: Final = 0.28
"""Per axis: people look a little beside a dot."""
_POINTS: Final = tuple(calibration_points(9, half_width_deg=15, half_height_deg=10))
_FEWEST_NEUTRAL: Final = 3
_FEWEST_FIXATIONS: Final = 40


def known_person(seed: int, seen: SeenPerson) -> KnownPerson | None:
    """What was seen with what was shown; every other person also follows a nose dot. None: seen too little."""
    rng = np.random.default_rng((seed, 8))
    beside = rng.normal(scale=LABEL_ERROR_DEG, size=(len(_POINTS), 2))
    shown = {
        number: LookedAt(0.0, 1.0, point.azimuth_deg + float(off[0]), point.elevation_deg + float(off[1]))
        for number, (point, off) in enumerate(zip(_POINTS, beside, strict=True))
    }
    shown[0] = LookedAt(0.0, 1.0, 0.0, 0.0)
    if seed % 2:
        shown[len(_POINTS)] = LookedAt(0.0, 1.0, 0.0, 0.0, HeadTask.NOSE_DOT)
    if (seen.fixations == 0).sum() < _FEWEST_NEUTRAL or len(np.unique(seen.fixations)) < _FEWEST_FIXATIONS:
        return None
    return KnownPerson(seen.faces, seen.directions_deg, seen.fixations, shown)


def main() -> None:
    """Make the file and say what it was made from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=528)
    parser.add_argument("--folder", type=Path, default=cache_folder("people"), help="Where what was seen is kept.")
    parser.add_argument("--output", type=Path, default=Path("gazetrainer/data/population.npz"))
    parser.add_argument("--processes", type=int, default=2)
    wish = parser.parse_args()
    seeds = range(FIRST_IDENTITY, FIRST_IDENTITY + wish.people)
    with ProcessPoolExecutor(wish.processes) as pool:
        seen = list(pool.map(partial(seen_person, folder=wish.folder), seeds))
    known = [known_person(seed, each) for seed, each in zip(seeds, seen, strict=True)]
    usable = [person for person in known if person is not None]
    name = f"simulated-{len(usable)}-from-{FIRST_IDENTITY}"
    with ProcessPoolExecutor(wish.processes) as pool:
        population = learn_population(
            usable, name, Schooling(), np.random.default_rng(FIRST_IDENTITY), partial(pool.map, chunksize=2)
        )
    population.save(wish.output)
    print(f"{wish.output}: {len(usable)} people, {sum(len(person.faces) for person in usable)} faces")
    print("usual noise in deg:", {e.value: p.noise_deg.round(2).tolist() for e, p in population.by_eyes.items()})
    print("doubt in deg per cause:", dict(zip(CAUSES, population.doubt.shares.round(4).tolist(), strict=True)))


if __name__ == "__main__":
    main()
