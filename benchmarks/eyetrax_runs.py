"""EyeTrax (MIT) on the same pictures: its own features and models, run in an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.conditions import CONDITIONS
from benchmarks.kept_faces import Arrays, cache_folder, keep, kept
from benchmarks.session_script import RATE_HZ
from benchmarks.sessions import Session, pictures
from gazetrainer.adapters.face_model import resolve_face_model
from gazetrainer.calibrating.looked_at import LookedAt
from gazetrainer.cli.places import data_folder

VERSION: Final = "0.4.0"
MODELS: Final = {
    "EyeTrax ridge (its default)": "ridge",
    "EyeTrax elastic net": "elastic_net",
    "EyeTrax features, ridge with inner cross-validation": "cross_validated",
}
FRAMES_PER_POINT: Final = 20
PIXELS_PER_DEG: Final = 50.0
"""EyeTrax tells pixels of the screen: a laptop's 1920 pixels are about 35 to 40 deg wide."""
_RUN_VERSION: Final = 2
"""Raised whenever the run changes, so that what was kept of another one is not taken for this."""
_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_WORKER: Final = Path(__file__).parent / "eyetrax_worker.py"


def told_by_eyetrax(own: Session, folder: Path) -> dict[tuple[str, int], NDArray[np.float64]]:
    """Directions (n, 2) in deg by model and number of points, nan where nothing was told; kept in the folder."""
    path = folder / own.condition.replace(" ", "-") / f"eyetrax_{own.identity}.npz"
    arrays = kept(path) if path.exists() else {}
    mark = own.mark + _RUN_VERSION
    if not arrays or arrays["mark"].item() != mark:
        arrays = _run(own) | {"mark": np.array(mark)}
        keep(path, arrays)
    return {(name, points): arrays[f"{model} {points}"] for name, model in MODELS.items() for points in (9, 5)}


def environment() -> Path:
    """The Python of an environment with EyeTrax; it is made the first time, which needs the network."""
    folder = cache_folder(f"eyetrax-{VERSION}")
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    finished = folder / "finished"
    if not finished.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", f"eyetrax=={VERSION}"], check=True)
        finished.touch()
    return python


def _run(own: Session) -> Arrays:
    condition = CONDITIONS[own.condition]
    job = {
        "width_px": condition.width_px,
        "height_px": condition.height_px,
        "rate_hz": RATE_HZ,
        "frames": len(own.script.poses),
        "model": str(resolve_face_model(data_folder=data_folder()).path),
        "pixels_per_deg": PIXELS_PER_DEG,
        "jumps": _jumps(own),
        "fits": {points: _points(own.script.looked_at(points)) for points in (9, 5)},
    }
    with tempfile.TemporaryDirectory() as place:
        described, result = Path(place) / "job.json", Path(place) / "result.npz"
        described.write_text(json.dumps(job), encoding="utf-8")
        _feed([str(environment()), str(_WORKER), str(described), str(result)], own)
        return kept(result)


def _jumps(own: Session) -> list[int]:
    """Frames at which the eyes are suddenly elsewhere, to look at one place while an error is measured."""
    points = [round(line.start_s * RATE_HZ) for line in own.script.points]
    return points + [fixation.frames.start for fixation in own.script.fixations]


def _points(shown: Sequence[LookedAt]) -> list[tuple[int, int, float, float]]:
    lasts = [(round(line.end_s * RATE_HZ), line) for line in shown]
    return [(last - FRAMES_PER_POINT, last, line.azimuth_deg, line.elevation_deg) for last, line in lasts]


def _feed(command: list[str], own: Session) -> None:
    """Give the pictures to the worker; raises CalledProcessError, and ValueError where they are not those tracked."""
    mark = 0
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | _ONE_THREAD
    ) as worker:
        assert worker.stdin is not None
        for picture in pictures(own.identity, own.condition):
            raw = picture.tobytes()
            mark = zlib.crc32(raw, mark)
            worker.stdin.write(raw)
        _, said = worker.communicate()
    if worker.returncode:
        raise subprocess.CalledProcessError(worker.returncode, command, stderr=said)
    if mark != own.pictures_mark:
        raise ValueError(f"person {own.identity} is drawn otherwise now than in the kept session: empty the folder")
