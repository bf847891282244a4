"""An eye that does not follow the dots is measured, asked about, and left out where the person says so."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from flow_helpers import PaperClient, ScriptedDisplay
from simulated_helpers import seen

from gazetrainer.adapters.simulated import Identity, Pose
from gazetrainer.adapters.simulated.options import SimulatedOptions
from gazetrainer.calibrating.calibrate import CalibrationSetting, fit_profile
from gazetrainer.calibrating.looked_at import LookedAt
from gazetrainer.eyes import Eyes
from gazetrainer.flows.choosing_eye import choose_eye
from gazetrainer.frame import CameraInfo
from gazetrainer.loop import run
from gazetrainer.measuring.eyes_agreement import EyesAgreement
from gazetrainer.scene import Key
from gazetrainer.wording.eye_words import recorded_choice
from targets import calibration_points

SETTING = CalibrationSetting("somebody", CameraInfo("paper", 640, 480, 30.0), 62.0, "2026-01-01T08:00:00")
POINTS = calibration_points(9, half_width_deg=15, half_height_deg=10)
LAGGING = EyesAgreement(apart_deg=7.0, error_left_deg=6.0, error_right_deg=1.5)


@cache
def calibrated(eyes=Eyes.BOTH, **changes):
    identity = replace(Identity.from_seed(484), **changes)
    faces = seen(identity, [Pose(azimuth_deg=p.azimuth_deg, elevation_deg=p.elevation_deg) for p in POINTS])
    repeated = [replace(face, time_s=2.0 * i + k / 5) for i, face in enumerate(faces) for k in range(10)]
    lines = [LookedAt(2.0 * i, 2.0 * (i + 1), p.azimuth_deg, p.elevation_deg) for i, p in enumerate(POINTS)]
    return fit_profile(repeated, lines, SETTING, eyes=eyes)


def test_eyes_that_look_at_the_same_raise_no_question():
    assert calibrated().agreement.is_clear


@pytest.mark.parametrize(("side", "other"), [("left", Eyes.RIGHT), ("right", Eyes.LEFT)])
def test_an_eye_that_never_moves_is_noticed_and_the_other_suggested(side, other):
    agreement = calibrated(still_eye=side).agreement
    assert not agreement.is_clear
    assert agreement.better_eye is other


def test_a_squint_that_is_the_same_everywhere_is_learned_and_harms_nothing():
    assert calibrated(strabismus_deg=10.0).agreement.is_clear


def test_eyes_equally_off_are_a_poor_calibration_and_no_question():
    assert EyesAgreement(apart_deg=2.0, error_left_deg=4.0, error_right_deg=4.5).is_clear


@pytest.mark.parametrize(
    ("keys", "eyes"),
    [((Key.MAIN,), Eyes.RIGHT), ((Key.SKIP, Key.MAIN), Eyes.LEFT), ((Key.SKIP, Key.SKIP, Key.MAIN), Eyes.BOTH)],
)
def test_one_key_takes_the_eye_that_is_offered_and_another_key_offers_the_next(keys, eyes):
    waiting = list(keys)
    display, client = ScriptedDisplay(lambda _scene: (waiting.pop(0),) if waiting else ()), PaperClient()
    assert run(choose_eye(LAGGING, float("inf")), client.frames(), client, display) is eyes


def test_without_a_key_the_offered_eye_is_taken_in_the_end():
    display, client = ScriptedDisplay(), PaperClient()
    assert run(choose_eye(LAGGING, 2.0), client.frames(), client, display) is Eyes.RIGHT


def test_the_eye_in_use_stands_in_where_a_plan_says_both():
    profile = calibrated(eyes=Eyes.LEFT)
    assert [profile.eyes_for(eyes) for eyes in Eyes] == [Eyes.LEFT, Eyes.LEFT, Eyes.RIGHT]


def test_recorded_material_is_told_how_to_say_it():
    assert "--eyes right" in recorded_choice(LAGGING)


def test_the_simulated_client_can_squint_or_have_an_eye_of_glass():
    options = SimulatedOptions.parse("strabismus_deg=8,still_eye=left")
    assert (options.strabismus_deg, options.still_eye) == (8.0, "left")
