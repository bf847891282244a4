"""What SDL draws through: refused where nobody would see it, and asked for plain pixels where those are quicker."""

from __future__ import annotations

import os
from typing import Final

from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.errors import DisplayError
from targets.language import N_, _

NO_DISPLAY: Final = N_(
    "There is no screen to draw on. Start the program on a desktop, or use a command that needs none, such as "
    "'gazetrainer demo' or 'gazetrainer track'."
)
UNSEEN_DRIVERS: Final = frozenset({"dummy", "offscreen"})
"""What SDL takes by itself where there is no screen."""
_PLAIN_DRIVERS: Final = frozenset({"x11"})
"""Where SDL hands pixels to the screen without OpenGL. Through Wayland it cannot; elsewhere it does so by itself."""


def require_visible() -> None:
    """Refuse SDL's drivers that show nothing, unless one was asked for; raises DisplayError."""
    if pygame.display.get_driver() in UNSEEN_DRIVERS and not os.environ.get("SDL_VIDEODRIVER"):
        pygame.display.quit()
        raise DisplayError(_(NO_DISPLAY))


def ask_for_plain_pixels(driver: str) -> None:
    """Keep SDL from drawing a ready picture once more through OpenGL, before the window opens.

    Without a graphics card, OpenGL takes 17 ms for a picture of 1280x720 on two cores; shared memory takes 0.4 ms.
    """
    if driver in _PLAIN_DRIVERS:
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
