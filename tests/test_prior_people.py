"""A population learned on from people who agreed: who is learned from, and what it is good for."""

from dataclasses import replace

import numpy as np
import pytest
from prior_people import PaperClient
from recording_helpers import header

from calibration import CalibrationError, Rows, adapt_population
from gazetrainer.calibrating.captured import rows_of
from gazetrainer.calibrating.contributions import Contribution, LeftOut, contribution_of, one_each
from gazetrainer.calibrating.further_people import with_people
from gazetrainer.calibrating.population import GazePopulation, population_in_use, shipped_population, using
from gazetrainer.errors import GazeTrainerError, ProfileError
from gazetrainer.estimate import estimate
from gazetrainer.eyes import Eyes
from gazetrainer.recording import Subject

PEOPLE = 4


@pytest.fixture(scope="module")
def clients():
    return [PaperClient(seed) for seed in range(PEOPLE)]


@pytest.fixture(scope="module")
def profiles(clients):
    return [client.profile() for client in clients]


@pytest.fixture(scope="module")
def learned(profiles):
    return with_people(shipped_population(), profiles)


def of(profile, *, started_at="2026-01-01T08:00:00", recording="sitting.mcap", with_simulated=False, **changes):
    values = {"subject": Subject.PERSON, "may_be_learned_from": True, "profile": profile.model_dump(mode="json")}
    head = header(started_at=started_at, **(values | changes))
    return contribution_of(recording, head, shipped_population(), with_simulated=with_simulated)


def test_people_unlike_the_shipped_ones_are_measured_better_after_learning_from_others_like_them(clients, profiles):
    before, after = [], []
    people = clients + [PaperClient(seed) for seed in range(PEOPLE, 2 * PEOPLE)]
    known = profiles + [client.profile() for client in people[PEOPLE:]]
    for number, client in enumerate(people):
        others = with_people(shipped_population(), [each for n, each in enumerate(known) if n != number])
        before.append(client.error_deg(client.profile(points=5)))
        after.append(client.error_deg(client.profile(others, points=5), others))
    assert np.mean(after) < 0.93 * np.mean(before)
    assert (np.array(after) < np.array(before)).all()


def test_what_is_read_off_the_eyes_and_how_it_is_doubted_stay_the_shipped_ones(learned):
    shipped = shipped_population()
    assert learned.appearance is shipped.appearance
    assert learned.doubt is shipped.doubt
    assert all((learned.by_eyes[eyes].scale == shipped.by_eyes[eyes].scale).all() for eyes in Eyes)


def test_a_population_says_from_how_many_people_it_was_made_and_of_which_figures(learned, profiles):
    other = with_people(shipped_population(), profiles[:-1])
    assert learned.name.startswith(f"{shipped_population().name} + {PEOPLE} people")
    assert learned.name != with_people(shipped_population(), profiles[:-1] + [profiles[0]]).name
    assert other.name != learned.name


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_people_are_refused_in_words(count, profiles):
    with pytest.raises(GazeTrainerError, match=r"at least 3 (people )?are needed"):
        with_people(shipped_population(), profiles[:count])


def test_somebody_who_uses_one_eye_tells_about_that_eye_alone(profiles):
    left = [each.model_copy(update={"eyes_used": Eyes.LEFT}) for each in profiles]
    learned, shipped = with_people(shipped_population(), left), shipped_population()
    changed = [
        eyes for eyes in Eyes if (learned.by_eyes[eyes].weights_mean != shipped.by_eyes[eyes].weights_mean).any()
    ]
    assert changed == [Eyes.LEFT]


def test_a_recording_without_consent_is_left_out(profiles):
    told = of(profiles[0], may_be_learned_from=False)
    assert isinstance(told, LeftOut)
    assert "did not say" in told.why


def test_an_older_recording_gives_no_consent(profiles):
    assert header().may_be_learned_from is False


