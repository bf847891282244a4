"""Directions and layouts: words from the client's own side, points that calibrate and points that check."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targets import calibration_points, direction_in_words, further_in_words, validation_points

# A busy machine must not fail a property.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("azimuth_deg", "elevation_deg", "words"),
    [
        (0, 0, "Straight ahead"),
        (-10, 8, "Up, left"),
        (-30, 10, "Up, far left"),
        (15, 0, "Right"),
        (0, -12, "Down"),
        (25, -30, "Far down, far right"),
    ],
)
def test_directions_have_plain_names(azimuth_deg: float, elevation_deg: float, words: str) -> None:
    assert direction_in_words(azimuth_deg, elevation_deg) == words


@PATIENT
@given(st.floats(-45, 45), st.floats(-47, 35))
def test_a_name_never_confuses_the_sides(azimuth_deg: float, elevation_deg: float) -> None:
    words = direction_in_words(azimuth_deg, elevation_deg).lower()
    assert ("left" in words) == (azimuth_deg <= -3)
    assert ("right" in words) == (azimuth_deg >= 3)
    assert ("up" in words) == (elevation_deg >= 3)
    assert ("down" in words) == (elevation_deg <= -3)


@pytest.mark.parametrize(
    ("difference_deg", "words"),
    [
        ((-4, 4), "A little further up and left"),
        ((0.5, -5), "A little further down"),
        ((14, 2), "Further right"),
        ((0.1, 0.1), "Just there"),
    ],
)
def test_the_way_still_to_go_is_said_in_everyday_words(difference_deg: tuple[float, float], words: str) -> None:
    assert further_in_words(*difference_deg) == words


@pytest.mark.parametrize("n", [5, 9, 13])
def test_a_layout_starts_at_the_centre_and_reaches_every_corner(n: int) -> None:
    points = calibration_points(n, half_width_deg=15, half_height_deg=10)
    places = [(point.azimuth_deg, point.elevation_deg) for point in points]
    assert len(set(places)) == n
    assert places[0] == (0, 0)
    assert {(-15, 10), (15, 10), (15, -10), (-15, -10)} < set(places)


@pytest.mark.parametrize("n", [5, 9, 13])
def test_validation_points_lie_inside_and_apart_from_what_was_fitted(n: int) -> None:
    fitted = calibration_points(n, half_width_deg=15, half_height_deg=10)
    held_out = validation_points(half_width_deg=15, half_height_deg=10)
    assert len(set(held_out)) == 4
    for point in held_out:
        assert abs(point.azimuth_deg) < 15
        assert abs(point.elevation_deg) < 10
        apart_deg = min(
            max(abs(point.azimuth_deg - other.azimuth_deg), abs(point.elevation_deg - other.elevation_deg))
            for other in fitted
        )
        assert apart_deg > 2


def test_a_layout_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="5, 9 or 13"):
        calibration_points(7, half_width_deg=15, half_height_deg=10)
