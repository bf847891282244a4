"""Every screen of the practice room, staged in the language in use for one screen and size of text."""

from __future__ import annotations

from benchmarks.screens.beside import beside_scenes
from benchmarks.screens.practice import staged_scenes
from benchmarks.screens.rooms import rooms_scenes
from gazetrainer.scene import Scene
from gazetrainer.screen import Screen


def every_screen(screen: Screen, text_size: float) -> list[Scene]:
    """The rooms first, then what leads to a sitting, then the sitting."""
    return [*rooms_scenes(screen, text_size), *beside_scenes(screen), *staged_scenes(screen)]
