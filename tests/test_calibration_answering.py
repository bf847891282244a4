"""What a network is learned from: how its answers to a person's points change with what it says of them."""

import numpy as np

from calibration.answering import answers_deg, slopes_of_answers

PEOPLE, POINTS, ASKED, BASIS = 2, 5, 3, 4
RNG = np.random.default_rng(3)
TOLD = RNG.normal(size=(PEOPLE, POINTS + ASKED, 2))
WAYS = RNG.normal(size=(PEOPLE, POINTS + ASKED, 2, BASIS))
SHOWN = RNG.normal(scale=3, size=(PEOPLE, POINTS, 2))
DOWN = RNG.normal(size=(PEOPLE, ASKED, 2))
STEP = 1e-5


def weighed(told, ways):
    return float((answers_deg(told, ways, SHOWN).asked_deg * DOWN).sum())


def measured_slopes(values, of):
    slopes = np.empty_like(values)
    for place in np.ndindex(values.shape):
        more, less = values.copy(), values.copy()
        more[place] += STEP
        less[place] -= STEP
        slopes[place] = (of(more) - of(less)) / (2 * STEP)
    return slopes


def test_slopes_are_those_that_can_be_measured():
    at_told, at_basis = slopes_of_answers(answers_deg(TOLD, WAYS, SHOWN), DOWN)
    np.testing.assert_allclose(at_told, measured_slopes(TOLD, lambda told: weighed(told, WAYS)), atol=1e-6)
    np.testing.assert_allclose(at_basis, measured_slopes(WAYS, lambda ways: weighed(TOLD, ways)), atol=1e-6)


def test_what_was_shown_is_told_of_a_row_that_is_a_point_again():
    many = np.repeat(WAYS[:, :1], 60, axis=1)
    shown = np.broadcast_to(SHOWN[:, :1], (PEOPLE, 60, 2))
    told = np.repeat(TOLD[:, :1], 61, axis=1)
    again = answers_deg(told, np.concatenate([many, WAYS[:, :1]], axis=1), shown).asked_deg
    np.testing.assert_allclose(again, SHOWN[:, :1], atol=0.05)


def test_people_without_a_basis_are_told_by_their_offset_alone():
    nothing = np.zeros((1, 51, 2, 0))
    off = answers_deg(np.zeros((1, 51, 2)), nothing, np.full((1, 50, 2), 2.0)).asked_deg
    np.testing.assert_allclose(off, 2.0, atol=0.05)
