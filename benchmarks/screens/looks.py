"""Every screen in every look: two sizes of window, two of text, three themes, all languages; drawn and checked."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.screens.every import every_screen
from benchmarks.screens.faults import faults_of
from gazetrainer.adapters.catalogues import catalogue, known_languages
from gazetrainer.adapters.pygame_display import Look, PygameDisplay, Theme
from targets.language import speaking

SIZES_PX: Final = ((1280, 720), (1920, 1080))
TEXTS: Final = (1.0, 2.0)
_SCREEN_MM: Final = (294.0, 165.0)
_SMALL_PX: Final = (480, 270)
_COLUMNS: Final = 4
_A_SHEET: Final = 24

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Worn:
    """A look with the window and the language it is seen in."""

    size_px: tuple[int, int]
    text: float
    theme: Theme
    language: str

    @property
    def name(self) -> str:
        """For files and faults."""
        return f"{self.language}-{self.size_px[0]}-{round(100 * self.text)}-{self.theme}"


def every_look() -> list[Worn]:
    """All that a person can come to see."""
    return [Worn(*each) for each in itertools.product(SIZES_PX, TEXTS, Theme, known_languages())]


def film_look(worn: Worn, folder: Path) -> list[str]:
    """Draw every screen in one look onto contact sheets; gives the faults, each with the number of its picture."""
    faults, small = [], []
    look = Look(worn.theme, worn.text)
    with (
        speaking(catalogue(worn.language)),
        PygameDisplay(size_px=worn.size_px, screen_mm=_SCREEN_MM, look=look) as display,
    ):
        for number, scene in enumerate(every_screen(display.screen, worn.text)):
            display.draw(scene)
            faults += [f"{worn.name} {number} {type(scene).__name__}: {fault}" for fault in faults_of(display)]
            picture = np.asarray(cv2.resize(display.picture(), _SMALL_PX, interpolation=cv2.INTER_AREA), np.uint8)
            cv2.putText(picture, str(number), (3, _SMALL_PX[1] - 3), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (200, 60, 60), 1)
            small.append(picture)
    folder.mkdir(parents=True, exist_ok=True)
    for number, picture in enumerate(sheets(small)):
        write(folder / f"{worn.name}-{number}.png", picture)
    return faults


def sheets(small: Sequence[Picture], columns: int = _COLUMNS, most: int = _A_SHEET) -> Iterator[Picture]:
    """Pictures of one size beside and under each other."""
    for first in range(0, len(small), most):
        part = list(small[first : first + most])
        part += [np.zeros_like(part[0])] * (-len(part) % columns)
        yield np.vstack([np.hstack(part[at : at + columns]) for at in range(0, len(part), columns)])


def write(path: Path, picture: Picture) -> None:
    """Keep a picture."""
    cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
