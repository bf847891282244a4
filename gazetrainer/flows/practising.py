"""The sitting: every frame goes through tracker, estimator and judge to screen, recorder and sound."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from gazetrainer.attention import Attention
from gazetrainer.changes import ChangeWatch
from gazetrainer.errors import CameraError, OutputError
from gazetrainer.estimate import Estimator
from gazetrainer.events import Command, Event, HoldEnded, HoldStarted, Listener, LookChanged, SittingOutcome
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.gaze import Gaze
from gazetrainer.loop import Display, Flow, Interrupted, Moment, PicturesEnded
from gazetrainer.plan_run import PlanRun, eyes_asked_for
from gazetrainer.profile import Profile
from gazetrainer.scene import Guide, Key
from gazetrainer.sitting import begin_sitting
from gazetrainer.staging import scene_for
from targets import Prescription

_COMMANDS = {Key.STOP: Command.STOP, Key.SKIP: Command.SKIP, Key.MAIN: Command.PAUSE_OR_GO_ON}


class ObservingListener(Listener, Protocol):
    """A listener that also takes what the tracker saw: the recorder."""

    def on_observation(self, seen: FaceObservation | NoFace) -> None:
        """Take what the tracker saw in one frame, in order of time."""


@dataclass(frozen=True, slots=True)
class Practised:
    """How a plan was practised, and what went wrong meanwhile: a lost camera, a full disk, or an interruption."""

    run: PlanRun
    fault: CameraError | OutputError | Interrupted | None = None


def practise(
    plan: Prescription,
    profile: Profile,
    display: Display,
    *,
    smallest_tolerances_deg: Sequence[float] = (),
    listeners: Sequence[ObservingListener] = (),
    attention: Attention,
    guide: Guide = Guide.SOUND,
) -> Flow[Practised]:
    """Carry a plan to its end; whatever ends it, everything that was seen is booked and told to the listeners."""
    ahead, _ = begin_sitting(plan, 0.0, smallest_tolerances_deg)
    scene = scene_for(ahead, display.screen, profile.neutral.distance_mm, guide=guide)
    first = yield scene
    run = PlanRun(plan, first.time_s, smallest_tolerances_deg)
    sitting = _Sitting(run, profile, listeners, attention)
    sitting.take(first)
    try:
        while not run.is_over:
            scene = scene_for(
                run.sitting,
                display.screen,
                profile.neutral.distance_mm,
                previous=scene,
                guide=guide,
                changes=sitting.changes.told,
            )
            sitting.take((yield scene))
    except PicturesEnded:
        sitting.end(SittingOutcome.PICTURES_ENDED)
    except CameraError as lost:
        sitting.end(SittingOutcome.PICTURES_ENDED)
        return Practised(run, sitting.fault or lost)
    except Interrupted as asked:
        sitting.end(SittingOutcome.STOPPED)
        return Practised(run, asked)
    return Practised(run, sitting.fault)


class _Sitting:
    """Carries moments through the estimators into the run and tells the listeners.

    A listener that cannot take more is left out from then on, and the sitting goes on without it.
    """

    def __init__(
        self, run: PlanRun, profile: Profile, listeners: Sequence[ObservingListener], attention: Attention
    ) -> None:
        self._run, self._listeners, self._attention = run, list(listeners), attention
        self._estimators = {
            eyes: Estimator(profile, profile.eyes_for(eyes)) for eyes in eyes_asked_for(run.sitting.prescription)
        }
        self.changes = ChangeWatch(profile)
        self._commands: deque[Command] = deque()
        self.fault: OutputError | None = None
        self._tell_events(run.events)

    def take(self, moment: Moment) -> None:
        """Take one frame and the keys pressed with it."""
        self._commands += [_COMMANDS[key] for key in moment.keys if key in _COMMANDS]
        self._tell(lambda listener: listener.on_observation(moment.seen))
        self._notice(moment.seen)
        self._take_gazes({eyes: estimator.push(moment.seen) for eyes, estimator in self._estimators.items()})

    def end(self, outcome: SittingOutcome) -> None:
        """End from outside; nothing that was seen is lost."""
        self._take_gazes({eyes: estimator.flush() for eyes, estimator in self._estimators.items()})
        self._tell_events(self._run.end(self._run.sitting.time_s, outcome))

    def _take_gazes(self, told: Mapping[Eyes, Sequence[Gaze]]) -> None:
        for index in range(len(next(iter(told.values())))):
            if self._run.is_over:
                return
            self._take_gaze(told.get(self._run.eyes, next(iter(told.values())))[index])

    def _take_gaze(self, gaze: Gaze) -> None:
        self._tell(lambda listener: listener.on_gaze(gaze))
        self._tell_events(self._run.take(gaze, self._commands.popleft() if self._commands else None))

    def _notice(self, seen: FaceObservation | NoFace) -> None:
        before = self.changes.told
        if self.changes.push(seen) != before and not self._run.is_over:
            self._tell_event(LookChanged(self._run.sitting.time_s, self.changes.told))

    def _tell_events(self, events: Sequence[Event]) -> None:
        for event in events:
            self._direct_attention(event)
            self._tell_event(event)

    def _tell_event(self, event: Event) -> None:
        self._tell(lambda listener: listener.on_event(event))

    def _tell(self, tell: Callable[[ObservingListener], None]) -> None:
        for listener in tuple(self._listeners):
            try:
                tell(listener)
            except OutputError as fault:
                self._listeners.remove(listener)
                self.fault = self.fault or fault

    def _direct_attention(self, event: Event) -> None:
        match event:
            case HoldStarted(place=place):
                step = self._run.sitting.prescription.steps[place.step]
                self._attention.attend(step.azimuth_deg, step.elevation_deg)
                self._attention.begin_practice()
            case HoldEnded():
                self._attention.end_practice()
                self._attention.attend_nothing()
            case _:
                pass
