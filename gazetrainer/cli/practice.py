"""`practice`, live `calibrate` and the bare program: a person in front of a camera and a screen."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from gazetrainer.adapters.clock import MonotonicClock
from gazetrainer.adapters.pygame_display import PygameDisplay
from gazetrainer.calibrate import CalibrationSetting
from gazetrainer.cli.measure import print_validation
from gazetrainer.cli.options import CameraWish
from gazetrainer.cli.parts import Parts, console, opened
from gazetrainer.cli.places import data_folder, now, profile_path, recording_path, writable_file, writable_folder
from gazetrainer.cli.sitting import SittingFiles, SittingPlan, sit
from gazetrainer.errors import ProfileError
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.flows.checking import check_camera
from gazetrainer.frame import RECORDED
from gazetrainer.loop import Display, Flow, Stopped, run
from gazetrainer.profile import Profile, load_profile, save_profile
from gazetrainer.scene import Key, Scene
from gazetrainer.staging_setup import summary_scene, welcome_scene
from targets import Prescription, load_library_plan, load_prescription

_PICTURE_S = 1 / 30


@dataclass(frozen=True, slots=True)
class PracticeWish:
    """What `practice` was asked for."""

    plan: Path
    camera: CameraWish
    profile: Path | None = None
    person: str = "me"
    recalibrate: bool = False
    output: Path | None = None
    screen_mm: tuple[float, float] | None = None
    full_screen: bool = False
    speed: float = 1.0
    face_model: Path | None = None


@dataclass(frozen=True, slots=True)
class CalibrationWish:
    """What live `calibrate` was asked for."""

    camera: CameraWish
    person: str
    output: Path | None
    screen_mm: tuple[float, float] | None
    full_screen: bool
    face_model: Path | None


def print_version() -> None:
    """Print the program's version."""
    console.print(f"gazetrainer {version('gazetrainer')}")


def open_program() -> None:
    """Welcome, then the plan that was practised last, or the demonstration plan."""
    last = _last_plan()
    wish = PracticeWish(plan=last, camera=CameraWish("0"))
    plan = load_prescription(last) if last.exists() else load_library_plan("demonstration")
    with PygameDisplay() as display:
        if not show_until_key(display, lambda: welcome_scene(plan)):
            return
    _practise(plan, wish)


def run_practice(wish: PracticeWish) -> None:
    """Practise a plan from a file and remember it as today's."""
    plan = load_prescription(wish.plan)
    _practise(plan, wish)
    if wish.plan.resolve() != _last_plan().resolve():
        writable_folder(data_folder())
        shutil.copyfile(wish.plan, _last_plan())


def calibrate_live(wish: CalibrationWish) -> None:
    """Calibrate in front of the screen and store the profile."""
    path = writable_file(wish.output or profile_path(wish.person))
    display = PygameDisplay(full_screen=wish.full_screen, screen_mm=wish.screen_mm)
    with opened(wish.camera, display, face_model=wish.face_model) as parts:
        _require_live(parts)
        info, fov = parts.camera.info, wish.camera.field_of_view_deg
        setting = CalibrationSetting(wish.person, info, fov, now().isoformat())
        try:
            profile = run(_calibration(parts, setting), parts.frames(speed=1.0), parts.tracker, parts.display)
        except Stopped:
            console.print("Stopped. Nothing was changed.")
            return
    save_profile(profile, path)
    print_validation(profile)
    console.print(f"Profile: {path}")


def show_until_key(display: Display, scene: Callable[[], Scene]) -> bool:
    """Show a scene, with the camera off, until the main key (True) or stop (False)."""
    clock = MonotonicClock()
    while True:
        display.draw(scene())
        keys = display.keys()
        if Key.STOP in keys:
            return False
        if Key.MAIN in keys:
            return True
        clock.sleep_s(_PICTURE_S)


def print_files(files: SittingFiles) -> None:
    """Say what was held and where things lie."""
    for ended in files.run.sitting.ended:
        name = files.run.sitting.prescription.steps[ended.ledger.place.step].name
        console.print(f"{name}: held {ended.held_s:.1f} s of {ended.accounts.elapsed_s:.1f} s", markup=False)
    console.print(f"Recording: {files.recording}")
    console.print(f"Report:    {files.report}")


def _practise(plan: Prescription, wish: PracticeWish) -> None:
    profile = _profile_to_use(wish)
    started_at = now()
    todo = SittingPlan(
        plan=plan,
        wish=wish.camera,
        person=wish.person,
        started_at=started_at,
        recording_path=recording_path(wish.output, started_at),
        profile_path=wish.profile or profile_path(wish.person),
        profile=profile,
    )
    with PygameDisplay(full_screen=wish.full_screen, screen_mm=wish.screen_mm) as display:
        files = _sit_or_stop(todo, wish, display)
        if files is not None:
            show_until_key(display, lambda: summary_scene(files.run.sitting))
    if files is None:
        console.print("Stopped before the first position. Nothing was recorded.")
    else:
        print_files(files)


def _sit_or_stop(todo: SittingPlan, wish: PracticeWish, display: PygameDisplay) -> SittingFiles | None:
    with opened(wish.camera, nullcontext(display), face_model=wish.face_model) as parts:
        if todo.profile is None:
            _require_live(parts)
        try:
            return sit(parts, todo, speed=wish.speed)
        except Stopped:
            return None


def _profile_to_use(wish: PracticeWish) -> Profile | None:
    """The profile that was named, or the person's own where there is one; None: calibrate first."""
    if wish.recalibrate:
        return None
    if wish.profile is not None:
        return load_profile(wish.profile)
    own = profile_path(wish.person)
    return load_profile(own) if own.exists() else None


def _calibration(parts: Parts, setting: CalibrationSetting) -> Flow[Profile]:
    yield from check_camera(setting.field_of_view_deg)
    return (yield from calibrate_on_screen(setting, parts.display, parts.attention))


def _require_live(parts: Parts) -> None:
    if parts.camera.info.name in RECORDED:
        raise ProfileError(
            "Recorded pictures cannot follow dots on the screen. Give a calibration with --profile, or make one with: "
            "gazetrainer calibrate --camera VIDEO --looked-at FILE"
        )


def _last_plan() -> Path:
    return data_folder() / "plan.toml"
