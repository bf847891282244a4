"""Make gazetrainer/data/population.npz from simulated people: `python benchmarks/make_population.py`.

Seeded: the same people give the same file. Faces, eyes, lids, glasses, light, distance, lens and noise vary widely,
because a prior that is too sure of the simulator would hurt real people. The people have identities from 10,000 on;
the benchmarks, the demo and the tests use others.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from gazetrainer.adapters.face_model import resolve_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.simulated import Identity, Neutral, Optics, Pose, Renderer
from gazetrainer.cli.places import data_folder
from gazetrainer.face import FaceObservation
from gazetrainer.frame import Frame
from gazetrainer.learn_population import KnownPerson, learn_population
from targets import calibration_points

FIRST_IDENTITY = 10_000
FRAMES_PER_POINT = 5
FREE_FRAMES = 150
WIDEST_DEG, HIGHEST_DEG = 30.0, 20.0


def poses_of(rng: np.random.Generator, *, distance_mm: float, light: float) -> list[tuple[Pose, bool, bool]]:
    """Poses of one person, and which of them are neutral and calibration."""
    poses = []
    for number, point in enumerate(calibration_points(9, half_width_deg=15, half_height_deg=10)):
        for _ in range(FRAMES_PER_POINT):
            azimuth, elevation = (point.azimuth_deg, point.elevation_deg) + rng.normal(scale=0.3, size=2)
            pose = _pose(rng, azimuth, elevation, head_sd_deg=(0.8, 0.7, 0.4), distance_mm=distance_mm, light=light)
            poses.append((pose, number == 0, True))
    for _ in range(FREE_FRAMES):
        azimuth, elevation = rng.uniform((-WIDEST_DEG, -HIGHEST_DEG), (WIDEST_DEG, HIGHEST_DEG))
        pose = _pose(
            rng,
            azimuth,
            elevation,
            head_sd_deg=(5.0, 4.0, 2.5),
            distance_mm=distance_mm * rng.uniform(0.9, 1.1),
            light=light * rng.uniform(0.8, 1.2),
        )
        if rng.random() < 0.2:
            openness = float(rng.uniform(0.75, 1.0))
            pose = replace(pose, openness_left=openness, openness_right=openness)
        poses.append((pose, False, False))
    return poses


def _pose(
    rng: np.random.Generator,
    azimuth: float,
    elevation: float,
    *,
    head_sd_deg: tuple[float, float, float],
    distance_mm: float,
    light: float,
) -> Pose:
    yaw, pitch, roll = rng.normal(scale=head_sd_deg)
    x_mm, y_mm = rng.normal(scale=(12.0, 10.0))
    return Pose(
        azimuth_deg=float(azimuth),
        elevation_deg=float(elevation),
        head_yaw_deg=float(yaw),
        head_pitch_deg=float(pitch),
        head_roll_deg=float(roll),
        x_mm=float(x_mm),
        y_mm=float(y_mm),
        distance_mm=distance_mm,
        light=light,
    )


def known_person(identity: int) -> KnownPerson:
    """Render and track one person."""
    cv2.setNumThreads(1)
    rng = np.random.default_rng((identity, 5))
    is_large = identity % 4 == 0
    width_px, height_px = (1280, 720) if is_large else (640, 480)
    optics = Optics(
        blur_px=float(rng.uniform(0.3, 1.2)) * (1.5 if is_large else 1.0),
        noise_sd=float(rng.uniform(1.5, 5.0)),
        jpeg_quality=[None, 70, 85, 95][int(rng.integers(4))],
    )
    neutral = Neutral(*(float(angle) for angle in rng.normal(scale=(4.0, 4.0, 2.5))))
    renderer = Renderer(
        Identity.from_seed(identity),
        width_px=width_px,
        height_px=height_px,
        seed=identity,
        neutral=neutral,
        optics=optics,
    )
    distance_mm, light = float(rng.uniform(470, 800 if is_large else 720)), float(rng.uniform(0.4, 1.3))
    model = resolve_face_model(data_folder=data_folder())
    faces, directions, neutrals, calibrations = [], [], [], []
    with MediaPipeTracker(model.path) as tracker:
        for index, (pose, is_neutral, is_calibration) in enumerate(poses_of(rng, distance_mm=distance_mm, light=light)):
            seen = tracker.observe(Frame(index, index / 30, renderer.render(pose)))
            if isinstance(seen, FaceObservation) and seen.eyes is not None:
                faces.append(seen)
                directions.append((pose.azimuth_deg, pose.elevation_deg))
                neutrals.append(is_neutral)
                calibrations.append(is_calibration)
    return KnownPerson(faces, np.array(directions), np.array(neutrals), np.array(calibrations))


def main() -> None:
    """Make the file and say what it was made from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=64)
    parser.add_argument("--output", type=Path, default=Path("gazetrainer/data/population.npz"))
    parser.add_argument("--processes", type=int, default=2)
    wish = parser.parse_args()
    identities = range(FIRST_IDENTITY, FIRST_IDENTITY + wish.people)
    with ProcessPoolExecutor(wish.processes) as pool:
        people = list(pool.map(known_person, identities))
    usable = [person for person in people if person.is_neutral.sum() >= 3 and person.is_calibration.sum() >= 30]
    population = learn_population(usable, f"simulated-{len(usable)}-from-{FIRST_IDENTITY}")
    population.save(wish.output)
    noise = {eyes.value: prior.noise_deg.round(2).tolist() for eyes, prior in population.by_eyes.items()}
    print(f"{wish.output}: {len(usable)} people, {sum(len(p.faces) for p in usable)} faces, noise in deg {noise}")


if __name__ == "__main__":
    main()
