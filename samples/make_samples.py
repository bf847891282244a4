"""Make the samples: simulated client -> videos with truth -> profile by `gazetrainer calibrate` -> recording.

Run from the root of the project: python samples/make_samples.py [--keep-videos]
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gazetrainer.adapters.face_model import find_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.progress_display import ProgressDisplay
from gazetrainer.adapters.signing_key import SigningKey
from gazetrainer.adapters.simulated import Behaviour, SimulatedCamera, SimulatedOptions, write_truth_csv
from gazetrainer.adapters.simulated.true_gaze import true_gaze
from gazetrainer.adapters.video_file import VideoFile
from gazetrainer.attention import Nobody
from gazetrainer.calibrating.looked_at import LookedAt, Purpose, write_looked_at
from gazetrainer.calibrating.profile import Profile
from gazetrainer.calibrating.profile_file import load_profile
from gazetrainer.cli.parts import console
from gazetrainer.cli.places import data_folder
from gazetrainer.cli.sitting import software_versions
from gazetrainer.events import Event, HoldEnded, HoldStarted
from gazetrainer.flows.practising import practise
from gazetrainer.frame import CameraInfo, Frame
from gazetrainer.judging.plan_run import PlanRun
from gazetrainer.loop import run
from gazetrainer.recording import Recorder, RecordingHeader, Subject
from gazetrainer.seal import seal, seal_path
from targets import Direction, Prescription, calibration_points, load_prescription, validation_points

HERE: Final = Path(__file__).resolve().parent
PERSON: Final = 4
CALIBRATION_SEED: Final = 41
SITTING_SEED: Final = 47
MADE_AT: Final = "2026-11-22T12:00:00+00:00"
KEY_OF_SAMPLES: Final = b"gazetrainer samples: a key that is no secret"
_HALF_WIDTH_DEG: Final = 15.0
_HALF_HEIGHT_DEG: Final = 10.0
_NEUTRAL_S: Final = 3.0
_POINT_S: Final = 2.0
_LONGEST_S: Final = 70.0
_AFTERWARDS_S: Final = 2.0
_AHEAD: Final = Direction(0.0, 0.0)
_CLIENT: Final = SimulatedOptions(
    identity=PERSON,
    noise_sd=1.5,  # a little less than usual, so that the files stay small
    duration_s=_LONGEST_S,
)
_CODING: Final = {"crf": "20", "preset": "medium"}


def main() -> None:
    """Make everything, or only what follows from the videos."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep-videos", action="store_true", help="make only profile and recording anew")
    if not parser.parse_args().keep_videos:
        make_calibration()
        make_sitting()
    make_profile()
    make_recording()
    seal_recording()


def make_calibration() -> None:
    """Show neutral, nine points and four held-out points to an obedient client."""
    lines = calibration_lines()
    options = replace(_CLIENT, seed=CALIBRATION_SEED, duration_s=lines[-1].end_s)
    with SimulatedCamera(options) as camera:
        write_video(HERE / "calibration.mp4", _shown(camera, lines), camera.info)
    write_truth_csv(HERE / "calibration_truth.csv", camera.truth)
    write_looked_at(HERE / "calibration_looked_at.csv", lines)


def make_sitting() -> None:
    """Let a client follow the sample plan with a slip, a turned head, a long closure and many blinks."""
    options = replace(_CLIENT, seed=SITTING_SEED, behaviour=Behaviour.MIXED)
    with SimulatedCamera(options) as camera:
        follower = _Follower(camera, load_prescription(HERE / "plans" / "sample.toml"))
        write_video(HERE / "sitting.mp4", follower.frames(), camera.info)
    write_truth_csv(HERE / "sitting_truth.csv", camera.truth)
    write_looked_at(HERE / "sitting_looked_at.csv", tuple(follower.asked))


def make_profile() -> None:
    """Calibrate from the shipped video, as anyone would."""
    command = [sys.executable, "-c", "from gazetrainer.cli import main; main()", "calibrate"]
    command += ["--camera", "calibration.mp4", "--looked-at", "calibration_looked_at.csv"]
    subprocess.run([*command, "--person", "simulated client", "--output", "profile.json"], cwd=HERE, check=True)


def make_recording() -> None:
    """Practise the sample plan in front of the shipped video, and record it."""
    plan, profile = load_prescription(HERE / "plans" / "sample.toml"), load_profile(HERE / "profile.json")
    path = HERE / "recording.mcap"
    path.unlink(missing_ok=True)
    model = find_face_model(data_folder=data_folder())
    if model is None:
        sys.exit("The face model is missing: gazetrainer model --fetch")
    with (
        VideoFile(HERE / "sitting.mp4") as camera,
        MediaPipeTracker(model.path) as tracker,
        ProgressDisplay(console) as display,
        Recorder(path, _header(plan, profile, camera.info)) as recorder,
    ):
        flow = practise(
            plan,
            profile,
            display,
            smallest_tolerances_deg=profile.smallest_tolerances_deg(plan),
            listeners=(recorder,),
            attention=Nobody(),
        )
        run(flow, camera.frames(), tracker, display)


