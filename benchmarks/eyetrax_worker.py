"""Runs EyeTrax over pictures, in an environment of its own: it imports nothing of this repository.

`python eyetrax_worker.py JOB.json RESULT.npz`, with the pictures as raw RGB bytes on standard input.
The job: width_px, height_px, rate_hz, frames, model (the face model's path), pixels_per_deg, jumps: frames at which the
eyes are suddenly elsewhere, and fits: by name a list of [first frame, frame after the last, azimuth, elevation] of the
points to be fitted.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeAlias

import eyetrax.gaze
import numpy as np
from eyetrax.models import create_model
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

Matrix: TypeAlias = np.ndarray[Any, Any]
ARRIVING_FRAMES = 10
PENALTIES = np.logspace(-2, 4, 13)


def features_of(job: dict[str, Any]) -> tuple[Matrix, Matrix]:
    """EyeTrax's own features (n, k) of every picture, nan without a face, and whether it takes it for a blink (n,)."""
    estimator = eyetrax.gaze.GazeEstimator(face_landmarker_model=job["model"])
    rows, blinks, shown = [], [], 0
    size = job["width_px"] * job["height_px"] * 3
    for index in range(job["frames"]):
        rgb = np.frombuffer(sys.stdin.buffer.read(size), np.uint8).reshape(job["height_px"], job["width_px"], 3)
        # Its face tracking lags: it is shown the first picture after a jump for a while before that counts.
        for _ in range(1 + ARRIVING_FRAMES * (index in job["jumps"])):
            # EyeTrax asks the clock for a picture's time, and MediaPipe smooths over it: it is told the picture's own.
            now_s = 1.0 + shown / job["rate_hz"]
            eyetrax.gaze.time = SimpleNamespace(time=lambda now_s=now_s: now_s)
            row, blink = estimator.extract_features(np.ascontiguousarray(rgb[:, :, ::-1]))
            shown += 1
        rows.append(row)
        blinks.append(bool(blink))
    estimator.close()
    count = next(len(row) for row in rows if row is not None)
    return np.array([np.full(count, np.nan) if row is None else row for row in rows]), np.array(blinks)


def told_by(model: str, train: Matrix, labels: Matrix, points: Matrix, test: Matrix) -> Matrix:
    """Fit one model to rows (m, k) with labels (m, 2) in pixels, and predict (n, 2)."""
    if model == "cross_validated":
        count = len(np.unique(points))
        search = GridSearchCV(
            make_pipeline(StandardScaler(), Ridge()),
            {"ridge__alpha": PENALTIES},
            scoring="neg_mean_squared_error",
            cv=GroupKFold(count),
        )
        return search.fit(train, labels, groups=points).predict(test)
    own = create_model(model)
    own.train(train, labels)
    return own.predict(test)


def main() -> None:
    """Measure the pictures, fit every model to every set of points, and write what they tell in degrees."""
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    features, blinks = features_of(job)
    usable = ~blinks & np.isfinite(features).all(axis=1)
    results: dict[str, Matrix] = {}
    for fit, lines in job["fits"].items():
        chosen = [(i, number) for number, line in enumerate(lines) for i in range(line[0], line[1]) if usable[i]]
        frames, points = (np.array(each) for each in zip(*chosen, strict=True))
        labels = np.array([lines[number][2:] for number in points]) * job["pixels_per_deg"]
        for model in ("ridge", "elastic_net", "cross_validated"):
            told = np.full((len(features), 2), np.nan)
            told[usable] = told_by(model, features[frames], labels, points, features[usable]) / job["pixels_per_deg"]
            results[f"{model} {fit}"] = told
    np.savez_compressed(sys.argv[2], **results)


if __name__ == "__main__":
    main()
