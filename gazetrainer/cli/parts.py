"""Parts: a camera, a tracker and a display, opened together and closed in order."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import DownloadColumn, Progress

from gazetrainer.adapters.camera_choice import open_camera
from gazetrainer.adapters.clock import MonotonicClock, paced
from gazetrainer.adapters.face_model import FaceModel, fetch_face_model, find_face_model
from gazetrainer.adapters.mediapipe_tracker import MediaPipeTracker
from gazetrainer.adapters.picture_folder import PictureFolder
from gazetrainer.adapters.steady_times import steady
from gazetrainer.adapters.steady_tracker import SteadyTracker
from gazetrainer.adapters.tracked_pictures import TrackedPictures
from gazetrainer.adapters.video_file import VideoFile
from gazetrainer.adapters.webcam import Webcam
from gazetrainer.attention import Attention, Nobody
from gazetrainer.camera_lock import Lockable
from gazetrainer.cli.interrupts import interrupts
from gazetrainer.cli.options import CameraWish
from gazetrainer.cli.places import data_folder
from gazetrainer.errors import CameraError, CameraFault
from gazetrainer.face import FaceTracker
from gazetrainer.frame import Camera, Frame
from gazetrainer.live import carry_live
from gazetrainer.loop import Display, Flow, Result, run
from gazetrainer.scene import Guide
from targets.language import _

console = Console(highlight=False, soft_wrap=True)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a program needs of the world; `speed`: how fast recorded or simulated time passes, None: as it comes."""

    camera: Camera
    tracker: FaceTracker
    display: Display
    guide: Guide = Guide.GLOW
    speed: float | None = 1.0

    @property
    def attention(self) -> Attention:
        """A simulated client follows what is shown; a person needs no telling."""
        from gazetrainer.adapters.simulated import SimulatedCamera  # noqa: PLC0415  (only where one is used)

        return self.camera if isinstance(self.camera, SimulatedCamera) else Nobody()

    @property
    def controls(self) -> Lockable | None:
        """What of the camera's own adjustments can be held; only a webcam has any."""
        return self.camera.controls if isinstance(self.camera, Webcam) else None

    def frames(self) -> Iterator[Frame]:
        """The camera's frames; all but a webcam's are paced."""
        frames = steady(self.camera.frames())
        if self.speed is None or isinstance(self.camera, Webcam):
            return frames
        return paced(frames, MonotonicClock(), speed=self.speed)

    def carry(self, flow: Flow[Result]) -> Result:
        """Carry a flow through the camera's frames; Ctrl-C ends it well.

        As fast as it goes (speed None) every frame is drawn in its turn; else the screen has its own rate.
        """
        with interrupts() as interrupted:
            if self.speed is None:
                return run(flow, self.frames(), self.tracker, self.display, interrupted=interrupted)
            with TrackedPictures(self.frames, self.tracker, reopen=self._reopen) as pictures, quick_turns():
                return carry_live(flow, pictures, self.display, MonotonicClock(), interrupted=interrupted)

    def _reopen(self) -> None:
        """Open the camera again after it was lost; raises CameraError while it is not there, or is another one."""
        before = self.camera.info
        self.camera.__exit__(None, None, None)
        self.camera.__enter__()
        if (self.camera.info.width_px, self.camera.info.height_px) != (before.width_px, before.height_px):
            raise CameraError(CameraFault.LOST, _("Another camera was found than the one before. Plug that in again."))


@contextmanager
def quick_turns() -> Iterator[None]:
    """Let the screen's thread have its turn within a millisecond while another one tracks."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.001)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def chosen_camera(wish: CameraWish) -> Camera:
    """The camera that was named, not yet open; raises CameraError when there is nothing of that name."""
    width_px, height_px = wish.size_px
    return open_camera(wish.spec, width_px=width_px, height_px=height_px, rate_hz=wish.rate_hz)


def is_recorded(camera: Camera) -> bool:
    """Whether a camera plays what was taken before; it need not be open."""
    return isinstance(camera, VideoFile | PictureFolder)


@contextmanager
def tracked(camera: Camera, face_model: Path | None) -> Iterator[FaceTracker]:
    """Open a camera and a tracker; raises FaceModelError or CameraError."""
    model = face_model_or_fetched(face_model)
    bare = MediaPipeTracker(model.path)
    # Single pictures in a folder may be of any size; only a camera owes the same from one to the next.
    with camera, bare if isinstance(camera, PictureFolder) else SteadyTracker(bare) as tracker:
        yield tracker


def face_model_or_fetched(given: Path | None) -> FaceModel:
    """The face model; fetched with a progress bar when it is nowhere yet. Raises FaceModelError."""
    found = find_face_model(given, data_folder=data_folder())
    if found is not None:
        return found
    with Progress(*Progress.get_default_columns(), DownloadColumn(), console=console) as progress:
        task = progress.add_task(_("Fetching the face model"), total=None)
        return fetch_face_model(
            data_folder(), progress=lambda done, total: progress.update(task, completed=done, total=total)
        )
