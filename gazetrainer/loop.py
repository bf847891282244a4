"""run(flow, frames, tracker, display): the imperative shell that carries frames to a flow and its scenes to a screen.

A flow is a generator: it yields the scene to show and is sent the next moment. Flows call each other with `yield from`,
so a whole sitting reads from top to bottom.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from gazetrainer.errors import CameraError
from gazetrainer.face import FaceObservation, FaceTracker, NoFace
from gazetrainer.frame import Frame
from gazetrainer.scene import Key, Scene
from gazetrainer.screen import Screen

Result = TypeVar("Result")


class CameraState(StrEnum):
    """Whether a moment comes from the camera, or from the clock while the camera is gone."""

    HERE = "here"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Moment:
    """One frame, what the tracker saw in it, and the keys pressed and the text typed since the last one.

    While the camera is gone the frame is the last there was, and the time is that of `seen`.
    """

    frame: Frame
    seen: FaceObservation | NoFace
    keys: tuple[Key, ...] = ()
    typed: str = ""
    camera: CameraState = CameraState.HERE

    @property
    def time_s(self) -> float:
        """Time of the moment."""
        return self.seen.time_s if self.camera is CameraState.GONE else self.frame.time_s


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment without a camera: the time since the flow began, the keys pressed and the text typed since the last."""

    time_s: float
    keys: tuple[Key, ...] = ()
    typed: str = ""


class Beat(Protocol):
    """What a Moment and a Tick have in common; a flow that takes beats runs with a camera and without."""

    @property
    def time_s(self) -> float:
        """The time."""
        ...

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys pressed since the last beat."""
        ...

    @property
    def typed(self) -> str:
        """The text typed since the last beat; Backspace is \\b."""
        ...


Flow = Generator[Scene, Moment, Result]
QuietFlow = Generator[Scene, Tick, Result]
AnyFlow = Generator[Scene, Beat, Result]


class PicturesEnded(Exception):  # noqa: N818  (an end, not an error)
    """Thrown into a flow when the camera has no more frames."""


class Stopped(Exception):  # noqa: N818  (an end, not an error)
    """The client asked to stop before there was anything to keep."""


class Interrupted(BaseException):
    """Whoever started the program wants it to end (Ctrl-C); a flow that has something to keep keeps it first."""


class Display(Protocol):
    """Whatever shows scenes and takes keys."""

    @property
    def screen(self) -> Screen:
        """The area drawn on, now."""
        ...

    def draw(self, scene: Scene) -> None:
        """Show one scene."""
        ...

    def draw_between(self, scene: Scene) -> None:
        """Show a scene that only the clock has changed: nothing new is to be heard."""
        ...

    def keys(self) -> tuple[Key, ...]:
        """The keys pressed since the last call."""
        ...

    def typed(self) -> str:
        """The text typed since the last call, while a TextScene is shown; Backspace is \\b."""
        ...


def _never() -> bool:
    return False


def run(
    flow: Flow[Result],
    frames: Iterable[Frame],
    tracker: FaceTracker,
    display: Display,
    *,
    interrupted: Callable[[], bool] = _never,
) -> Result:
    """Carry a flow through frames until it returns.

    A lost camera, an interruption and the end of the pictures are thrown into the flow, which may end well with them.
    """
    try:
        scene = next(flow)
        try:
            for frame in frames:
                if interrupted():
                    raise Interrupted
                display.draw(scene)
                scene = flow.send(Moment(frame, tracker.observe(frame), display.keys(), display.typed()))
        except (CameraError, Interrupted) as end:
            flow.throw(end)
        flow.throw(PicturesEnded())
    except StopIteration as end:
        result: Result = end.value
        return result
    finally:
        flow.close()
    raise RuntimeError("a flow must end when the pictures do")
