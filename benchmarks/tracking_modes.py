"""IMAGE or VIDEO, one face or two: time, noise and lag of the tracker: `python -m benchmarks.tracking_modes`.

The same pictures of simulated people who hold their eyes still and jump by 15 deg from one frame to the next. The
signal is the iris in the person's own mesh; it becomes degrees by the size of the jumps themselves.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from time import process_time
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.tables import README, between
from gazetrainer.adapters.face_model import resolve_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker, RunningMode
from gazetrainer.adapters.simulated import Identity, Pose, Renderer
from gazetrainer.cli.places import data_folder
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import Frame
from gazetrainer.measuring.landmarks import LEFT_EYE, RIGHT_EYE
from gazetrainer.measuring.mesh import client_axes, mean_mesh, similarity_to

IDENTITIES: Final = (500, 501, 502, 503)
MODES: Final = (
    ("IMAGE, two faces", RunningMode.IMAGE, 2),
    ("IMAGE, one face", RunningMode.IMAGE, 1),
    ("VIDEO, one face", RunningMode.VIDEO, 1),
    ("VIDEO, two faces", RunningMode.VIDEO, 2),
)
JUMP_DEG: Final = 15.0
PLACES_DEG: Final = (0.0, JUMP_DEG, 0.0, -JUMP_DEG, 0.0)
FIRST_FRAMES: Final = 30
HOLD_FRAMES: Final = 14
LAG_FRAMES: Final = 5
_SETTLED: Final = 8
_RATE_HZ: Final = 30.0

Signal = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figures:
    """One mode: processor ms per frame (median), noise of a still eye (deg), share of a jump after 1 to 5 frames."""

    milliseconds: float
    noise_deg: float
    shares: tuple[float, ...]


def azimuths() -> Signal:
    """Where the eyes look in each frame: held still, then jumps."""
    return np.concatenate([np.full(HOLD_FRAMES if i else FIRST_FRAMES, place) for i, place in enumerate(PLACES_DEG)])


def pictures(identity: int) -> list[NDArray[np.uint8]]:
    """All frames of one person, drawn once."""
    renderer = Renderer(Identity.from_seed(identity, glasses=False), seed=identity)
    return [renderer.render(Pose(azimuth_deg=float(azimuth))) for azimuth in azimuths()]


def figures(people: Sequence[Sequence[NDArray[np.uint8]]], mode: RunningMode, faces: int) -> Figures:
    """Track all people in one mode."""
    milliseconds: list[float] = []
    noises, shares = [], []
    for frames in people:
        seen, spent = _tracked(frames, mode, faces)
        milliseconds += spent[_SETTLED:]
        signal = _signal(seen)
        jumps = list(_jumps(signal))
        per_deg = float(np.mean([abs(jump[-1] - jump[0]) for jump in jumps])) / JUMP_DEG
        noises.append(float(np.std(signal[_SETTLED:FIRST_FRAMES])) / per_deg)
        shares += [(jump[1:-1] - jump[0]) / (jump[-1] - jump[0]) for jump in jumps]
    return Figures(float(np.median(milliseconds)), float(np.mean(noises)), tuple(np.mean(shares, axis=0)))


def _tracked(
    frames: Sequence[NDArray[np.uint8]], mode: RunningMode, faces: int
) -> tuple[list[FaceObservation | NoFace], list[float]]:
    seen, spent = [], []
    model = resolve_face_model(data_folder=data_folder()).path
    with MediaPipeTracker(model, running_mode=mode, max_faces=faces) as tracker:
        for index, picture in enumerate(frames):
            before = process_time()
            seen.append(tracker.observe(Frame(index, index / _RATE_HZ, picture)))
            spent.append(1000 * (process_time() - before))
    return seen, spent


def _signal(seen: Sequence[FaceObservation | NoFace]) -> Signal:
    """Sideways place of both irises in the person's own mesh; raises ValueError when a frame shows no face."""
    faces = [client_axes(each.landmarks_px) for each in seen if isinstance(each, FaceObservation)]
    if len(faces) != len(seen):
        raise ValueError("every frame should show the face")
    mesh = mean_mesh(faces[:FIRST_FRAMES])
    irises = [LEFT_EYE.iris_centre, RIGHT_EYE.iris_centre]
    return np.array([similarity_to(mesh, face).apply(face)[irises, 0].mean() for face in faces])


def _jumps(signal: Signal) -> list[Signal]:
    """For each jump: the place before, the frames 1 to 5 from the jump on, the place after."""
    starts = [FIRST_FRAMES + HOLD_FRAMES * i for i in range(len(PLACES_DEG) - 1)]
    return [
        np.array(
            [
                signal[start - _SETTLED : start].mean(),
                *signal[start : start + LAG_FRAMES],
                signal[start + _SETTLED : start + HOLD_FRAMES].mean(),
            ]
        )
        for start in starts
    ]


def table(found: dict[str, Figures]) -> str:
    """One line per mode."""
    names = ["mode", "ms per frame", "noise, deg", *(f"{k + 1} frames" if k else "1 frame" for k in range(LAG_FRAMES))]
    lines = [f"| {' | '.join(names)} |", f"| {' | '.join(['---'] * len(names))} |"]
    for name, of in found.items():
        cells = [name, f"{of.milliseconds:.1f}", f"{of.noise_deg:.2f}", *(f"{100 * share:.0f}%" for share in of.shares)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print the table, and write it where wished."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    parser.add_argument("--date", default=date.today().isoformat(), help="the date written with it")
    wish = parser.parse_args()
    cv2.setNumThreads(1)
    people = [pictures(identity) for identity in IDENTITIES]
    found = {name: figures(people, mode, faces) for name, mode, faces in MODES}
    print(table(found))
    if wish.write:
        head = f"{wish.date}, `python -m benchmarks.tracking_modes`: identities {IDENTITIES[0]} to {IDENTITIES[-1]}."
        text = between(README.read_text(encoding="utf-8"), "tracking modes", f"{head}\n\n{table(found)}")
        README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
