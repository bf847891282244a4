"""`track` and `calibrate` from recorded material: no screen, no clock, only frames."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import typer
from rich.progress import track as progress_over

from gazetrainer.adapters.video_file import VideoFile
from gazetrainer.calibrating.calibrate import CalibrationSetting, fit_profile
from gazetrainer.calibrating.later_sitting import with_sitting
from gazetrainer.calibrating.looked_at import load_looked_at
from gazetrainer.calibrating.profile import Profile
from gazetrainer.calibrating.profile_file import require_same_camera, save_profile
from gazetrainer.cli.options import CalibrationWish, CameraWish, MeasureWish
from gazetrainer.cli.parts import chosen_camera, console, tracked
from gazetrainer.cli.personal import keeping_taught, plan_for, profile_file, usable_profile
from gazetrainer.cli.places import now, profile_path, writable_file
from gazetrainer.cli.sitting import print_held, print_widened
from gazetrainer.estimate import estimate
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import CameraInfo, Frame
from gazetrainer.gaze import Gaze, GazeSample
from gazetrainer.gaze_table import write_gaze_csv
from gazetrainer.judging.plan_run import eyes_asked_for, run_plan
from gazetrainer.measuring.changes import WINDOW_S, Change, ChangeWatch
from gazetrainer.staging.calibration import about_turning, quality_of_calibration
from gazetrainer.wording.change_words import changed
from gazetrainer.wording.eye_words import recorded_choice, which_eye
from gazetrainer.wording.words import calibration_in_words
from targets import Prescription
from targets.formats import number
from targets.language import N_, _


def track(wish: MeasureWish) -> None:
    """Measure every frame and write a table."""
    asked = _eyes(wish.eyes)
    profile = usable_profile(wish.profile)
    plan = plan_for(wish.plan, profile) if wish.plan is not None else None
    output = writable_file(wish.output, ending=".csv", inputs=(wish.profile, wish.plan, Path(wish.camera.spec)))
    seen = observe(wish.camera, wish.face_model, profile)[1]
    if plan is None:
        gazes = list(estimate(seen, profile, asked or profile.eyes_used))
        write_gaze_csv(output, gazes)
    else:
        gazes = _track_plan(seen, profile, plan, output)
    _say_changes(seen, profile)
    told = sum(isinstance(gaze, GazeSample) for gaze in gazes)
    console.print(
        _("{count} frames, {told} with a direction: {path}").format(count=len(gazes), told=told, path=output),
        markup=False,
    )


def _track_plan(seen: list[FaceObservation | NoFace], profile: Profile, plan: Prescription, output: Path) -> list[Gaze]:
    gazes = {eyes: list(estimate(seen, profile, profile.eyes_for(eyes))) for eyes in eyes_asked_for(plan)}
    run = run_plan(gazes, plan, profile.smallest_tolerances_deg(plan))
    write_gaze_csv(output, run.judged())
    print_widened(plan, profile)
    print_held(run)
    return [judged.gaze for judged in run.judged()]


def calibrate_recorded(wish: CalibrationWish, looked_at: Path) -> None:
    """Fit a profile to recorded pictures and what was looked at meanwhile; one that is named is added to."""
    eyes = _eyes(wish.eyes)
    lines = load_looked_at(looked_at)
    earlier = usable_profile(wish.again) if wish.again is not None else None
    path = wish.output or wish.again or profile_path(wish.person)
    path = profile_file(path, inputs=(looked_at, Path(wish.camera.spec)))
    info, seen = observe(wish.camera, wish.face_model, earlier)
    if earlier is None:
        setting = CalibrationSetting(wish.person, info, wish.camera.field_of_view_deg, now().isoformat())
        profile = keeping_taught(fit_profile(seen, lines, setting, eyes=eyes or Eyes.BOTH), path)
    else:
        used = earlier.model_copy(update={"eyes_used": eyes or earlier.eyes_used})
        profile = with_sitting(used, seen, lines, now().isoformat())
    save_profile(profile, path)
    print_validation(profile)
    if eyes is None and profile.agreement is not None and not profile.agreement.is_clear:
        typer.echo(" ".join((*which_eye(profile.agreement), recorded_choice(profile.agreement))), err=True)
    console.print(_("Profile: {path}").format(path=path), markup=False)


def _eyes(text: str | None) -> Eyes | None:
    if text is not None and text not in tuple(Eyes):
        raise typer.BadParameter(_("{text} should be both, left or right").format(text=repr(text)), param_hint="--eyes")
    return None if text is None else Eyes(text)


def print_validation(profile: Profile) -> None:
    """Say the error per point in degrees, and what it is worth in words."""
    how = {
        "held_out_points": N_("Checked on points it had not seen:"),
        "left_out_in_turn": N_("Checked on each point left out in turn:"),
    }
    console.print(_(how[profile.validation.method]))
    for point in profile.validation.points:
        console.print(
            "  "
            + _(
                "azimuth {azimuth} deg, elevation {elevation} deg: off by {error} deg, spread {spread} deg, "
                "{share} of the frames lost"
            ).format(
                azimuth=number(point.azimuth_deg, "+6.1f"),
                elevation=number(point.elevation_deg, "+6.1f"),
                error=number(point.error_deg, ".1f"),
                spread=number(point.std_deg, ".1f"),
                share=number(point.data_loss, ".0%"),
            )
        )
    if profile.validation.points:
        mean = number(profile.validation.mean_error_deg, ".1f")
        console.print(_("Mean error: {error} deg").format(error=mean))
    console.print(calibration_in_words(quality_of_calibration(profile)))
    for line in about_turning(profile):
        console.print(line)


def _say_changes(seen: list[FaceObservation | NoFace], profile: Profile) -> None:
    """One line for each thing that is different from the calibration, and since when."""
    watch, said = ChangeWatch(profile), set[Change]()
    for observation in seen:
        for change in watch.push(observation):
            if change not in said:
                said.add(change)
                since_s = max(0.0, observation.time_s - WINDOW_S)
                typer.echo(
                    _("Since the calibration: {change} (from {since} s on). Directions are less certain.").format(
                        change=changed(change).short, since=f"{since_s:.0f}"
                    ),
                    err=True,
                )


def observe(
    wish: CameraWish, face_model: Path | None, profile: Profile | None
) -> tuple[CameraInfo, list[FaceObservation | NoFace]]:
    """Watch all frames of a camera; raises CameraError, FaceModelError or ProfileError."""
    camera = chosen_camera(wish)
    with tracked(camera, face_model) as tracker:
        if profile is not None:
            require_same_camera(profile, camera.info)
        seen = [tracker.observe(frame) for frame in _watched(camera.frames())]
        if isinstance(camera, VideoFile) and camera.cut_short:
            typer.echo(_("The video is damaged or cut short; what could be read was measured."), err=True)
        return camera.info, seen


def _watched(frames: Iterable[Frame]) -> Iterable[Frame]:
    if not console.is_terminal:
        return frames
    return progress_over(frames, description=_("Measuring"), console=console, total=None)
