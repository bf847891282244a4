"""Teaching a position: the client takes it, one key captures it after a short count, and it is measured for seconds."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

from gazetrainer.calibrating.profile import Profile
from gazetrainer.calibrating.taught import TaughtPosition, Untaught, taught_from, with_taught
from gazetrainer.errors import CameraError, CameraFault
from gazetrainer.estimate import Estimator
from gazetrainer.flows.checking import check_camera
from gazetrainer.gaze import Gaze, GazeSample
from gazetrainer.loop import Display, Flow, Moment, PicturesEnded, Stopped
from gazetrainer.measuring.settling import LATE_S
from gazetrainer.scene import Key, Scene
from gazetrainer.staging.teaching import captured_scene, capturing_scene, counting_scene, refused_scene, taking_scene
from targets import Direction, WrittenPlan
from targets.language import _

COUNT_S: Final = 3.0
CAPTURE_S: Final = 5.0
_NOW_S: Final = 0.5
_TYPICAL_DISTANCE_MM: Final = 600.0


@dataclass(slots=True)
class _Watch:
    """Gaze as it comes; `recent` are the last samples, to show roughly where the eyes are."""

    estimator: Estimator
    recent: deque[GazeSample]

    def take(self, moment: Moment) -> tuple[Gaze, ...]:
        """What can be told by now; raises Stopped."""
        if Key.STOP in moment.keys:
            raise Stopped
        gazes = self.estimator.push(moment.seen)
        self.recent.extend(gaze for gaze in gazes if isinstance(gaze, GazeSample))
        while self.recent and self.recent[0].time_s < moment.time_s - _NOW_S:
            self.recent.popleft()
        return gazes

    @property
    def direction(self) -> Direction:
        """Roughly where the eyes are; straight ahead while that cannot be told."""
        if not self.recent:
            return Direction(0.0, 0.0)
        count = len(self.recent)
        return Direction(
            sum(gaze.azimuth_deg for gaze in self.recent) / count,
            sum(gaze.elevation_deg for gaze in self.recent) / count,
        )

    @property
    def distance_mm(self) -> float:
        """How far away the eyes are."""
        return self.recent[-1].eyes.distance_mm if self.recent else _TYPICAL_DISTANCE_MM


def teach_position(name: str, profile: Profile, display: Display, *, taken_at: str) -> Flow[TaughtPosition]:
    """Check the camera, then let the client take the position until it was captured; raises Stopped or CameraError."""
    yield from check_camera(profile.field_of_view_deg)
    return (yield from take_position(name, profile, display, taken_at=taken_at))


def teach_unknown(written: WrittenPlan, profile: Profile, display: Display, *, taken_at: str) -> Flow[Profile]:
    """Let the client take every position that a plan names and this calibration does not know; raises as above."""
    for name in written.unknown(each.target for each in profile.taught):
        taught = yield from take_position(name, profile, display, taken_at=taken_at)
        profile = profile.model_copy(update={"taught": with_taught(profile.taught, taught)})
    return profile


def take_position(name: str, profile: Profile, display: Display, *, taken_at: str) -> Flow[TaughtPosition]:
    """Let the client take the position until it was captured; raises Stopped or CameraError."""
    watch = _Watch(Estimator(profile, profile.eyes_used), deque())
    try:
        while True:
            yield from _until_main_key(taking_scene(name), watch)
            taught = yield from _captured(name, watch, display, taken_at)
            if isinstance(taught, Untaught):
                yield from _until_main_key(refused_scene(name, taught), watch)
            elif (yield from _until_main_key(captured_scene(taught), watch)) is Key.MAIN:
                return taught
    except PicturesEnded as end:
        message = _("The pictures ended before the position was taken. Nothing was changed.")
        raise CameraError(CameraFault.LOST, message) from end


def _until_main_key(scene: Scene, watch: _Watch) -> Flow[Key]:
    """Show a scene until the main key or the key for once more."""
    while True:
        moment = yield scene
        watch.take(moment)
        pressed = next((key for key in moment.keys if key in (Key.MAIN, Key.REPEAT)), None)
        if pressed is not None:
            return pressed


def _captured(name: str, watch: _Watch, display: Display, taken_at: str) -> Flow[TaughtPosition | Untaught]:
    """Count down, then measure; tones tell both, for eyes that cannot see the screen."""
    moment = yield counting_scene(name, watch.direction, COUNT_S)
    start_s = moment.time_s + COUNT_S
    seen: list[Gaze] = []
    while moment.time_s < start_s + CAPTURE_S + LATE_S:
        seen += [gaze for gaze in watch.take(moment) if start_s <= gaze.time_s < start_s + CAPTURE_S]
        if moment.time_s < start_s:
            moment = yield counting_scene(name, watch.direction, start_s - moment.time_s)
        else:
            held_s = min(moment.time_s - start_s, CAPTURE_S)
            moment = yield capturing_scene(name, watch.direction, display.screen, watch.distance_mm, held_s, CAPTURE_S)
    return taught_from(seen, name=name, taken_at=taken_at)
