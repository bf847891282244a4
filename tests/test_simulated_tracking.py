"""A real face tracker sees in the rendered face what the pose says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from simulated_helpers import aspect_ratios, head_turn_deg, iris_offset, lid_heights, looks, renderer_of, seen

from gazetrainer.adapters.simulated import Identity, Pose
from gazetrainer.face import NoFace

POSES = (Pose(), Pose(azimuth_deg=15, elevation_deg=8, head_yaw_deg=-10), Pose(openness_left=0, openness_right=0))


@pytest.mark.parametrize("seed", range(8))
def test_every_person_is_found_looking_turning_and_with_closed_eyes(seed: int) -> None:
    assert len(seen(Identity.from_seed(seed), POSES)) == len(POSES)


def test_nobody_is_found_when_the_client_has_left() -> None:
    (look,) = looks(Identity.from_seed(1), [Pose(present=False)])
    assert isinstance(look, NoFace)


@pytest.mark.parametrize("seed", [1, 5, 6])
def test_the_iris_moves_steadily_to_the_pictures_left_as_the_client_looks_right(seed: int) -> None:
    angles_deg = np.arange(-30, 31, 10)
    found = seen(Identity.from_seed(seed), [Pose(azimuth_deg=float(angle)) for angle in angles_deg])
    sideways = np.array([iris_offset(look)[0] for look in found])
    assert (np.diff(sideways) < 0).all()
    assert 4e-3 < -np.polyfit(angles_deg, sideways, 1)[0] < 8.5e-3


@pytest.mark.parametrize("seed", [1, 5, 6])
def test_the_iris_moves_up_as_the_client_looks_up(seed: int) -> None:
    angles_deg = np.array([-20.0, -10, 0, 15])
    found = seen(Identity.from_seed(seed), [Pose(elevation_deg=float(angle)) for angle in angles_deg])
    down = np.array([iris_offset(look)[1] for look in found])
    assert 1.2e-3 < -np.polyfit(angles_deg, down, 1)[0] < 3.2e-3


def test_a_closed_eye_reads_as_closed() -> None:
    opened, closed = seen(Identity.from_seed(2), [Pose(), Pose(openness_left=0, openness_right=0)])
    assert min(aspect_ratios(opened)) > 0.25
    assert max(aspect_ratios(closed)) < 0.1


def test_the_clients_left_eye_is_the_one_that_closes() -> None:
    (look,) = seen(Identity.from_seed(2), [Pose(openness_left=0.1)])
    right, left = aspect_ratios(look)
    assert left < right / 2


@pytest.mark.parametrize("narrowed", [Pose(smile=1.0), Pose(squint=1.0)])
def test_a_smile_and_a_squint_narrow_the_lids_from_both_sides_and_close_no_eye(narrowed: Pose) -> None:
    rest, face = seen(Identity.from_seed(4), [Pose(), narrowed])
    shares = np.array(aspect_ratios(face)) / aspect_ratios(rest)
    assert (shares > 0.6).all()
    assert (shares < 0.92).all()
    assert (lid_heights(face)[0] < lid_heights(rest)[0] - 0.01).all()
    assert (lid_heights(face)[1] > lid_heights(rest)[1] + 0.01).all()


def test_a_smile_lifts_the_corners_of_the_mouth() -> None:
    rest, face = seen(Identity.from_seed(4), [Pose(), Pose(smile=1.0)])
    corners = [look.landmarks_px[[61, 291], 1].mean() - look.landmarks_px[[33, 263], 1].mean() for look in (rest, face)]
    assert corners[1] < corners[0] - 1


def test_brows_go_up_and_down() -> None:
    rest, up, down = seen(Identity.from_seed(4), [Pose(), Pose(brows=1.0), Pose(brows=-1.0)])
    heights = [
        look.landmarks_px[[33, 263], 1].mean() - look.landmarks_px[[105, 334], 1].mean() for look in (rest, up, down)
    ]
    assert heights[1] > heights[0] + 1
    assert heights[2] < heights[0] - 1


@pytest.mark.parametrize("turned", [Pose(head_yaw_deg=10), Pose(head_pitch_deg=10), Pose(head_roll_deg=10)])
def test_a_head_turned_ten_degrees_reads_as_about_ten(turned: Pose) -> None:
    straight, moved = seen(Identity.from_seed(4), [Pose(), turned])
    assert 7.5 < head_turn_deg(straight, moved) < 13


def test_a_nose_turned_to_the_clients_right_moves_to_the_pictures_left() -> None:
    straight, right, up = seen(Identity.from_seed(4), [Pose(), Pose(head_yaw_deg=10), Pose(head_pitch_deg=10)])
    assert right.landmarks_px[1, 0] < straight.landmarks_px[1, 0] - 2
    assert up.landmarks_px[1, 1] < straight.landmarks_px[1, 1] - 1


def test_a_head_tilted_to_the_clients_right_shoulder_lowers_the_right_eye() -> None:
    (tilted,) = seen(Identity.from_seed(4), [Pose(head_roll_deg=8)])
    assert tilted.landmarks_px[33, 1] > tilted.landmarks_px[263, 1] + 5


def test_a_nearer_client_is_larger() -> None:
    far, near = seen(Identity.from_seed(4), [Pose(distance_mm=690), Pose(distance_mm=460)])
    widths = [np.linalg.norm(look.landmarks_px[33, :2] - look.landmarks_px[263, :2]) for look in (far, near)]
    assert widths[1] / widths[0] == pytest.approx(1.5, rel=0.1)


def test_dim_light_large_pictures_and_glasses_keep_the_face_findable() -> None:
    assert len(seen(Identity.from_seed(3, glasses=True), [Pose(light=0.3), Pose(azimuth_deg=20)], width_px=1280)) == 2


def test_a_client_with_an_eye_patch_is_found_and_the_patch_is_on_the_right_side() -> None:
    person = Identity.from_seed(4, glasses=False)
    (look,) = seen(replace(person, covered="left"), [Pose()])
    patched = renderer_of(replace(person, covered="left"), 640).render(Pose())
    bare = renderer_of(person, 640).render(Pose())
    brightness = [
        float(picture[int(row), int(column)].mean())
        for picture in (patched, bare)
        for column, row in (look.landmarks_px[130, :2], look.landmarks_px[359, :2])  # outer lids, right and left
    ]
    assert brightness[0] == pytest.approx(brightness[2], abs=20)
    assert brightness[1] < brightness[3] - 20
