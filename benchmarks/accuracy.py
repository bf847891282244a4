"""Accuracy of the engine and of plain methods on simulated people: `python -m benchmarks.accuracy`.

The people had no part in the population prior. Figures are of simulated faces and are never a real person's accuracy.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.baselines import BASELINES, Features
from benchmarks.sessions import CONDITIONS, Session, play
from calibration import CalibrationError, fit_ridge
from gazetrainer.calibrate import CalibrationSetting, fit_profile
from gazetrainer.estimate import estimate
from gazetrainer.face import FaceObservation
from gazetrainer.gaze import GazeSample
from gazetrainer.phases import seen_during
from gazetrainer.profile import Profile

ENGINE = "gazetrainer"
IDENTITIES = tuple(range(300, 312))
SEED = 7


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """Directions (n, 2) and sigma (n,) of every frame; nan where nothing was told."""

    directions_deg: NDArray[np.float64]
    sigma_deg: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Score:
    """One method in one test: window errors of the fixations (deg), and of the frames: errors per axis and sigma."""

    windows_deg: list[float]
    across_deg: list[float]
    upward_deg: list[float]
    sigmas_deg: list[float]
    missing: float


def scores_of(identity: int, condition: str) -> dict[tuple[str, str], Score]:
    """Play one session and score all methods on its tests; nothing when the person could not be calibrated."""
    session = play(identity, condition, SEED)
    try:
        profile = _profile(session)
    except CalibrationError:
        return {}
    told = {ENGINE: _engine(session, profile)}
    told |= {name: _baseline(session, features, profile) for name, features in BASELINES.items()}
    truth = np.array(session.truth_deg)
    return {
        (method, test): _score(each, truth, session.fixations[test])
        for method, each in told.items()
        for test in session.fixations
    }


def _profile(session: Session) -> Profile:
    return fit_profile(session.seen, session.shown, CalibrationSetting("", session.camera, 62.0, ""))


def _engine(session: Session, profile: Profile) -> Told:
    gazes = list(estimate(session.seen, profile))
    rows = [
        (g.azimuth_deg, g.elevation_deg, g.sigma_deg) if isinstance(g, GazeSample) else (np.nan,) * 3 for g in gazes
    ]
    table = np.array(rows)
    return Told(table[:, :2], table[:, 2])


def _baseline(session: Session, features: Features, profile: Profile) -> Told:
    mesh = np.array(profile.mesh)
    rows, labels, targets = [], [], []
    for number, line in enumerate(session.shown):
        for face in seen_during(session.seen, line):
            rows.append(features(face, mesh))
            labels.append((line.azimuth_deg, line.elevation_deg))
            targets.append(number)
    model = fit_ridge(np.array(rows), np.array(labels, dtype=float), np.array(targets))
    told = np.full((len(session.seen), 2), np.nan)
    sigma = np.full(len(session.seen), np.nan)
    for index, seen in enumerate(session.seen):
        if isinstance(seen, FaceObservation):
            prediction = model.predict(features(seen, mesh)[None])
            told[index], sigma[index] = prediction.directions_deg[0], prediction.sigma_deg[0]
    return Told(told, sigma)


def _score(told: Told, truth: NDArray[np.float64], fixations: list[slice]) -> Score:
    windows, across, upward, sigmas, missing = [], [], [], [], []
    for window in fixations:
        off = told.directions_deg[window] - truth[window]
        seen = ~np.isnan(off[:, 0])
        missing.append(1 - seen.mean())
        if seen.any():
            windows.append(float(np.hypot(*off[seen].mean(axis=0))))
            across += off[seen, 0].tolist()
            upward += off[seen, 1].tolist()
            sigmas += told.sigma_deg[window][seen].tolist()
    return Score(windows, across, upward, sigmas, float(np.mean(missing)))


def table_row(scores: list[Score]) -> str:
    """Mean, median, 90th percentile of windows; mean error of frames across and upward; coverage; share missing."""
    windows = np.concatenate([s.windows_deg for s in scores])
    across, upward = (np.abs(np.concatenate([getattr(s, n) for s in scores])) for n in ("across_deg", "upward_deg"))
    error, sigma = np.hypot(across, upward), np.concatenate([s.sigmas_deg for s in scores])
    within = [float((error < width * sigma).mean()) for width in (1.18, 2.45)]
    missing = float(np.mean([s.missing for s in scores]))
    cells = [windows.mean(), np.median(windows), np.percentile(windows, 90), across.mean(), upward.mean()]
    return " | ".join([*(f"{cell:.2f}" for cell in cells), *(f"{share:.0%}" for share in within), f"{missing:.0%}"])


def main() -> None:
    """Print a table per condition."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=len(IDENTITIES))
    parser.add_argument("--first", type=int, default=IDENTITIES[0])
    parser.add_argument("--conditions", nargs="*", default=list(CONDITIONS))
    parser.add_argument("--processes", type=int, default=2)
    wish = parser.parse_args()
    identities = range(wish.first, wish.first + wish.people)
    for condition in wish.conditions:
        with ProcessPoolExecutor(wish.processes) as pool:
            results = list(pool.map(scores_of, identities, [condition] * wish.people))
        usable = [each for each in results if each]
        print(f"\n{condition}: {len(usable)} of {wish.people} people\n")
        print("| method | test | mean | median | 90% | across | upward | in 1.18 sigma | in 2.45 sigma | not told |")
        print("|---|---|---|---|---|---|---|---|---|---|")
        for method, test in usable[0] if usable else ():
            print(f"| {method} | {test} | {table_row([each[method, test] for each in usable])} |", flush=True)


if __name__ == "__main__":
    main()
