"""With the screen hidden a client who follows only what is heard finds positions beyond its edge and holds them."""

from __future__ import annotations

import numpy as np
import pytest
from flow_helpers import CAMERA, PaperClient, ScriptedDisplay
from sound_helpers import led_to, rms, samples_of

from benchmarks.listener import clicks
from gazetrainer.calibrating.calibrate import CalibrationSetting
from gazetrainer.events import HoldOutcome
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.loop import run
from gazetrainer.scene import HoldScene, HoldState
from gazetrainer.settings import Sounds
from gazetrainer.sounds.loudspeaker import FADE_S
from gazetrainer.sounds.tones import LOUDEST, RATE_HZ

SETTING = CalibrationSetting("somebody", CAMERA, 62.0, "2026-01-01T08:00:00")


@pytest.fixture(scope="module")
def profile():
    client, display = PaperClient(), ScriptedDisplay()
    return run(calibrate_on_screen(SETTING, display, client), client.frames(), client, display)


@pytest.mark.parametrize(("azimuth_deg", "elevation_deg"), [(-20, 8), (18, -12), (0, 15)])
def test_the_sound_alone_leads_to_a_position_off_the_screen_and_holds_it(
    azimuth_deg, elevation_deg, profile, tmp_path
) -> None:
    led = led_to(profile, azimuth_deg, elevation_deg, tmp_path / "heard.wav", seed=4)
    (hold,) = led.run.sitting.ended
    assert hold.outcome is HoldOutcome.HELD
    assert hold.accounts.settling_s < 12
    away = led.looked[-1, 1:] - (azimuth_deg, elevation_deg)
    assert np.hypot(*away) < 8
    assert clicks(samples_of(tmp_path / "heard.wav")) < 0.1


def test_one_loudspeaker_leads_as_well(profile, tmp_path) -> None:
    led = led_to(profile, 18, -12, tmp_path / "heard.wav", seed=1, loudspeakers=1)
    assert led.run.sitting.ended[0].outcome is HoldOutcome.HELD


def test_without_the_sound_the_same_client_does_not_find_it(profile, tmp_path) -> None:
    led = led_to(profile, 18, -12, tmp_path / "heard.wav", seed=1, sounds=Sounds.SILENT, limit_s=12.0)
    assert led.run.sitting.ended[0].held_s == 0
    assert rms(samples_of(tmp_path / "heard.wav")) == 0


def test_it_is_silent_in_position_and_never_louder_than_a_signal(profile, tmp_path) -> None:
    led = led_to(profile, -20, 8, tmp_path / "heard.wav", seed=4, hold_s=9.0)
    samples = samples_of(tmp_path / "heard.wav")
    assert np.abs(samples).max() <= LOUDEST + 1e-3
    scenes = [scene for scene in led.scenes if isinstance(scene, HoldScene)]
    there = [scene.time_s for scene in scenes if scene.state is HoldState.IN and scene.held_s < scene.hold_s - 3.2]
    outside = max(scene.time_s for scene in scenes if scene.state is not HoldState.IN and scene.time_s < there[-1])
    well_inside = [scene for scene in scenes if scene.time_s > outside and np.hypot(*scene.away_deg) <= 0.6 * 5]
    begin_s = well_inside[0].time_s
    assert there[-1] - begin_s > 2
    # A picture is shown one picture later.
    silent = samples[round((begin_s + FADE_S + 0.15) * RATE_HZ) : round(there[-1] * RATE_HZ)]
    assert rms(silent) == 0
