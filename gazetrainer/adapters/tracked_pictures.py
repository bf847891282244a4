"""TrackedPictures: camera and tracker in a thread of their own, so that the screen need not wait for them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextvars import copy_context
from dataclasses import replace
from types import TracebackType
from typing import Self

from gazetrainer.adapters.clock import Clock, MonotonicClock
from gazetrainer.errors import CameraError, CameraFault
from gazetrainer.face import FaceTracker
from gazetrainer.frame import Frame
from gazetrainer.live import Seen
from gazetrainer.loop import PicturesEnded

FEWEST_WAITING = 2
"""So few tracked frames wait for the screen: more would be seen too late; fewer would keep the tracker waiting."""
TRIED_EVERY_S = 1.0
_JOIN_S = 3.0


class TrackedPictures:
    """Takes frames from a camera and tracks them; a context manager.

    Every frame that `frames` gives is kept, in its order: a recorded or simulated camera waits, a webcam drops what it
    cannot get rid of, which `dropped` counts by its numbers. reopen: opens a lost camera again, or raises CameraError;
    None: what is lost stays lost.
    """

    def __init__(
        self,
        frames: Callable[[], Iterator[Frame]],
        tracker: FaceTracker,
        *,
        reopen: Callable[[], None] | None = None,
        clock: Clock | None = None,
        tried_every_s: float = TRIED_EVERY_S,
    ) -> None:
        self._frames, self._tracker, self._reopen = frames, tracker, reopen
        self._clock = clock or MonotonicClock()
        self._tried_every_s = tried_every_s
        self._waiting: queue.Queue[Seen] = queue.Queue(FEWEST_WAITING)
        self._stop, self._came = threading.Event(), threading.Event()
        self._end: BaseException | None = None
        self._last: tuple[Frame, float] | None = None
        self._thread = threading.Thread(
            target=copy_context().run,
            args=(self._run,),
            daemon=True,
            name="tracked-pictures",
        )
        self.lost: CameraError | None = None
        self.dropped = 0

    def __enter__(self) -> Self:
        """Start the thread."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the thread; the camera is still open."""
        self._stop.set()
        self._thread.join(timeout=_JOIN_S)

    def take(self) -> Sequence[Seen]:
        """What has come since the last call; raises what ended the pictures once all were taken."""
        self._came.clear()
        end = self._end  # read first: what was put before the end is then surely seen below
        taken: list[Seen] = []
        while not self._waiting.empty():
            taken.append(self._waiting.get_nowait())
        if end is not None and not taken:
            raise end
        return taken

    def wait_s(self, duration_s: float) -> None:
        """Wait for so long, or until something has come to be taken."""
        self._came.wait(max(0.0, duration_s))

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                try:
                    self._track_all()
                    self._end = PicturesEnded()
                except CameraError as fault:
                    if fault.reason is not CameraFault.LOST or self._reopen is None or self._last is None:
                        raise
                    self._wait_for_it(fault)
                else:
                    return
        except BaseException as error:  # told to the thread that takes the pictures
            self._end = error

    def _track_all(self) -> None:
        shift_s, shift, is_first = 0.0, 0, True
        for frame in self._frames():
            if is_first and self._last is not None:
                last, at_s = self._last
                shift_s = last.time_s + (self._clock.now_s() - at_s) - frame.time_s
                shift = last.index + 1 - frame.index
            elif not is_first and self._last is not None:
                self.dropped += frame.index + shift - self._last[0].index - 1
            is_first, self.lost = False, None
            frame = replace(frame, time_s=frame.time_s + shift_s, index=frame.index + shift)  # noqa: PLW2901
            self._last = frame, self._clock.now_s()
            self._put(Seen(frame, self._tracker.observe(frame)))
            if self._stop.is_set():
                return

    def _put(self, seen: Seen) -> None:
        while not self._stop.is_set():
            try:
                self._waiting.put(seen, timeout=0.1)
            except queue.Full:
                continue
            self._came.set()
            return

    def _wait_for_it(self, fault: CameraError) -> None:
        """Try to open the camera every second until it is back or nobody wants it any more."""
        self.lost = fault
        while not self._stop.wait(self._tried_every_s):
            try:
                if self._reopen is not None:
                    self._reopen()
            except CameraError as still:
                self.lost = still if still.reason is CameraFault.BUSY else fault
                continue
            return
