"""The gaze features of people kept by `people.py`, as rows to learn a population from again."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.people import SeenPerson, seen_person
from gazetrainer.measuring.appearance import Appearance
from gazetrainer.measuring.head import mean_rotation, rotation_of
from gazetrainer.measuring.mesh import client_axes, mean_mesh
from gazetrainer.measuring.ruler import Ruler

_POINTS: Final = 9
_FEWEST_NEUTRAL: Final = 3
_FEWEST_CALIBRATION: Final = 30


@dataclass(frozen=True, slots=True, eq=False)
class KnownRows:
    """One person, a row per fixation: features (n, k), directions (n, 2), and which are calibration points (n,)."""

    features: NDArray[np.float64]
    directions_deg: NDArray[np.float64]
    is_calibration: NDArray[np.bool_]


def known_rows(seeds: Sequence[int], folder: Path, appearance: Appearance, processes: int) -> list[KnownRows]:
    """Rows of all people that can be used; of those in the folder, or drawn and kept there."""
    with ProcessPoolExecutor(processes) as pool:
        rows = pool.map(partial(_rows, folder=folder, appearance=appearance), seeds)
        return [each for each in rows if each is not None]


def kept_seeds(folder: Path) -> list[int]:
    """The people that lie in a folder."""
    return sorted(
        int(path.stem.removeprefix("person_")) for path in folder.glob("person_*.npz") if "." not in path.stem
    )


def _rows(seed: int, folder: Path, appearance: Appearance) -> KnownRows | None:
    person = seen_person(seed, folder)
    neutral, known = person.fixations == 0, person.fixations < _POINTS
    if neutral.sum() < _FEWEST_NEUTRAL or known.sum() < _FEWEST_CALIBRATION:
        return None
    ruler = _ruler(person, neutral, appearance)
    features = np.array([ruler.features(face) for face in person.faces])
    numbers = np.unique(person.fixations)
    own = [person.fixations == number for number in numbers]
    return KnownRows(
        np.array([features[each].mean(axis=0) for each in own]),
        np.array([person.directions_deg[each].mean(axis=0) for each in own]),
        numbers < _POINTS,
    )


def _ruler(person: SeenPerson, neutral: NDArray[np.bool_], appearance: Appearance) -> Ruler:
    faces = [face for face, is_neutral in zip(person.faces, neutral, strict=True) if is_neutral]
    mesh = mean_mesh([client_axes(face.landmarks_px) for face in faces])
    return Ruler(mesh, mean_rotation(np.array([rotation_of(face.head_matrix) for face in faces])), appearance)
