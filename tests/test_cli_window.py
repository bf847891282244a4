"""The window outside of a sitting: what was pressed too early, and closing it."""

from dataclasses import replace

import pytest

from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.cli.options import ScreenWish
from gazetrainer.cli.window import opened_window, show_until_key
from gazetrainer.scene import Guide, MessageScene

SCENE = MessageScene("Done for today", "")


@pytest.fixture
def window():
    with opened_window(ScreenWish(volume=0.0)) as opened:
        yield opened


class PressingDisplay:
    """Passes on to the window, and presses a key while the scene is shown for the n-th time."""

    def __init__(self, display, key, times=3):
        self._display, self._key, self._left = display, key, times

    @property
    def screen(self):
        return self._display.screen

    def draw(self, scene):
        self._display.draw(scene)
        self._left -= 1
        if self._left == 0:
            pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=self._key, mod=0))

    def draw_between(self, scene):
        self._display.draw_between(scene)

    def keys(self):
        return self._display.keys()

    def typed(self):
        return self._display.typed()


def pressing(window, key):
    return replace(window, display=PressingDisplay(window.display, key))


def test_space_goes_on_and_esc_leaves(window):
    assert show_until_key(pressing(window, pygame.K_SPACE), SCENE)
    assert not show_until_key(pressing(window, pygame.K_ESCAPE), SCENE)


def test_an_impatient_press_before_the_summary_does_not_close_it(window):
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_SPACE, mod=0))
    display = PressingDisplay(window.display, pygame.K_SPACE)
    assert show_until_key(replace(window, display=display), SCENE)
    assert display._left == 0


def test_a_closed_window_shows_nothing_more(window):
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    assert not show_until_key(window, SCENE)
    assert window.is_closed


def test_a_demonstration_does_not_wait_for_a_key_for_ever(window):
    assert show_until_key(window, SCENE, patience_s=0.05)


def test_without_sound_the_screen_leads_the_eyes(window):
    assert window.guide is Guide.GLOW
