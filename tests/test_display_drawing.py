from __future__ import annotations

import itertools
import time
from dataclasses import replace

import numpy as np
import pytest
from display_helpers import DISTANCE_MM, LONG, every_kind, hold, texts_of, window

from gazetrainer.adapters.pygame_display import Look, Motion, Theme
from gazetrainer.adapters.pygame_display.fonts import font
from gazetrainer.adapters.pygame_display.look import Colour
from gazetrainer.scene import CameraCheckScene, HoldState
from gazetrainer.screen import Spot
from targets.directions import Direction

SIZES = [(1024, 600), (1280, 720), (1920, 1080)]


def ink_centre(picture: np.ndarray, near: Spot, colour: Colour) -> tuple[float, float]:
    """Middle of the pixels of one colour around a place."""
    reach = 60
    left, top = max(0, int(near.x_px) - reach), max(0, int(near.y_px) - reach)
    part = picture[top : top + 2 * reach, left : left + 2 * reach].astype(int)
    rows, columns = np.nonzero(np.abs(part - colour).sum(axis=2) < 40)
    return left + columns.mean() + 0.5, top + rows.mean() + 0.5


@pytest.mark.parametrize("size_px", SIZES)
@pytest.mark.parametrize("direction", [Direction(0, 0), Direction(-10, 4), Direction(11, -5), Direction(3, 6)])
def test_the_target_stands_in_its_true_direction(size_px: tuple[int, int], direction: Direction) -> None:
    with window(size_px) as display:
        scene = hold(display.screen, direction, HoldState.SETTLING, headline="", held_s=0.0)
        assert isinstance(scene.where, Spot)
        display.draw(scene)
        x_px, y_px = ink_centre(display.picture(), scene.where, Look().palette.ink)
        seen = display.screen.direction_deg(x_px, y_px, DISTANCE_MM)
    assert seen.azimuth_deg == pytest.approx(direction.azimuth_deg, abs=0.03)
    assert seen.elevation_deg == pytest.approx(direction.elevation_deg, abs=0.03)


@pytest.mark.parametrize("size_px", SIZES)
@pytest.mark.parametrize("text", ["Up, left", LONG])
def test_no_text_leaves_the_screen_or_covers_another(size_px: tuple[int, int], text: str) -> None:
    with window(size_px) as display:
        for scene in every_kind(display.screen, text):
            display.draw(scene)
            canvas, boxes = texts_of(display)
            assert boxes, scene
            assert all(canvas.bounds.contains(box) for box in boxes), scene
            covered = [pair for pair in itertools.combinations(boxes, 2) if pair[0].colliderect(pair[1])]
            assert not covered, scene


@pytest.mark.parametrize("size", [0.7, 1.3])
def test_the_size_setting_keeps_every_text_on_the_screen(size: float) -> None:
    with window(look=Look(size=size)) as display:
        for scene in every_kind(display.screen, "A little further up and left"):
            display.draw(scene)
            canvas, boxes = texts_of(display)
            assert all(canvas.bounds.contains(box) for box in boxes), scene


def test_every_state_differs_without_its_colour() -> None:
    with window() as display:
        pictures = []
        for state in (HoldState.IN, HoldState.OUT, HoldState.CANNOT_TELL, HoldState.EYES_CLOSED, HoldState.HEAD_MOVED):
            scene = hold(display.screen, Direction(-5, 0), state, headline="Same")
            display.draw(scene)
            assert isinstance(scene.where, Spot)
            x, y = round(scene.where.x_px), round(scene.where.y_px)
            around = display.picture()[y - 80 : y + 80, x - 80 : x + 80].astype(float).mean(axis=2)
            pictures.append(around < 180)
    for one, other in itertools.combinations(pictures, 2):
        assert (one != other).sum() > 300


def test_the_whole_edge_glows_in_position_and_less_of_it_otherwise() -> None:
    shares = {}
    with window() as display:
        for state in HoldState:
            display.draw(hold(display.screen, state=state, hints=(), camera_on=False))
            picture = display.picture().astype(int)
            edge = np.concatenate([picture[4], picture[-5], picture[:, 4], picture[:, -5]])
            shares[state] = (np.abs(edge - Look().palette.paper).max(axis=1) > 40).mean()
    assert shares[HoldState.IN] == 1.0
    assert shares[HoldState.SETTLING] == 0.0
    assert all(0.1 < shares[state] < 0.9 for state in (HoldState.OUT, HoldState.HEAD_MOVED, HoldState.CANNOT_TELL))


def test_the_ring_fills_clockwise_with_the_time_held() -> None:
    with window() as display:
        shares = []
        for held_s in (0.0, 11.25, 22.5, 45.0):
            display.draw(hold(display.screen, Direction(0, 0), held_s=held_s, headline=""))
            teal = np.abs(display.picture()[280:440, 560:720].astype(int) - Look().palette.held).sum(axis=2) < 30
            shares.append((teal[:, 82:].sum(), teal[:, :78].sum()))
    right, left = zip(*shares, strict=True)
    assert right[0] == left[0] == 0
    assert left[1] == pytest.approx(0, abs=60)
    assert right[2] == pytest.approx(right[3], rel=0.1)
    assert left[3] == pytest.approx(right[3], rel=0.05)


def test_the_dot_breathes_unless_motion_is_reduced() -> None:
    def dark_pixels(motion: Motion, time_s: float) -> int:
        with window(look=Look(motion=motion)) as display:
            display.draw(hold(display.screen, Direction(0, 0), time_s=time_s, headline=""))
            return int((display.picture()[320:400, 600:680].max(axis=2) < 100).sum())

    assert dark_pixels(Motion.FULL, 1.5) > 1.2 * dark_pixels(Motion.FULL, 4.5)
    assert dark_pixels(Motion.REDUCED, 1.5) == dark_pixels(Motion.REDUCED, 4.5)


def test_the_preview_is_a_mirror_and_the_cameras_picture_stays_as_it_is() -> None:
    preview = np.full((480, 640, 3), 200, np.uint8)
    preview[200:280, 40:120] = (255, 0, 0)
    before = preview.copy()
    with window() as display:
        display.draw(CameraCheckScene("", preview, (), ""))
        red = np.argwhere(np.abs(display.picture().astype(int) - (255, 0, 0)).sum(axis=2) < 60)
    assert red[:, 1].mean() > 70 + 310
    assert (preview == before).all()


def test_figures_are_equally_wide_so_that_the_time_does_not_jump() -> None:
    with window():
        assert len({font(26, "regular").size(figure)[0] for figure in "0123456789"}) == 1


@pytest.mark.parametrize("theme", Theme)
def test_colours_can_be_told_from_the_paper(theme: Theme) -> None:
    palette = Look(theme=theme).palette
    small = (palette.ink, palette.quiet)
    large = (palette.held, palette.slipped, palette.unsure, palette.fault)
    assert min(contrast(colour, palette.paper) for colour in small) >= 4.5
    assert min(contrast(colour, palette.paper) for colour in large) >= 3.5


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of WCAG 2.2."""

    def luminance(colour: Colour) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in np.array(colour) / 255]
        return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_a_frame_of_a_hold_leaves_the_camera_its_time() -> None:
    with window() as display:
        scene = hold(display.screen)
        display.draw(scene)
        costs_s = []
        for number in range(40):
            start_s = time.process_time()
            display.draw(replace(scene, held_s=number / 30, time_s=number / 30))
            costs_s.append(time.process_time() - start_s)
    assert np.median(costs_s) < 0.012
