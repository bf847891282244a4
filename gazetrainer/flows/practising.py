"""The sitting: every frame goes through tracker, estimator and judge to screen, recorder and sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gazetrainer.attention import Attention
from gazetrainer.calibrating.profile import Profile
from gazetrainer.errors import CameraError, OutputError
from gazetrainer.events import SittingOutcome
from gazetrainer.flows.elsewhere import ElsewhereFlows
from gazetrainer.flows.listeners import ObservingListener
from gazetrainer.flows.sitting_in_progress import SittingInProgress
from gazetrainer.judging.plan_run import PlanRun
from gazetrainer.loop import Display, Flow, Interrupted, PicturesEnded
from gazetrainer.scene import Guide, Key, Scene
from gazetrainer.sitting import begin_sitting
from gazetrainer.staging.keys import with_keys_of_any_time
from gazetrainer.staging.sitting import scene_for
from targets import Prescription

__all__ = ["ObservingListener", "Practised", "practise"]

NOWHERE: Final = ElsewhereFlows()


@dataclass(frozen=True, slots=True)
class Practised:
    """How a plan was practised, and what went wrong meanwhile: a lost camera, a full disk, or an interruption.

    unclosed: what went wrong at closing after such a fault, such as a seal that cannot be written.
    """

    run: PlanRun
    fault: CameraError | OutputError | Interrupted | None = None
    unclosed: OutputError | None = None


def practise(  # noqa: PLR0913  (a sitting has as many sides)
    plan: Prescription,
    profile: Profile,
    display: Display,
    *,
    smallest_tolerances_deg: Sequence[float] = (),
    listeners: Sequence[ObservingListener] = (),
    attention: Attention,
    guide: Guide = Guide.SOUND,
    can_recentre: bool = False,
    elsewhere: ElsewhereFlows = NOWHERE,
) -> Flow[Practised]:
    """Carry a plan to its end; whatever ends it, everything that was seen is booked and told to the listeners.

    can_recentre: the eyes follow dots, so that a key may show one at any time. elsewhere: the flows for steps that
    the client ends, such as a check-in.
    """
    ahead, _ = begin_sitting(plan, 0.0, smallest_tolerances_deg)
    scene = scene_for(ahead, display.screen, profile.neutral.distance_mm, guide=guide)
    moment = yield scene
    run = PlanRun(plan, moment.time_s, smallest_tolerances_deg)
    sitting = SittingInProgress(run, profile, listeners, attention)
    try:
        while True:
            sitting.take(moment)
            if can_recentre and Key.RECENTRE in moment.keys and not run.is_over:
                yield from sitting.recentre(display)
            if Key.UNWELL in moment.keys and not run.is_over:
                yield from sitting.check_in(elsewhere, display)
            if sitting.has_to_go_elsewhere:
                yield from sitting.go_elsewhere(elsewhere, display)
            if run.is_over:
                return Practised(run, sitting.fault)
            scene = _scene(sitting, display, scene, guide)
            moment = yield with_keys_of_any_time(scene, can_recentre=can_recentre)
    except (PicturesEnded, CameraError, Interrupted) as end:
        sitting.end(SittingOutcome.STOPPED if isinstance(end, Interrupted) else SittingOutcome.PICTURES_ENDED)
        return _ended_by(end, sitting)


def _ended_by(end: PicturesEnded | CameraError | Interrupted, sitting: SittingInProgress) -> Practised:
    match end:
        case Interrupted():
            return Practised(sitting.run, end)
        case CameraError():
            return Practised(sitting.run, sitting.fault or end)
        case _:
            return Practised(sitting.run, sitting.fault)


def _scene(sitting: SittingInProgress, display: Display, previous: Scene, guide: Guide) -> Scene:
    return scene_for(
        sitting.run.sitting,
        display.screen,
        sitting.profile.neutral.distance_mm,
        previous=previous,
        guide=guide,
        changes=sitting.changes.told,
    )
