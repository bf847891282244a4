"""Which of several faces is followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazetrainer.measuring.nearest_face import GONE_S, PATIENCE_S, Following, SeenFace, follow, second_ratio

# A busy machine must not fail a property.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
CLIENT = SeenFace(300, 200, 60)
VISITOR = SeenFace(520, 180, 50)
RATE_HZ = 30


def followed_sizes(pictures: Sequence[tuple[SeenFace, ...]]) -> list[float | None]:
    """Size of the followed face in each picture, None for nobody."""
    following: Following | None = None
    sizes: list[float | None] = []
    for index, faces in enumerate(pictures):
        following, chosen = follow(following, faces, index / RATE_HZ)
        sizes.append(None if chosen is None else faces[chosen].size_px)
    return sizes


def seconds(duration_s: float, *faces: SeenFace) -> list[tuple[SeenFace, ...]]:
    return [faces] * round(duration_s * RATE_HZ)


def test_the_nearest_face_is_followed_at_first_whatever_the_order() -> None:
    assert followed_sizes([(VISITOR, CLIENT)]) == followed_sizes([(CLIENT, VISITOR)]) == [60]


def test_a_face_that_comes_a_little_nearer_does_not_take_over() -> None:
    leaning = replace(VISITOR, size_px=70)
    assert set(followed_sizes(seconds(1, CLIENT, VISITOR) + seconds(5, CLIENT, leaning))) == {60}


def test_a_face_clearly_nearer_takes_over_only_after_a_while() -> None:
    close = replace(VISITOR, size_px=90)
    sizes = followed_sizes(seconds(1, CLIENT) + seconds(4, close, CLIENT))
    assert sizes.index(90) / RATE_HZ == 1 + PATIENCE_S
    assert set(sizes[sizes.index(90) :]) == {90}


def test_someone_passing_by_close_to_the_camera_is_ignored() -> None:
    close = replace(VISITOR, size_px=120)
    pictures = (seconds(1, CLIENT, close) + seconds(0.2, CLIENT)) * 3
    assert set(followed_sizes(seconds(1, CLIENT) + pictures)) == {60}


def test_a_face_lost_for_a_moment_is_not_replaced_by_the_one_behind() -> None:
    sizes = followed_sizes(seconds(1, CLIENT, VISITOR) + seconds(0.5, VISITOR) + seconds(1, CLIENT, VISITOR))
    assert set(sizes) == {60, None}
    assert sizes.count(None) == round(0.5 * RATE_HZ)


def test_a_face_gone_for_good_leaves_its_place_to_the_next() -> None:
    sizes = followed_sizes(seconds(1, CLIENT, VISITOR) + seconds(3, VISITOR))
    assert sizes[-1] == 50
    assert GONE_S - 0.05 <= sizes.count(None) / RATE_HZ <= GONE_S + 0.05


def test_a_head_that_moves_about_is_still_the_same() -> None:
    moving = [(replace(CLIENT, x_px=300 + 25 * (index % 2)), VISITOR) for index in range(60)]
    assert set(followed_sizes(moving)) == {60}


def test_the_second_face_is_measured_against_the_followed_one() -> None:
    assert second_ratio((CLIENT, VISITOR), 0) == 50 / 60
    assert second_ratio((CLIENT,), 0) == 0


FACES = st.lists(st.builds(SeenFace, st.floats(0, 640), st.floats(0, 480), st.floats(5, 300)), max_size=3).map(tuple)


@PATIENT
@given(st.lists(FACES, max_size=40), st.floats(0, 1e6))
def test_the_choice_does_not_depend_on_when_the_clock_started(
    pictures: list[tuple[SeenFace, ...]], shift_s: float
) -> None:
    plain: Following | None = None
    shifted: Following | None = None
    for index, faces in enumerate(pictures):
        plain, first = follow(plain, faces, index / 4)
        shifted, second = follow(shifted, faces, round(shift_s) + index / 4)
        assert first == second
        assert first is None or 0 <= first < len(faces)
