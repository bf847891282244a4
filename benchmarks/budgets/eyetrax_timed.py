"""EyeTrax's features and prediction on our pictures, one at a time, in an environment of its own.

`python eyetrax_timed.py WIDTH HEIGHT MODEL COUNT`: raw RGB pictures on standard input; after each one a line with the
milliseconds that features and prediction took. It imports nothing of this repository.
"""

from __future__ import annotations

import sys
import time

import numpy as np
from eyetrax.gaze import GazeEstimator
from eyetrax.models import create_model

TRAINED_ON = 30


def main() -> None:
    """Train its default model on the first pictures, then time every further one."""
    width, height, model_path, count = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    estimator, model, rows = GazeEstimator(face_landmarker_model=model_path), create_model("ridge"), []
    for number in range(count):
        rgb = np.frombuffer(sys.stdin.buffer.read(width * height * 3), np.uint8).reshape(height, width, 3)
        bgr = np.ascontiguousarray(rgb[:, :, ::-1])
        start_s = time.perf_counter()
        row, _is_blink = estimator.extract_features(bgr)
        if row is not None and number > TRAINED_ON:
            model.predict(np.array([row]))
        took_ms = (time.perf_counter() - start_s) * 1000
        if row is not None and number <= TRAINED_ON:
            rows.append(row)
        if number == TRAINED_ON:
            model.train(np.array(rows), np.random.default_rng(0).uniform(0, 1000, (len(rows), 2)))
        print(took_ms, flush=True)


if __name__ == "__main__":
    main()
