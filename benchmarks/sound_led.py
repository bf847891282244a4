"""How well the sound alone leads: `python -m benchmarks.sound_led [--simulated] [--write]`.

A client who sees nothing follows what is measured in the WAV file that the program writes while a sitting runs
(`listener.py`), to positions beyond the edge of a 13-inch laptop. `--simulated`: pictures are drawn and tracked, by the
face model, as in a real sitting (about a minute of processor time for a position); without it the eyes are known to
the estimator without error, but the sitting, its judge, its scenes and its sound are the real ones.
`without the first note`: the same client who judges each answer by a memory of pitch that is wrong by three semitones
(SD) instead: what a single tone would do.
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.listener import Ear, Listener
from benchmarks.tables import README, between
from gazetrainer.adapters.sound_file import SoundFile
from gazetrainer.adapters.sounding_display import SoundingDisplay
from gazetrainer.events import HoldOutcome
from gazetrainer.gaze import EyeState, GazeSample, HeadPose
from gazetrainer.judging.plan_run import PlanRun
from gazetrainer.scene import Key, Scene
from gazetrainer.screen import Screen
from gazetrainer.staging.sitting import scene_for
from targets import Prescription, Step

LAPTOP: Final = Screen(1280, 720, 294.0, 165.0)
SIDEWAYS: Final = ((-25.0, 0.0), (25.0, 0.0))
POSITIONS: Final = (*SIDEWAYS, (0, 16), (0, -18), (-20, 12), (20, 12), (-18, -14), (18, -14))
HOLD_S: Final = 10.0
LIMIT_S: Final = 60.0
TOLERANCE_DEG: Final = 5.0
RATE_HZ: Final = 30.0
DISTANCE_MM: Final = 600.0
SIGMA_DEG: Final = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """How one position was found: whether it was held in time, how long it took, what share was held from then on."""

    is_held: bool
    reached_s: float
    held_share: float


class Unseen:
    """A display that nobody looks at; what has sounded so far is in the file when the next picture is taken."""

    screen = LAPTOP

    def __init__(self, sound: SoundFile) -> None:
        self._sound = sound

    def draw(self, scene: Scene) -> None:
        """Show nothing."""
        del scene
        self._sound.catch_up()

    def keys(self) -> tuple[Key, ...]:
        """Nobody presses any."""
        return ()

    def typed(self) -> str:
        """Nobody types."""
        return ""


def plan_for(position: tuple[float, float]) -> Prescription:
    """One position, with a limit to the search."""
    step = Step(
        azimuth_deg=position[0],
        elevation_deg=position[1],
        tolerance_deg=TOLERANCE_DEG,
        hold_s=HOLD_S,
        get_ready_s=2.0,
        time_limit_s=LIMIT_S,
    )
    return Prescription(schema=1, title="One position", steps=(step,))


def found_in(run: PlanRun) -> Found:
    """What the judge says of the only hold."""
    (hold,) = run.sitting.ended
    accounts = hold.accounts
    after_s = accounts.elapsed_s - accounts.settling_s
    share = accounts.held_s / after_s if after_s > 0 else 0.0
    return Found(hold.outcome is HoldOutcome.HELD, accounts.settling_s, share)


def led_with_known_eyes(position: tuple[float, float], listener: Listener, path: Path) -> Found:
    """Let a listener be led; the gaze is the listener's own, with some noise."""
    run, now_s, scene = PlanRun(plan_for(position)), [0.0], None
    with SoundFile(path, lambda: now_s[0]) as sound:
        display = SoundingDisplay(Unseen(sound), sound)
        for number in itertools.count():
            now_s[0] = number / RATE_HZ
            looked = np.array(listener.look(now_s[0])) + listener.rng.normal(scale=0.5, size=2)
            still, open_eyes = HeadPose(0.0, 0.0, 0.0), EyeState(1.0, 1.0, DISTANCE_MM)
            run.take(GazeSample(now_s[0], float(looked[0]), float(looked[1]), SIGMA_DEG, still, open_eyes))
            if run.is_over:
                return found_in(run)
            scene = scene_for(run.sitting, LAPTOP, DISTANCE_MM, previous=scene)
            display.draw(scene)
    raise RuntimeError("a hold with a time limit must end")


def listeners(seeds: Sequence[int], path: Path) -> Iterator[tuple[str, int, Listener]]:
    """Every kind of listener with every seed."""
    for seed in seeds:
        rng = np.random.default_rng((seed, 7))
        yield "two loudspeakers", seed, Listener(Ear(path), rng)
        yield "one loudspeaker", seed, Listener(Ear(path), rng, loudspeakers=1)
        wrong = float(np.random.default_rng((seed, 8)).normal(scale=3.0))
        yield "without the first note", seed, Listener(Ear(path), rng, wrong_by_semitones=wrong)


def known_eyes(seeds: Sequence[int]) -> dict[str, list[Found]]:
    """All listeners to all positions."""
    found: dict[str, list[Found]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for position in POSITIONS:
            path = Path(folder) / "heard.wav"
            for name, _, listener in listeners(seeds, path):
                found.setdefault(name, []).append(led_with_known_eyes(position, listener, path))
    return found


def table(found: dict[str, list[Found]]) -> str:
    """A line for each kind of listener."""
    lines = [
        "| listener | holds | held in time | time to reach: median | 90% | held of the time from then on |",
        "|---|---|---|---|---|---|",
    ]
    for name, each in found.items():
        reached = [one.reached_s for one in each]
        held = sum(one.is_held for one in each)
        share = float(np.mean([one.held_share for one in each]))
        median_s, late_s = np.median(reached), np.quantile(reached, 0.9)
        lines.append(f"| {name} | {len(each)} | {held} | {median_s:.1f} s | {late_s:.1f} s | {share:.0%} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run what is asked for and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--simulated", action="store_true", help="draw and track pictures of simulated people")
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--identities", type=int, nargs="*", default=[410, 411, 412])
    parser.add_argument("--write", action="store_true", help="also into README.md")
    given = parser.parse_args()
    if given.simulated:
        from benchmarks.sound_led_simulated import simulated_people  # noqa: PLC0415  (MediaPipe starts slowly)

        name, found = "sound led, simulated", simulated_people(given.identities)
    else:
        name, found = "sound led", known_eyes(range(given.seeds))
    print(table(found))
    if given.write:
        README.write_text(between(README.read_text(encoding="utf-8"), name, table(found)), encoding="utf-8")


if __name__ == "__main__":
    main()
