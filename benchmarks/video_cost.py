"""What video costs: the loop per picture, pictures left out, size a minute, and tracking again against bare tracking.

    python benchmarks/video_cost.py --seconds 60      # at the pace of a camera of 30 pictures a second
    python benchmarks/video_cost.py --seconds 0 --again sitting.mcap   # made by: demo --headless --video full

Pictures are those of a simulated client with a camera's noise; they say nothing about the size of a real room's video.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gazetrainer.adapters.camera_choice import open_camera
from gazetrainer.adapters.face_model import find_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.video import CodedBeside, recorded_pictures
from gazetrainer.cli.places import data_folder
from gazetrainer.cli.tracking_again import tracked_ahead
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import CameraInfo, Frame
from gazetrainer.recording import Recorder, RecordingHeader, Video, VideoConsent, read_recording, read_video
from gazetrainer.verify.retracked import gaze_again

RATE_HZ = 30.0
DRAWN = 60
"""Pictures that are drawn beforehand and shown again and again, so that drawing takes no time from the measured."""


def drawn() -> tuple[CameraInfo, list[Frame]]:
    """The camera and its pictures."""
    with open_camera("simulated:seed=5", width_px=640, height_px=480, rate_hz=RATE_HZ) as camera:
        return camera.info, list(itertools.islice(camera.frames(), DRAWN))


def model() -> Path:
    """The face model that is here."""
    found = find_face_model(None, data_folder=data_folder())
    if found is None:
        raise SystemExit("There is no face model here: gazetrainer model --fetch")
    return found.path


def at_pace(consent: VideoConsent, info: CameraInfo, frames: list[Frame], seconds: float) -> Video:
    """Record for so long, tracking every picture as a sitting does, and say what the recorder's calls took."""
    took_ms: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sitting.mcap"
        header = RecordingHeader("2026-01-01T00:00:00+00:00", {}, info, video_consent=consent)
        with (
            MediaPipeTracker(model()) as tracker,
            CodedBeside(consent, info) as encoder,
            Recorder(path, header, video=encoder) as recorder,
        ):
            start_s = time.perf_counter()
            for index in range(round(seconds * RATE_HZ)):
                frame = Frame(index, index / RATE_HZ, frames[index % len(frames)].rgb)
                time.sleep(max(0.0, start_s + frame.time_s - time.perf_counter()))
                seen = tracker.observe(frame)
                took_ms.append(timed_ms(recorder, frame, seen))
        video = read_video(path)
    usual, most = statistics.median(took_ms), statistics.quantiles(took_ms, n=100)[98]
    print(
        f"{consent.value:13} loop {usual:.3f} ms a picture (median; 99% {most:.2f}), "
        f"kept {len(video.packets)}, left out {video.dropped}, {video.size_bytes / 1e6 / seconds * 60:.1f} MB a minute"
    )
    return video


def timed_ms(recorder: Recorder, frame: Frame, seen: FaceObservation | NoFace) -> float:
    """What it takes the loop to hand over one picture."""
    before_s = time.perf_counter()
    recorder.on_picture(frame, seen)
    took_ms = (time.perf_counter() - before_s) * 1000
    recorder.on_observation(seen)
    return took_ms


def again(path: Path, count: int) -> tuple[float, float]:
    """Track the same pictures bare, and as verify does up to the gaze, in turns, so that both meet the same machine.

    Gives pictures a second: as verify does, and bare.
    """
    recording, video = read_recording(path), read_video(path)
    video = Video(video.consent, video.packets[:count])
    pictures = list(recorded_pictures(video))
    bare_s = [timed_s(lambda: bare(pictures))]
    from_video_s = []
    for _turn in range(2):
        from_video_s.append(timed_s(lambda: list(gaze_again(recording, tracked_ahead(video, model())))))
        bare_s.append(timed_s(lambda: bare(pictures)))
    best, best_bare = min(from_video_s), min(bare_s)
    print(
        f"tracked and measured again {len(pictures) / best:.1f} pictures a second, bare "
        f"{len(pictures) / best_bare:.1f}: {best_bare / best:.0%} of bare MediaPipe on the same pictures"
    )
    return len(pictures) / best, len(pictures) / best_bare


def bare(pictures: list[Frame]) -> None:
    """MediaPipe alone."""
    with MediaPipeTracker(model()) as tracker:
        for frame in pictures:
            tracker._detect(frame.rgb, frame.time_s)


def timed_s(work: Callable[[], object]) -> float:
    """How long work takes."""
    before_s = time.perf_counter()
    work()
    return time.perf_counter() - before_s


def main() -> None:
    """Say all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--again", type=Path, metavar="RECORDING")
    parser.add_argument("--pictures", type=int, default=300)
    asked = parser.parse_args()
    if asked.seconds:
        info, frames = drawn()
        for consent in (VideoConsent.FULL_PICTURE, VideoConsent.EYES_ONLY):
            at_pace(consent, info, frames, asked.seconds)
    if asked.again is not None:
        again(asked.again, asked.pictures)


if __name__ == "__main__":
    main()
