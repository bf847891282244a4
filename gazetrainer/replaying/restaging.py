"""Restaging: what a recorded sitting showed at each moment, judged and staged again from its gazes and commands.

The state after every MARKED_EVERY-th gaze is kept, so that any moment is at most that many steps away.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Final

from gazetrainer.between import scene_between
from gazetrainer.errors import RecordingError
from gazetrainer.events import UNJUDGED, CommandGiven, Event, SittingEnded
from gazetrainer.judging.rejudge import prescription_of, start_of
from gazetrainer.recording import Recording
from gazetrainer.replaying.beside import beside_of, page_not_kept
from gazetrainer.scene import (
    GetReadyScene,
    Guide,
    GuidedScene,
    HoldScene,
    MessageScene,
    PausedScene,
    RestScene,
    Scene,
    SummaryScene,
)
from gazetrainer.screen import Screen
from gazetrainer.sitting import Finished, Sitting, advance, begin_sitting, end_sitting
from gazetrainer.staging.sitting import scene_for
from gazetrainer.staging.summary import summary_scene
from targets.language import _

MARKED_EVERY: Final = 150


@dataclass(frozen=True, slots=True)
class _Point:
    """The sitting after so many gazes and commands, and the scene shown then."""

    gazes: int
    commands: int
    sitting: Sitting
    scene: Scene


@dataclass(frozen=True, slots=True)
class _Ended:
    """A sitting at its end with all that was recorded of it."""

    sitting: Sitting
    events: tuple[Event, ...]


class Restaging:
    """Stages a recording on a screen; raises RecordingError when the plan cannot be read or nothing was recorded."""

    def __init__(self, recording: Recording, screen: Screen, guide: Guide = Guide.SOUND) -> None:
        start_s = start_of(recording)
        if start_s is None:
            raise RecordingError(_("The recording holds nothing of the sitting; there is nothing to replay."))
        self._recording, self._screen, self._guide = recording, screen, guide
        self._times_s = [gaze.time_s for gaze in recording.gazes]
        self._commands = [event for event in recording.events if isinstance(event, CommandGiven)]
        self._judged = tuple(event for event in recording.events if not isinstance(event, UNJUDGED))
        self._beside = beside_of(recording)
        plan = prescription_of(recording)
        sitting, events = begin_sitting(plan, start_s, recording.header.smallest_tolerances_deg)
        self._again: list[Event] = list(events)
        self._points = [_Point(0, 0, sitting, self._staged(sitting, None))]
        self._now = self._points[0]
        self._furthest = self._points[0]

    @property
    def reached_s(self) -> float:
        """Up to here any moment is at hand at once."""
        is_done = self._furthest.gazes == len(self._times_s)
        return float("inf") if is_done else self._times_s[self._furthest.gazes]

    @property
    def differs(self) -> bool:
        """As far as it went, judging again gave something else than was recorded."""
        count = min(len(self._again), len(self._judged))
        return self._again[:count] != list(self._judged[:count])

    def go_on(self, steps: int) -> None:
        """Make more moments ready."""
        for _step in range(min(steps, len(self._times_s) - self._furthest.gazes)):
            self._step_furthest()

    def at(self, time_s: float) -> Scene:
        """The scene shown at a time."""
        ended = self._ended_at(time_s)
        if ended is not None:
            return ended
        count = bisect_right(self._times_s, time_s)
        while self._furthest.gazes < count:
            self._step_furthest()
        point = self._nearest(count)
        while point.gazes < count:
            point = self._after(point)[0]
        self._now = point
        instead = self._beside.instead_at(time_s) or page_not_kept(point.sitting)
        return instead or scene_between(point.scene, time_s - point.sitting.time_s)

    def _nearest(self, count: int) -> _Point:
        """The last point known before so many gazes."""
        kept = self._points[min(count // MARKED_EVERY, len(self._points) - 1)]
        known = [point for point in (kept, self._now, self._furthest) if point.gazes <= count]
        return max(known, key=lambda point: point.gazes)

    def _step_furthest(self) -> None:
        self._furthest, events = self._after(self._furthest)
        self._again += events
        if self._furthest.gazes % MARKED_EVERY == 0:
            self._points.append(self._furthest)

    def _after(self, point: _Point) -> tuple[_Point, tuple[Event, ...]]:
        gaze = self._recording.gazes[point.gazes]
        given, sitting = point.commands, point.sitting
        while given < len(self._commands) and self._commands[given].time_s <= gaze.time_s:
            given += 1  # they were given with the first gaze at their time
        events: tuple[Event, ...] = ()
        due = tuple(each.command for each in self._commands[point.commands : given])
        for command in due or (None,):
            sitting, new = advance(sitting, gaze, command)
            events += new
        return _Point(point.gazes + 1, given, sitting, self._staged(sitting, point.scene)), events

    def _staged(self, sitting: Sitting, previous: Scene | None) -> Scene:
        return scene_for(
            sitting,
            self._screen,
            self._beside.distance_mm_at(sitting.time_s),
            previous=previous,
            guide=self._guide,
            changes=self._beside.changes_at(sitting.time_s),
        )

    def _ended_at(self, time_s: float) -> Scene | None:
        """The summary, once the sitting has ended; None before."""
        last = self._recording.events[-1]
        if not isinstance(last, SittingEnded) or time_s < max(last.time_s, *self._times_s[-1:]):
            return None
        self.go_on(len(self._times_s))
        sitting = self._furthest.sitting
        if not isinstance(sitting.phase, Finished):
            sitting, _events = end_sitting(sitting, last.time_s, last.outcome)
        return summary_scene(_Ended(sitting, self._recording.events))


def unpressable(scene: Scene) -> Scene:
    """A scene without the keys that did something then, and without the sign of a camera that is not on now."""
    match scene:
        case (
            GetReadyScene()
            | HoldScene()
            | RestScene()
            | GuidedScene()
            | PausedScene()
            | SummaryScene()
            | MessageScene()
        ):
            return replace(scene, hints=(), camera_on=False)
        case _:
            return scene
