"""carry_live(flow, pictures, display, clock): pictures come at the camera's rate, the screen is drawn at its own.

While the camera is gone, a flow gets moments without a picture, so that it can wait, and be stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from gazetrainer.between import scene_between, without_jumping_back
from gazetrainer.errors import CameraError
from gazetrainer.face import FaceObservation, NoFace, NoFaceReason
from gazetrainer.frame import Frame
from gazetrainer.loop import CameraState, Display, Flow, Interrupted, Moment, PicturesEnded, Result
from gazetrainer.scene import Key, Scene
from gazetrainer.staging.setup import camera_gone_scene

DRAWN_EVERY_S: Final = 1 / 60
GONE_EVERY_S: Final = 0.1
"""How often a flow is told that there is still no camera."""
_WHILE_GONE: Final = frozenset({Key.STOP, Key.CLOSE})


class Clock(Protocol):
    """Tells the time in seconds."""

    def now_s(self) -> float:
        """Tell the time."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A frame and what the tracker saw in it."""

    frame: Frame
    seen: FaceObservation | NoFace


class Pictures(Protocol):
    """Frames that are tracked elsewhere, in order of time."""

    @property
    def lost(self) -> CameraError | None:
        """Why there is no camera at the moment; None while there is one."""
        ...

    def take(self) -> Sequence[Seen]:
        """What has come since the last call, without waiting; raises CameraError or PicturesEnded at the end."""
        ...

    def wait_s(self, duration_s: float) -> None:
        """Wait for so long, or until something has come to be taken."""
        ...


@dataclass(slots=True)
class _Screen:
    """What is shown, since when, and what was pressed since the flow was told last."""

    display: Display
    clock: Clock
    scene: Scene
    drawn: Scene | None = None
    made_s: float = 0.0
    keys: list[Key] = field(default_factory=list)
    typed: str = ""

    def show(self, scene: Scene) -> None:
        """Show a new scene, and let it be heard."""
        self.scene, self.made_s = scene, self.clock.now_s()
        self._draw(scene, self.display.draw)

    def go_on(self) -> None:
        """Show the same scene a little later."""
        self._draw(scene_between(self.scene, self.clock.now_s() - self.made_s), self.display.draw_between)

    def listen(self) -> None:
        """Collect what is pressed and typed."""
        self.keys += self.display.keys()
        self.typed += self.display.typed()

    def told(self) -> tuple[tuple[Key, ...], str]:
        """What was pressed and typed, once."""
        keys, typed = tuple(self.keys), self.typed
        self.keys, self.typed = [], ""
        return keys, typed

    def _draw(self, scene: Scene, draw: Callable[[Scene], None]) -> None:
        self.drawn = without_jumping_back(self.drawn, scene)
        draw(self.drawn)


@dataclass(slots=True)
class _Last:
    """The last frame, the time told with it or since, and the clock's time of each."""

    frame: Frame | None = None
    told_s: float = float("-inf")
    at_s: float = 0.0
    gone_at_s: float = float("-inf")


def _never() -> bool:
    return False


def carry_live(
    flow: Flow[Result],
    pictures: Pictures,
    display: Display,
    clock: Clock,
    *,
    interrupted: Callable[[], bool] = _never,
) -> Result:
    """Carry a flow until it returns, drawing 60 times a second, and at once when a picture comes.

    An interruption, the end of the pictures and a camera that cannot be waited for are thrown into the flow.
    """
    try:
        screen, last = _Screen(display, clock, next(flow)), _Last()
        screen.show(screen.scene)
        try:
            due_s = clock.now_s()
            while True:
                if interrupted():
                    raise Interrupted
                screen.listen()
                if not _told(flow, pictures, screen, last):
                    screen.go_on()
                due_s = max(due_s + DRAWN_EVERY_S, clock.now_s())
                pictures.wait_s(due_s - clock.now_s())
                due_s = min(due_s, clock.now_s())
        except (CameraError, Interrupted, PicturesEnded) as end:
            flow.throw(end)
    except StopIteration as end:
        result: Result = end.value
        return result
    finally:
        flow.close()
    raise RuntimeError("a flow must end when the pictures do")


def _told(flow: Flow[Result], pictures: Pictures, screen: _Screen, last: _Last) -> bool:
    """Tell the flow what has come, and show its answer; False when nothing has."""
    scene: Scene | None = None
    for each in pictures.take():
        if each.frame.time_s > last.told_s:  # while it was waited for, time may have gone on without it
            scene = flow.send(Moment(each.frame, each.seen, *screen.told()))
            last.frame, last.told_s, last.at_s = each.frame, each.frame.time_s, screen.clock.now_s()
    if scene is None and pictures.lost is not None:
        scene = _told_gone(flow, pictures.lost, screen, last)
    if scene is not None:
        screen.show(scene)
    return scene is not None


def _told_gone(flow: Flow[Result], lost: CameraError, screen: _Screen, last: _Last) -> Scene | None:
    """Tell the flow now and then that there is no camera; its keys can only stop it."""
    now_s = screen.clock.now_s()
    if last.frame is None:
        raise lost
    if now_s - last.gone_at_s < GONE_EVERY_S:
        return None
    last.gone_at_s = now_s
    last.told_s = max(last.frame.time_s + now_s - last.at_s, last.told_s)
    keys = tuple(key for key in screen.told()[0] if key in _WHILE_GONE)
    unseen = NoFace(last.told_s, NoFaceReason.NO_PICTURE)
    flow.send(Moment(last.frame, unseen, keys, camera=CameraState.GONE))
    return camera_gone_scene(lost.reason)
