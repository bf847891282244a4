import numpy as np
import pytest

from calibration import CalibrationError, fit_ridge

GRID = np.array([(a, e) for a in (-15.0, 0.0, 15.0) for e in (-10.0, 0.0, 10.0)])


def linear_person(seed, *, frames=10, noise=0.02, label_error_deg=0.0):
    """Features of a person whose eyes answer linearly: (features, shown directions, targets, mixing)."""
    rng = np.random.default_rng(seed)
    mixing = rng.normal(size=(2, 6)) / 10
    shown = np.repeat(GRID, frames, axis=0)
    looked = shown + np.repeat(rng.normal(scale=label_error_deg, size=GRID.shape), frames, axis=0)
    features = looked @ mixing + rng.normal(scale=noise, size=(len(shown), 6))
    return features, shown, np.repeat(np.arange(9), frames), mixing


def test_directions_between_the_calibrated_points_are_told():
    features, shown, targets, mixing = linear_person(1)
    model = fit_ridge(features, shown, targets)
    unseen = np.array([(7.0, 4.0), (-9.0, -6.0)])
    told = model.predict(unseen @ mixing).directions_deg
    assert np.abs(told - unseen).max() < 1.0


def test_a_point_with_many_frames_weighs_no_more_than_one_with_few():
    features, shown, targets, mixing = linear_person(2, label_error_deg=2.0)
    often = np.r_[np.arange(len(targets)), np.repeat(np.flatnonzero(targets == 0), 20)]
    once = fit_ridge(features, shown, targets).predict(GRID @ mixing)
    repeated = fit_ridge(features[often], shown[often], targets[often]).predict(GRID @ mixing)
    np.testing.assert_allclose(once.directions_deg, repeated.directions_deg, atol=1e-6)


def test_doubt_grows_outside_what_was_calibrated():
    features, shown, targets, mixing = linear_person(3)
    told = fit_ridge(features, shown, targets).predict(np.array([(0.0, 0.0), (15.0, 10.0), (30.0, 10.0)]) @ mixing)
    assert told.sigma_deg[0] < told.sigma_deg[2]
    assert told.beyond_deg[0] == 0
    assert told.beyond_deg[2] > 10


def test_the_stated_doubt_covers_the_true_error_of_people_it_has_not_seen():
    inside = []
    for seed in range(60):
        features, shown, targets, mixing = linear_person(100 + seed, noise=0.05, label_error_deg=1.0)
        rng = np.random.default_rng(seed)
        unseen = rng.uniform((-15, -10), (15, 10), size=(20, 2))
        seen = unseen @ mixing + rng.normal(scale=0.05, size=(20, 6))
        told = fit_ridge(features, shown, targets).predict(seen)
        inside.append(np.hypot(*(told.directions_deg - unseen).T) < 2.45 * told.sigma_deg)
    assert np.mean(inside) > 0.9


def test_too_few_points_are_refused():
    features, shown, targets, _ = linear_person(5)
    few = targets < 4
    with pytest.raises(CalibrationError, match="only 4 usable points"):
        fit_ridge(features[few], shown[few], targets[few])


def test_points_on_one_line_are_refused():
    features, shown, targets, _ = linear_person(6)
    shown[:, 1] = 0
    with pytest.raises(CalibrationError, match="all alike"):
        fit_ridge(features, shown, targets)
