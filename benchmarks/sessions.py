"""Simulated sessions for the accuracy benchmark: drawn and tracked once, and kept in a folder.

`python -m benchmarks.sessions` draws those that are not there yet.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.conditions import CONDITIONS
from benchmarks.kept_faces import Arrays, cache_folder, keep, kept, stream_arrays, stream_from
from benchmarks.people import varied
from benchmarks.session_script import RATE_HZ, SCRIPT_VERSION, Script, script_of
from gazetrainer.adapters.face_model import resolve_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.simulated import Identity, Neutral, Optics, Renderer
from gazetrainer.cli.places import data_folder
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import CameraInfo, Frame

SEED: Final = 7
OPEN_IDENTITIES: Final = tuple(range(300, 308))
CLOSED_IDENTITIES: Final = tuple(range(308, 312))
"""Looked at once, at the end: never while building."""
_LEAST_GLARE: Final = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """One person in one condition: what happened in each frame, and what was seen of it.

    mark, pictures_mark: checksums of the script and of the pictures that were tracked.
    """

    identity: int
    condition: str
    script: Script
    camera: CameraInfo
    seen: list[FaceObservation | NoFace]
    mark: int
    pictures_mark: int


def session(identity: int, condition: str, folder: Path) -> Session:
    """One session; from the folder if it is there as it would be drawn now, else drawn and kept."""
    script = script_of(identity, condition, SEED)
    path, mark = _path(folder, identity, condition), _mark(script)
    arrays = kept(path) if path.exists() else {}
    if not arrays or arrays["mark"].item() != mark:
        arrays = _tracked(identity, condition) | {"mark": np.array(mark)}
        keep(path, arrays)
    size_px = CONDITIONS[condition].width_px, CONDITIONS[condition].height_px
    camera = CameraInfo(f"simulated-{identity}", *size_px, RATE_HZ)
    return Session(identity, condition, script, camera, stream_from(arrays), mark, int(arrays["pictures_mark"].item()))


def pictures(identity: int, condition: str) -> Iterator[NDArray[np.uint8]]:
    """Draw the pictures (height, width, 3) RGB of a session: every time the same."""
    cv2.setNumThreads(1)
    settings = CONDITIONS[condition]
    rng = np.random.default_rng((identity, SEED, 12))
    person = Identity.from_seed(identity, glasses=settings.has_glasses)
    person = varied(person) if settings.is_varied else person
    renderer = Renderer(
        replace(person, glare=max(person.glare, _LEAST_GLARE)),
        width_px=settings.width_px,
        height_px=settings.height_px,
        seed=SEED,
        neutral=Neutral(*(float(angle) for angle in rng.normal(scale=(3.0, 3.0, 2.0)))),
        optics=Optics(),
    )
    for pose in script_of(identity, condition, SEED).poses:
        yield renderer.render(pose)


def _tracked(identity: int, condition: str) -> Arrays:
    seen, mark = [], 0
    with MediaPipeTracker(resolve_face_model(data_folder=data_folder()).path) as tracker:
        for index, picture in enumerate(pictures(identity, condition)):
            seen.append(tracker.observe(Frame(index, index / RATE_HZ, picture)))
            mark = zlib.crc32(picture.tobytes(), mark)
    return stream_arrays(seen) | {"pictures_mark": np.array(mark)}


def _path(folder: Path, identity: int, condition: str) -> Path:
    return folder / condition.replace(" ", "-") / f"person_{identity}.npz"


def _mark(script: Script) -> int:
    """Changes with what happens in a session."""
    poses = [(p.azimuth_deg, p.elevation_deg, p.head_yaw_deg, p.head_pitch_deg, p.light) for p in script.poses]
    return zlib.crc32(np.round(np.array(poses), 4).tobytes(), SCRIPT_VERSION)


def draw(identity: int, folder: Path, condition: str) -> str:
    """Draw one session unless it is there; says which one."""
    seen = session(identity, condition, folder).seen
    faces = sum(isinstance(each, FaceObservation) for each in seen)
    return f"{condition}, person {identity}: a face in {faces} of {len(seen)} frames"


def main() -> None:
    """Draw what is missing, and say when each is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=Path, default=cache_folder("sessions"))
    parser.add_argument("--conditions", nargs="*", default=list(CONDITIONS))
    parser.add_argument("--identities", nargs="*", type=int, default=list(OPEN_IDENTITIES))
    parser.add_argument("--processes", type=int, default=2)
    wish = parser.parse_args()
    with ProcessPoolExecutor(wish.processes) as pool:
        for condition in wish.conditions:
            for line in pool.map(partial(draw, folder=wish.sessions, condition=condition), wish.identities):
                print(line, flush=True)


if __name__ == "__main__":
    main()
