"""`practice`, live `calibrate` and the bare program: a person in front of a camera and a screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gazetrainer.calibrating.profile import Profile
from gazetrainer.calibrating.profile_file import require_same_camera, save_profile
from gazetrainer.cli.keys import key_for_answers
from gazetrainer.cli.lsl_option import outlets
from gazetrainer.cli.measure import print_validation
from gazetrainer.cli.options import CalibrationWish, PracticeWish
from gazetrainer.cli.own_settings import own_settings
from gazetrainer.cli.parts import Parts, chosen_camera, console, is_recorded, tracked
from gazetrainer.cli.personal import keeping_taught, profile_before, profile_file, usable_profile, with_positions
from gazetrainer.cli.places import now, profile_path, recording_path
from gazetrainer.cli.sealing import mention_left_open
from gazetrainer.cli.shelf import remember_plan
from gazetrainer.cli.sitting import Fault, SittingPlan, keep, print_widened, setting_for, sit
from gazetrainer.cli.trusting import may_practise, refuse_plan
from gazetrainer.cli.window import Window, carry_without_camera, opened_window, show_until_key
from gazetrainer.errors import OutputError, ProfileError
from gazetrainer.flows.practising import Practised
from gazetrainer.flows.sitting import new_profile
from gazetrainer.frame import Camera
from gazetrainer.loop import Interrupted, Stopped
from gazetrainer.scene import SummaryScene
from gazetrainer.staging.setup import moment_scene
from gazetrainer.staging.summary import summary_scene
from targets import WrittenPlan, load_plan
from targets.language import N_, _

_CAMERA_STARTS = N_("The camera is starting.")
_REPORT_STARTS = N_("The report is being written.")


def run_practice(wish: PracticeWish) -> None:
    """Practise a plan from a file and remember it as the one used last."""
    plan = load_plan(wish.plan)
    refuse_plan(wish.plan)
    todo = prepared(plan, wish)
    chosen_camera(wish.camera)
    mention_left_open(todo.recording_path.parent)
    with opened_window(wish.screen) as window:
        if not _is_taken(wish.plan, window):
            console.print(_("The plan was left for now. Nothing was recorded."))
            return
        remember_if_possible(wish.plan)
        fault = practise_in(window, todo, wish)
        if fault is not None:
            raise fault


def remember_if_possible(plan: Path) -> None:
    """Put a plan on the shelf as the one used last; where it cannot be kept, that is said."""
    try:
        remember_plan(plan)
    except OutputError:  # the sitting itself does not need it there
        console.print(_("The plan cannot be kept among those on this computer; the sitting goes on."))


def _is_taken(plan: Path, window: Window) -> bool:
    """Whose plan it is, is asked where it is not known; a closed window takes nothing."""
    try:
        return may_practise(plan, partial(carry_without_camera, window=window))
    except Stopped:
        return False


def calibrate_live(wish: CalibrationWish) -> None:
    """Calibrate in front of the screen and store the profile."""
    ready = _ready_to_calibrate(wish)
    with opened_window(wish.screen) as window:
        profile = _calibrated(window, wish, ready)
    if profile is None:
        console.print(_("Stopped. Nothing was changed."))
        return
    print_validation(profile)
    console.print(_("Profile: {path}").format(path=ready.path), markup=False)


def calibrate_in(window: Window, wish: CalibrationWish) -> Profile | None:
    """Calibrate in an open window and store the profile; None: stopped, and nothing was changed."""
    return _calibrated(window, wish, _ready_to_calibrate(wish))


@dataclass(frozen=True, slots=True)
class _Ready:
    """What a calibration is made with, found before anything is opened."""

    path: Path
    person: str
    earlier: Profile | None


def _ready_to_calibrate(wish: CalibrationWish) -> _Ready:
    earlier = usable_profile(wish.again) if wish.again is not None else None
    person = wish.person if earlier is None else earlier.person
    chosen_camera(wish.camera)
    return _Ready(profile_file(wish.output or wish.again or profile_path(person)), person, earlier)


def _calibrated(window: Window, wish: CalibrationWish, ready: _Ready) -> Profile | None:
    camera = chosen_camera(wish.camera)
    window.display.draw(moment_scene(_(_CAMERA_STARTS)))
    with tracked(camera, wish.face_model) as tracker:
        _require_live(camera)
        parts = Parts(camera, tracker, window.display, window.guide)
        if ready.earlier is not None:
            require_same_camera(ready.earlier, camera.info)
        flow = new_profile(
            setting_for(parts, wish.camera, ready.person, now()),
            parts.display,
            parts.attention,
            points=wish.points,
            controls=parts.controls,
            earlier=ready.earlier,
        )
        try:
            profile = parts.carry(flow)
        except Stopped:
            return None
    save_profile(keeping_taught(profile, ready.path), ready.path)
    return profile


def prepared(written: WrittenPlan, wish: PracticeWish) -> SittingPlan:
    """Find out all that can be wrong before a camera is opened; raises ProfileError, PrescriptionError, OutputError."""
    profile = _profile_to_use(wish)
    known = profile or profile_before(_profile_place(wish), wish.person)
    to_teach = _to_teach(written, known, wish)
    plan = with_positions(written, known) if to_teach is None else written.draft
    if profile is not None and to_teach is None:
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
        video=wish.video,
        outlets=outlets(wish.person) if wish.lsl else (),
        written=to_teach,
        taught=known.taught if known is not None and profile is None else (),
        age_key=key_for_answers(),
        times_factor=own_settings().get_ready_factor,
    )


def _to_teach(written: WrittenPlan, known: Profile | None, wish: PracticeWish) -> WrittenPlan | None:
    """A plan with positions that somebody in front of a camera can take first; None: all are known, or nobody can."""
    targets = [each.target for each in known.taught] if known is not None else []
    return written if written.unknown(targets) and not is_recorded(chosen_camera(wish.camera)) else None


Tell = Callable[[SummaryScene], object]


def practise_in(window: Window, todo: SittingPlan, wish: PracticeWish, tell: Tell | None = None) -> Fault | None:
    """Practise in an open window up to the summary, which `tell` shows; gives what went wrong and was told there."""
    window.display.draw(moment_scene(_(_CAMERA_STARTS)))
    done = _sit_or_stop(todo, wish, window)
    if done is None:
        console.print(_("Stopped before the first position. Nothing was recorded."))
        return None
    window.display.draw(moment_scene(_(_REPORT_STARTS)))
    fault = keep(done, todo)
    if not isinstance(fault, Interrupted):
        summary = summary_scene(done.run, fault=str(fault or ""))
        show_until_key(window, summary) if tell is None else tell(summary)
    return fault


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
    return profile_file(path) if wish.recalibrate or not path.exists() else path


def _profile_place(wish: PracticeWish) -> Path:
    return wish.profile or profile_path(wish.person)


def _require_live(camera: Camera) -> None:
    if is_recorded(camera):
        raise ProfileError(
            _(
                "Recorded pictures cannot follow dots on the screen. Give a calibration with --profile, or make one "
                "with: gazetrainer calibrate --camera VIDEO --looked-at FILE"
            )
        )
