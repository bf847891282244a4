"""The window: opens and closes, takes a scene and shows it, gives the keys pressed."""

from __future__ import annotations

from collections.abc import Hashable
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.pygame_display.canvas import Canvas
from gazetrainer.adapters.pygame_display.drivers import (
    NO_DISPLAY,
    UNSEEN_DRIVERS,
    ask_for_plain_pixels,
    require_visible,
)
from gazetrainer.adapters.pygame_display.fonts import forget_fonts
from gazetrainer.adapters.pygame_display.keyboard import Keyboard
from gazetrainer.adapters.pygame_display.look import Look
from gazetrainer.adapters.pygame_display.quiet import pygame, quiet_stderr
from gazetrainer.adapters.pygame_display.repainting import repaint
from gazetrainer.adapters.pygame_display.screen_size import (
    ASSUMED_MM,
    ScreenSize,
    SizeSource,
    find_screen_size,
    window_size_px,
)
from gazetrainer.adapters.pygame_display.text import forget_text
from gazetrainer.adapters.pygame_display.visible import visible
from gazetrainer.errors import DisplayError
from gazetrainer.scene import Key, Scene, TextScene
from gazetrainer.screen import Screen
from targets.language import _

_OF_A_PERSON = frozenset(
    {
        pygame.KEYDOWN,
        pygame.KEYUP,
        pygame.TEXTINPUT,
        pygame.MOUSEMOTION,
        pygame.MOUSEBUTTONDOWN,
        pygame.MOUSEBUTTONUP,
        pygame.FINGERDOWN,
        pygame.FINGERMOTION,
        pygame.FINGERUP,
    }
)
"""Events that leave the picture as it is."""


