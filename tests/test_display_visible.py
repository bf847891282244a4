"""The same picture is not drawn again; but whatever can be seen of a later scene is drawn."""

from dataclasses import replace

import numpy as np
import pytest
from display_helpers import hold, window
from sample_scenes import state_scenes

from gazetrainer.adapters.pygame_display.canvas import Canvas
from gazetrainer.adapters.pygame_display.look import Look, Theme
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.visible import visible
from gazetrainer.between import scene_between
from gazetrainer.scene import GetReadyScene, GuidedScene, HoldState, Lids, MessageScene, RestScene

RUNNING = (
    GetReadyScene("Up, left", "1 of 2", -10, 8, 3.02, "Let your eyes go there."),
    RestScene("Rest", 4.01, "Blink as you like."),
    GuidedScene("A moment", "Let your shoulders sink.", Lids.CLOSED, "eyes closed", 9.5, 20.0, presence=0.8),
)


def cover(display):
    """Another window was in front."""
    pygame.display.get_surface().fill((1, 2, 3))
    pygame.event.post(pygame.event.Event(pygame.VIDEOEXPOSE))
    display.keys()


def drawn_between(display, scene):
    """One second of a scene, sixty times: (what is said to be visible, the pixels)."""
    for step in range(60):
        later = scene_between(scene, step / 250)
        canvas = Canvas(pygame.display.get_surface(), Look())
        key = visible(canvas, later)
        cover(display)  # or it would be drawn over what was shown before
        display.draw(later)
        yield key, display.picture()


@pytest.mark.parametrize("at", range(9))
def test_what_counts_as_the_same_is_the_same_in_every_pixel(at):
    with window() as display:
        scene = (*state_scenes(display.screen), *RUNNING)[at]
        before, kinds = None, set()
        for key, picture in drawn_between(display, scene):
            if before is not None and key == before[0]:
                assert np.array_equal(picture, before[1])
            before = key, picture
            kinds.add(key)
        assert len(kinds) < 20


def test_a_second_that_passed_is_drawn():
    with window() as display:
        display.draw(replace(hold(display.screen), held_s=3.99))
        before = display.picture()
        display.draw(replace(hold(display.screen), held_s=4.01))
        assert not np.array_equal(display.picture(), before)


def test_another_look_is_drawn_at_once():
    with window() as display:
        display.draw(MessageScene("A title", "and a text"))
        before = display.picture()
        display.wear(Look(theme=Theme.DARK))
        display.draw(MessageScene("A title", "and a text"))
        assert not np.array_equal(display.picture(), before)


def test_a_window_that_was_covered_is_drawn_again():
    with window() as display:
        scene = hold(display.screen, state=HoldState.OUT)
        display.draw(scene)
        shown = display.picture()
        cover(display)
        display.draw(scene)
        assert np.array_equal(display.picture(), shown)
