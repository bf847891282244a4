import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calibration import (
    CalibrationError,
    PersonRows,
    Population,
    Rows,
    fit_person,
    fit_ridge,
    learn_doubt,
    left_out_directions,
    train_population,
)

GRID = np.array([(a, e) for a in (0.0, -15.0, 15.0) for e in (0.0, -10.0, 10.0)])
CORNERS = np.array([(0.0, 0.0), (-15.0, 10.0), (15.0, 10.0), (15.0, -10.0), (-15.0, -10.0)])
FEATURES = 12


class Somebody:
    """A person whose features answer, in a way of their own, to the gaze and to what has nothing to do with it."""

    def __init__(self, seed, *, oddness=0.25):
        rng = np.random.default_rng((seed, 3))
        usual = np.random.default_rng(99)
        self.rng = rng
        self.mixing = (usual.normal(size=(2, FEATURES)) + oddness * rng.normal(size=(2, FEATURES))) / 10
        self.nuisance = usual.normal(size=(3, FEATURES)) / 10
        self.offset = rng.normal(size=FEATURES)

    def features(self, directions, *, noise=0.06):
        disturbed = self.rng.normal(size=(len(directions), 3)) @ self.nuisance
        return self.offset + directions @ self.mixing + disturbed + noise * self.rng.normal(size=disturbed.shape)

    def rows(self):
        directions = np.vstack([GRID, GRID, self.rng.uniform((-25, -18), (25, 18), size=(120, 2))])
        return PersonRows(self.features(directions), directions, np.arange(len(directions)) < 18)


@pytest.fixture(scope="module")
def population():
    return train_population([Somebody(seed).rows() for seed in range(30)])


def rows(features, directions, sittings=None):
    sitting = np.zeros(len(features), dtype=np.int64) if sittings is None else sittings
    targets = np.unique(directions, axis=0, return_inverse=True)[1].ravel()
    return Rows(features, directions, targets, sitting, sitting < 0)


def error_deg(model, person, directions):
    told = model.predict(person.features(directions))
    return np.hypot(*(told.directions_deg - directions).T), told.sigma_deg


def test_five_points_and_a_population_beat_nine_points_without_one(population):
    errors, plain = [], []
    for seed in range(500, 520):
        person = Somebody(seed)
        test = person.rng.uniform((-15, -10), (15, 10), size=(40, 2))
        few = fit_person(population, rows(person.features(CORNERS), CORNERS))
        many = fit_ridge(person.features(GRID), GRID, np.arange(9))
        errors.append(error_deg(few, person, test)[0].mean())
        plain.append(error_deg(many, person, test)[0].mean())
    assert np.mean(errors) < 0.8 * np.mean(plain)


def test_the_stated_doubt_holds_for_people_who_had_no_part(population):
    inside = []
    for seed in range(600, 640):
        person = Somebody(seed)
        model = fit_person(population, rows(person.features(GRID), GRID))
        error, sigma = error_deg(model, person, person.rng.uniform((-15, -10), (15, 10), size=(30, 2)))
        inside.append((error < 2.45 * sigma).mean())
    assert 0.75 < np.mean(inside) <= 1.0


def test_a_person_whose_points_do_not_fit_together_is_doubted_more(population):
    person = Somebody(700)
    features = person.features(GRID)
    looked_beside = GRID + np.random.default_rng(1).normal(scale=3.0, size=GRID.shape)
    careful = fit_person(population, rows(features, GRID)).predict(features)
    careless = fit_person(population, rows(features, looked_beside)).predict(features)
    assert careless.sigma_deg.min() > 1.5 * careful.sigma_deg.max()


def test_doubt_grows_beyond_the_calibrated_range(population):
    person = Somebody(800)
    model = fit_person(population, rows(person.features(GRID), GRID))
    told = model.predict(person.features(np.array([(0.0, 0.0), (30.0, 0.0)])))
    assert told.sigma_deg[1] > told.sigma_deg[0]
    assert told.beyond_deg[0] == 0 < told.beyond_deg[1]


def test_a_left_out_point_is_told_without_itself(population):
    person = Somebody(801)
    features, moved = person.features(GRID), GRID.copy()
    moved[0] += (25.0, 25.0)
    told = left_out_directions(population, rows(features, moved))
    assert np.abs(told[0] - moved[0]).max() > 15


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_moving_all_features_of_a_person_changes_nothing(population, seed):
    person = Somebody(seed)
    features, test = person.features(GRID), person.features(CORNERS)
    here = fit_person(population, rows(features, GRID)).predict(test)
    there = fit_person(population, rows(features + 7.0, GRID)).predict(test + 7.0)
    np.testing.assert_allclose(here.directions_deg, there.directions_deg, atol=1e-6)
    np.testing.assert_allclose(here.sigma_deg, there.sigma_deg, atol=1e-6)


def test_a_population_survives_its_arrays(population):
    again = Population.from_arrays(population.to_arrays())
    np.testing.assert_allclose(again.weights_mean, population.weights_mean, rtol=1e-5)
    np.testing.assert_allclose(again.weights_variance, population.weights_variance, rtol=1e-4, atol=1e-6)


def test_arrays_that_are_something_else_are_refused(population):
    arrays = population.to_arrays()
    with pytest.raises(CalibrationError, match="cannot be read"):
        Population.from_arrays({})
    with pytest.raises(CalibrationError, match="weights_mean"):
        Population.from_arrays(arrays | {"weights_mean": arrays["weights_mean"][:, 1:]})