def test_simulated_clients_are_learned_from_only_to_try_it_and_with_consent_as_everybody(profiles):
    assert isinstance(of(profiles[0], subject=Subject.SIMULATED), LeftOut)
    assert isinstance(of(profiles[0], subject=Subject.SIMULATED, with_simulated=True), Contribution)
    silent = of(profiles[0], subject=Subject.SIMULATED, with_simulated=True, may_be_learned_from=False)
    assert isinstance(silent, LeftOut)


def test_the_same_person_counts_once_with_the_newest_calibration(profiles):
    grown = PaperClient(0).later(profiles[0])
    found = [
        of(grown, started_at="2026-02-01T08:00:00+01:00", recording="second.mcap"),
        of(profiles[0], started_at="2026-01-01T08:00:00+01:00", recording="first.mcap"),
        of(profiles[1], recording="other.mcap"),
    ]
    for order in (found, found[::-1]):
        kept, older = one_each(order)
        assert {each.recording for each in kept} == {"second.mcap", "other.mcap"}
        assert [each.recording for each in older] == ["first.mcap"]


def _spoilt(profile, **changes):
    points = profile.points
    return profile.model_copy(update={"points": (points[0].model_copy(update=changes), *points[1:])})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda profile: profile.model_copy(update={"points": ()}),
        lambda profile: profile.model_copy(update={"population": "of somebody else"}),
        lambda profile: profile.model_copy(update={"feature_version": 1}),
        lambda profile: _spoilt(profile, features=(1e308, *profile.points[0].features[1:])),
        lambda profile: _spoilt(profile, features=(1.0, 2.0)),
        lambda profile: _spoilt(profile, azimuth_deg=1e12),
    ],
)
def test_a_calibration_that_teaches_nothing_true_is_left_out(spoil, profiles):
    told = of(spoil(profiles[0]))
    assert isinstance(told, LeftOut)
    assert "cannot be used" in told.why


def test_people_already_measured_with_a_learned_population_can_be_learned_from(profiles, learned):
    assert isinstance(of(profiles[0].model_copy(update={"population": learned.name})), Contribution)


def test_a_profile_is_refused_by_another_population_than_its_own(profiles, learned):
    with pytest.raises(ProfileError, match="--population"):
        list(estimate([], profiles[0], population=learned))


def test_a_population_is_in_use_until_its_block_ends(learned):
    with using(learned):
        assert population_in_use() is learned
    assert population_in_use() is shipped_population()


def test_what_a_later_sitting_is_off_by_teaches_nothing_about_the_weights(profiles):
    start = shipped_population().by_eyes[Eyes.BOTH]
    people = [rows_of(profile.points, Eyes.BOTH) for profile in profiles[:3]]
    here, moved = adapt_population(start, _twice(people, 0.0)), adapt_population(start, _twice(people, 4.0))
    other = adapt_population(start, [replace(each, directions_deg=each.directions_deg + 4.0) for each in people])
    assert (
        np.abs(moved.weights_mean - here.weights_mean).max()
        < 0.2 * np.abs(other.weights_mean - here.weights_mean).max()
    )


def _twice(people, off_deg):
    """Each person's points in two sittings, the later of which is off."""
    return [
        Rows(
            np.vstack([each.features, each.features]),
            np.vstack([each.directions_deg, each.directions_deg + off_deg]),
            np.tile(each.targets, 2),
            np.repeat([0, 1], len(each.targets)),
            np.tile(each.after_recentre, 2),
        )
        for each in people
    ]


def test_nobody_and_points_of_another_kind_are_refused(profiles):
    start = shipped_population().by_eyes[Eyes.LEFT]
    with pytest.raises(CalibrationError, match="nobody"):
        adapt_population(start, [])
    with pytest.raises(CalibrationError, match="features"):
        adapt_population(start, [rows_of(profiles[0].points, Eyes.BOTH)])


def test_a_learned_population_survives_its_file(learned, tmp_path):
    learned.save(tmp_path / "people.npz")
    again = GazePopulation.load(tmp_path / "people.npz")
    assert again.name == learned.name
    for eyes in Eyes:
        np.testing.assert_allclose(again.by_eyes[eyes].weights_mean, learned.by_eyes[eyes].weights_mean, rtol=1e-5)
