"""Drawing 60 times a second while a camera is tracked, and from picture to verdict: `python -m benchmarks.pacing`.

Another process plays a video of a simulated client to the program's webcam, 30 pictures a second; tracker, judge and
window are those of a sitting. A frame is late when it comes more than 25 ms after the one before. The delay runs from
the time at which a picture was taken to the moment at which the screen shows the verdict on it; 67 ms of it are waited
for on purpose: two frames, with which a direction is averaged and that tell a blink. What the machine itself does to a
loop that only waits is measured before each run, and how much of it others took, during it (Linux).
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.played_webcam import played_webcam
from benchmarks.tables import README, between
from gazetrainer.adapters.clock import MonotonicClock
from gazetrainer.adapters.face_model import resolve_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.pygame_display import PygameDisplay
from gazetrainer.adapters.tracked_pictures import TrackedPictures
from gazetrainer.adapters.webcam import Webcam
from gazetrainer.attention import Nobody
from gazetrainer.calibrating.profile_file import load_profile
from gazetrainer.cli.parts import quick_turns
from gazetrainer.cli.places import data_folder
from gazetrainer.flows.practising import ObservingListener, practise
from gazetrainer.frame import Frame
from gazetrainer.live import DRAWN_EVERY_S, carry_live
from gazetrainer.scene import HoldScene, Key, Scene
from gazetrainer.screen import Screen
from targets import Prescription, Step

LATE_S: Final = 0.025
SAMPLES: Final = Path(__file__).resolve().parent.parent / "samples"


@dataclass(slots=True)
class Stopwatch:
    """A display that notes when it drew, and when it showed the verdict on which of the camera's times.

    began_s: the clock at the camera's time 0; taken_s: when pictures went to the tracker; anew: whether a draw changed
    what is shown; verdicts_s: when the screen showed a verdict, on which of the camera's times, and when it was given.
    """

    display: PygameDisplay
    began_s: float = float("inf")
    until_s: float = float("inf")
    taken_s: list[float] = field(default_factory=list)
    drawn_s: list[float] = field(default_factory=list)
    anew: list[bool] = field(default_factory=list)
    verdicts_s: list[tuple[float, float, float]] = field(default_factory=list)
    cost_s: list[float] = field(default_factory=list)

    @property
    def screen(self) -> Screen:
        """The area drawn on."""
        return self.display.screen

    def draw(self, scene: Scene) -> None:
        """Draw a scene with a new verdict."""
        given_s = time.monotonic()
        self.draw_between(scene)
        if isinstance(scene, HoldScene):
            self.verdicts_s.append((self.drawn_s[-1], scene.time_s, given_s))

    def draw_between(self, scene: Scene) -> None:
        """Draw a scene."""
        start_s, before = time.thread_time(), self.display.canvas
        self.display.draw(scene)
        self.anew.append(self.display.canvas is not before)
        self.drawn_s.append(time.monotonic())
        self.cost_s.append(time.thread_time() - start_s)

    def keys(self) -> tuple[Key, ...]:
        """Keep the window alive."""
        return self.display.keys()

    def typed(self) -> str:
        """Nobody types."""
        return self.display.typed()


def measured(
    size_px: tuple[int, int],
    camera_px: tuple[int, int],
    duration_s: float,
    *,
    listeners: Sequence[ObservingListener] = (),
) -> tuple[Stopwatch, Webcam]:
    """Practise one long hold in a window of a size before a camera of a size; listeners: a recorder, for example."""
    step = Step(azimuth_deg=-8, elevation_deg=3, hold_s=600, get_ready_s=1, tolerance_deg=5)
    plan = Prescription(schema=1, title="One position", steps=(step,))
    model = resolve_face_model(None, data_folder=data_folder())
    profile = load_profile(SAMPLES / "profile.json")
    with (
        played_webcam(SAMPLES / "sitting.mp4", size_px=camera_px) as camera,
        camera,
        MediaPipeTracker(model.path) as tracker,
        PygameDisplay(size_px=size_px) as window,
    ):
        watch = Stopwatch(window)

        def frames() -> Iterator[Frame]:
            for frame in camera.frames():
                now_s = time.monotonic()
                if not watch.taken_s:
                    watch.until_s = now_s + duration_s
                watch.taken_s.append(now_s)
                # The first picture may have waited for the tracker to open: the quickest of all tells when time began.
                watch.began_s = min(watch.began_s, now_s - frame.time_s)
                if now_s > watch.until_s:
                    return
                yield frame

        with TrackedPictures(frames, tracker) as pictures, quick_turns():
            flow = practise(plan, profile, watch, attention=Nobody(), listeners=listeners)
            carry_live(flow, pictures, watch, MonotonicClock())
    return watch, camera


def waited(duration_s: float) -> float:
    """Share of turns that come late in a loop that only waits for its next turn."""
    turns_s, end_s, due_s = [], time.monotonic() + duration_s, time.monotonic()
    while time.monotonic() < end_s:
        turns_s.append(time.monotonic())
        due_s = max(due_s + DRAWN_EVERY_S, turns_s[-1])
        time.sleep(max(0.0, due_s - time.monotonic()))
    return float(np.mean(np.diff(turns_s) > LATE_S))


@dataclass(frozen=True, slots=True)
class Load:
    """Processor seconds, of the whole machine and of this program with what it started and has ended."""

    machine_s: float
    own_s: float

    @classmethod
    def now(cls) -> Load:
        """As it is."""
        fields = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:]
        busy = sum(float(each) for index, each in enumerate(fields[:8]) if index not in (3, 4))
        return cls(busy / os.sysconf("SC_CLK_TCK"), sum(os.times()[:4]))

    def others_since(self, before: Load, elapsed_s: float) -> float:
        """Share of the machine that others took."""
        others_s = (self.machine_s - before.machine_s) - (self.own_s - before.own_s)
        return max(0.0, others_s) / (elapsed_s * (os.cpu_count() or 1))


def row(size_px: tuple[int, int], camera_px: tuple[int, int], duration_s: float) -> str:
    """Measure at one size; one line of the table."""
    idle = waited(3.0)
    before, start_s = Load.now(), time.monotonic()
    watch, _camera = measured(size_px, camera_px, duration_s)
    others = Load.now().others_since(before, time.monotonic() - start_s)
    gaps_ms = np.diff(watch.drawn_s[30:]) * 1000  # the first half second loads fonts and model
    delays_ms = (
        np.array([shown_s - watch.began_s - time_s for shown_s, time_s, _given_s in watch.verdicts_s[10:]]) * 1000
    )
    cells = (
        f"{size_px[0]}x{size_px[1]}",
        f"{camera_px[0]}x{camera_px[1]}",
        f"{len(gaps_ms) / gaps_ms.sum() * 1000:.1f}",
        f"{np.mean(gaps_ms > LATE_S * 1000):.1%}",
        f"{np.percentile(gaps_ms, 99):.0f}",
        f"{np.mean(watch.anew):.0%}",
        f"{np.median(np.array(watch.cost_s)[watch.anew]) * 1000:.1f}",
        f"{(len(watch.taken_s) - 1) / (watch.taken_s[-1] - watch.taken_s[0]):.1f}",
        f"{np.median(delays_ms):.0f}",
        f"{np.percentile(delays_ms, 95):.0f}",
        f"{idle:.1%}",
        f"{others:.0%}",
    )
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Measure at both sizes and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    asked = parser.parse_args()
    lines = [
        f"Load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.",
        "",
        "| window | camera | screen up to date, times a second | late (> 25 ms) | 99% within, ms | drawn anew "
        "| CPU ms for it | tracked a second | picture to verdict, ms | 95% | a loop that waits: late | others' share |",
        "|" + 12 * "---|",
    ]
    print(*lines, sep="\n")
    for _run in range(asked.runs):
        for size_px in ((1280, 720), (1920, 1080)):
            lines.append(row(size_px, (640, 480), asked.seconds))
            print(lines[-1], flush=True)
    if asked.write:
        README.write_text(between(README.read_text(encoding="utf-8"), "pacing", "\n".join(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
