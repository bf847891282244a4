"""What a person's weights learn from one sitting to the next, on people made of numbers."""

import numpy as np
import pytest

from calibration import PersonRows, Rows, fit_person, train_population

FEATURES, MORNINGS = 12, 8
GRID = np.array([(a, e) for a in (0.0, -15.0, 15.0) for e in (0.0, -10.0, 10.0)])
DIAGONALS = (
    np.array([(0.0, 0.0), (-15.0, 10.0), (15.0, -10.0)]),
    np.array([(0.0, 0.0), (15.0, 10.0), (-15.0, -10.0)]),
)


class Somebody:
    """A person whose features answer to the gaze in a way of their own, and lie elsewhere every morning."""

    def __init__(self, seed):
        self.rng = np.random.default_rng((seed, 31))
        usual = np.random.default_rng(98)
        self.mixing = (usual.normal(size=(2, FEATURES)) + 0.25 * self.rng.normal(size=(2, FEATURES))) / 10

    def morning(self):
        return self.rng.normal(scale=3.0, size=2) @ self.mixing

    def features(self, directions, where=0.0):
        looked_at = directions + self.rng.normal(scale=0.4, size=directions.shape)
        return where + looked_at @ self.mixing + 0.12 * self.rng.normal(size=(len(directions), FEATURES))

    def known(self):
        directions = np.vstack([GRID, GRID, self.rng.uniform((-25, -18), (25, 18), size=(80, 2))])
        return PersonRows(self.features(directions), directions, np.arange(len(directions)) < 18)


def rows(parts):
    """One Rows of (features, directions, sitting) parts."""
    directions = np.vstack([part[1] for part in parts])
    sittings = np.concatenate([np.full(len(part[1]), part[2]) for part in parts])
    targets = np.unique(directions, axis=0, return_inverse=True)[1].ravel()
    return Rows(np.vstack([part[0] for part in parts]), directions, targets, sittings, np.zeros(len(sittings), bool))


@pytest.fixture(scope="module")
def population():
    return train_population([Somebody(seed).known() for seed in range(30)])


def errors_deg(population, seed):
    """On the last morning: with the first calibration alone, with three dots, and with all mornings' dots as well."""
    person = Somebody(seed)
    first = (person.features(GRID, person.morning()), GRID, 0)
    later = []
    for number in range(1, MORNINGS):
        where, shown = person.morning(), DIAGONALS[number % 2]
        later.append((person.features(shown, where), shown, number))
    tested = person.rng.uniform((-15, -10), (15, 10), size=(60, 2))
    seen = person.features(tested, where)
    models = [fit_person(population, rows(parts)) for parts in ([first], [first, later[-1]], [first, *later])]
    return [np.hypot(*(model.predict(seen).directions_deg - tested).T).mean() for model in models], models


@pytest.fixture(scope="module")
def people(population):
    return [errors_deg(population, seed) for seed in range(500, 520)]


def test_three_dots_take_a_mornings_offset_away(people):
    errors = np.mean([each for each, _ in people], axis=0)
    assert errors[1] < 0.6 * errors[0]


def test_the_dots_of_all_mornings_measure_better_than_todays_alone(people):
    errors = np.mean([each for each, _ in people], axis=0)
    assert errors[2] < errors[1]


def test_the_dots_of_all_mornings_make_surer(people):
    _, models = people[0]
    far = np.array([[12.0, 8.0]]) @ Somebody(500).mixing
    assert models[2].predict(far).unsure_deg[0] < models[1].predict(far).unsure_deg[0]


def test_a_dot_in_the_midst_of_a_sitting_changes_what_holds_now(population):
    person = Somebody(600)
    where = person.morning()
    before = rows([(person.features(GRID), GRID, 0), (person.features(DIAGONALS[0], where), DIAGONALS[0], 1)])
    moved = where + np.array([5.0, -3.0]) @ person.mixing
    dot = np.zeros((1, 2))
    now = Rows(
        np.vstack([before.features, person.features(dot, moved)]),
        np.vstack([before.directions_deg, dot]),
        np.append(before.targets, before.targets[0]),
        np.append(before.sittings, 1),
        np.append(before.after_recentre, True),
    )
    tested = person.rng.uniform((-12, -8), (12, 8), size=(40, 2))
    seen = person.features(tested, moved)
    off = [fit_person(population, each).predict(seen).directions_deg - tested for each in (before, now)]
    assert np.hypot(*off[1].mean(axis=0)) < 0.5 * np.hypot(*off[0].mean(axis=0))
