"""Every scene in every look: it fits, can be read, tells its states apart without colour, and can be clicked."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from display_helpers import texts_of, window
from numpy.typing import NDArray
from sample_scenes import PRACTISING, real_scenes, state_scenes
from test_display_drawing import contrast

from gazetrainer.adapters.pygame_display import GazeDot, Hand, Look, Motion, Theme
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.scene import DotScene, HoldScene, Key, MessageScene

SIZES = [(1280, 720), (1920, 1080)]
# Machado, Oliveira and Fernandes 2009, severity 1.0, for linear RGB.
BLINDNESS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}


def seen_by(kind: str, picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    """A picture as it looks to somebody who cannot tell some colours."""
    share = picture / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ np.array(BLINDNESS[kind]).T, 0, 1)
    return 255 * np.where(seen <= 0.0031308, seen * 12.92, 1.055 * seen ** (1 / 2.4) - 0.055)


@pytest.mark.parametrize("size_px", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_text_fits_and_covers_no_other(size_px: tuple[int, int], scale: float) -> None:
    with window(size_px, Look(size=scale)) as display:
        for scene in real_scenes(display.screen):
            display.draw(scene)
            canvas, boxes = texts_of(display)
            assert all(canvas.bounds.contains(box) for box in boxes), scene
            assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].colliderect(pair[1])], scene
            assert not [block.lines for block in canvas.blocks if block.is_cut], scene


@pytest.mark.parametrize("hand", Hand)
@pytest.mark.parametrize("size_px", [(1280, 720), (1024, 600), (800, 600)])
def test_buttons_stand_on_the_side_of_the_hand_and_cover_nothing(size_px: tuple[int, int], hand: Hand) -> None:
    with window(size_px, Look(hand=hand)) as display:
        for scene in real_scenes(display.screen):
            display.draw(scene)
            canvas, boxes = texts_of(display)
            assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].colliderect(pair[1])], scene
        display.draw(MessageScene("", "", PRACTISING))
        canvas, _ = texts_of(display)
        middles = [button.box.centerx for button in canvas.buttons]
        assert (np.mean(middles) > canvas.width_px / 2) == (hand is Hand.RIGHT)


@pytest.mark.parametrize("theme", Theme)
def test_every_text_can_be_read_on_the_ground_it_stands_on(theme: Theme) -> None:
    with window(look=Look(theme=theme)) as display:
        for scene in real_scenes(display.screen):
            display.draw(scene)
            picture, (canvas, _) = display.picture(), texts_of(display)
            for block, box in zip(canvas.blocks, canvas.block_boxes, strict=True):
                beside = [max(0, box.left - 3), min(canvas.width_px - 1, box.right + 2)]
                edge = picture[box.top : box.bottom : 4, beside].reshape(-1, 3)
                grounds = {tuple(int(part) for part in colour) for colour in edge}
                assert min((contrast(block.style.colour, ground) for ground in grounds), default=9) >= 4.5, block.lines


@pytest.mark.parametrize("theme", Theme)
def test_every_state_differs_from_every_other_for_the_colour_blind(theme: Theme) -> None:
    with window(look=Look(theme=theme)) as display:
        pictures = []
        for scene in state_scenes(display.screen):
            assert isinstance(scene, HoldScene)
            display.draw(replace(scene, headline="", subline="", hints=(), camera_on=False))
            pictures.append(display.picture()[::3, ::3].copy())
    for kind in BLINDNESS:
        for one, other in itertools.combinations([seen_by(kind, picture) for picture in pictures], 2):
            apart = np.abs(one - other).max(axis=2) > 24
            middle, edge = apart[33:207, 33:393], apart.copy()
            edge[10:230, 10:417] = False
            assert middle.sum() > 30, kind  # ring and mark
            assert edge.sum() > 300, kind  # the glow in the corner of the eye


def test_with_reduced_motion_nothing_moves_but_the_timer() -> None:
    with window(look=Look(motion=Motion.REDUCED)) as display:
        for scene in real_scenes(display.screen):
            if isinstance(scene, HoldScene | DotScene):
                display.draw(scene)
                before = display.picture().copy()
                display.draw(replace(scene, time_s=scene.time_s + 1.5))
                assert (display.picture() == before).all()


def test_the_gaze_ring_is_shown_only_to_those_who_asked_for_it() -> None:
    shown = {}
    for wish in GazeDot:
        with window(look=Look(gaze_dot=wish)) as display:
            scene = next(s for s in real_scenes(display.screen) if isinstance(s, HoldScene) and s.gaze is not None)
            display.draw(scene)
            shown[wish] = display.picture().copy()
            display.draw(replace(scene, gaze=None))
            assert (display.picture() == shown[wish]).all() == (wish is GazeDot.OFF)
    assert (shown[GazeDot.ON] != shown[GazeDot.OFF]).any()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_click_on_a_button_does_what_its_key_does(scale: float) -> None:
    with window(look=Look(size=scale)) as display:
        for scene in real_scenes(display.screen):
            display.draw(scene)
            canvas, _ = texts_of(display)
            for hint in getattr(scene, "hints", ()):
                button = next(button for button in reversed(canvas.buttons) if button.keys == (hint.key,))
                click(button.box.center)
                assert display.keys() == (hint.key,)
        click((5, 300))
        assert display.keys() == ()


def test_a_button_can_be_hit_without_precision() -> None:
    with window() as display:
        display.draw(MessageScene("", "", PRACTISING))
        canvas, _ = texts_of(display)
        assert min(min(button.box.size) for button in canvas.buttons) >= 38


def test_the_keys_of_either_hand_always_work() -> None:
    with window(look=Look(hand=Hand.LEFT)) as display:
        for key in (pygame.K_e, pygame.K_n, pygame.K_a, pygame.K_LEFT, pygame.K_q, pygame.K_BACKSPACE):
            pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0))
        assert display.keys() == (Key.SKIP, Key.SKIP, Key.LEFT, Key.LEFT, Key.BACK, Key.BACK)


@pytest.mark.parametrize("size_px", [(320, 200), (500, 340)])
def test_a_window_too_small_to_read_says_so(size_px: tuple[int, int]) -> None:
    with window(size_px) as display:
        for scene in real_scenes(display.screen):
            display.draw(scene)
        canvas, boxes = texts_of(display)
        assert "too small" in " ".join(canvas.blocks[0].lines)
        assert canvas.bounds.contains(boxes[0])
        assert not canvas.blocks[0].is_cut


def test_a_screen_that_is_not_plugged_in_today_is_no_fault() -> None:
    from gazetrainer.adapters.pygame_display import PygameDisplay  # noqa: PLC0415

    with PygameDisplay(number=7) as display:
        display.draw(MessageScene("Here", "on the screen there is"))


def click(at_px: tuple[int, int]) -> None:
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=at_px))