class PygameDisplay:
    """A resizable window or the full screen; a context manager.

    screen_mm: width and height of the whole screen, where the system's own figure is not to be trusted. number: which
    of several screens, counted from 0; the first where there is no such screen.
    """

    def __init__(
        self,
        *,
        size_px: tuple[int, int] = (1280, 720),
        full_screen: bool = False,
        screen_mm: tuple[float, float] | None = None,
        caption: str = "gazetrainer",
        look: Look | None = None,
        number: int = 0,
    ) -> None:
        self._size_px = size_px
        self._is_full = full_screen
        self._given_mm = screen_mm
        self._caption = caption
        self._look = look or Look()
        self._number = number
        self._glass = ScreenSize(*ASSUMED_MM, SizeSource.ASSUMED)
        self._desktop_px = size_px
        self._canvas: Canvas | None = None
        self._shown: tuple[Hashable, ...] | None = None
        self._laid: Canvas | None = None
        self._close_asked = False
        self._keyboard = Keyboard()

    def __enter__(self) -> Self:
        """Open the window; raises DisplayError when there is no screen."""
        try:
            with quiet_stderr():
                pygame.display.init()
                require_visible()
                ask_for_plain_pixels(pygame.display.get_driver())
                pygame.font.init()
                self._desktop_px = self._find_desktop_px()
                self._size_px = window_size_px(self._size_px, self._desktop_px)
                self._open()
        except pygame.error as error:
            pygame.display.quit()
            raise DisplayError(_(NO_DISPLAY)) from error
        self._glass = find_screen_size(self._given_mm)
        pygame.display.set_caption(self._caption)
        pygame.key.set_repeat()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the window."""
        self._canvas = self._laid = None
        forget_text()
        forget_fonts()
        pygame.font.quit()
        pygame.display.quit()

    @property
    def screen(self) -> Screen:
        """The area drawn on, as it is now; straight ahead is its middle."""
        width_px, height_px = self._surface().get_size()
        return Screen(
            width_px,
            height_px,
            self._glass.width_mm * width_px / self._desktop_px[0],
            self._glass.height_mm * height_px / self._desktop_px[1],
        )

    @property
    def glass(self) -> ScreenSize:
        """The size of the whole screen, and how it is known."""
        return self._glass

    @property
    def close_asked(self) -> bool:
        """The window's own button for closing was used; `keys` told it as stop."""
        return self._close_asked

    def wear(self, look: Look) -> None:
        """Draw in another look from the next scene on."""
        self._look = look

    def take_size(self, given_mm: tuple[float, float]) -> None:
        """Believe that the whole screen is as large as this."""
        self._given_mm = given_mm
        self._glass = find_screen_size(given_mm)

    def displays(self) -> tuple[str, ...]:
        """The screens there are, by number and size."""
        sizes = pygame.display.get_desktop_sizes()
        return tuple(f"{number + 1} ({size[0]} x {size[1]})" for number, size in enumerate(sizes))

    @property
    def canvas(self) -> Canvas | None:
        """What was drawn last, with the boxes of its texts."""
        return self._canvas

    def draw(self, scene: Scene) -> None:
        """Show a scene, unless just that is shown already."""
        self._keyboard.takes_text = isinstance(scene, TextScene)
        canvas = Canvas(self._surface(), self._look)
        seen = visible(canvas, scene), self._look, canvas.surface.get_size()
        if seen == self._shown:
            return
        self._shown = None if seen[0] is None else seen
        pygame.display.update(repaint(canvas, scene, self._laid))
        self._canvas = self._laid = canvas

    def draw_between(self, scene: Scene) -> None:
        """Show a scene that only the clock has changed."""
        self.draw(scene)

    def keys(self) -> tuple[Key, ...]:
        """The keys pressed since the last call; keys for the full screen are obeyed here."""
        pressed: list[Key] = []
        self._keyboard.forget_text()
        for event in pygame.event.get():
            if event.type not in _OF_A_PERSON:
                self._shown = self._laid = None  # the system may have let the picture go
            if event.type == pygame.QUIT:
                self._close_asked = True
                pressed += (Key.CLOSE, Key.STOP)
            elif event.type == pygame.KEYDOWN and self._keyboard.is_for_full_screen(event):
                self._is_full = not self._is_full
                self._open()
            elif event.type == pygame.VIDEORESIZE and not self._is_full:
                self._size_px = event.size
            elif event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
                pressed += self._clicked(event.pos)
            elif event.type == pygame.MOUSEMOTION and event.buttons[0]:
                self._slid(event.pos)
            else:
                pressed += self._keyboard.take(event)
        return tuple(pressed)

    def typed(self) -> str:
        """The text typed up to the last call of `keys`, while a TextScene was shown; Backspace is \\b."""
        return self._keyboard.taken_text()

    def picture(self) -> NDArray[np.uint8]:
        """What is shown now, (height, width, 3) uint8."""
        width_px, height_px = self._surface().get_size()
        pixels = np.frombuffer(pygame.image.tobytes(self._surface(), "RGB"), np.uint8)
        return pixels.reshape(height_px, width_px, 3)

    def _clicked(self, at_px: tuple[int, int]) -> tuple[Key, ...]:
        """What the button under a place does; the one drawn last lies on top. A touch comes as a click as well."""
        buttons = self._canvas.buttons if self._canvas is not None else []
        for button in reversed(buttons):
            if button.box.collidepoint(at_px):
                self._keyboard.type(button.typed_at(at_px[0]))
                return button.keys
        return ()

    def _slid(self, at_px: tuple[int, int]) -> None:
        """Moving along a line with the button held tells every place."""
        for button in self._canvas.buttons if self._canvas is not None else ():
            if button.is_line and button.box.collidepoint(at_px):
                self._keyboard.type(button.typed_at(at_px[0]))

    def _open(self) -> None:
        self._shown = self._laid = None
        if self._is_full:
            pygame.display.set_mode(self._desktop_px, pygame.FULLSCREEN, display=self._number)
            pygame.mouse.set_visible(False)
        else:
            pygame.display.set_mode(self._size_px, pygame.RESIZABLE, display=self._number)
            pygame.mouse.set_visible(True)

    def _find_desktop_px(self) -> tuple[int, int]:
        """Pixels of the screen; without one (SDL's dummy driver) the window is all there is."""
        sizes = pygame.display.get_desktop_sizes()
        # A screen that was chosen once may not be plugged in today.
        self._number = self._number if self._number < len(sizes) else 0
        if not sizes or pygame.display.get_driver() in UNSEEN_DRIVERS:
            return self._size_px
        width_px, height_px = sizes[self._number]
        return width_px, height_px

    def _surface(self) -> pygame.Surface:
        surface = pygame.display.get_surface()
        if surface is None:
            raise DisplayError(_("The window is closed. Open the display before drawing."))
        return surface
