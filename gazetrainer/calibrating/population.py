"""The population file: what patches and features of many people have in common, shipped with the program."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from tokenize import TokenError
from typing import Final, NoReturn, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

from calibration import CalibrationError, Doubt, Population
from gazetrainer.errors import ProfileError
from gazetrainer.eyes import Eyes
from gazetrainer.measuring.appearance import Appearance
from gazetrainer.measuring.doubts import CAUSES
from gazetrainer.measuring.eye_patch import PATCH_HEIGHT, PATCH_WIDTH
from gazetrainer.measuring.features import FEATURE_VERSION, columns_of, feature_count
from gazetrainer.measuring.limbus import LIMBUS_FEATURES
from targets.language import _

SHIPPED: Final = "population.npz"
_LARGEST: Final = 32 * 2**20
"""The shipped file unpacks to a few megabytes; far more is not ours and could fill the memory."""
_LONGEST_NAME: Final = 200
_BROKEN: Final = (
    OSError,
    KeyError,
    ValueError,
    TypeError,
    EOFError,
    OverflowError,
    MemoryError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,
    TokenError,
    BadZipFile,
    zlib.error,
    struct.error,
    CalibrationError,
)
"""What the archive's readers raise on bytes that are not as they were written."""


@dataclass(frozen=True, slots=True, eq=False)
class GazePopulation:
    """How patches become features, the prior over people for both eyes and for one, and what makes it doubtful.

    `name` says which population it is. usual_strangeness: what the components leave of an eye's patch, as a norm.
    """

    name: str
    appearance: Appearance
    by_eyes: dict[Eyes, Population]
    doubt: Doubt
    usual_strangeness: float

    def save(self, path: Path) -> None:
        """Write as a numpy archive without pickles; raises OSError."""
        arrays = {
            "name": np.array(self.name),
            "feature_version": np.array(FEATURE_VERSION),
            "doubt_causes": np.array(CAUSES),
            "doubt_shares": self.doubt.shares.astype(np.float32),
            "usual_strangeness": np.array(self.usual_strangeness, dtype=np.float32),
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
        """Read what `save` wrote; raises ProfileError when it is something else, or holds what cannot be."""
        try:
            arrays = _arrays(path)
            is_own_version = int(arrays["feature_version"]) == FEATURE_VERSION and _is(arrays["doubt_causes"], CAUSES)
            return cls._from(arrays) if is_own_version else _refuse(path)
        except _BROKEN as fault:
            raise ProfileError(
                _(
                    "The population file {path} cannot be read ({why}). Choose another one, or install "
                    "gazetrainer again."
                ).format(path=path, why=fault)
            ) from fault

    @classmethod
    def _from(cls, arrays: dict[str, np.ndarray]) -> Self:
        """Raise ValueError, KeyError or CalibrationError where the parts are not numbers or do not fit together."""
        pixels, count = PATCH_WIDTH * PATCH_HEIGHT, len(arrays["appearance_components"])
        appearance = Appearance(
            _numbers(arrays, "appearance_mean", (pixels,)),
            _numbers(arrays, "appearance_components", (count, pixels)),
            _numbers(arrays, "appearance_toward_gaze", (2, pixels, 2)),
        )
        shares = _numbers(arrays, "doubt_shares", (len(CAUSES),))
        if (shares < 0).any():
            raise ValueError("doubt_shares should not be below 0")
        by_eyes = {eyes: _population(arrays, f"{eyes}_") for eyes in Eyes}
        features = feature_count(2 + count + LIMBUS_FEATURES)
        for eyes, population in by_eyes.items():
            if population.feature_count != len(columns_of(eyes, features)):
                raise ValueError(f"the features of {eyes} do not go with those read off the patches")
        strangeness = float(_numbers(arrays, "usual_strangeness", ()))
        if strangeness <= 0:
            raise ValueError("usual_strangeness should be above 0")
        return cls(_name(arrays["name"]), appearance, by_eyes, Doubt(shares), strangeness)


@cache
def shipped_population() -> GazePopulation:
    """The population that comes with the program."""
    with as_file(files("gazetrainer") / "data" / SHIPPED) as path:
        return GazePopulation.load(path)


_in_use: ContextVar[GazePopulation | None] = ContextVar("population_in_use", default=None)


@contextmanager
def using(population: GazePopulation) -> Iterator[None]:
    """Measure with this population, wherever none is named, until the block ends."""
    before = _in_use.set(population)
    try:
        yield
    finally:
        _in_use.reset(before)


def population_in_use() -> GazePopulation:
    """The population that was chosen with `using`, else the shipped one."""
    return _in_use.get() or shipped_population()


def _arrays(path: Path) -> dict[str, np.ndarray]:
    with ZipFile(path) as archive:
        if sum(each.file_size for each in archive.infolist()) > _LARGEST:
            raise ValueError("it is far too large")
        if any(each.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for each in archive.infolist()):
            raise ValueError("it is packed in another way")
    with np.load(path, allow_pickle=False) as stored:
        return {name: np.asarray(stored[name]) for name in stored.files}


def _is(stored: np.ndarray, words: tuple[str, ...]) -> bool:
    return stored.ndim == 1 and tuple(stored.tolist()) == words


def _refuse(path: Path) -> NoReturn:
    raise ProfileError(_("The population file {path} was made for another version of gazetrainer.").format(path=path))


def _name(stored: np.ndarray) -> str:
    name = str(stored)
    if stored.shape != () or stored.dtype.kind != "U" or not (name.isprintable() and 0 < len(name) <= _LONGEST_NAME):
        raise ValueError("its name is none")
    return name


def _numbers(arrays: dict[str, np.ndarray], name: str, shape: tuple[int, ...]) -> NDArray[np.float64]:
    stored = arrays[name]
    if stored.dtype.kind != "f" or stored.shape != shape:
        raise ValueError(f"{name} should be numbers of the shape {shape}")
    numbers = stored.astype(np.float64)
    if not np.isfinite(numbers).all():
        raise ValueError(f"{name} holds values that are not numbers")
    return numbers


def _population(arrays: dict[str, np.ndarray], prefix: str) -> Population:
    own = {name.removeprefix(prefix): values for name, values in arrays.items() if name.startswith(prefix)}
    if any(values.dtype.kind not in "fi" for values in own.values()):
        raise ValueError(f"{prefix}... should be numbers")
    return Population.from_arrays(own)
