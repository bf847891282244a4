"""A whole sitting from top to bottom: camera check, calibration and its result where needed, then the plan."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final

from gazetrainer.attention import Attention
from gazetrainer.calibrate import CalibrationSetting
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.flows.checking import check_camera
from gazetrainer.flows.practising import ObservingListener, practise
from gazetrainer.loop import Display, Flow, Stopped
from gazetrainer.plan_run import PlanRun
from gazetrainer.profile import Profile
from gazetrainer.scene import Key
from gazetrainer.staging_setup import result_scene
from targets import Prescription

UNTIL_A_KEY: Final = float("inf")


@dataclass(frozen=True, slots=True)
class SittingNeeds:
    """What a sitting is made of; `record` opens the listeners once the profile is known, `keep` stores a new profile.

    patience_s: how long a result waits for a key before it goes on by itself.
    """

    plan: Prescription
    setting: CalibrationSetting
    keep: Callable[[Profile], None]
    record: Callable[[Profile], AbstractContextManager[tuple[ObservingListener, ...]]]
    patience_s: float = UNTIL_A_KEY


def whole_sitting(
    needs: SittingNeeds, profile: Profile | None, display: Display, attention: Attention
) -> Flow[PlanRun]:
    """Lead through everything; raises Stopped, CameraError, CalibrationError or OutputError."""
    yield from check_camera(needs.setting.field_of_view_deg)
    if profile is None:
        profile = yield from calibrated(needs, display, attention)
    with needs.record(profile) as listeners:
        return (
            yield from practise(
                needs.plan,
                profile,
                display,
                smallest_tolerances_deg=profile.smallest_tolerances_deg(needs.plan),
                listeners=listeners,
                attention=attention,
            )
        )


def calibrated(needs: SittingNeeds, display: Display, attention: Attention) -> Flow[Profile]:
    """Calibrate until the client goes on with the result, and keep it."""
    while True:
        profile = yield from calibrate_on_screen(needs.setting, display, attention)
        if not (yield from _wants_repeat(profile, needs)):
            needs.keep(profile)
            return profile


def _wants_repeat(profile: Profile, needs: SittingNeeds) -> Flow[bool]:
    start_s: float | None = None
    while True:
        moment = yield result_scene(profile, needs.plan)
        start_s = moment.time_s if start_s is None else start_s
        if Key.STOP in moment.keys:
            raise Stopped
        if Key.REPEAT in moment.keys:
            return True
        if Key.MAIN in moment.keys or moment.time_s - start_s >= needs.patience_s:
            return False
