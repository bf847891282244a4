"""A face is laid on the person's own mesh by what holds still in it, and looked at where its eyes are."""

from __future__ import annotations

import numpy as np
import pytest
from paper_face import paper_face

from gazetrainer.adapters.simulated.pose import rotation
from gazetrainer.measuring.landmarks import CORNERS, STABLE
from gazetrainer.measuring.mesh import Landmarks, at_eye_level, client_axes, mean_mesh, similarity_to

FACE = client_axes(paper_face().landmarks_px)
MESH = mean_mesh([FACE])
CHEEKS = (117, 346, 118, 347, 119, 348, 50, 280, 101, 330, 36, 266, 123, 352)
BROWS = (52, 53, 65, 63, 105, 66, 282, 283, 295, 293, 334, 296)
MOUTH_AND_NOSTRILS = (61, 291, 98, 327, 2, 0, 17, 164)
UP = np.array([0.0, 6.0, 0.0])


def raised(landmarks: tuple[int, ...]) -> Landmarks:
    face = FACE.copy()
    face[list(landmarks)] += UP
    return face


@pytest.mark.parametrize("moved", [CHEEKS, BROWS, MOUTH_AND_NOSTRILS])
def test_a_smile_or_a_frown_does_not_shift_the_mesh(moved: tuple[int, ...]) -> None:
    rest, face = similarity_to(MESH, FACE), similarity_to(MESH, raised(moved))
    assert face.apply(FACE) == pytest.approx(rest.apply(FACE))


def test_eyes_are_sought_at_their_corners_when_brows_pull_the_temples_and_the_bridge_along() -> None:
    pulled = raised(STABLE)
    laid = similarity_to(MESH, pulled)
    corners = [each.apply(pulled)[list(CORNERS), 1].mean() for each in (laid, at_eye_level(laid, MESH, pulled))]
    usual = MESH[list(CORNERS), 1].mean()
    assert corners[0] < usual - 1
    assert corners[1] == pytest.approx(usual)


def test_eyes_are_sought_at_their_corners_in_a_turned_and_nearer_head() -> None:
    turned = 1.3 * FACE @ rotation(8, 5, 12).T + [40.0, -20.0, 3.0]
    laid = similarity_to(MESH, turned)
    assert at_eye_level(laid, MESH, turned).apply(turned) == pytest.approx(laid.apply(turned))
