"""What is measured on: the sample's pictures at two sizes, its calibration, and a plan of one long position."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np

from gazetrainer.adapters.face_model import resolve_face_model
from gazetrainer.adapters.video_file import VideoFile
from gazetrainer.calibrating.profile import Profile
from gazetrainer.calibrating.profile_file import load_profile
from gazetrainer.cli.places import data_folder
from gazetrainer.frame import CameraInfo, Frame
from gazetrainer.recording import RecordingHeader, VideoConsent
from targets import Prescription, Step

ROOT: Final = Path(__file__).resolve().parent.parent.parent
SAMPLES: Final = ROOT / "samples"
RATE_HZ: Final = 30.0
SIZES_PX: Final = ((640, 480), (1280, 720))


def pictures(size_px: tuple[int, int], count: int) -> list[Frame]:
    """The sample's first pictures; enlarged to the height and widened by their edges, so faces keep their shape."""
    with VideoFile(SAMPLES / "sitting.mp4") as video:
        taken = itertools.islice(video.frames(), count)
        return [Frame(index, index / RATE_HZ, _of_size(frame.rgb, size_px)) for index, frame in enumerate(taken)]


def profile() -> Profile:
    """The calibration that belongs to the pictures."""
    return load_profile(SAMPLES / "profile.json")


def plan() -> Prescription:
    """A sitting that does not end by itself within an hour of practice."""
    step = Step(azimuth_deg=-8, elevation_deg=3, hold_s=600, get_ready_s=1, tolerance_deg=5, repetitions=20)
    return Prescription(schema=1, title="One position", steps=(step,))


def header(size_px: tuple[int, int], consent: VideoConsent = VideoConsent.NONE) -> RecordingHeader:
    """What a recording of it begins with."""
    return RecordingHeader(
        started_at="2026-01-01T00:00:00+00:00",
        plan=plan().model_dump(mode="json"),
        camera=CameraInfo("video file", *size_px, RATE_HZ),
        profile=profile().model_dump(mode="json"),
        video_consent=consent,
    )


def model_path() -> Path:
    """The face model."""
    return resolve_face_model(None, data_folder=data_folder()).path


def beside(module: str, *arguments: str, environment: dict[str, str] | None = None) -> Any:
    """Run a module in a process of its own and take the JSON of its last line; raises CalledProcessError."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | (environment or {})
    )
    return json.loads(done.stdout.splitlines()[-1])


def memory_mb(field: str = "VmRSS") -> float:
    """What this process takes of the memory (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(float(line.split()[1]) for line in status if line.startswith(f"{field}:")) / 1024


def _of_size(rgb: np.ndarray[Any, np.dtype[np.uint8]], size_px: tuple[int, int]) -> Any:
    height, width = rgb.shape[:2]
    if (width, height) == size_px:
        return rgb
    enlarged_px = round(width * size_px[1] / height)
    enlarged = cv2.resize(rgb, (enlarged_px, size_px[1]), interpolation=cv2.INTER_LINEAR)
    left_px = (size_px[0] - enlarged_px) // 2
    right_px = size_px[0] - enlarged_px - left_px
    return np.ascontiguousarray(cv2.copyMakeBorder(enlarged, 0, 0, left_px, right_px, cv2.BORDER_REPLICATE))
