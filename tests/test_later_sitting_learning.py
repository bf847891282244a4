"""A profile over several sittings: today's offset from a few dots, and weights that become surer."""

import numpy as np
import pytest
from flow_helpers import CAMERA
from paper_face import paper_face, paper_population

from calibration import CalibrationError
from gazetrainer.calibrating.calibrate import CalibrationSetting, fit_profile
from gazetrainer.calibrating.later_sitting import MOST_SITTINGS, calibrated_again, moved_deg, recentred, with_sitting
from gazetrainer.calibrating.looked_at import LookedAt, Purpose
from gazetrainer.estimate import estimate
from gazetrainer.gaze import GazeSample
from targets import calibration_points, recentre_points

SIZE = {"half_width_deg": 15.0, "half_height_deg": 10.0}
SETTING = CalibrationSetting("somebody", CAMERA, 62.0, "2026-01-01T08:00:00")
FRAMES, RATE_HZ = 12, 16.0


class Morning:
    """A way to sit: the head as it rests, and by how much the eyes seem to be off because of it."""

    def __init__(self, *, head=(0.0, 0.0, 0.0), off_deg=(0.0, 0.0), noise_px=0.15, brightness=120.0, seed=0):
        self.head, self.off_deg, self.noise_px, self.brightness, self.seed = head, off_deg, noise_px, brightness, seed

    def look(self, directions, purpose=Purpose.RECENTRE, unseen=()):
        """Faces that look at one direction after the other, and when they did."""
        faces, lines = [], []
        for number, (azimuth, elevation) in enumerate(directions):
            start = number * FRAMES
            if number not in unseen:
                faces += [self._face(start + k, azimuth, elevation) for k in range(FRAMES)]
            lines.append(
                LookedAt(start / RATE_HZ, (start + FRAMES) / RATE_HZ - 1e-6, azimuth, elevation, purpose=purpose)
            )
        return faces, lines

    def _face(self, index, azimuth, elevation):
        return paper_face(
            index / RATE_HZ,
            azimuth + self.off_deg[0],
            elevation + self.off_deg[1],
            head=self.head,
            noise_px=self.noise_px,
            brightness=self.brightness,
            seed=10_000 * self.seed + index,
        )


FIRST = Morning()
LATER = Morning(head=(5.0, -3.0, 1.0), off_deg=(4.0, -2.0), seed=1)
TESTED = [(8.0, 4.0), (-10.0, 5.0), (3.0, -7.0), (-5.0, -4.0), (12.0, 0.0), (0.0, 6.0)]


def pairs(directions):
    return [(each.azimuth_deg, each.elevation_deg) for each in directions]


def dots(count, turn=0):
    return pairs(recentre_points(count, turn=turn, **SIZE))


def calibrated(morning=FIRST):
    seen, lines = morning.look(pairs(calibration_points(9, **SIZE)), Purpose.CALIBRATION)
    return fit_profile(seen, lines, SETTING, paper_population())


def after(profile, morning, directions, **more):
    return with_sitting(profile, *morning.look(directions, **more), "2026-01-02T08:00:00", paper_population())


def error_deg(profile, morning):
    """Mean error over directions that no profile was fitted to."""
    seen, _ = morning.look(TESTED)
    told = list(estimate(seen, profile, population=paper_population()))
    off = [
        np.mean([(g.azimuth_deg, g.elevation_deg) for g in told[n * FRAMES : (n + 1) * FRAMES]], axis=0) - direction
        for n, direction in enumerate(TESTED)
        if all(isinstance(g, GazeSample) for g in told[n * FRAMES : (n + 1) * FRAMES])
    ]
    assert off
    return float(np.hypot(*np.array(off).T).mean())


@pytest.fixture(scope="module")
def profile():
    return calibrated()


@pytest.mark.parametrize("count", [1, 3, 5])
def test_a_few_dots_take_most_of_a_later_sittings_offset_away(profile, count):
    assert error_deg(after(profile, LATER, dots(count)), LATER) < 0.5 * error_deg(profile, LATER)


def test_dots_that_show_nothing_new_change_little(profile):
    again = after(profile, Morning(seed=2), dots(3))
    assert error_deg(again, Morning(seed=3)) < error_deg(profile, Morning(seed=3)) + 0.3


