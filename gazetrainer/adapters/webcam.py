"""Webcam: a live camera through OpenCV that always gives the latest picture."""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import cv2
import numpy as np

from gazetrainer.adapters.camera_backends import open_through
from gazetrainer.adapters.clock import Clock, MonotonicClock
from gazetrainer.adapters.quiet import quiet_stderr
from gazetrainer.adapters.webcam_controls import WebcamControls
from gazetrainer.errors import CameraError, CameraFault
from gazetrainer.frame import CameraInfo, Frame
from targets.language import _

FIRST_PICTURE_S = 6.0
LOST_AFTER_S = 2.0
_RETRY_S = 0.01
_RATE_PICTURES = 60
_LARGEST_UNCOMPRESSED_PX = 640 * 480


class Capture(Protocol):
    """The part of cv2.VideoCapture that is used."""

    def isOpened(self) -> bool:  # noqa: N802  (OpenCV's name)
        """Tell whether the device was opened."""

    def set(self, propId: int, value: float, /) -> bool:  # noqa: N803  (OpenCV's name)
        """Ask for a setting."""

    def get(self, propId: int, /) -> float:  # noqa: N803  (OpenCV's name)
        """Read a setting."""

    def grab(self) -> bool:
        """Wait for the next picture."""

    def retrieve(self) -> tuple[bool, Any]:
        """Decode the picture grabbed last: (True, BGR picture), or (False, nothing)."""

    def release(self) -> None:
        """Let go of the device."""


@dataclass(frozen=True, slots=True)
class WebcamWish:
    """What is asked of a webcam; None leaves it to the camera."""

    width_px: int | None = None
    height_px: int | None = None
    rate_hz: float | None = None


def open_capture(index: int) -> Capture:
    """Open the camera of this number through the system's own interface."""
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

    def open_one(backend: int) -> Capture:
        return cv2.VideoCapture(index, backend)

    return open_through(open_one, sys.platform)


