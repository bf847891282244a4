"""What was different from the calibration survives to the recording and its report, and is said by `track`."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from cli_helpers import CommandLine
from flow_helpers import CAMERA, PaperClient, ScriptedDisplay
from recording_helpers import header
from samples_helpers import SAMPLES

from gazetrainer.calibrating.calibrate import CalibrationSetting
from gazetrainer.events import LookChanged
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.flows.practising import practise
from gazetrainer.judging.rejudge import Rederived, rederive
from gazetrainer.loop import run
from gazetrainer.measuring.changes import Change
from gazetrainer.recording import Recorder, read_recording
from gazetrainer.report.findings import to_look_at
from gazetrainer.report.summary import summarise
from targets import Prescription, Step

PLAN = Prescription(schema=1, title="One", steps=(Step(azimuth_deg=-8, elevation_deg=4, get_ready_s=1, hold_s=3),))


class Dimmed(PaperClient):
    """Sits in a darker room for as long as `dark` says."""

    dark = (0.0, float("inf"))

    def observe(self, frame):
        seen = super().observe(frame)
        is_dark = self.dark[0] <= frame.time_s < self.dark[1]
        return replace(seen, brightness=seen.brightness / 2) if is_dark else seen


@pytest.fixture(scope="module")
def recording(tmp_path_factory):
    client, display = PaperClient(), ScriptedDisplay()
    setting = CalibrationSetting("somebody", CAMERA, 62.0, "2026-01-01T08:00:00")
    profile = run(calibrate_on_screen(setting, display, client), client.frames(), client, display)
    path, darker = tmp_path_factory.mktemp("changes") / "sitting.mcap", Dimmed()
    with Recorder(path, header(plan=PLAN.model_dump(mode="json"))) as recorder:
        flow = practise(PLAN, profile, display, listeners=(recorder,), attention=darker)
        run(flow, darker.frames(), darker, display)
    return read_recording(path)


@pytest.fixture
def line(capfd, monkeypatch):
    return CommandLine(capfd, monkeypatch)


def test_a_darker_room_is_in_the_recording_and_in_its_report(recording):
    assert [e.changes for e in recording.events if isinstance(e, LookChanged)] == [(Change.DARKER,)]
    notes = to_look_at(recording, summarise(recording), rederive(recording))
    assert any("Since the calibration: darker room" in note for note in notes)


def test_what_was_noticed_has_no_part_in_judging_again(recording):
    assert rederive(recording) is Rederived.SAME


def test_track_says_each_change_once_on_the_side(line, tmp_path):
    profile = json.loads((SAMPLES / "profile.json").read_text())
    brighter = tmp_path / "profile.json"
    profile["sittings"][-1]["brightness"] *= 2
    brighter.write_text(json.dumps(profile))
    camera = "simulated:identity=4,duration_s=3,noise_sd=0.6"
    said = line.call("track", "--camera", camera, "--profile", brighter, "-o", tmp_path / "gaze.csv")
    assert said.code == 0
    assert said.err.count("darker room") == said.err.count("\n") == 1
