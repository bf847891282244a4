"""SittingInProgress: pictures through the estimators into the run of a plan, told to the listeners; and re-centring."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from gazetrainer.attention import Attention
from gazetrainer.calibrating.profile import Profile
from gazetrainer.errors import OutputError
from gazetrainer.estimate import Estimator
from gazetrainer.events import Command, Event, HoldEnded, HoldStarted, LookChanged, Recentred, SittingOutcome
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.flows.asked import CameraWatch, commands_by
from gazetrainer.flows.checking_in import check_in_now
from gazetrainer.flows.elsewhere import ElsewhereFlows, Onward, Visit
from gazetrainer.flows.listeners import Listeners, ObservingListener
from gazetrainer.flows.recentring import Recentre, recentre_in_between
from gazetrainer.gaze import Gaze
from gazetrainer.judging.plan_run import PlanRun, eyes_asked_for
from gazetrainer.loop import CameraState, Display, Flow, Moment, Stopped
from gazetrainer.measuring.changes import ChangeWatch
from gazetrainer.scene import Key
from gazetrainer.sitting import Elsewhere, Pausing
from gazetrainer.watching.faults import FaultWatch
from targets import CheckInStep, FindStep, Step

_Result = TypeVar("_Result")
_ONWARD = {Onward.GO_ON: Command.COME_BACK, Onward.SKIPPED: Command.SKIP, Onward.STOP: Command.STOP}


class SittingInProgress:
    """Carries moments through the estimators into the run and tells the listeners.

    `profile` is the one that gaze is told by now.
    """

    def __init__(
        self, run: PlanRun, profile: Profile, listeners: Sequence[ObservingListener], attention: Attention
    ) -> None:
        self.run, self._listeners, self._attention = run, Listeners(listeners), attention
        self._measure_by(profile)
        self._commands: deque[Command] = deque()
        self._camera, self._pictures = CameraWatch(), FaultWatch()
        self._beside: list[Event] = []
        self._new_gazes: list[Gaze] | None = None
        self._last_visit = -1
        self._tell_events(run.events)

    def take(self, moment: Moment) -> None:
        """Take one frame and the keys pressed with it."""
        for each in self._camera.with_silence_told(moment):
            self._take(each)

    def _take(self, moment: Moment) -> None:
        self._commands += self._camera.push(moment, is_paused=self._is_paused)[1]
        is_elsewhere = isinstance(self.run.sitting.phase, Elsewhere)
        # The page on which a flow begins or has ended shows no keys: one that comes late was for the page before.
        keys = moment.keys if not is_elsewhere else [key for key in moment.keys if key in (Key.STOP, Key.CLOSE)]
        self._commands += commands_by(keys, is_paused=self._is_paused or is_elsewhere)
        self._listeners.tell(lambda listener: listener.on_observation(moment.seen))
        if moment.camera is CameraState.HERE:
            self._listeners.show(moment.frame, moment.seen)
        self._notice(moment.seen)
        self._pictures.look(moment.seen, self._held_step)
        self._take_gazes({eyes: estimator.push(moment.seen) for eyes, estimator in self._estimators.items()})

    def end(self, outcome: SittingOutcome) -> None:
        """End from outside; nothing that was seen is lost."""
        self._take_gazes({eyes: estimator.flush() for eyes, estimator in self._estimators.items()})
        self._tell_events(self.run.end(self.run.sitting.time_s, outcome))

    @property
    def fault(self) -> OutputError | None:
        """Why a listener could take no more, or None."""
        return self._listeners.fault

    @property
    def has_to_go_elsewhere(self) -> bool:
        """A step is under way that a flow of its own leads through, and that flow has not been there yet."""
        sitting = self.run.sitting
        return isinstance(sitting.phase, Elsewhere) and sitting.turn != self._last_visit

    def go_elsewhere(self, flows: ElsewhereFlows, display: Display) -> Flow[None]:
        """Let a flow lead through the step under way; the pictures meanwhile go into the sitting as well."""
        beside, self._last_visit = self.run.sitting.beside, self.run.sitting.turn
        step = beside.step if beside is not None else None
        onward = Onward.SKIPPED
        if isinstance(step, CheckInStep | FindStep) and step.kind in flows.by_kind:
            onward = yield from self._led_by(flows.by_kind[step.kind](self._visit(step, display, flows)))
        self._commands.append(_ONWARD[onward])

    def check_in(self, flows: ElsewhereFlows, display: Display) -> Flow[None]:
        """Ask how the client is, now; then the sitting stays paused, or ends by its stop rule."""
        if not self._is_paused:
            self._commands.append(Command.PAUSE_OR_GO_ON)
        self._attention.end_practice()
        visit = self._visit(CheckInStep(kind="checkin"), display, flows)
        if (yield from self._led_by(check_in_now(visit))) is Onward.STOP:
            self._commands.append(Command.STOP)
        self._attend_to_hold()

    def _led_by(self, flow: Flow[Onward]) -> Flow[Onward]:
        try:
            return (yield from self._meanwhile(flow))
        except Stopped:
            return Onward.STOP
        finally:
            self._new_gazes = None
            self._attention.attend_nothing()

    def _visit(self, step: CheckInStep | FindStep, display: Display, flows: ElsewhereFlows) -> Visit:
        self._new_gazes = []
        return Visit(
            step=step,
            plan=self.run.sitting.prescription,
            display=display,
            attention=self._attention,
            distance_mm=self.profile.neutral.distance_mm,
            patience_s=flows.patience_s,
            guide=flows.guide,
            keys=flows.keys,
            told=lambda: (*self.run.events, *self._beside),
            tell=self._tell_beside,
            new_gazes=self._take_new_gazes,
            time_s=lambda: self.run.sitting.time_s,
        )

    def _take_new_gazes(self) -> tuple[Gaze, ...]:
        new, self._new_gazes = tuple(self._new_gazes or ()), []
        return new

    def recentre(self, display: Display) -> Flow[None]:
        """Show a dot while the sitting waits, and go on with what it told."""
        was_paused = self._is_paused
        if not was_paused:
            self._commands.append(Command.PAUSE_OR_GO_ON)
        self._attention.end_practice()
        try:
            learned = yield from self._meanwhile(recentre_in_between(self.profile, display, self._attention))
        except Stopped:
            self._commands.append(Command.STOP)
            return
        if learned is not None:
            self._go_on_with(learned)
        if not was_paused and self._is_paused:
            self._commands.append(Command.PAUSE_OR_GO_ON)
        self._attend_to_hold()

    @property
    def _is_paused(self) -> bool:
        """Paused once all commands given so far are obeyed."""
        is_pausing = isinstance(self.run.sitting.phase, Pausing)
        return is_pausing != (self._commands.count(Command.PAUSE_OR_GO_ON) % 2 == 1)

    def _meanwhile(self, flow: Flow[_Result]) -> Flow[_Result]:
        """Carry another flow, while every picture also goes on into the sitting; the keys are the other flow's."""
        try:
            scene = next(flow)
            while True:
                moment = yield scene
                self.take(replace(moment, keys=()))
                scene = flow.send(moment)
        except StopIteration as end:
            result: _Result = end.value
            return result
        finally:
            flow.close()

    def _measure_by(self, profile: Profile) -> None:
        self.profile, self.changes = profile, ChangeWatch(profile)
        self._estimators = {
            eyes: Estimator(profile, profile.eyes_for(eyes)) for eyes in eyes_asked_for(self.run.sitting.prescription)
        }

    def _go_on_with(self, learned: Recentre) -> None:
        """From the next picture on gaze is told by another profile."""
        self._take_gazes({eyes: estimator.flush() for eyes, estimator in self._estimators.items()})
        if self.run.is_over:
            return
        had_changes = bool(self.changes.told)
        self._measure_by(learned.profile)
        time_s, profile = self.run.sitting.time_s, learned.profile
        points = [point.model_dump(mode="json") for point in profile.points if point.after_recentre]
        plain = {"neutral": profile.neutral.model_dump(mode="json"), "points": points}
        moved = learned.moved_azimuth_deg, learned.moved_elevation_deg
        self._tell_beside(Recentred(time_s, len(points), *moved, plain))
        if had_changes:
            self._tell_beside(LookChanged(time_s, ()))

    def _take_gazes(self, told: Mapping[Eyes, Sequence[Gaze]]) -> None:
        for index in range(len(next(iter(told.values())))):
            if self.run.is_over:
                return
            self._take_gaze(told.get(self.run.eyes, next(iter(told.values())))[index])

    def _take_gaze(self, told: Gaze) -> None:
        gaze = self._pictures.doubted(told)
        self._listeners.tell(lambda listener: listener.on_gaze(gaze))
        if self._new_gazes is not None:
            self._new_gazes.append(gaze)
        self._tell_beside(*self._camera.due(gaze.time_s), *self._pictures.push(gaze))
        self._tell_events(self.run.take(gaze, self._commands.popleft() if self._commands else None))

    def _notice(self, seen: FaceObservation | NoFace) -> None:
        before = self.changes.told
        if self.changes.push(seen) != before and not self.run.is_over:
            self._tell_beside(LookChanged(self.run.sitting.time_s, self.changes.told))

    def _tell_events(self, events: Sequence[Event]) -> None:
        for event in events:
            self._direct_attention(event)
            self._tell_event(event)

    def _tell_beside(self, *events: Event) -> None:
        """Tell what is no part of the run."""
        self._beside += events
        for event in events:
            self._tell_event(event)

    def _tell_event(self, event: Event) -> None:
        self._listeners.tell(lambda listener: listener.on_event(event))

    def _direct_attention(self, event: Event) -> None:
        match event:
            case HoldStarted(place=place):
                self._attend_to(self.run.sitting.holds[place.step])
            case HoldEnded():
                self._attention.end_practice()
                self._attention.attend_nothing()

    def _attend_to_hold(self) -> None:
        if self._held_step is not None:
            self._attend_to(self._held_step)

    @property
    def _held_step(self) -> Step | None:
        return self.run.sitting.step if self.run.sitting.hold is not None else None

    def _attend_to(self, step: Step) -> None:
        self._attention.attend(step.azimuth_deg, step.elevation_deg)
        self._attention.begin_practice()
