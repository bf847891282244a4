"""What many people's features say of a direction together, where straight lines do not reach."""

from dataclasses import replace

import numpy as np
import pytest

from calibration import (
    CalibrationError,
    Lessons,
    Person,
    PersonRows,
    Population,
    Rows,
    Schooling,
    fit_person,
    learn_network,
    train_population,
)

FEATURES = 6
GRID = np.array([(a, e) for a in (0.0, -15.0, 15.0) for e in (0.0, -10.0, 10.0)])
QUICK = Schooling(members=2, hidden=(16, 8), basis=4, steps=500)
STILL = Lessons(shake=0.0, middle_shake=0.0)
PEOPLE = 40


class Bent:
    """Somebody whose features bend with the gaze, the more the larger the first of them is at rest."""

    def __init__(self, seed, *, means_anything=True, shows=True):
        self.rng = np.random.default_rng((seed, 5))
        self.mixing = np.random.default_rng(98).normal(size=(2, FEATURES)) / 10
        self.kind = self.rng.uniform(-1, 1)
        self.means_anything, self.shows = means_anything, shows

    def features(self, directions):
        bent = directions + (0.012 + 0.008 * self.kind) * directions**2
        seen = bent @ self.mixing * self.means_anything
        seen[:, 0] += 2 * self.kind * self.shows
        return seen + 0.05 * self.rng.normal(size=seen.shape)

    def rows(self):
        directions = np.vstack([GRID, GRID, self.rng.uniform((-25, -18), (25, 18), size=(80, 2))])
        return PersonRows(self.features(directions), directions, np.arange(len(directions)) < 18)

    def points(self):
        none = np.zeros(len(GRID), dtype=np.int64)
        return Rows(self.features(GRID), GRID, np.arange(len(GRID)), none, none > 0)


def learned(people, seed=1, schooling=QUICK):
    return learn_network([Person(each, each) for each in people], schooling, np.random.default_rng(seed))


def mean_error_deg(population, seeds, **kind):
    errors = []
    for seed in seeds:
        person = Bent(seed, **kind)
        test = person.rng.uniform((-20, -12), (20, 12), size=(40, 2))
        told = fit_person(population, person.points()).predict(person.features(test))
        errors.append(np.hypot(*(told.directions_deg - test).T).mean())
    return np.mean(errors)


@pytest.fixture(scope="module")
def people():
    return [Bent(seed).rows() for seed in range(PEOPLE)]


@pytest.fixture(scope="module")
def network(people):
    return learned(people)


@pytest.fixture(scope="module")
def population(people, network):
    return train_population(people, network)


def test_people_whose_features_bend_are_told_better_with_a_network(people, population):
    straight = train_population(people)
    assert mean_error_deg(population, range(500, 515)) < 0.75 * mean_error_deg(straight, range(500, 515))


def test_ways_in_which_people_differ_unseen_are_told_by_their_own_points():
    people = [Bent(seed, shows=False).rows() for seed in range(PEOPLE)]
    population = train_population(people, learned(people))
    variance = population.weights_variance.copy()
    variance[:, -QUICK.members * QUICK.basis :] = 1e-9
    everybody_alike = replace(population, weights_variance=variance)
    differing, alike = (mean_error_deg(each, range(500, 515), shows=False) for each in (population, everybody_alike))
    assert differing < 0.8 * alike


def test_the_same_seed_gives_the_same_network_and_another_one_does_not(people, network):
    again, other = learned(people), learned(people, seed=2)
    np.testing.assert_array_equal(again.layers.first, network.layers.first)
    assert not np.array_equal(other.layers.first, network.layers.first)


def test_a_network_that_only_knows_its_people_by_heart_is_not_followed():
    means_nothing = [Bent(seed, means_anything=False).rows() for seed in range(12)]
    by_heart = learned(means_nothing, schooling=replace(QUICK, steps=1500, left_out=0.0, lessons=STILL))
    prior = train_population(means_nothing, by_heart)
    features, middle = means_nothing[0].features, means_nothing[0].features[:18].mean(axis=0)
    assert np.abs(prior.usual_directions_deg(features, middle) - prior.weights_mean[:, 0]).mean() < 0.4


def test_networks_that_know_different_people_agree_less_about_the_strange(population):
    person = Bent(600)
    model = fit_person(population, person.points())
    usual, strange = person.features(np.zeros((20, 2))), person.features(np.zeros((20, 2)))
    strange[:, 3] += 4.0
    assert model.predict(strange).dissent_deg.mean() > 2 * model.predict(usual).dissent_deg.mean()


def test_without_a_network_nobody_dissents(people):
    person = Bent(601)
    model = fit_person(train_population(people), person.points())
    assert (model.predict(person.features(GRID)).dissent_deg == 0).all()


def test_features_endlessly_far_out_move_a_direction_no_further_than_far_ones(network):
    middle = network.usual_middle
    far, further = network.opinions(middle + np.array([[1e3], [1e9]]) * network.scale, middle).directions_deg[0]
    np.testing.assert_array_equal(far, further)


def test_a_network_survives_its_arrays(population):
    again = Population.from_arrays(population.to_arrays())
    person = Bent(602)
    points, test = person.points(), person.features(GRID)
    np.testing.assert_allclose(
        fit_person(again, points).predict(test).directions_deg,
        fit_person(population, points).predict(test).directions_deg,
        atol=1e-3,
    )


@pytest.mark.parametrize("name", ["network_first", "network_straight", "network_usual_middle", "network_third_bias"])
def test_a_network_whose_parts_do_not_fit_is_refused(population, name):
    arrays = population.to_arrays()
    with pytest.raises(CalibrationError, match="of its network is wrong"):
        Population.from_arrays(arrays | {name: arrays[name][..., :-1]})
