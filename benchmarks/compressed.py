"""What compressing a video does to directions and their doubt: `python -m benchmarks.compressed`.

Simulated people in varied light, before varied cameras, each drawn once: tracked as drawn, and after a video encoder.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.coding import Coding, film
from benchmarks.people import Lighting, setting_of
from benchmarks.scores import Score, pooled, score
from benchmarks.session_script import Fixation
from benchmarks.tables import README, between
from gazetrainer.adapters.face_model import resolve_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.simulated import Pose, Renderer
from gazetrainer.adapters.simulated.script import Keyframe, alive, scripted
from gazetrainer.adapters.video_file import VideoFile
from gazetrainer.calibrating.calibrate import CalibrationSetting, fit_profile
from gazetrainer.calibrating.looked_at import LookedAt
from gazetrainer.cli.places import data_folder
from gazetrainer.estimate import estimate
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import CameraInfo, Frame
from targets import calibration_points

IDENTITIES: Final = (20_002, 20_004, 20_009, 20_010)
"""No part of the population, which begins with 10,000."""
CAMERA: Final = CameraInfo("video file", 640, 480, 30.0)
AS_DRAWN: Final = "as drawn"
CODINGS: Final[Mapping[str, Coding]] = MappingProxyType(
    {
        "H.264, CRF 18": Coding("libx264", {"crf": "18"}),
        "H.264, CRF 23": Coding("libx264", {"crf": "23"}),
        "H.264, CRF 23, very fast": Coding("libx264", {"crf": "23", "preset": "veryfast"}),
    }
)
_POINT_S: Final = 2.0
_FIXATION_S: Final = 1.0
_SETTLED_S: Final = 0.5
_FIXATIONS: Final = 20
_WIDEST_DEG: Final = (20.0, 12.0)

Seen = list[FaceObservation | NoFace]


@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """One person: the points shown, then fixations; and every pose."""

    points: tuple[LookedAt, ...]
    fixations: tuple[Fixation, ...]
    poses: tuple[Pose, ...]


def session_of(identity: int) -> Session:
    """Draw up what one person does."""
    rng, usual = np.random.default_rng((identity, 71)), setting_of(identity)
    shown = [(p.azimuth_deg, p.elevation_deg) for p in calibration_points(9, half_width_deg=15, half_height_deg=10)]
    aims = [(float(x), float(y)) for x, y in rng.uniform(np.negative(_WIDEST_DEG), _WIDEST_DEG, (_FIXATIONS, 2))]
    starts_s = [*np.arange(len(shown)) * _POINT_S, *(len(shown) * _POINT_S + np.arange(_FIXATIONS) * _FIXATION_S)]
    lasts_s = float(starts_s[-1]) + _FIXATION_S
    still = Pose(distance_mm=min(usual.distance_mm, 700.0), light=max(usual.light, 0.6))
    keyframes = [
        Keyframe(float(start_s), replace(still, azimuth_deg=azimuth, elevation_deg=elevation))
        for start_s, (azimuth, elevation) in zip(starts_s, [*shown, *aims], strict=True)
    ]
    pose_at = alive(scripted(keyframes), seed=identity, duration_s=lasts_s)
    rate_hz = CAMERA.nominal_rate_hz
    windows = [(float(start_s) + _SETTLED_S, float(start_s) + _FIXATION_S) for start_s in starts_s[len(shown) :]]
    return Session(
        tuple(LookedAt(i * _POINT_S, (i + 1) * _POINT_S, *direction) for i, direction in enumerate(shown)),
        tuple(
            Fixation("still", slice(round(first_s * rate_hz), round(last_s * rate_hz)), aim)
            for (first_s, last_s), aim in zip(windows, aims, strict=True)
        ),
        tuple(pose_at(index / rate_hz) for index in range(round(lasts_s * rate_hz))),
    )


def scores_of(identity: int, folder: Path) -> dict[str, tuple[Score, float]]:
    """Score one person in each coding, with the bits that a pixel took."""
    session = session_of(identity)
    paths = {name: folder / f"{identity}-{number}.mp4" for number, name in enumerate(CODINGS)}
    seen = {AS_DRAWN: _tracked(_encoded(_drawn(identity, session), paths))}
    bits = {AS_DRAWN: 24.0}
    for name, path in paths.items():
        with VideoFile(path) as camera:
            seen[name] = _tracked(camera.frames())
        bits[name] = 8 * path.stat().st_size / (len(session.poses) * CAMERA.width_px * CAMERA.height_px)
        path.unlink()
    return {name: (_scored(session, each, identity), bits[name]) for name, each in seen.items()}


def _drawn(identity: int, session: Session) -> Iterator[Frame]:
    usual = replace(setting_of(identity), size_px=(CAMERA.width_px, CAMERA.height_px))
    renderer = Renderer(
        usual.identity,
        width_px=CAMERA.width_px,
        height_px=CAMERA.height_px,
        seed=identity,
        neutral=usual.neutral,
        optics=replace(usual.optics, jpeg_quality=None),
    )
    lit = Lighting(usual)
    for index, pose in enumerate(session.poses):
        yield Frame(index, index / CAMERA.nominal_rate_hz, lit(renderer.render(pose)))


def _encoded(frames: Iterator[Frame], paths: Mapping[str, Path]) -> Iterator[Frame]:
    """The same frames, written to one file for each coding on the way."""
    size_px, rate_hz = (CAMERA.width_px, CAMERA.height_px), CAMERA.nominal_rate_hz
    with ExitStack() as stack:
        writing = [stack.enter_context(film(path, CODINGS[name], size_px, rate_hz)) for name, path in paths.items()]
        for frame in frames:
            for write in writing:
                write(frame.rgb)
            yield frame


def _tracked(frames: Iterator[Frame]) -> Seen:
    cv2.setNumThreads(1)
    with MediaPipeTracker(resolve_face_model(data_folder=data_folder()).path) as tracker:
        return [tracker.observe(frame) for frame in frames]


def _scored(session: Session, seen: Seen, identity: int) -> Score:
    setting = CalibrationSetting("benchmark", CAMERA, setting_of(identity).optics.field_of_view_deg, "2026-01-01")
    gazes = list(estimate(seen, fit_profile(seen, session.points, setting)))
    truth: NDArray[np.float64] = np.array([(pose.azimuth_deg, pose.elevation_deg) for pose in session.poses])
    return score(gazes, truth, session.fixations, identity)


def as_table(found: Sequence[Mapping[str, tuple[Score, float]]]) -> str:
    """What all people's scores come to, one line for each coding."""
    lines = [
        "| pictures | bits a pixel | mean error | median sigma | in 1.18 sigma | in 2.45 sigma | not told |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name in (AS_DRAWN, *CODINGS):
        figures = pooled([each[name][0] for each in found]).as_numbers()
        bits = float(np.median([each[name][1] for each in found]))
        told = [figures["mean_deg"], figures["median_sigma_deg"]]
        shares = [figures["within_1.18_sigma"], figures["within_2.45_sigma"], figures["not_told"]]
        cells = [
            name,
            f"{bits:.3g}",
            *(f"{each:.2f} deg" for each in told),
            *(f"{100 * (s or 0):.1f}%" for s in shares),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and with --write put the table into the README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--identities", type=int, nargs="+", default=list(IDENTITIES))
    parser.add_argument("--write", action="store_true", help="Put the table into benchmarks/README.md.")
    wish = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for identity in wish.identities:
            found.append(scores_of(identity, Path(folder)))
            print(f"{identity}:\n{as_table(found[-1:])}", flush=True)
    people = ", ".join(str(identity) for identity in wish.identities)
    table = f"{date.today()}, identities {people}.\n\n{as_table(found)}"
    print(table)
    if wish.write:
        README.write_text(between(README.read_text(encoding="utf-8"), "compressed", table), encoding="utf-8")


if __name__ == "__main__":
    main()
