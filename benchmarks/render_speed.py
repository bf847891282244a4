"""How long the simulated client takes per frame on one core; run as `python benchmarks/render_speed.py`."""

from __future__ import annotations

import sys
import time

import cv2
import numpy as np

from gazetrainer.adapters.simulated import Behaviour, Identity, Optics, Renderer, SimulatedCamera, SimulatedOptions

FRAMES = 150
SIZES_PX = ((640, 480), (1280, 720))


def frame_times_ms(renderer: Renderer) -> list[float]:
    """Processor time of each of FRAMES frames in ms, eyes and head moving all the time."""
    camera = SimulatedCamera(SimulatedOptions(seed=1, behaviour=Behaviour.DRIFTING, duration_s=FRAMES / 30))
    times_ms = []
    for pose in (camera.next_pose() for _ in range(FRAMES)):
        start_s = time.process_time()
        renderer.render(pose)
        times_ms.append((time.process_time() - start_s) * 1000)
    return times_ms


def main() -> None:
    """Print a line per picture size and set-up."""
    cv2.setNumThreads(1)
    say = sys.stdout.write
    setups = {
        "plain": (False, Optics()),
        "glasses": (True, Optics()),
        "glasses, motion blur, JPEG 90": (True, Optics(exposed_share=0.5, jpeg_quality=90)),
    }
    say("size       set-up                          median   95%  [ms of processor time per frame]\n")
    for width_px, height_px in SIZES_PX:
        for name, (glasses, optics) in setups.items():
            person = Identity.from_seed(3, glasses=glasses)
            times_ms = frame_times_ms(Renderer(person, width_px=width_px, height_px=height_px, optics=optics))
            median_ms, late_ms = np.percentile(times_ms, [50, 95])
            say(f"{width_px:4}x{height_px:<4}  {name:30} {median_ms:7.1f} {late_ms:6.1f}\n")


if __name__ == "__main__":
    main()
