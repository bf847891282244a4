"""The window with its sound, and the scenes that need no camera."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from gazetrainer.adapters.clock import MonotonicClock
from gazetrainer.adapters.pygame_display import PygameDisplay
from gazetrainer.adapters.pygame_sound import PygameSound, SoundingDisplay
from gazetrainer.cli.options import ScreenWish
from gazetrainer.loop import Display
from gazetrainer.scene import Guide, Key, Scene

_PICTURE_S = 1 / 30


@dataclass(frozen=True, slots=True)
class Window:
    """An open window: a display whose scenes are also heard, and what can lead the eyes beyond its edge."""

    pygame: PygameDisplay
    display: Display
    guide: Guide

    @property
    def is_closed(self) -> bool:
        """The person closed it: nothing more is to be shown."""
        return self.pygame.close_asked


@contextmanager
def opened_window(wish: ScreenWish) -> Iterator[Window]:
    """Open the window and the sound; raises DisplayError."""
    display = PygameDisplay(full_screen=wish.full_screen, screen_mm=wish.size_mm)
    with display, PygameSound(volume=wish.volume) as sound:
        yield Window(display, SoundingDisplay(display, sound), sound.guide)


def show_until_key(window: Window, scene: Scene, *, patience_s: float = float("inf")) -> bool:
    """Show a scene without a camera until the main key or the end of patience (True), or stop (False)."""
    clock = MonotonicClock()
    until_s = clock.now_s() + patience_s
    window.display.keys()  # what was pressed before the scene was there was not meant for it
    while not window.is_closed:
        window.display.draw(scene)
        keys = window.display.keys()
        if Key.STOP in keys:
            return False
        if Key.MAIN in keys or clock.now_s() >= until_s:
            return True
        clock.sleep_s(_PICTURE_S)
    return False
