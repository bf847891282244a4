"""Everybody is learned from in a mirror as well: what is told of a look to one side holds for the other."""

import numpy as np
import pytest
from paper_face import paper_face, paper_population

from gazetrainer.measuring.features import mirrored
from gazetrainer.measuring.head import mean_rotation, rotation_of
from gazetrainer.measuring.mesh import client_axes
from gazetrainer.measuring.ruler import Ruler

STRAIGHT = paper_face()


@pytest.fixture(scope="module")
def ruler():
    neutral = mean_rotation(np.array([rotation_of(STRAIGHT.head_matrix)]))
    return Ruler(client_axes(STRAIGHT.landmarks_px), neutral, paper_population().appearance)


@pytest.mark.parametrize("look", [(12.0, 0.0), (-9.0, 7.0), (4.0, -8.0)])
def test_a_look_to_the_other_side_is_the_same_look_in_a_mirror(ruler, look):
    azimuth, elevation = look
    here, there, straight = (
        ruler.features(face)
        for face in (paper_face(0, azimuth, elevation), paper_face(0, -azimuth, elevation), STRAIGHT)
    )
    moved = np.abs(here - straight).max()
    np.testing.assert_allclose(mirrored((here - straight)[None])[0], there - straight, atol=0.02 * moved)


def test_a_turned_head_is_turned_to_the_other_side_in_a_mirror(ruler):
    turned, other_way = (ruler.features(paper_face(0, head=head)) for head in ((6.0, 4.0, -3.0), (-6.0, 4.0, 3.0)))
    np.testing.assert_allclose(mirrored(turned[None])[0, -3:], other_way[-3:], atol=1e-6)


def test_a_mirror_in_a_mirror_changes_nothing(ruler):
    row = ruler.features(paper_face(0, 5.0, 3.0, head=(3.0, 2.0, 1.0)))[None]
    np.testing.assert_array_equal(mirrored(mirrored(row)), row)