def seal_recording() -> None:
    """Seal the recording with a key that anybody can make: it shows a seal, and that the sample is as it was made."""
    path = HERE / "recording.mcap"
    key = SigningKey(Ed25519PrivateKey.from_private_bytes(hashlib.sha256(KEY_OF_SAMPLES).digest()))
    seal_path(path).write_bytes(seal(path.read_bytes(), key, sealed_at=MADE_AT, cut_short_at_s=None).to_bytes())


def calibration_lines() -> tuple[LookedAt, ...]:
    """What is shown in calibration.mp4, from time 0."""
    size = {"half_width_deg": _HALF_WIDTH_DEG, "half_height_deg": _HALF_HEIGHT_DEG}
    fitted = [(point, Purpose.CALIBRATION) for point in (_AHEAD, *calibration_points(9, **size))]
    held_out = [(point, Purpose.VALIDATION) for point in validation_points(**size)]
    lines: list[LookedAt] = []
    start_s = 0.0
    for point, purpose in fitted + held_out:
        end_s = start_s + (_POINT_S if lines else _NEUTRAL_S)
        lines.append(LookedAt(start_s, end_s, point.azimuth_deg, point.elevation_deg, purpose=purpose))
        start_s = end_s
    return tuple(lines)


def write_video(path: Path, frames: Iterator[Frame], info: CameraInfo) -> None:
    """Write frames of a constant rate as H.264 in an MP4 file."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(info.nominal_rate_hz), options=_CODING)
        stream.width, stream.height, stream.pix_fmt = info.width_px, info.height_px, "yuv420p"
        for frame in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(frame.rgb, format="rgb24")))
        container.mux(stream.encode(None))
    console.print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


def _shown(camera: SimulatedCamera, lines: Sequence[LookedAt]) -> Iterator[Frame]:
    """Frames of the client while each line is shown from its start on."""
    coming = list(lines)
    camera.attend(coming[0].azimuth_deg, coming.pop(0).elevation_deg)
    for frame in camera.frames():
        if coming and frame.time_s >= coming[0].start_s:
            camera.attend(coming[0].azimuth_deg, coming.pop(0).elevation_deg)
        yield frame


class _Follower:
    """Leads a simulated client through a plan that goes on by what the client truly does."""

    def __init__(self, camera: SimulatedCamera, plan: Prescription) -> None:
        self._camera, self._plan = camera, plan
        self.asked: list[LookedAt] = []

    def frames(self) -> Iterator[Frame]:
        """Frames until a moment after the plan is over."""
        run_of_plan = PlanRun(self._plan)
        self._ask(0.0, _AHEAD)
        for frame in self._camera.frames():
            for event in run_of_plan.take(true_gaze(self._camera.truth[-1])):
                self._heed(event, is_last=run_of_plan.is_over)
            yield frame
            if run_of_plan.is_over and frame.time_s > run_of_plan.sitting.time_s + _AFTERWARDS_S:
                return

    def _heed(self, event: Event, *, is_last: bool) -> None:
        """Do as the plan asks; after the last position the eyes stay, for the judge sees its end a little later."""
        match event:
            case HoldStarted(time_s, place):
                self._ask(time_s, self._plan.holds[place.step].direction)
                self._camera.begin_practice()
            case HoldEnded(time_s):
                self._camera.end_practice()
                if not is_last:
                    self._ask(time_s, _AHEAD)
            case _:
                pass

    def _ask(self, time_s: float, direction: Direction) -> None:
        self._camera.attend(direction.azimuth_deg, direction.elevation_deg)
        self.asked.append(LookedAt(time_s, float("inf"), direction.azimuth_deg, direction.elevation_deg))


def _header(plan: Prescription, profile: Profile, camera: CameraInfo) -> RecordingHeader:
    return RecordingHeader(
        started_at=MADE_AT,
        plan=plan.model_dump(mode="json"),
        camera=camera,
        software=software_versions(),
        profile=profile.model_dump(mode="json"),
        validation={
            "method": profile.validation.method,
            "mean_error_deg": profile.validation.mean_error_deg,
            "points": [point.model_dump() for point in profile.validation.points],
        },
        smallest_tolerances_deg=profile.smallest_tolerances_deg(plan),
        subject=Subject.SIMULATED,
        client="simulated client",
    )


if __name__ == "__main__":
    main()
