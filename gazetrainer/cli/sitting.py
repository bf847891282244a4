"""What `practice`, `demo` and the bare program share: a sitting from camera to report."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from gazetrainer.calibrate import CalibrationSetting
from gazetrainer.cli.options import CameraWish
from gazetrainer.cli.parts import Parts
from gazetrainer.flows.practising import ObservingListener
from gazetrainer.flows.sitting import UNTIL_A_KEY, SittingNeeds, whole_sitting
from gazetrainer.loop import run
from gazetrainer.plan_run import PlanRun
from gazetrainer.profile import Profile, require_same_camera, save_profile
from gazetrainer.recording import Recorder, RecordingHeader, Subject, read_recording
from gazetrainer.report import write_report
from targets import Prescription

_SOFTWARE = ("gazetrainer", "mediapipe", "opencv-python", "numpy")


@dataclass(frozen=True, slots=True)
class SittingPlan:
    """What is to be done and where its files go; `profile` None: calibrate first and store it at `profile_path`."""

    plan: Prescription
    wish: CameraWish
    person: str
    started_at: datetime
    recording_path: Path
    profile_path: Path
    profile: Profile | None = None
    patience_s: float = UNTIL_A_KEY


@dataclass(frozen=True, slots=True)
class SittingFiles:
    """What a sitting left behind."""

    run: PlanRun
    recording: Path
    report: Path


def sit(parts: Parts, todo: SittingPlan, *, speed: float | None) -> SittingFiles:
    """Lead through a whole sitting and write its report; raises what its parts raise."""
    if todo.profile is not None:
        require_same_camera(todo.profile, parts.camera.info)
    setting = CalibrationSetting(
        person=todo.person,
        camera=parts.camera.info,
        field_of_view_deg=todo.wish.field_of_view_deg,
        created_at=todo.started_at.isoformat(),
    )
    needs = SittingNeeds(
        plan=todo.plan,
        setting=setting,
        keep=lambda profile: save_profile(profile, todo.profile_path),
        record=lambda profile: _recorded(todo, parts, profile),
        patience_s=todo.patience_s,
    )
    flow = whole_sitting(needs, todo.profile, parts.display, parts.attention)
    done = run(flow, parts.frames(speed=speed), parts.tracker, parts.display)
    report = todo.recording_path.with_suffix(".html")
    write_report(read_recording(todo.recording_path), report)
    return SittingFiles(done, todo.recording_path, report)


@contextmanager
def _recorded(todo: SittingPlan, parts: Parts, profile: Profile) -> Iterator[tuple[ObservingListener, ...]]:
    header = RecordingHeader(
        started_at=todo.started_at.isoformat(),
        plan=todo.plan.model_dump(mode="json"),
        camera=parts.camera.info,
        software=software_versions(),
        profile=profile.model_dump(mode="json"),
        validation={
            "method": profile.validation.method,
            "mean_error_deg": profile.validation.mean_error_deg,
            "points": [point.model_dump() for point in profile.validation.points],
        },
        smallest_tolerances_deg=profile.smallest_tolerances_deg(todo.plan),
        subject=Subject.SIMULATED if todo.wish.is_simulated else Subject.PERSON,
        client=todo.person,
    )
    with Recorder(todo.recording_path, header) as recorder:
        yield (recorder,)


def software_versions() -> dict[str, str]:
    """Versions of what takes part in measuring."""
    return {"python": platform.python_version()} | {name: version(name) for name in _SOFTWARE}
