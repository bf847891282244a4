"""`practice`, live `calibrate` and the bare program: a person in front of a camera and a screen."""

from __future__ import annotations

import shutil
from pathlib import Path

from gazetrainer.cli.measure import print_validation
from gazetrainer.cli.options import CalibrationWish, CameraWish, PracticeWish
from gazetrainer.cli.parts import Parts, chosen_camera, console, tracked
from gazetrainer.cli.personal import keeping_taught, profile_before, usable_profile, with_positions
from gazetrainer.cli.places import data_folder, now, profile_path, recording_path, writable_file, writable_folder
from gazetrainer.cli.sitting import SittingPlan, keep, print_widened, setting_for, sit
from gazetrainer.cli.window import Window, opened_window, show_until_key
from gazetrainer.errors import GazeTrainerError, OutputError, ProfileError
from gazetrainer.flows.practising import Practised
from gazetrainer.flows.sitting import new_profile
from gazetrainer.frame import RECORDED, Camera
from gazetrainer.loop import Interrupted, Stopped
from gazetrainer.profile import Profile
from gazetrainer.profile_file import require_same_camera, save_profile
from gazetrainer.staging_setup import fault_scene, moment_scene, summary_scene, welcome_scene
from targets import WrittenPlan, load_library_plan, load_plan
from targets.language import N_, _

_CAMERA_STARTS = N_("The camera is starting.")
_REPORT_STARTS = N_("The report is being written.")


def open_program() -> None:
    """Welcome, then the plan that was practised last, or the demonstration plan; faults are told in the window too."""
    last = _last_plan()
    plan = load_plan(last) if last.exists() else WrittenPlan(load_library_plan("demonstration"))
    wish = PracticeWish(plan=last, camera=CameraWish("0"))
    with opened_window(wish.screen) as window:
        if not show_until_key(window, welcome_scene(plan.draft)):
            return
        try:
            _practise(_prepared(plan, wish), wish, window)
        except GazeTrainerError as fault:
            show_until_key(window, fault_scene(str(fault)))
            raise


def run_practice(wish: PracticeWish) -> None:
    """Practise a plan from a file and remember it as today's."""
    plan = load_plan(wish.plan)
    todo = _prepared(plan, wish)
    chosen_camera(wish.camera)
    with opened_window(wish.screen) as window:
        _remember(wish.plan)
        _practise(todo, wish, window)


def calibrate_live(wish: CalibrationWish) -> None:
    """Calibrate in front of the screen and store the profile."""
    earlier = usable_profile(wish.again) if wish.again is not None else None
    person = wish.person if earlier is None else earlier.person
    path = writable_file(wish.output or wish.again or profile_path(person))
    camera = chosen_camera(wish.camera)
    with opened_window(wish.screen) as window:
        window.display.draw(moment_scene(_(_CAMERA_STARTS)))
        with tracked(camera, wish.face_model) as tracker:
            _require_live(camera)
            parts = Parts(camera, tracker, window.display, window.guide)
            if earlier is not None:
                require_same_camera(earlier, camera.info)
            setting = setting_for(parts, wish.camera, person, now())
            try:
                profile = parts.carry(
                    new_profile(
                        setting,
                        parts.display,
                        parts.attention,
                        points=wish.points,
                        controls=parts.controls,
                        earlier=earlier,
                    )
                )
            except Stopped:
                console.print(_("Stopped. Nothing was changed."))
                return
    save_profile(keeping_taught(profile, path), path)
    print_validation(profile)
    console.print(_("Profile: {path}").format(path=path), markup=False)


def _prepared(written: WrittenPlan, wish: PracticeWish) -> SittingPlan:
    """Find out all that can be wrong before a camera is opened; raises ProfileError, PrescriptionError, OutputError."""
    profile = _profile_to_use(wish)
    plan = with_positions(written, profile or profile_before(_profile_place(wish), wish.person))
    if profile is not None:
        print_widened(plan, profile)
    started_at = now()
    return SittingPlan(
        plan=plan,
        wish=wish.camera,
        person=wish.person,
        started_at=started_at,
        recording_path=recording_path(wish.output, started_at),
        profile_path=_new_profile_path(wish),
        profile=profile,
        earlier=profile_before(_profile_place(wish), wish.person) if wish.recalibrate else None,
        recentre_dots=wish.recentre_dots,
        may_be_learned_from=wish.share_features,
    )


def _practise(todo: SittingPlan, wish: PracticeWish, window: Window) -> None:
    window.display.draw(moment_scene(_(_CAMERA_STARTS)))
    done = _sit_or_stop(todo, wish, window)
    if done is None:
        console.print(_("Stopped before the first position. Nothing was recorded."))
        return
    window.display.draw(moment_scene(_(_REPORT_STARTS)))
    fault = keep(done, todo)
    if not isinstance(fault, Interrupted):
        show_until_key(window, summary_scene(done.run.sitting, fault=str(fault or "")))
    if fault is not None:
        raise fault


def _sit_or_stop(todo: SittingPlan, wish: PracticeWish, window: Window) -> Practised | None:
    camera = chosen_camera(wish.camera)
    with tracked(camera, wish.face_model) as tracker:
        if todo.profile is None:
            _require_live(camera)
        try:
            return sit(Parts(camera, tracker, window.display, window.guide, wish.speed), todo)
        except Stopped:
            return None


def _profile_to_use(wish: PracticeWish) -> Profile | None:
    """The profile that was named, or the person's own where there is one; None: calibrate first."""
    if wish.recalibrate:
        return None
    if wish.profile is not None:
        return usable_profile(wish.profile)
    own = profile_path(wish.person)
    return usable_profile(own) if own.exists() else None


def _new_profile_path(wish: PracticeWish) -> Path:
    path = _profile_place(wish)
    return writable_file(path) if wish.recalibrate or not path.exists() else path


def _profile_place(wish: PracticeWish) -> Path:
    return wish.profile or profile_path(wish.person)


def _require_live(camera: Camera) -> None:
    if camera.info.name in RECORDED:
        raise ProfileError(
            _(
                "Recorded pictures cannot follow dots on the screen. Give a calibration with --profile, or make one "
                "with: gazetrainer calibrate --camera VIDEO --looked-at FILE"
            )
        )


def _last_plan() -> Path:
    return data_folder() / "plan.toml"


def _remember(plan: Path) -> None:
    last = _last_plan()
    writable_folder(last.parent)
    try:
        shutil.copyfile(plan, last)
    except shutil.SameFileError:
        return
    except OSError as fault:
        raise OutputError(
            _("The plan cannot be kept at {last}: {why}. Make room on the disk.").format(last=last, why=fault.strerror)
        ) from fault
