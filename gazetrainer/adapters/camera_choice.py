"""From what stands after --camera to a camera: a number, a video file, a folder of pictures, or a simulated client."""

from __future__ import annotations

from pathlib import Path

from gazetrainer.adapters.clock import Clock, MonotonicClock
from gazetrainer.adapters.picture_folder import PictureFolder
from gazetrainer.adapters.video_file import VideoFile
from gazetrainer.adapters.webcam import Webcam, WebcamWish
from gazetrainer.errors import CameraError, CameraFault
from gazetrainer.frame import Camera
from targets.language import _

SIMULATED = "simulated"


def open_camera(
    spec: str,
    *,
    width_px: int | None = None,
    height_px: int | None = None,
    rate_hz: float | None = None,
    clock: Clock | None = None,
) -> Camera:
    """Choose the camera for a spec; it opens when entered; raises CameraError when the spec names nothing.

    Size and rate are wishes to a webcam and to the simulated client; a file has its own, and the rate of a folder is
    rate_hz.
    """
    text = spec.strip()
    if text == SIMULATED or text.startswith(f"{SIMULATED}:"):
        return _simulated(text.removeprefix(SIMULATED).removeprefix(":"), width_px, height_px, rate_hz)
    if text.isascii() and text.isdecimal() and len(text) < 4:
        return Webcam(int(text), WebcamWish(width_px, height_px, rate_hz), clock=clock or MonotonicClock())
    path = Path(text).expanduser()
    if text and path.is_dir():
        return PictureFolder(path, rate_hz=rate_hz or 30.0)
    if text and path.exists():
        return VideoFile(path)
    raise CameraError(
        CameraFault.NOT_FOUND,
        _(
            'There is no camera or file "{spec}". Name a number (0 is the first camera), a video file, a folder of '
            "pictures, or simulated[:key=value,...] after --camera."
        ).format(spec=spec),
    )


def _simulated(text: str, width_px: int | None, height_px: int | None, rate_hz: float | None) -> Camera:
    from gazetrainer.adapters.simulated import SimulatedCamera, SimulatedOptions  # noqa: PLC0415  (takes long)

    wishes = {"width_px": width_px, "height_px": height_px, "rate_hz": rate_hz}
    named = {pair.partition("=")[0].strip() for pair in text.split(",")}
    added = [f"{key}={value:g}" for key, value in wishes.items() if value is not None and key not in named]
    return SimulatedCamera(SimulatedOptions.parse(",".join(filter(None, [text, *added]))))
