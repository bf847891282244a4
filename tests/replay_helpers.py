"""A recorded sitting of paper beside every scene it showed, and replays of it."""

from __future__ import annotations

from pathlib import Path

from flow_helpers import CAMERA, PaperClient, ScriptedDisplay
from recording_helpers import header
from recording_sittings import human, record_sitting

from gazetrainer.calibrating.calibrate import CalibrationSetting
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.flows.practising import practise
from gazetrainer.loop import run
from gazetrainer.recording import Recorder, Recording, read_recording
from gazetrainer.replaying.replay import Replay, replay_of
from gazetrainer.scene import Guide
from gazetrainer.screen import Screen
from targets import Prescription, Step

SCREEN = Screen(1280, 720, 344.0, 194.0)
_STEP = {"get_ready_s": 1, "hold_s": 2, "rest_s": 1, "tolerance_deg": 10}
PLAN = Prescription(
    schema=1,
    title="Two positions",
    steps=(Step(azimuth_deg=-8, elevation_deg=4, **_STEP), Step(azimuth_deg=30, elevation_deg=0, **_STEP)),
)


def sitting_and_what_it_showed(path: Path, presses=lambda _scene: ()) -> tuple[Recording, list]:
    """Practise in front of a display that keeps every scene, recorded."""
    client, display = PaperClient(), ScriptedDisplay(screen=SCREEN)
    setting = CalibrationSetting("somebody", CAMERA, 62.0, "2026-01-01T08:00:00")
    profile = run(calibrate_on_screen(setting, display, client), client.frames(), client, display)
    client, display = PaperClient(ends_s=16.0, away=(5.6, 5.9)), ScriptedDisplay(presses, SCREEN)
    head = header(
        plan=PLAN.model_dump(mode="json"), profile=profile.model_dump(mode="json"), screen=SCREEN, guide=Guide.VOICE
    )
    with Recorder(path, head) as recorder:
        flow = practise(PLAN, profile, display, listeners=(recorder,), attention=client, guide=Guide.VOICE)
        run(flow, client.frames(), client, display)
    return read_recording(path), display.scenes


def replay_of_a_sitting(folder: Path, **how: object) -> Replay:
    """A replay of a sitting of 40 seconds by a client who blinks, drifts off and turns the head."""
    path = folder / "sitting.mcap"
    record_sitting(path, human, **how)  # type: ignore[arg-type]
    return replay_of(read_recording(path), SCREEN)
