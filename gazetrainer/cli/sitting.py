"""What `practice`, `demo` and the bare program share: a sitting from camera to report."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from gazetrainer.adapters.face_model import SHA256
from gazetrainer.calibrating.calibrate import CalibrationSetting
from gazetrainer.calibrating.profile import Profile
from gazetrainer.calibrating.profile_file import require_same_camera, save_profile
from gazetrainer.calibrating.taught import TaughtPosition
from gazetrainer.cli.options import USUAL_DOTS, CameraWish
from gazetrainer.cli.own_settings import own_settings
from gazetrainer.cli.parts import Parts, console
from gazetrainer.cli.personal import keeping_taught
from gazetrainer.cli.sealing import seal_at_end
from gazetrainer.cli.video import coding, video_agreed
from gazetrainer.cli.video_option import VideoAnswer
from gazetrainer.errors import CameraError, OutputError, RecordingError
from gazetrainer.flows.checking_in import visit_check_in
from gazetrainer.flows.elsewhere import ElsewhereFlows
from gazetrainer.flows.finding import visit_finding
from gazetrainer.flows.practising import ObservingListener, Practised
from gazetrainer.flows.sitting import UNTIL_A_KEY, SittingNeeds, whole_sitting
from gazetrainer.judging.plan_run import PlanRun
from gazetrainer.loop import Flow, Interrupted
from gazetrainer.recording import Recorder, RecordingHeader, Subject, VideoConsent, read_recording
from gazetrainer.report import write_report
from gazetrainer.report.appendix import MODEL_KEY
from gazetrainer.staging.calibration import rules_for
from targets import Prescription, WrittenPlan
from targets.formats import number
from targets.language import _

_LED_BY_FLOWS = {"checkin": visit_check_in, "find": visit_finding}
SOFTWARE = ("gazetrainer", "mediapipe", "opencv-contrib-python", "numpy")


@dataclass(frozen=True, slots=True)
class SittingPlan:
    """What is to be done and where its files go; `profile` None: calibrate first and store it at `profile_path`.

    earlier: what a new calibration adds to. may_be_learned_from: the client's consent, noted in the recording.
    video: which pictures may be kept; None: the client is asked where plan and settings say so.
    written: the plan with positions that must be taught first; taught: those that the person was taught before.
    age_key: the public key to which an answer can be encrypted. times_factor: how many times as long as in the plan
    countdowns and rests take. outlets: who listens beside the recorder.
    """

    plan: Prescription
    wish: CameraWish
    person: str
    started_at: datetime
    recording_path: Path
    profile_path: Path
    profile: Profile | None = None
    earlier: Profile | None = None
    recentre_dots: int = USUAL_DOTS
    patience_s: float = UNTIL_A_KEY
    may_be_learned_from: bool = False
    video: VideoAnswer | None = None
    written: WrittenPlan | None = None
    taught: tuple[TaughtPosition, ...] = ()
    age_key: str | None = None
    times_factor: float = 1.0
    outlets: tuple[ObservingListener, ...] = ()

    @property
    def report_path(self) -> Path:
        """Beside the recording."""
        return self.recording_path.with_suffix(".html")


def sit(parts: Parts, todo: SittingPlan) -> Practised:
    """Lead through a whole sitting, recorded; raises what ends it before the first position."""
    if todo.profile is not None:
        require_same_camera(todo.profile, parts.camera.info)
    return parts.carry(_asked_and_led(parts, todo))


def _asked_and_led(parts: Parts, todo: SittingPlan) -> Flow[Practised]:
    consent = yield from video_agreed(todo.video, todo.plan, patience_s=todo.patience_s)
    needs = SittingNeeds(
        plan=todo.plan,
        setting=setting_for(parts, todo.wish, todo.person, todo.started_at),
        keep=lambda profile: save_profile(keeping_taught(profile, todo.profile_path), todo.profile_path),
        record=lambda profile, plan: _recorded(replace(todo, plan=plan), parts, profile, consent),
        patience_s=todo.patience_s,
        guide=parts.guide,
        controls=parts.controls,
        earlier=todo.earlier,
        recentre_dots=todo.recentre_dots,
        elsewhere=ElsewhereFlows(_LED_BY_FLOWS, todo.patience_s, parts.guide, own_settings().keys),
        written=todo.written,
        taught=todo.taught,
        times_factor=todo.times_factor,
    )
    return (yield from whole_sitting(needs, todo.profile, parts.display, parts.attention))


def setting_for(parts: Parts, wish: CameraWish, person: str, moment: datetime) -> CalibrationSetting:
    """What a calibration made now is bound to."""
    return CalibrationSetting(person, parts.camera.info, wish.field_of_view_deg, moment.isoformat())


Fault = CameraError | OutputError | RecordingError | Interrupted


def keep(done: Practised, todo: SittingPlan) -> Fault | None:
    """Write the report, say what was held and where things lie; give what went wrong, to be raised at the end."""
    print_held(done.run)
    if done.unclosed is not None:
        console.print(str(done.unclosed), markup=False)
    console.print(_("Recording: {path}").format(path=todo.recording_path), markup=False)
    try:
        write_report(read_recording(todo.recording_path), todo.report_path)
    except (OutputError, RecordingError) as fault:
        console.print(
            _("No report yet. To make it: gazetrainer report {path}").format(path=todo.recording_path), markup=False
        )
        return done.fault or fault
    console.print(_("Report: {path}").format(path=todo.report_path), markup=False)
    return done.fault


def print_held(run: PlanRun) -> None:
    """Say what was held."""
    sitting = run.sitting
    for ended in sitting.ended:
        name = sitting.holds[ended.ledger.place.step].name
        held = _("{position}: held {held} s of {elapsed} s").format(
            position=name, held=number(ended.held_s, ".1f"), elapsed=number(ended.accounts.elapsed_s, ".1f")
        )
        console.print(held, markup=False)


def print_widened(plan: Prescription, profile: Profile) -> None:
    """Say where the plan asks for more than this calibration can verify."""
    for step, rule in zip(plan.holds, rules_for(plan, profile), strict=True):
        if rule.tolerance_deg > step.tolerance_deg:
            console.print(
                _(
                    "{position}: judged within {judged} deg; this calibration cannot verify the {asked} deg "
                    "of the plan."
                ).format(
                    position=step.name, judged=number(rule.tolerance_deg, ".1f"), asked=number(step.tolerance_deg)
                ),
                markup=False,
            )


@contextmanager
def _recorded(
    todo: SittingPlan, parts: Parts, profile: Profile, consent: VideoConsent
) -> Iterator[tuple[ObservingListener, ...]]:
    header = RecordingHeader(
        started_at=todo.started_at.isoformat(),
        plan=todo.plan.model_dump(mode="json"),
        camera=parts.camera.info,
        camera_lock=parts.controls.state if parts.controls is not None else None,
        software=software_versions(),
        profile=profile.model_dump(mode="json"),
        validation={
            "method": profile.validation.method,
            "mean_error_deg": profile.validation.mean_error_deg if profile.validation.points else None,
            "points": [point.model_dump() for point in profile.validation.points],
        },
        smallest_tolerances_deg=profile.smallest_tolerances_deg(todo.plan),
        subject=Subject.SIMULATED if todo.wish.is_simulated else Subject.PERSON,
        client=todo.person,
        client_age_key=todo.age_key,
        video_consent=consent,
        may_be_learned_from=todo.may_be_learned_from,
        screen=parts.display.screen,
        guide=parts.guide,
        times_factor=todo.times_factor,
    )
    is_well = False
    try:
        with coding(consent, parts) as video, Recorder(todo.recording_path, header, video=video) as recorder:
            yield (recorder, *todo.outlets)
        is_well = True
    finally:
        unsealed = seal_at_end(todo.recording_path)
        if unsealed is not None and not is_well:  # what is on its way already is told at the end, and only that
            console.print(str(unsealed), markup=False)
    if unsealed is not None:
        raise unsealed


def software_versions() -> dict[str, str]:
    """Versions of what takes part in measuring."""
    versions = {"python": platform.python_version()} | {name: version(name) for name in SOFTWARE}
    return versions | {MODEL_KEY: f"sha256 {SHA256}"}
