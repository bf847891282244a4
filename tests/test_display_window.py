from __future__ import annotations

import os
import subprocess
import sys

import pytest
from display_helpers import SCREEN_MM, hold, window

from gazetrainer.adapters.pygame_display import PygameDisplay, SizeSource
from gazetrainer.adapters.pygame_display.drivers import ask_for_plain_pixels
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.screen_size import (
    ASSUMED_MM,
    find_screen_size,
    size_from_edid,
    size_from_monitors,
)
from gazetrainer.errors import DisplayError
from gazetrainer.scene import Key, MessageScene


def press(key: int, mod: int = 0) -> None:
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod))


def test_keys_are_told_by_what_they_mean() -> None:
    with window() as display:
        for key in (pygame.K_SPACE, pygame.K_RETURN, pygame.K_n, pygame.K_c, pygame.K_r, pygame.K_x):
            press(key)
        assert display.keys() == (Key.MAIN, Key.MAIN, Key.SKIP, Key.RECENTRE, Key.REPEAT)
        assert display.keys() == ()


def test_closing_the_window_and_escape_both_stop_and_can_be_told_apart() -> None:
    with window() as display:
        pygame.event.post(pygame.event.Event(pygame.QUIT))
        press(pygame.K_ESCAPE)
        assert display.keys() == (Key.CLOSE, Key.STOP, Key.STOP)


def test_the_full_screen_comes_and_goes_without_troubling_the_sitting() -> None:
    with window() as display:
        press(pygame.K_F11)
        assert display.keys() == ()
        display.draw(hold(display.screen))
        press(pygame.K_RETURN, pygame.KMOD_ALT)
        assert display.keys() == ()
        assert display.picture().shape == (720, 1280, 3)


def test_a_window_can_be_opened_again() -> None:
    for _ in range(2):
        with window() as display:
            display.draw(MessageScene("Again", "and again"))


def test_the_given_size_of_the_screen_is_used() -> None:
    with window() as display:
        assert (display.screen.width_mm, display.screen.height_mm) == SCREEN_MM
        assert display.glass.source is SizeSource.GIVEN


def test_a_screen_that_was_chosen_once_and_is_not_plugged_in_today_gives_way_to_the_first() -> None:
    with PygameDisplay(number=3, screen_mm=SCREEN_MM) as display:
        display.draw(MessageScene("Here", "on the screen there is"))
        assert [name[:2] for name in display.displays()] == ["1 "]
        assert display.picture().shape == (720, 1280, 3)


def test_without_a_screen_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "x11")
    monkeypatch.setenv("DISPLAY", ":4711")
    with pytest.raises(DisplayError, match="no screen to draw on"), PygameDisplay():
        pass


def test_on_x11_the_picture_goes_to_the_screen_without_opengl_unless_somebody_wants_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for driver, wanted, asked in (("x11", None, "0"), ("x11", "1", "1"), ("wayland", None, None)):
        monkeypatch.delenv("SDL_FRAMEBUFFER_ACCELERATION", raising=False)
        if wanted is not None:
            monkeypatch.setenv("SDL_FRAMEBUFFER_ACCELERATION", wanted)
        ask_for_plain_pixels(driver)
        assert os.environ.get("SDL_FRAMEBUFFER_ACCELERATION") == asked


def test_nothing_is_said_on_the_terminal() -> None:
    code = (
        "from gazetrainer.adapters.pygame_display import PygameDisplay\n"
        "from gazetrainer.scene import MessageScene\n"
        "with PygameDisplay() as display: display.draw(MessageScene('a', 'b'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""


def test_monitors_are_read_with_the_primary_one_first() -> None:
    listing = "Monitors: 2\n 0: +HDMI-1 2560/597x1440/336+1920+0  HDMI-1\n 1: +*eDP-1 1920/294x1080/165+0+0  eDP-1\n"
    assert size_from_monitors(listing) == (294.0, 165.0)
    assert size_from_monitors("Monitors: 0\n") is None


def test_a_monitors_own_description_gives_its_size() -> None:
    edid = bytearray(128)
    edid[:8] = b"\x00\xff\xff\xff\xff\xff\xff\x00"
    edid[21:23] = (29, 17)
    assert size_from_edid(bytes(edid)) == (290.0, 170.0)
    edid[21:23] = (0, 0)  # a projector
    assert size_from_edid(bytes(edid)) is None
    assert size_from_edid(b"") is None


def test_an_unknown_screen_is_assumed_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    size = find_screen_size()
    assert size.source in {SizeSource.ASSUMED, SizeSource.SYSTEM}
    if size.source is SizeSource.ASSUMED:
        assert (size.width_mm, size.height_mm) == ASSUMED_MM
