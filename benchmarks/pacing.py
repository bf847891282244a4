"""Drawing 60 times a second while a camera is tracked, and from picture to verdict: `python -m benchmarks.pacing`.

A simulated client holds one position before a camera of 30 pictures a second; camera, tracker, judge and window are
those of a sitting. A frame is late when it comes more than 25 ms after the one before. The delay runs from the time at
which a picture was taken to the moment at which the screen shows the verdict on it; 70 ms of it are waited for on
purpose, since a direction is averaged over its neighbours and a blink may still spoil it.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.tables import README, between
from gazetrainer.adapters.clock import MonotonicClock, paced
from gazetrainer.adapters.face_model import resolve_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.pygame_display import PygameDisplay
from gazetrainer.adapters.simulated import SimulatedCamera, SimulatedOptions
from gazetrainer.adapters.tracked_pictures import TrackedPictures
from gazetrainer.calibrating.profile_file import load_profile
from gazetrainer.cli.parts import quick_turns
from gazetrainer.cli.places import data_folder
from gazetrainer.flows.practising import practise
from gazetrainer.frame import Frame
from gazetrainer.live import carry_live
from gazetrainer.scene import HoldScene, Key, Scene
from gazetrainer.screen import Screen
from targets import Prescription, Step

LATE_S: Final = 0.025
PROFILE: Final = Path(__file__).resolve().parent.parent / "samples" / "profile.json"


@dataclass(slots=True)
class Stopwatch:
    """A display that notes when it drew and what age its verdicts had; `began_s`: the clock at the camera's time 0."""

    display: PygameDisplay
    began_s: float = 0.0
    drawn_s: list[float] = field(default_factory=list)
    delays_s: list[float] = field(default_factory=list)
    cost_s: list[float] = field(default_factory=list)

    @property
    def screen(self) -> Screen:
        """The area drawn on."""
        return self.display.screen

    def draw(self, scene: Scene) -> None:
        """Draw a scene with a new verdict."""
        self.draw_between(scene)
        if isinstance(scene, HoldScene) and self.began_s:
            self.delays_s.append(time.monotonic() - self.began_s - scene.time_s)

    def draw_between(self, scene: Scene) -> None:
        """Draw a scene."""
        start_s = time.thread_time()
        self.display.draw(scene)
        self.drawn_s.append(time.monotonic())
        self.cost_s.append(time.thread_time() - start_s)

    def keys(self) -> tuple[Key, ...]:
        """Keep the window alive."""
        return self.display.keys()

    def typed(self) -> str:
        """Nobody types."""
        return self.display.typed()


def measured(size_px: tuple[int, int], duration_s: float, seed: int) -> Stopwatch:
    """Practise one long hold in a window of a size."""
    step = Step(azimuth_deg=-8, elevation_deg=3, hold_s=600, get_ready_s=1, tolerance_deg=5)
    plan = Prescription(schema=1, title="One position", steps=(step,))
    camera = SimulatedCamera(SimulatedOptions(seed=seed, duration_s=duration_s))
    model = resolve_face_model(None, data_folder=data_folder())
    profile = load_profile(PROFILE)
    with camera, MediaPipeTracker(model.path) as tracker, PygameDisplay(size_px=size_px) as window:
        watch = Stopwatch(window)

        def frames() -> Iterator[Frame]:
            for frame in paced(camera.frames(), MonotonicClock()):
                watch.began_s = watch.began_s or time.monotonic() - frame.time_s
                yield frame

        with TrackedPictures(frames, tracker) as pictures, quick_turns():
            carry_live(practise(plan, profile, watch, attention=camera), pictures, watch, MonotonicClock())
    return watch


def row(size_px: tuple[int, int], watch: Stopwatch) -> str:
    """One line of the table."""
    gaps_ms = np.diff(watch.drawn_s[30:]) * 1000  # the first half second loads fonts and model
    delays_ms = np.array(watch.delays_s[10:]) * 1000
    cells = (
        f"{size_px[0]}x{size_px[1]}",
        f"{len(gaps_ms) / gaps_ms.sum() * 1000:.1f}",
        f"{np.mean(gaps_ms > LATE_S * 1000):.1%}",
        f"{np.percentile(gaps_ms, 99):.0f}",
        f"{np.median(watch.cost_s) * 1000:.1f}",
        f"{np.median(delays_ms):.0f}",
        f"{np.percentile(delays_ms, 95):.0f}",
    )
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Measure at both sizes and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=40.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    asked = parser.parse_args()
    lines = [
        f"Load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.",
        "",
        "| window | drawn a second | late (> 25 ms) | 99% within, ms | CPU ms each | picture to verdict, ms | 95% |",
        "|---|---|---|---|---|---|---|",
    ]
    for size_px in ((1280, 720), (1920, 1080)):
        lines.append(row(size_px, measured(size_px, asked.seconds, asked.seed)))
        print(lines[-1])
    if asked.write:
        README.write_text(between(README.read_text(encoding="utf-8"), "pacing", "\n".join(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