@pytest.mark.parametrize(
    ("features", "directions", "said"),
    [
        (np.ones((4, FEATURES)), GRID[:4], "only 4 usable points"),
        (np.ones((9, FEATURES)), np.column_stack([GRID[:, 0], np.linspace(0, 0.5, 9)]), "all alike"),
        (np.ones((9, FEATURES + 1)), GRID, f"{FEATURES + 1} features, not {FEATURES}"),
        (np.full((9, FEATURES), np.nan), GRID, "not numbers"),
    ],
)
def test_points_that_cannot_be_fitted_are_refused_in_words(population, features, directions, said):
    with pytest.raises(CalibrationError, match=said):
        fit_person(population, rows(features, directions))


def test_too_few_people_make_no_population():
    with pytest.raises(CalibrationError, match="4 people are too few"):
        train_population([Somebody(seed).rows() for seed in range(4)])


class Mornings:
    """A person whose features all move a little from sitting to sitting, and answer a little differently."""

    def __init__(self, seed, *, sittings):
        self.person = Somebody(seed)
        rng = self.person.rng
        self.moved = [np.zeros(FEATURES)] + [rng.normal(scale=0.1, size=FEATURES) for _ in range(sittings - 1)]
        self.answers = [np.ones(FEATURES)] + [rng.normal(1.0, 0.1, size=FEATURES) for _ in range(sittings - 1)]

    def features(self, directions, sitting):
        offset = self.person.offset
        return offset + self.moved[sitting] + (self.person.features(directions) - offset) * self.answers[sitting]

    def fitted(self, population, dots):
        """A model from the dots (n, 2) of each sitting in turn."""
        seen = [self.features(each, number) for number, each in enumerate(dots)]
        numbers = np.repeat(np.arange(len(dots)), [len(each) for each in dots])
        return fit_person(population, rows(np.vstack(seen), np.vstack(dots), numbers))

    def error_deg(self, model, sitting):
        directions = self.person.rng.uniform((-15, -10), (15, 10), size=(40, 2))
        return np.hypot(*(model.predict(self.features(directions, sitting)).directions_deg - directions).T).mean()


THREE = np.array([(0.0, 0.0), (-12.0, 8.0), (12.0, -8.0)])


def test_three_dots_take_away_what_a_new_morning_moved(population):
    before, after = [], []
    for seed in range(900, 920):
        mornings = Mornings(seed, sittings=2)
        before.append(mornings.error_deg(mornings.fitted(population, [GRID]), 1))
        after.append(mornings.error_deg(mornings.fitted(population, [GRID, THREE]), 1))
    assert np.mean(after) < 0.7 * np.mean(before)


def test_the_tenth_morning_is_better_than_the_second(population):
    second, tenth = [], []
    for seed in range(920, 940):
        mornings = Mornings(seed, sittings=10)
        second.append(mornings.error_deg(mornings.fitted(population, [GRID, THREE]), 1))
        tenth.append(mornings.error_deg(mornings.fitted(population, [GRID] + [THREE] * 9), 9))
    assert np.mean(tenth) < 0.95 * np.mean(second)


def test_dots_of_long_ago_count_less_than_those_of_yesterday(population):
    person = Somebody(950)
    far_off = THREE + (8.0, 0.0)
    features = person.features(GRID), person.features(THREE), person.features(THREE)
    ago = [*(np.vstack([GRID, *pair]) for pair in ((far_off, THREE), (THREE, far_off)))]
    numbers = np.repeat([0, 1, 2], [9, 3, 3])
    told = [fit_person(population, rows(np.vstack(features), each, numbers)).predict(features[0]) for each in ago]
    off = [np.abs(each.directions_deg - GRID).mean() for each in told]
    assert off[0] < off[1]


def test_a_few_people_who_are_far_off_do_not_make_everybody_doubted():
    rng = np.random.default_rng(4)
    errors = rng.normal(size=(4000, 2))
    spoilt = np.where(np.arange(4000)[:, None] % 20 == 0, 10 * errors, errors)
    doubts = [learn_doubt(np.ones((4000, 1)), each).sigma_deg(np.ones((1, 1)))[0] for each in (errors, spoilt)]
    assert doubts[1] < 1.25 * doubts[0]


def test_a_cause_that_brings_no_error_gets_no_share_of_the_doubt():
    rng = np.random.default_rng(3)
    causes = np.column_stack([np.ones(4000), rng.uniform(0, 10, 4000), rng.uniform(0, 10, 4000)])
    errors = rng.normal(size=(4000, 2)) * np.hypot(0.5, 0.2 * causes[:, 1])[:, None]
    doubt = learn_doubt(causes, errors)
    constant, one, other = np.sqrt(doubt.shares)
    assert constant / one == pytest.approx(2.5, rel=0.2)
    assert other < 0.1 * one


def test_without_errors_no_doubt_is_learned():
    with pytest.raises(CalibrationError, match="no errors"):
        learn_doubt(np.empty((0, 3)), np.empty((0, 2)))


def test_what_a_later_sitting_is_told_against_follows_the_day_and_not_where_its_dots_are():
    person, another_day = Somebody(803), 5.0
    features, sitting = person.features(GRID, noise=0.0), np.zeros(len(GRID), dtype=np.int64)
    unlike = []
    for dots in (GRID[:3], CORNERS[1:4]):
        whole = rows(
            np.vstack([features, person.features(dots, noise=0.0) + another_day]),
            np.vstack([GRID, dots]),
            np.concatenate([sitting, np.ones(len(dots), dtype=np.int64)]),
        )
        middles = whole.middles()
        np.testing.assert_allclose(middles[: len(GRID)], np.tile(features.mean(axis=0), (len(GRID), 1)))
        unlike.append(middles[-1] - middles[0])
    np.testing.assert_allclose(unlike[0], unlike[1], atol=0.35)
    assert (np.abs(unlike[0]) > another_day / 2).all()
