"""`demo`: a simulated client through a whole sitting, and the verdicts beside the known truth."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from gazetrainer.adapters.progress_display import ProgressDisplay
from gazetrainer.adapters.simulated import SimulatedCamera, write_truth_csv
from gazetrainer.adapters.simulated.true_gaze import true_gaze
from gazetrainer.cli.options import CameraWish, DemoWish
from gazetrainer.cli.parts import Parts, chosen_camera, console, tracked
from gazetrainer.cli.places import cache_folder, data_folder, new_recording, now, writable_folder
from gazetrainer.cli.sitting import Fault, SittingPlan, keep, sit
from gazetrainer.cli.video_option import VideoAnswer
from gazetrainer.cli.window import Window, opened_window, show_until_key
from gazetrainer.errors import CameraError, CameraFault, DisplayError, OutputError, RecordingError
from gazetrainer.flows.practising import Practised
from gazetrainer.judging.comparison import CLEAR_BY_DEG, Comparison, compare
from gazetrainer.judging.plan_run import JudgedRun
from gazetrainer.judging.rejudge import run_again
from gazetrainer.loop import Interrupted, Stopped
from gazetrainer.recording import read_recording
from gazetrainer.staging.setup import moment_scene
from gazetrainer.staging.summary import summary_scene
from targets import load_library_plan, load_prescription
from targets.formats import number
from targets.language import _

_RESULT_SHOWN_S = 4.0
_SUMMARY_SHOWN_S = 10.0


def run_demo(wish: DemoWish) -> None:
    """Lead a simulated client through everything; in a window when there is a screen."""
    todo = _prepared(wish)
    camera = simulated_client(wish)
    console.print(
        _("{plan}, practised by a simulated client (seed {seed}).").format(plan=todo.plan.title, seed=wish.seed),
        markup=False,
    )
    if not wish.headless:
        try:
            with opened_window(wish.screen) as window:
                return _in_window(camera, wish, todo, window)
        except DisplayError:
            console.print(_("There is no screen here: the demonstration goes on without a window."))
    with tracked(camera, wish.face_model) as tracker, ProgressDisplay(console) as display:
        done = _sit_or_stop(Parts(camera, tracker, display, speed=None), todo)
    return _end(done, camera, todo)


def simulated_client(wish: DemoWish) -> SimulatedCamera:
    """The simulated client that was asked for; what is not said is chosen for a demonstration."""
    kind, _colon, said = wish.camera.strip().partition(":")
    if kind != "simulated":
        raise CameraError(
            CameraFault.UNREADABLE,
            _(
                'The demonstration needs a simulated client, not "{camera}". For another camera use: '
                "gazetrainer practice PLAN --camera ..."
            ).format(camera=wish.camera),
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
    name = f"{started_at:%Y-%m-%d-%H%M%S}-seed-{wish.seed}"
    folder = writable_folder(wish.output) if wish.output is not None else own_place(name)
    recording = new_recording(folder / "sitting.mcap")
    return SittingPlan(
        plan=plan,
        wish=CameraWish("simulated"),
        person=_("simulated client"),
        started_at=started_at,
        recording_path=recording,
        profile_path=folder / "profile.json",
        patience_s=_RESULT_SHOWN_S,
        video=wish.video or VideoAnswer.NONE,
    )


def own_place(name: str) -> Path:
    """The data folder where it can be written to; an account without a home keeps a demonstration for a while only."""
    try:
        return writable_folder(data_folder() / "demo" / name)
    except OutputError as fault:
        folder = _passing_place(name)
        if folder is None:
            raise
        console.print(str(fault), markup=False)
    said = _("The demonstration goes on and is kept in {folder}, which the system may clear.")
    console.print(said.format(folder=folder), markup=False)
    return folder


def _passing_place(name: str) -> Path | None:
    with suppress(OutputError):
        return writable_folder(cache_folder() / "demo" / name)
    with suppress(OSError):
        return Path(tempfile.mkdtemp(prefix="gazetrainer-demo-"))
    return None


def _in_window(camera: SimulatedCamera, wish: DemoWish, todo: SittingPlan, window: Window) -> None:
    window.display.draw(moment_scene(_("The simulated client is being made.")))
    with tracked(camera, wish.face_model) as tracker:
        done = _sit_or_stop(Parts(camera, tracker, window.display, window.guide, wish.speed), todo)
    if done is not None and not isinstance(done.fault, Interrupted):
        show_until_key(
            window,
            summary_scene(done.run, fault=str(done.fault or "")),
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
        console.print(_("Stopped before the first position. Nothing was recorded."))
        return
    fault: Fault | None = keep(done, todo)
    if fault is None:
        _print_truth(camera, todo.recording_path)
        return
    if not isinstance(fault, Interrupted):
        with suppress(OutputError, RecordingError):  # the fault before it is told
            _print_truth(camera, todo.recording_path)
    raise fault


def _print_truth(camera: SimulatedCamera, recording: Path) -> None:
    path = recording.with_name("truth.csv")
    write_truth_csv(path, camera.truth)
    console.print(_("Truth: {path}").format(path=path), markup=False)
    console.print()
    run = run_again(read_recording(recording), JudgedRun)
    if run is None:
        return
    for line in comparison_in_words(compare(run, [true_gaze(truth) for truth in camera.truth])):
        console.print(line)


def comparison_in_words(result: Comparison) -> tuple[str, ...]:
    """The comparison as lines to print."""
    return (
        _("Against the known truth, over frames more than {margin} deg from the edge of the tolerance:").format(
            margin=number(CLEAR_BY_DEG)
        ),
        *(f"  {line}" for line in _shares(result)),
        _("These figures come from a simulated face; they say nothing about how exact it is with a person."),
    )


def _shares(result: Comparison) -> tuple[str, ...]:
    return (
        _("said to be in position and was: {share}").format(share=number(result.precision, ".2%")),
        _("was in position and said to be: {share}").format(share=number(result.recall, ".2%")),
        _("was out of position and said to be: {share}").format(share=number(result.out_caught, ".2%")),
        _("time held: {said} s said, {true} s true ({difference})").format(
            said=number(result.told_held_s, ".1f"),
            true=number(result.true_held_s, ".1f"),
            difference=number(result.held_difference, "+.1%"),
        ),
        _("frames said to be in position with the head turned: {turned}, with the eyes closed: {closed}").format(
            turned=result.in_with_head_turned, closed=result.in_with_eyes_closed
        ),
    )