class Webcam:
    """A live camera; a thread of its own keeps only the latest picture, stamped when it was grabbed.

    Pictures that come while the caller is busy are dropped: the index of a Frame counts all pictures of the camera,
    so a jump in it shows how many. `patience_s` is how long no picture may come before the camera counts as lost.
    """

    def __init__(
        self,
        index: int,
        wish: WebcamWish | None = None,
        *,
        clock: Clock | None = None,
        opener: Callable[[int], Capture] = open_capture,
        devices: Path = Path("/dev"),
        patience_s: float = LOST_AFTER_S,
        first_picture_s: float = FIRST_PICTURE_S,
    ) -> None:
        self._index = index
        self._wish = wish or WebcamWish()
        self._clock = clock or MonotonicClock()
        self._opener = opener
        self._devices = devices
        self._patience_s = patience_s
        self._first_picture_s = first_picture_s
        self.controls = WebcamControls()
        self._changed = threading.Condition()
        self._stop = threading.Event()
        self._latest: tuple[int, float, Any] | None = None
        self._stamps_s: deque[float] = deque(maxlen=_RATE_PICTURES)
        self._thread: threading.Thread | None = None
        self._info: CameraInfo | None = None

    @property
    def info(self) -> CameraInfo:
        """Name, true resolution and claimed rate, known once the camera is open."""
        if self._info is None:
            raise RuntimeError("the camera is not open")
        return self._info

    @property
    def measured_rate_hz(self) -> float | None:
        """Pictures per second over the last two seconds or so; None before the second picture."""
        with self._changed:
            stamps_s = tuple(self._stamps_s)
        span_s = stamps_s[-1] - stamps_s[0] if stamps_s else 0.0
        return (len(stamps_s) - 1) / span_s if span_s > 0 else None

    def __enter__(self) -> Self:
        """Open the camera and wait for its first picture; raises CameraError."""
        with quiet_stderr():
            capture = self._opener(self._index)
            if not capture.isOpened():
                capture.release()
                raise self._cannot_open()
            _ask(capture, self._wish)
        # All that a camera left which was lost is let go: its last picture, and a thread that may still wait for it.
        self._stop, self._latest = threading.Event(), None
        self._stamps_s.clear()
        arguments = capture, self._stop
        self._thread = threading.Thread(target=self._keep_latest, args=arguments, daemon=True, name="webcam")
        self._thread.start()
        first = self._next_after(-1, self._first_picture_s)
        if first is None:
            self._close()
            raise _busy(_("The camera {index} is there but opens without a picture.").format(index=self._index))
        height_px, width_px = first[2].shape[:2]
        claimed_hz = float(capture.get(cv2.CAP_PROP_FPS))
        name = camera_name(self._index)
        self._info = CameraInfo(name, width_px, height_px, claimed_hz if claimed_hz > 0 else 30.0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Release the camera, so that its light goes out."""
        self._close()

    def frames(self) -> Iterator[Frame]:
        """Yield the latest picture each time; raises CameraError when none comes for patience_s."""
        last = -1
        while not self._stop.is_set():
            picture = self._next_after(last, self._patience_s)
            if picture is None:
                if self._stop.is_set():
                    return
                raise CameraError(
                    CameraFault.LOST,
                    _(
                        "The camera {index} gives no more pictures. Check its cable and that no other program "
                        "took it, then start again."
                    ).format(index=self._index),
                )
            last, time_s, bgr = picture
            yield Frame(last, time_s, cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False))

    def _next_after(self, last: int, patience_s: float) -> tuple[int, float, Any] | None:
        def is_new() -> bool:
            return self._stop.is_set() or (self._latest is not None and self._latest[0] > last)

        with self._changed:
            self._changed.wait_for(is_new, timeout=patience_s)
            return self._latest if self._latest is not None and self._latest[0] > last else None

    def _keep_latest(self, capture: Capture, stop: threading.Event) -> None:
        start_s: float | None = None
        index = 0
        while not stop.is_set():
            self.controls.serve(capture)
            grabbed = capture.grab()
            now_s = self._clock.now_s()
            ok, bgr = capture.retrieve() if grabbed else (False, None)
            if not ok or bgr is None or stop.is_set():
                stop.wait(_RETRY_S)
                continue
            start_s = now_s if start_s is None else start_s
            with self._changed:
                self._latest = (index, now_s - start_s, bgr)
                self._stamps_s.append(now_s)
                self._changed.notify_all()
            index += 1
        self.controls.finish(capture)
        capture.release()

    def _close(self) -> None:
        self._stop.set()
        with self._changed:
            self._changed.notify_all()
        if self._thread is not None:
            # A camera that hangs in grab() must not hang the program; the thread is a daemon.
            self._thread.join(timeout=2.0)
            self._thread = None

    def _cannot_open(self) -> CameraError:
        device = self._devices / f"video{self._index}"
        if sys.platform == "linux" and device.exists():
            if not os.access(device, os.R_OK | os.W_OK):
                return CameraError(
                    CameraFault.DENIED,
                    _(
                        "The camera {device} may not be used by this account. Add the account to the group "
                        "video, sign out and in, and try again."
                    ).format(device=device),
                )
            return _busy(_("The camera {index} is there but cannot be opened.").format(index=self._index))
        return CameraError(
            CameraFault.NOT_FOUND,
            _(
                "There is no camera {index}. Connect a camera, allow this program to use it in the "
                "system's privacy settings, or choose another number with --camera."
            ).format(index=self._index),
        )


def camera_name(index: int, *, system: Path = Path("/sys/class/video4linux")) -> str:
    """Name of a camera as the system knows it, or its number."""
    try:
        return (system / f"video{index}" / "name").read_text(encoding="utf-8").strip() or f"camera {index}"
    except (OSError, UnicodeDecodeError):
        return f"camera {index}"


def _ask(capture: Capture, wish: WebcamWish) -> None:
    if wish.width_px and wish.height_px:
        if wish.width_px * wish.height_px > _LARGEST_UNCOMPRESSED_PX:
            # USB 2 carries larger pictures at full rate only when the camera compresses them.
            capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, wish.width_px)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, wish.height_px)
    if wish.rate_hz:
        capture.set(cv2.CAP_PROP_FPS, wish.rate_hz)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)


def _busy(what: str) -> CameraError:
    advice = _("Close other programs that use it (video calls, browser), then try again.")
    return CameraError(CameraFault.BUSY, f"{what} {advice}")
