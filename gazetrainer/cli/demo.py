"""`demo`: a simulated client through a whole sitting, and the verdicts beside the known truth."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from gazetrainer.adapters.progress_display import ProgressDisplay
from gazetrainer.adapters.pygame_display import PygameDisplay
from gazetrainer.adapters.simulated import SimulatedCamera, write_truth_csv
from gazetrainer.adapters.simulated.true_gaze import true_gaze
from gazetrainer.cli.options import CameraWish
from gazetrainer.cli.parts import console, opened
from gazetrainer.cli.places import data_folder, now, writable_folder
from gazetrainer.cli.practice import print_files
from gazetrainer.cli.sitting import SittingFiles, SittingPlan, sit
from gazetrainer.comparison import CLEAR_BY_DEG, Comparison, compare
from gazetrainer.errors import DisplayError
from gazetrainer.loop import Display, Stopped
from targets import load_library_plan, load_prescription

_RESULT_SHOWN_S = 4.0


@dataclass(frozen=True, slots=True)
class DemoWish:
    """What `demo` was asked for."""

    seed: int = 0
    camera: str = "simulated"
    speed: float = 1.0
    headless: bool = False
    full_screen: bool = False
    screen_mm: tuple[float, float] | None = None
    plan: Path | None = None
    output: Path | None = None
    face_model: Path | None = None


def run_demo(wish: DemoWish) -> None:
    """Lead a simulated client through everything; in a window when there is a screen."""
    if wish.headless:
        _demonstrate(wish, ProgressDisplay(console), speed=None)
        return
    try:
        display = PygameDisplay(full_screen=wish.full_screen, screen_mm=wish.screen_mm)
        with display:
            pass
    except DisplayError:
        _demonstrate(wish, ProgressDisplay(console), speed=None)
    else:
        _demonstrate(wish, display, speed=wish.speed)


def camera_spec(wish: DemoWish) -> str:
    """The simulated client that was asked for; what is not said is chosen for a demonstration."""
    said = wish.camera.partition(":")[2]
    named = {pair.partition("=")[0].strip() for pair in said.split(",")}
    usual = {"seed": str(wish.seed), "behaviour": "mixed"}
    added = [f"{key}={value}" for key, value in usual.items() if key not in named]
    return "simulated:" + ",".join([*filter(None, [said]), *added])


def _demonstrate(wish: DemoWish, display: AbstractContextManager[Display], *, speed: float | None) -> None:
    plan = load_prescription(wish.plan) if wish.plan is not None else load_library_plan("demonstration")
    started_at = now()
    default = data_folder() / "demo" / f"{started_at:%Y-%m-%d-%H%M%S}-seed-{wish.seed}"
    folder = writable_folder(wish.output or default)
    todo = SittingPlan(
        plan=plan,
        wish=CameraWish(camera_spec(wish)),
        person="simulated client",
        started_at=started_at,
        recording_path=folder / "sitting.mcap",
        profile_path=folder / "profile.json",
        patience_s=_RESULT_SHOWN_S,
    )
    console.print(f"{plan.title}, practised by a simulated client (seed {wish.seed}).")
    try:
        with opened(todo.wish, display, face_model=wish.face_model) as parts:
            files = sit(parts, todo, speed=speed)
            camera = parts.camera
    except Stopped:
        console.print("Stopped before the first position. Nothing was recorded.")
        return
    print_files(files)
    if isinstance(camera, SimulatedCamera):
        _print_truth(files, camera, folder)


def _print_truth(files: SittingFiles, camera: SimulatedCamera, folder: Path) -> None:
    write_truth_csv(folder / "truth.csv", camera.truth)
    console.print(f"Truth:     {folder / 'truth.csv'}")
    console.print()
    for line in comparison_in_words(compare(files.run, [true_gaze(truth) for truth in camera.truth])):
        console.print(line)


def comparison_in_words(result: Comparison) -> tuple[str, ...]:
    """The comparison as lines to print."""
    return (
        f"Against the known truth, over frames more than {CLEAR_BY_DEG:g} deg from the edge of the tolerance:",
        f"  said to be in position and was:       {result.precision:7.2%}",
        f"  was in position and said to be:       {result.recall:7.2%}",
        f"  was out of position and said to be:   {result.out_caught:7.2%}",
        f"  time held: {result.told_held_s:.1f} s said, {result.true_held_s:.1f} s true "
        f"({result.held_difference:+.1%})",
        f"  frames said to be in position with the head turned: {result.in_with_head_turned}, "
        f"with the eyes closed: {result.in_with_eyes_closed}",
        "These figures come from a simulated face; they say nothing about how exact it is with a person.",
    )
