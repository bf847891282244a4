"""`demo`: a simulated client through a whole sitting, and the verdicts beside the known truth."""

from __future__ import annotations

from pathlib import Path

from gazetrainer.adapters.progress_display import ProgressDisplay
from gazetrainer.adapters.simulated import SimulatedCamera, write_truth_csv
from gazetrainer.adapters.simulated.true_gaze import true_gaze
from gazetrainer.cli.options import CameraWish, DemoWish
from gazetrainer.cli.parts import Parts, chosen_camera, console, tracked
from gazetrainer.cli.places import data_folder, new_recording, now, writable_folder
from gazetrainer.cli.sitting import Fault, SittingPlan, keep, sit
from gazetrainer.cli.window import Window, opened_window, show_until_key
from gazetrainer.comparison import CLEAR_BY_DEG, Comparison, compare
from gazetrainer.errors import CameraError, CameraFault, DisplayError
from gazetrainer.flows.practising import Practised
from gazetrainer.loop import Interrupted, Stopped
from gazetrainer.staging_setup import moment_scene, summary_scene
from targets import load_library_plan, load_prescription

_RESULT_SHOWN_S = 4.0
_SUMMARY_SHOWN_S = 10.0


def run_demo(wish: DemoWish) -> None:
    """Lead a simulated client through everything; in a window when there is a screen."""
    todo = _prepared(wish)
    camera = simulated_client(wish)
    console.print(f"{todo.plan.title}, practised by a simulated client (seed {wish.seed}).", markup=False)
    if not wish.headless:
        try:
            with opened_window(wish.screen) as window:
                return _in_window(camera, wish, todo, window)
        except DisplayError:
            console.print("There is no screen here: the demonstration goes on without a window.")
    with tracked(camera, wish.face_model) as tracker, ProgressDisplay(console) as display:
        done = _sit_or_stop(Parts(camera, tracker, display, speed=None), todo)
    return _end(done, camera, todo)


def simulated_client(wish: DemoWish) -> SimulatedCamera:
    """The simulated client that was asked for; what is not said is chosen for a demonstration."""
    kind, _, said = wish.camera.strip().partition(":")
    if kind != "simulated":
        raise CameraError(
            CameraFault.UNREADABLE,
            f'The demonstration needs a simulated client, not "{wish.camera}". For another camera use: '
            "gazetrainer practice PLAN --camera ...",
        )
    named = {pair.partition("=")[0].strip() for pair in said.split(",")}
    usual = {"seed": str(wish.seed), "behaviour": "mixed"}
    added = [f"{key}={value}" for key, value in usual.items() if key not in named]
    camera = chosen_camera(CameraWish(f"{kind}:" + ",".join([*filter(None, [said]), *added])))
    if not isinstance(camera, SimulatedCamera):
        raise TypeError("a spec that begins with simulated gives a simulated camera")
    return camera


def _prepared(wish: DemoWish) -> SittingPlan:
    plan = load_prescription(wish.plan) if wish.plan is not None else load_library_plan("demonstration")
    started_at = now()
    default = data_folder() / "demo" / f"{started_at:%Y-%m-%d-%H%M%S}-seed-{wish.seed}"
    folder = writable_folder(wish.output or default)
    recording = new_recording(folder / "sitting.mcap")
    return SittingPlan(
        plan=plan,
        wish=CameraWish("simulated"),
        person="simulated client",
        started_at=started_at,
        recording_path=recording,
        profile_path=folder / "profile.json",
        patience_s=_RESULT_SHOWN_S,
    )


def _in_window(camera: SimulatedCamera, wish: DemoWish, todo: SittingPlan, window: Window) -> None:
    window.display.draw(moment_scene("The simulated client is being made."))
    with tracked(camera, wish.face_model) as tracker:
        done = _sit_or_stop(Parts(camera, tracker, window.display, window.guide, wish.speed), todo)
    if done is not None and not isinstance(done.fault, Interrupted):
        show_until_key(
            window,
            summary_scene(done.run.sitting, fault=str(done.fault or "")),
            patience_s=_SUMMARY_SHOWN_S / wish.speed,
        )
    _end(done, camera, todo)


def _sit_or_stop(parts: Parts, todo: SittingPlan) -> Practised | None:
    try:
        return sit(parts, todo)
    except Stopped:
        return None


def _end(done: Practised | None, camera: SimulatedCamera, todo: SittingPlan) -> None:
    if done is None:
        console.print("Stopped before the first position. Nothing was recorded.")
        return
    fault: Fault | None = keep(done, todo)
    if fault is not None:
        raise fault
    _print_truth(done, camera, todo.recording_path.parent)


def _print_truth(done: Practised, camera: SimulatedCamera, folder: Path) -> None:
    write_truth_csv(folder / "truth.csv", camera.truth)
    console.print(f"Truth:     {folder / 'truth.csv'}", markup=False)
    console.print()
    for line in comparison_in_words(compare(done.run, [true_gaze(truth) for truth in camera.truth])):
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
