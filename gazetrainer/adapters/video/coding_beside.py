"""CodedBeside: pictures are cut and coded in a thread of their own, so that the loop never waits for it."""

from __future__ import annotations

import queue
import threading
from enum import StrEnum
from types import TracebackType
from typing import Final, Self

import cv2
from av.error import FFmpegError

from gazetrainer.adapters.video.eye_strip import STRIP_SIZE_PX, eye_strip
from gazetrainer.adapters.video.h264 import H264Encoder
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.frame import CameraInfo, Frame
from gazetrainer.recording.header import VideoConsent
from gazetrainer.recording.video import VideoPacket

MOST_WAITING: Final = 20
"""Pictures; of the usual size so many take 18 MB."""
_JOIN_S: Final = 10.0
_LOOKED_EVERY_S: Final = 0.1
_Waiting = tuple[Frame, FaceObservation | NoFace]


class WhenFull(StrEnum):
    """What happens to a picture when many wait: a live sitting leaves it out, one without a clock lets it wait."""

    LEAVE_OUT = "leave_out"
    WAIT = "wait"


class CodedBeside:
    """A VideoEncoder with a thread and a bounded queue; a context manager.

    consent: EYES_ONLY or FULL_PICTURE. Raises OutputError when entered on a machine that cannot code. A fault in the
    middle ends the video, not the sitting: pictures after it count as left out.
    """

    def __init__(self, consent: VideoConsent, camera: CameraInfo, *, when_full: WhenFull = WhenFull.LEAVE_OUT) -> None:
        self._consent, self._camera, self._when_full = consent, camera, when_full
        self._waiting: queue.Queue[_Waiting | None] = queue.Queue(MOST_WAITING)
        self._coded: queue.SimpleQueue[VideoPacket] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, daemon=True, name="coding-beside")
        self._is_open = True
        self._left_out, self._uncoded = 0, 0  # each counted by one thread alone

    @property
    def dropped(self) -> int:
        """How many pictures were left out so far."""
        return self._left_out + self._uncoded

    def __enter__(self) -> Self:
        """Open the encoder and start the thread; raises OutputError."""
        size_px = self._camera.width_px, self._camera.height_px
        if self._consent is VideoConsent.EYES_ONLY:
            size_px = STRIP_SIZE_PX
        self._encoder = H264Encoder(size_px, self._camera.nominal_rate_hz)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the thread."""
        self.finish()

    def push(self, frame: Frame, seen: FaceObservation | NoFace) -> None:
        """Take one picture; when too many wait already, it is left out and counted."""
        if self._when_full is WhenFull.WAIT:
            self._hand_over((frame, seen))
            return
        try:
            self._waiting.put_nowait((frame, seen))
        except queue.Full:
            self._left_out += 1

    def take(self) -> tuple[VideoPacket, ...]:
        """The pictures coded since the last call."""
        return tuple(self._coded.get_nowait() for _ in range(self._coded.qsize()))

    def finish(self) -> tuple[VideoPacket, ...]:
        """Wait for the pictures that are still being coded, and stop."""
        if self._is_open:
            self._is_open = False
            self._hand_over(None)
        self._thread.join(timeout=_JOIN_S)
        return self.take()

    def _hand_over(self, waiting: _Waiting | None) -> None:
        """Wait until there is room, as long as there is somebody to take it."""
        while self._thread.is_alive():
            try:
                self._waiting.put(waiting, timeout=_LOOKED_EVERY_S)
            except queue.Full:
                continue
            return

    def _run(self) -> None:
        try:
            while (waiting := self._waiting.get()) is not None:
                self._code(*waiting)
            self._keep(self._encoder.finish())
        except (FFmpegError, MemoryError):
            self._uncoded += 1
            while self._waiting.get() is not None:
                self._uncoded += 1

    def _code(self, frame: Frame, seen: FaceObservation | NoFace) -> None:
        try:
            rgb = eye_strip(frame.rgb, seen) if self._consent is VideoConsent.EYES_ONLY else frame.rgb
            self._keep(self._encoder.encode(rgb, frame.time_s))
        except (ValueError, cv2.error):  # a picture of another size or kind, as of a camera that came back
            self._uncoded += 1

    def _keep(self, packets: tuple[VideoPacket, ...]) -> None:
        for packet in packets:
            self._coded.put(packet)