def test_a_few_dots_give_todays_neutral_head_light_and_start(profile):
    again = after(profile, Morning(head=(6.0, 0.0, 0.0), brightness=70.0, seed=4), dots(3))
    face = paper_face(0.0, head=(6.0, 0.0, 0.0))
    assert again.ruler(paper_population()).head(face).yaw_deg == pytest.approx(0.0, abs=0.5)
    assert again.neutral.brightness == 70.0
    assert [each.started_at for each in again.sittings] == ["2026-01-01T08:00:00", "2026-01-02T08:00:00"]


def test_without_the_dot_straight_ahead_the_others_tell_how_the_head_rests(profile):
    again = after(profile, LATER, dots(3), unseen=(0,))
    assert len([point for point in again.points if point.sitting == 1]) == 2
    assert error_deg(again, LATER) < 0.5 * error_deg(profile, LATER)


def test_nothing_seen_is_refused_and_the_profile_stays_as_it_was(profile):
    before = profile.model_copy()
    with pytest.raises(CalibrationError, match="none of the dots"):
        after(profile, LATER, dots(3), unseen=(0, 1, 2))
    assert profile == before


def test_a_profile_keeps_its_first_sitting_and_no_more_than_it_can_use(profile):
    grown, (seen, lines) = profile, FIRST.look(dots(1))
    for _ in range(MOST_SITTINGS + 2):
        grown = with_sitting(grown, seen, lines, "2026-01-02T08:00:00", paper_population())
    assert len(grown.sittings) == MOST_SITTINGS + 1
    assert {point.sitting for point in grown.points} == set(range(MOST_SITTINGS + 1))
    assert len([point for point in grown.points if point.sitting == 0]) == 9


def test_a_few_dots_leave_the_known_error_as_it_was(profile):
    assert after(profile, LATER, dots(3)).validation == profile.validation


def test_points_that_were_held_out_today_say_how_far_off_it_is_today(profile):
    seen, lines = LATER.look([*dots(3), (7.0, 5.0), (-7.0, -5.0)])
    lines = [
        *lines[:3],
        *(
            LookedAt(li.start_s, li.end_s, li.azimuth_deg, li.elevation_deg, purpose=Purpose.VALIDATION)
            for li in lines[3:]
        ),
    ]
    again = with_sitting(profile, seen, lines, "2026-01-02T08:00:00", paper_population())
    assert again.validation.method == "held_out_points"
    assert [(p.azimuth_deg, p.elevation_deg) for p in again.validation.points] == [(7.0, 5.0), (-7.0, -5.0)]


class TestInTheMidstOfASitting:
    def test_one_dot_brings_what_is_told_back(self, profile):
        today = after(profile, LATER, dots(3))
        moved = Morning(head=(9.0, -3.0, 1.0), off_deg=(1.0, 1.0), seed=5)
        seen, lines = moved.look(dots(1))
        now = recentred(today, seen, lines, paper_population())
        assert error_deg(now, moved) < 0.6 * error_deg(today, moved)
        assert moved_deg(today, now, seen, lines, paper_population()) == pytest.approx((3.0, -3.0), abs=1.2)

    def test_it_ages_nothing_and_the_next_takes_its_place(self, profile):
        now = profile
        for seed in (6, 7):
            now = recentred(now, *Morning(off_deg=(2.0, 0.0), seed=seed).look(dots(1)), paper_population())
        assert len(now.sittings) == len(profile.sittings)
        assert [point.after_recentre for point in now.points] == [False] * 9 + [True]


class TestAWholeCalibrationOnceMore:
    def test_what_earlier_sittings_taught_is_kept(self, profile):
        seen, lines = LATER.look(pairs(calibration_points(9, **SIZE)), Purpose.CALIBRATION)
        again = calibrated_again(profile, seen, lines, SETTING, paper_population())
        assert [point.sitting for point in again.points] == [0] * 9 + [1] * 9
        assert again.validation.method == "left_out_in_turn"
        assert len(again.validation.points) == 9
        assert again.validation.mean_error_deg < 1.5
        assert again.look != profile.look

    def test_with_another_camera_it_begins_anew(self, profile):
        seen, lines = LATER.look(pairs(calibration_points(9, **SIZE)), Purpose.CALIBRATION)
        elsewhere = profile.model_copy(update={"camera": "another"})
        again = calibrated_again(elsewhere, seen, lines, SETTING, paper_population())
        assert len(again.sittings) == 1
        assert len(again.points) == 9
