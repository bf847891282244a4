"""Listeners: who is told what happens in a sitting; one that cannot take more is left out, and the sitting goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from gazetrainer.errors import OutputError
from gazetrainer.events import Listener
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import Frame


class ObservingListener(Listener, Protocol):
    """A listener that also takes what the tracker saw: the recorder."""

    def on_observation(self, seen: FaceObservation | NoFace) -> None:
        """Take what the tracker saw in one frame, in order of time."""


@runtime_checkable
class PictureListener(Protocol):
    """A listener that also takes the pictures: a recorder of a client who agreed to it."""

    def on_picture(self, frame: Frame, seen: FaceObservation | NoFace) -> None:
        """Take one picture and what the tracker saw in it, in order of time, without waiting."""


class Listeners:
    """Tells all that still listen; `fault`: why the first of the others does not, or None."""

    def __init__(self, listeners: Sequence[ObservingListener]) -> None:
        self._listeners = list(listeners)
        self.fault: OutputError | None = None

    def tell(self, tell: Callable[[ObservingListener], None]) -> None:
        """Let each of them be told."""
        for listener in tuple(self._listeners):
            try:
                tell(listener)
            except OutputError as fault:
                self._listeners.remove(listener)
                self.fault = self.fault or fault

    def show(self, frame: Frame, seen: FaceObservation | NoFace) -> None:
        """Let those that take pictures have one."""
        for listener in self._listeners:
            if isinstance(listener, PictureListener):
                listener.on_picture(frame, seen)
