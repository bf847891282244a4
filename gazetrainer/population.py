"""The population file: what patches and features of many people have in common, shipped with the program."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final, Self

import numpy as np

from calibration import CalibrationError, Doubt, Population
from gazetrainer.appearance import Appearance
from gazetrainer.doubts import CAUSES
from gazetrainer.errors import ProfileError
from gazetrainer.eyes import Eyes
from gazetrainer.features import FEATURE_VERSION

SHIPPED: Final = "population.npz"


@dataclass(frozen=True, slots=True, eq=False)
class GazePopulation:
    """How patches become features, the prior over people for both eyes and for one, and what makes it doubtful.

    `name` says which population it is.
    """

    name: str
    appearance: Appearance
    by_eyes: dict[Eyes, Population]
    doubt: Doubt

    def save(self, path: Path) -> None:
        """Write as a numpy archive without pickles; raises OSError."""
        arrays = {
            "name": np.array(self.name),
            "feature_version": np.array(FEATURE_VERSION),
            "doubt_causes": np.array(CAUSES),
            "doubt_shares": self.doubt.shares.astype(np.float32),
            "appearance_mean": self.appearance.mean.astype(np.float32),
            "appearance_components": self.appearance.components.astype(np.float32),
            "appearance_toward_gaze": self.appearance.toward_gaze.astype(np.float32),
        }
        for eyes, population in self.by_eyes.items():
            arrays |= {f"{eyes}_{name}": values for name, values in population.to_arrays().items()}
        with path.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote; raises ProfileError when it is something else."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files}
            if int(arrays["feature_version"]) != FEATURE_VERSION:
                raise ProfileError(f"The population file {path} was made for another version of gazetrainer.")
            appearance = Appearance(
                *(arrays[f"appearance_{part}"].astype(np.float64) for part in ("mean", "components", "toward_gaze"))
            )
            if tuple(arrays["doubt_causes"]) != CAUSES:
                raise ProfileError(f"The population file {path} was made for another version of gazetrainer.")
            doubt = Doubt(arrays["doubt_shares"].astype(np.float64))
            by_eyes = {eyes: _population(arrays, f"{eyes}_") for eyes in Eyes}
            return cls(str(arrays["name"]), appearance, by_eyes, doubt)
        except (OSError, KeyError, ValueError, CalibrationError) as fault:
            raise ProfileError(
                f"The population file {path} cannot be read ({fault}). Install gazetrainer again."
            ) from fault


@cache
def shipped_population() -> GazePopulation:
    """The population that comes with the program."""
    with as_file(files("gazetrainer") / "data" / SHIPPED) as path:
        return GazePopulation.load(path)


def _population(arrays: dict[str, np.ndarray], prefix: str) -> Population:
    own = {name.removeprefix(prefix): values for name, values in arrays.items() if name.startswith(prefix)}
    return Population.from_arrays(own)
