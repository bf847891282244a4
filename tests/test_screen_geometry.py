from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetrainer.screen import BeyondEdge, Screen, Spot, place
from gazetrainer.wording.edge_words import length_in_words
from targets.directions import Direction

LAPTOP = Screen(1920, 1080, 294.0, 165.0)

angles = st.floats(-70, 70)
distances_mm = st.floats(300, 1200)
screens = st.builds(
    Screen,
    st.integers(320, 7680),
    st.integers(240, 4320),
    st.floats(100, 1500),
    st.floats(80, 900),
    st.none() | st.tuples(st.floats(0, 320), st.floats(0, 240)),
)


@given(screens, angles, angles, distances_mm)
def test_a_direction_and_its_place_belong_together(
    screen: Screen, azimuth_deg: float, elevation_deg: float, distance_mm: float
) -> None:
    back = screen.direction_deg(*screen.point_px(azimuth_deg, elevation_deg, distance_mm), distance_mm)
    assert back.azimuth_deg == pytest.approx(azimuth_deg, abs=1e-6)
    assert back.elevation_deg == pytest.approx(elevation_deg, abs=1e-6)


@given(screens, angles, angles, distances_mm)
def test_every_direction_has_a_place_on_the_screen_or_beyond_an_edge(
    screen: Screen, azimuth_deg: float, elevation_deg: float, distance_mm: float
) -> None:
    where = place(Direction(azimuth_deg, elevation_deg), screen=screen, distance_mm=distance_mm)
    match where:
        case Spot(x_px, y_px):
            assert screen.is_on_screen(x_px, y_px)
        case BeyondEdge():
            assert -1e-6 <= where.edge_x_px <= screen.width_px + 1e-6
            assert -1e-6 <= where.edge_y_px <= screen.height_px + 1e-6
            assert where.past_edge_mm > 0
            assert where.words


def test_the_clients_right_and_up_are_the_screens_right_and_up() -> None:
    x, y = LAPTOP.point_px(5, 5, 600)
    assert x > 960
    assert y < 540


def test_straight_ahead_is_the_middle_unless_it_was_captured_elsewhere() -> None:
    assert LAPTOP.point_px(0, 0, 600) == (960, 540)
    assert Screen(1920, 1080, 294, 165, (900, 300)).point_px(0, 0, 600) == (900, 300)


def test_a_laptop_at_60_cm_reaches_14_by_8_degrees() -> None:
    reach = LAPTOP.reach_deg(600)
    assert reach.azimuth_deg == pytest.approx(13.8, abs=0.1)
    assert reach.elevation_deg == pytest.approx(7.8, abs=0.1)


@pytest.mark.parametrize(
    ("azimuth_deg", "elevation_deg", "edge"),
    [
        (-25, 0, "left edge"),
        (25, 1, "right edge"),
        (0, 20, "top edge"),
        (1, -20, "bottom edge"),
        (-22, 15, "top left corner"),
    ],
)
def test_the_edge_is_named(azimuth_deg: float, elevation_deg: float, edge: str) -> None:
    where = place(Direction(azimuth_deg, elevation_deg), screen=LAPTOP, distance_mm=600)
    assert isinstance(where, BeyondEdge)
    assert where.words.endswith(f"past the {edge}")


def test_the_arrow_points_from_the_middle_to_the_target() -> None:
    where = place(Direction(0, 20), screen=LAPTOP, distance_mm=600)
    assert isinstance(where, BeyondEdge)
    assert where.arrow_deg == pytest.approx(90)
    assert (where.edge_x_px, where.edge_y_px) == pytest.approx((960, 0))
    assert where.past_edge_mm == pytest.approx(600 * math.tan(math.radians(20)) - 82.5)


def test_lengths_are_said_in_growing_words() -> None:
    said = [length_in_words(mm) for mm in (5, 20, 40, 60, 85, 170, 255, 400, 700, 2000)]
    assert len(set(said)) == len(said)
    assert said[4] == "about a hand's width"
    assert "nan" not in length_in_words(math.nan)


def test_a_direction_at_the_very_side_still_has_a_place() -> None:
    where = place(Direction(179, -90), screen=LAPTOP, distance_mm=600)
    assert isinstance(where, BeyondEdge)
    assert math.isfinite(where.arrow_deg)
