"""A film of screenshots: the program's first run and a later one, from wizard to summary, driven by Space alone.

    python -m benchmarks.film FOLDER [--size 1280x720] [--text 1.0] [--theme light] [--language en] [--speed 4]
    python -m benchmarks.film FOLDER --staged                 # every screen in all 36 looks, without a camera

A simulated client sits in front of the camera. Every kind of screen is kept as a PNG in the order in which it came, and
all of them on one sheet. Takes about three minutes of processor time. Texts that are cut, outside, over each other or
too faint are told, and make the command fail.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2

from benchmarks.screens.faults import faults_of
from benchmarks.screens.looks import every_look, film_look, sheets, write

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
_PLAN = """\
schema = 1
title = "Two easy positions"

[[steps]]
azimuth_deg = 6
elevation_deg = 3
hold_s = 6
get_ready_s = 3
rest_s = 3

[[steps]]
azimuth_deg = -15
elevation_deg = 10
hold_s = 6
get_ready_s = 3
rest_s = 3
"""
_PATIENT_S = 0.6
_SHEET_PX = (640, 360)


class FilmedDisplay:
    """A display that keeps one picture of every kind of screen, and presses Space where something waits for it."""

    def __init__(self, inner: Any, stem: Path, window: Any) -> None:
        self._inner, self._stem, self._window = inner, stem, window
        self.pictures: list[Any] = []
        self.faults: list[str] = []
        self._shown: dict[str, int] = {}
        self._since = 0
        self._name = ""
        self.sittings = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def draw(self, scene: Any) -> None:
        """Show a scene; its second picture is kept, when what grows in it has begun to."""
        from gazetrainer.adapters.pygame_display.quiet import pygame  # noqa: PLC0415

        self._inner.draw(scene)
        kind = type(scene).__name__.removesuffix("Scene")
        name = f"{kind}-{getattr(scene, 'state', '')}-{getattr(scene, 'title', '')}"
        self._since = self._since + 1 if name == self._name else 0
        self.sittings += kind == "Summary" and self._name != name
        self._name = name
        self._shown[name] = self._shown.get(name, 0) + 1
        if self._shown[name] == 6:
            self.pictures.append(self._window.picture())
            path = Path(f"{self._stem}-{len(self.pictures):02d}-{kind.lower()}.png")
            write(path, self.pictures[-1])
            self.faults += [f"{path.name}: {fault}" for fault in faults_of(self._window)]
        if kind == "Home" and self.sittings == self.wanted and self._since > 10:
            pygame.event.post(pygame.event.Event(pygame.QUIT))
        elif kind not in {"Hold", "Dot", "CameraCheck", "GetReady", "Rest", "Guided"} and self._since % 20 == 19:
            pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_SPACE, mod=0))

    wanted = 1


def film(folder: Path, *, size_px: tuple[int, int], settings: dict[str, Any], speed: float) -> list[str]:
    """Run the program twice in a data folder of its own and write the pictures; gives the faults on them."""
    from gazetrainer.cli.places import data_folder  # noqa: PLC0415  (after the environment is set)

    (data_folder() / "plans").mkdir(parents=True)
    (data_folder() / "plans" / "easy.toml").write_text(_PLAN, encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    for run in ("first", "later"):
        filmed = _one_run(folder / run, size_px, settings, speed)
        small = [cv2.resize(picture, _SHEET_PX, interpolation=cv2.INTER_AREA) for picture in filmed.pictures]
        for sheet in sheets(small, columns=3, most=len(small)):
            write(folder / f"{run}-sheet.png", sheet)
        faults += filmed.faults
    return faults


def _one_run(stem: Path, size_px: tuple[int, int], wished: dict[str, Any], speed: float) -> FilmedDisplay:
    from gazetrainer.adapters.pygame_display.quiet import pygame  # noqa: PLC0415
    from gazetrainer.cli.house import House  # noqa: PLC0415
    from gazetrainer.cli.options import ScreenWish  # noqa: PLC0415
    from gazetrainer.cli.own_settings import own_settings  # noqa: PLC0415
    from gazetrainer.cli.program import live_in  # noqa: PLC0415
    from gazetrainer.cli.window import opened_window  # noqa: PLC0415

    with opened_window(ScreenWish(volume=0.0)) as window:
        pygame.display.set_mode(size_px)
        filmed = FilmedDisplay(window.display, stem, window.pygame)
        settings = replace(own_settings(), **wished)
        live_in(House(replace(window, display=filmed), settings, camera="simulated:identity=5,rate_hz=16", speed=speed))
    return filmed


@contextmanager
def _home_of_its_own() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
            os.environ[name] = folder
        yield


def main() -> None:
    """Read the options and make the film."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--text", type=float, default=1.0)
    parser.add_argument("--theme", default="light")
    parser.add_argument("--language", default="en")
    parser.add_argument("--speed", type=float, default=50.0)
    parser.add_argument("--staged", action="store_true", help="every screen in every look, without a camera")
    wish = parser.parse_args()
    sys.argv = sys.argv[:1]
    from gazetrainer.settings import Theme  # noqa: PLC0415

    if wish.staged:
        faults = [fault for worn in every_look() for fault in film_look(worn, wish.folder)]
    else:
        width, height = (int(side) for side in wish.size.split("x"))
        settings = {"text_size": wish.text, "theme": Theme(wish.theme), "language": wish.language}
        with _home_of_its_own():
            faults = film(wish.folder, size_px=(width, height), settings=settings, speed=wish.speed)
    print(*faults, f"{len(faults)} faults", sep="\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
