"""Only what differs is drawn and sent to the screen, and the picture is the same as if all of it were."""

import random
from dataclasses import replace

import pytest
from display_helpers import HINTS, UP_LEFT, every_kind, hold, window

from gazetrainer.adapters.pygame_display import GazeDot, Look, Theme
from gazetrainer.adapters.pygame_display.canvas import Canvas
from gazetrainer.adapters.pygame_display.painter import paint
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.repainting import LAID, repaint
from gazetrainer.scene import DotScene, GuidedScene, HoldScene, HoldState, PointerScene
from gazetrainer.screen import Spot, place
from targets.directions import Direction


def scenes_in_a_row(screen):
    """Scenes of practice as they follow each other, each a few times a little later."""
    chance = random.Random(7)
    scenes = [scene for scene in every_kind(screen, "Look up and left") if isinstance(scene, LAID)]
    scenes += [hold(screen, UP_LEFT, state, "Held", hints=HINTS, gaze=Spot(500.0, 300.0)) for state in HoldState]
    where = [place(Direction(*at), screen=screen, distance_mm=600.0) for at in ((3, 2), (5, 2), (30, 2))]
    scenes += [PointerScene("Find", "row 1", at, 3.0, 2.0, 0.4, "Follow", 0.0, hints=HINTS) for at in where]
    scenes = chance.sample(scenes, 24)
    return [later for scene in scenes for later in (scene, *(a_little_later(scene, n) for n in (1, 2)))]


def a_little_later(scene, step):
    match scene:
        case HoldScene():
            return replace(scene, held_s=scene.held_s + step, time_s=0.4 * step, gaze=Spot(510.0 + 9 * step, 310.0))
        case DotScene():
            return replace(scene, progress=scene.progress + 0.1 * step, time_s=0.4 * step)
        case GuidedScene():
            return replace(scene, remaining_s=scene.remaining_s - 3 * step, presence=0.5 / step)
        case _:
            return scene


def pixels(surface):
    return pygame.image.tobytes(surface, "RGB")


@pytest.mark.parametrize("look", [Look(gaze_dot=GazeDot.ON), Look(Theme.DARK, 1.6)])
def test_a_picture_drawn_where_it_differs_is_the_picture_drawn_whole(look):
    with window((640, 360), look) as display:
        at_once, before = pygame.Surface((640, 360)), None
        pieced = pygame.Surface((640, 360))
        for scene in scenes_in_a_row(display.screen):
            paint(Canvas(at_once, look), scene)
            canvas = Canvas(pieced, look)
            repaint(canvas, scene, before)
            before = canvas
            assert pixels(pieced) == pixels(at_once), type(scene).__name__


def test_what_changes_on_the_screen_lies_in_the_boxes_that_are_sent_to_it():
    with window((640, 360)) as display:
        surface, before, shown = pygame.Surface((640, 360)), None, pygame.Surface((640, 360))
        for scene in scenes_in_a_row(display.screen):
            canvas = Canvas(surface, Look())
            for area in repaint(canvas, scene, before):
                shown.blit(surface, area, area)
            before = canvas
            assert pixels(shown) == pixels(surface), type(scene).__name__


def test_a_moment_of_a_hold_touches_a_small_part_of_the_screen():
    with window() as display:
        surface, scene = pygame.Surface((1280, 720)), hold(display.screen)
        before, canvas = Canvas(surface, Look()), Canvas(surface, Look())
        repaint(before, scene, None)
        areas = repaint(canvas, replace(scene, held_s=29.0, time_s=1.0), before)
        assert sum(area.width * area.height for area in areas) < 0.05 * 1280 * 720


def test_another_look_and_another_size_are_drawn_whole():
    with window() as display:
        scene, first = hold(display.screen), Canvas(pygame.Surface((640, 360)), Look())
        repaint(first, scene, None)
        for surface, look in ((first.surface, Look(Theme.DARK)), (pygame.Surface((1280, 720)), Look())):
            canvas = Canvas(surface, look)
            assert repaint(canvas, scene, first) == [surface.get_rect()]
