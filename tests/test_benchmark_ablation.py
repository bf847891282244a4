from __future__ import annotations

import numpy as np

from benchmarks.ablation import EVERYTHING, parts_of, variants, without
from benchmarks.known_people import KnownRows
from calibration import Schooling
from gazetrainer.calibrating.population import shipped_population
from gazetrainer.eyes import Eyes
from gazetrainer.measuring.features import columns_of

SHIPPED = shipped_population()
COUNT = SHIPPED.by_eyes[Eyes.BOTH].feature_count


def _people(count: int = 6) -> list[KnownRows]:
    rng = np.random.default_rng(5)
    known = np.arange(40) < 20
    return [KnownRows(rng.normal(size=(40, COUNT)), rng.uniform(-15, 15, size=(40, 2)), known) for _ in range(count)]


def test_every_column_belongs_to_one_part() -> None:
    columns = np.concatenate(list(parts_of(COUNT).values()))
    assert sorted(columns) == list(range(COUNT))


def test_a_part_that_is_left_out_tells_nothing_for_any_eyes_and_all_else_does() -> None:
    left_out = parts_of(COUNT)["lids"]
    learned = without(SHIPPED, _people(), left_out, "some", Schooling(members=2, hidden=(8, 4), basis=2, steps=20))
    for eyes in Eyes:
        is_out = np.isin(columns_of(eyes, COUNT), left_out)
        prior = learned.by_eyes[eyes]
        shown, middle = np.ones((1, is_out.size)), np.zeros(is_out.size)
        usual = prior.usual_directions_deg(shown, middle)
        np.testing.assert_allclose(prior.usual_directions_deg(shown + 50.0 * is_out, middle + 50.0 * is_out), usual)
        for each in np.flatnonzero(~is_out):
            assert (prior.usual_directions_deg(shown + 50.0 * (np.arange(is_out.size) == each), middle) != usual).any()


def test_nothing_is_left_out_of_everything() -> None:
    assert variants(COUNT)[EVERYTHING].size == 0
