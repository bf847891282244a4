"""The sound leads simulated people: pictures are drawn, tracked, measured and judged as in a real sitting."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.listener import Ear, Listener
from benchmarks.methods import FIELD_OF_VIEW_DEG
from benchmarks.sound_led import Found, Unseen, found_in, plan_for
from gazetrainer.adapters.face_model import find_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.simulated import SimulatedCamera, SimulatedOptions
from gazetrainer.adapters.sound_file import SoundFile
from gazetrainer.adapters.sounding_display import SoundingDisplay
from gazetrainer.attention import Nobody
from gazetrainer.calibrating.calibrate import CalibrationSetting
from gazetrainer.calibrating.profile import Profile
from gazetrainer.face import FaceTracker
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.flows.practising import practise
from gazetrainer.frame import Frame
from gazetrainer.loop import run

RATE_HZ: Final = 15.0
EACH: Final = ((-18.0, 8.0), (17.0, -12.0), (0.0, 14.0))
"""Two of these positions for each person, in turn; within what a plan for demonstration may ask for."""
PATIENCE_S: Final = 5.0
STEP_DEG: Final = 0.7
"""Eyes move in jumps: smaller ones are not made."""


def simulated_people(identities: Sequence[int]) -> dict[str, list[Found]]:
    """Lead each person to two positions beyond the edge of the screen."""
    model = find_face_model(None, data_folder=Path.home())
    if model is None:
        raise SystemExit("There is no face model on this machine: gazetrainer model --fetch")
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for number, identity in enumerate(identities):
            positions = [EACH[(number + turn) % len(EACH)] for turn in range(2)]
            found += _person(identity, positions, model.path, Path(folder) / "heard.wav")
    return {"simulated people, two loudspeakers": found}


def _person(identity: int, positions: Sequence[tuple[float, float]], model: Path, path: Path) -> list[Found]:
    """Calibrate as usual, with the screen in sight; then practise with nothing but the sound."""
    options = SimulatedOptions(seed=identity, rate_hz=RATE_HZ, field_of_view_deg=FIELD_OF_VIEW_DEG)
    with (
        SimulatedCamera(options) as camera,
        MediaPipeTracker(model) as tracker,
        SoundFile(path, lambda: 0.0) as unheard,
    ):
        setting = CalibrationSetting("simulated", camera.info, FIELD_OF_VIEW_DEG, "2026-01-01T08:00:00")
        flow = calibrate_on_screen(setting, Unseen(unheard), camera, patience_s=PATIENCE_S)
        profile = run(flow, camera.frames(), tracker, Unseen(unheard))
        return [_led(position, profile, camera, tracker, path, identity) for position in positions]


def _led(
    position: tuple[float, float],
    profile: Profile,
    camera: SimulatedCamera,
    tracker: FaceTracker,
    path: Path,
    seed: int,
) -> Found:
    """The person looks where the listener looks; nobody else tells where."""
    listener = Listener(Ear(path), np.random.default_rng((seed, 9)))
    begin_s = len(camera.truth) / RATE_HZ
    now_s, aim = [0.0], [0.0, 0.0]

    def listened_to() -> Iterator[Frame]:
        for frame in camera.frames():
            now_s[0] = frame.time_s - begin_s
            wanted = listener.look(now_s[0])
            if math.dist(wanted, aim) > STEP_DEG:
                aim[:] = wanted
                camera.attend(*aim)
            yield frame

    plan = plan_for(position)
    with SoundFile(path, lambda: now_s[0]) as sound:
        display = SoundingDisplay(Unseen(sound), sound)
        flow = practise(
            plan,
            profile,
            display,
            smallest_tolerances_deg=profile.smallest_tolerances_deg(plan),
            attention=Nobody(),
        )
        done = run(flow, listened_to(), tracker, display)
    camera.attend(0.0, 0.0)
    found = found_in(done.run)
    print(f"{camera.info.name} to {position}: {found}")
    return found
