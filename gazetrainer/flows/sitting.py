"""A whole sitting from top to bottom: camera check, calibration and its result where needed, then the plan."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Final

from calibration import CalibrationError
from gazetrainer.attention import Attention
from gazetrainer.calibrating.calibrate import CalibrationSetting
from gazetrainer.calibrating.profile import Profile
from gazetrainer.calibrating.taught import TaughtPosition
from gazetrainer.camera_lock import Lockable
from gazetrainer.errors import CameraError, CameraFault, OutputError
from gazetrainer.flows.asking import first_key
from gazetrainer.flows.calibrating import calibrate_on_screen
from gazetrainer.flows.checking import check_camera
from gazetrainer.flows.elsewhere import ElsewhereFlows
from gazetrainer.flows.practising import NOWHERE, ObservingListener, Practised, practise
from gazetrainer.flows.recentring import USUAL_DOTS, begin_later_sitting
from gazetrainer.flows.teaching import teach_unknown
from gazetrainer.frame import RECORDED
from gazetrainer.loop import Display, Flow, PicturesEnded
from gazetrainer.measuring.changes import ChangeWatch
from gazetrainer.own_times import with_times
from gazetrainer.scene import Guide, Key, Quality
from gazetrainer.staging.calibration import failed_calibration_scene, quality_of_calibration, result_scene
from gazetrainer.wording.fault_words import calibration_fault_in_words
from targets import PointCount, Prescription, WrittenPlan
from targets.language import _

UNTIL_A_KEY: Final = float("inf")


@dataclass(frozen=True, slots=True)
class SittingNeeds:
    """What a sitting is made of; `record` opens the listeners once the profile is known, `keep` stores a new profile.

    patience_s: how long a result waits for a key before it goes on by itself. guide: what leads the eyes to a
    position beyond the screen. controls: the camera's own adjustments, where they can be held. earlier: what a new
    calibration adds to. recentre_dots: how many a later sitting begins with. elsewhere: what leads through the steps
    that the client ends. written: the plan with the positions that it names, where some must be taught first; taught:
    those that the person was taught before a new calibration. times_factor: how many times as long as in the plan
    countdowns and rests take; the record holds the plan as it is, and this.
    """

    plan: Prescription
    setting: CalibrationSetting
    keep: Callable[[Profile], None]
    record: Callable[[Profile, Prescription], AbstractContextManager[tuple[ObservingListener, ...]]]
    patience_s: float = UNTIL_A_KEY
    guide: Guide = Guide.SOUND
    controls: Lockable | None = None
    earlier: Profile | None = None
    recentre_dots: int = USUAL_DOTS
    elsewhere: ElsewhereFlows = NOWHERE
    written: WrittenPlan | None = None
    taught: tuple[TaughtPosition, ...] = ()
    times_factor: float = 1.0


def whole_sitting(
    needs: SittingNeeds, profile: Profile | None, display: Display, attention: Attention
) -> Flow[Practised]:
    """Lead through everything; raises Stopped, CameraError, CalibrationError or OutputError before the first hold."""
    is_live = needs.setting.camera.name not in RECORDED
    profile = yield from _profile_of_today(needs, profile, display, attention)
    plan = needs.plan
    if needs.written is not None and is_live:
        profile = yield from _taught(needs, needs.written, profile, display)
        plan = needs.written.for_person(each.target for each in profile.taught)
    done: Practised | None = None
    try:
        with needs.record(profile, plan) as listeners:
            done = yield from practise(
                with_times(plan, needs.times_factor),
                profile,
                display,
                smallest_tolerances_deg=profile.smallest_tolerances_deg(plan),
                listeners=listeners,
                attention=attention,
                guide=needs.guide,
                can_recentre=is_live,
                elsewhere=needs.elsewhere if is_live else NOWHERE,
            )
    except OutputError as fault:  # closing a listener can fail after the last position
        if done is None:
            raise
        done = replace(done, fault=fault) if done.fault is None else replace(done, unclosed=fault)
    except PicturesEnded as end:
        raise _too_short() from end
    return done


def _profile_of_today(
    needs: SittingNeeds, profile: Profile | None, display: Display, attention: Attention
) -> Flow[Profile]:
    """A new calibration, or the known one re-centred; nobody can move in recorded pictures, whose plan runs from 0."""
    if profile is not None:
        is_live = needs.setting.camera.name not in RECORDED
        return (yield from _later_sitting(needs, profile, display, attention)) if is_live else profile
    profile = yield from new_profile(
        needs.setting,
        display,
        attention,
        plan=needs.plan,
        patience_s=needs.patience_s,
        controls=needs.controls,
        earlier=needs.earlier,
    )
    if not profile.taught:
        profile = profile.model_copy(update={"taught": needs.taught})
    needs.keep(profile)
    return profile


def _taught(needs: SittingNeeds, written: WrittenPlan, profile: Profile, display: Display) -> Flow[Profile]:
    """Let the client take the positions that are not known yet; a profile that knows more is kept."""
    knowing = yield from teach_unknown(written, profile, display, taken_at=needs.setting.created_at)
    if knowing is not profile:
        needs.keep(knowing)
    return knowing


def _later_sitting(needs: SittingNeeds, profile: Profile, display: Display, attention: Attention) -> Flow[Profile]:
    """Check the camera and re-centre; a profile that learned something is kept."""
    yield from check_camera(needs.setting.field_of_view_deg, ChangeWatch(profile), needs.controls)
    if not needs.recentre_dots:
        return profile
    try:
        learned = yield from begin_later_sitting(
            profile,
            display,
            attention,
            started_at=needs.setting.created_at,
            dots=needs.recentre_dots,
            patience_s=needs.patience_s,
        )
    except PicturesEnded as end:
        raise _too_short() from end
    if learned is None:
        return profile
    needs.keep(learned)
    return learned


def new_profile(
    setting: CalibrationSetting,
    display: Display,
    attention: Attention,
    *,
    plan: Prescription | None = None,
    points: PointCount = 9,
    patience_s: float = UNTIL_A_KEY,
    controls: Lockable | None = None,
    earlier: Profile | None = None,
) -> Flow[Profile]:
    """Check the camera and calibrate until the client goes on with the result.

    earlier: the person's profile so far; what it learned is kept, however often today's calibration is repeated.
    """
    yield from check_camera(setting.field_of_view_deg, controls=controls)
    try:
        while True:
            try:
                profile = yield from calibrate_on_screen(
                    setting, display, attention, points, patience_s, earlier=earlier
                )
            except CalibrationError as fault:
                yield from _offer_again(fault, patience_s)
            else:
                if not (yield from _wants_repeat(profile, plan, patience_s)):
                    return profile
    except PicturesEnded as end:
        raise _too_short() from end


def _wants_repeat(profile: Profile, plan: Prescription | None, patience_s: float) -> Flow[bool]:
    """The main key does what is best: begins, or repeats a calibration that should be done again."""
    key = yield from first_key(result_scene(profile, plan), (Key.MAIN, Key.REPEAT, Key.SKIP), patience_s)
    if quality_of_calibration(profile) is Quality.REDO:
        return key in (Key.MAIN, Key.REPEAT)
    return key is Key.REPEAT


def _offer_again(fault: CalibrationError, patience_s: float) -> Flow[None]:
    key = yield from first_key(
        failed_calibration_scene(calibration_fault_in_words(fault)), (Key.MAIN, Key.REPEAT), patience_s
    )
    if key is None:
        raise fault


def _too_short() -> CameraError:
    return CameraError(CameraFault.LOST, _("The pictures ended before the first position; give a longer video."))
