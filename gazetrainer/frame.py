"""Frame: a time-stamped picture; Camera: whatever yields frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from targets.language import N_

VIDEO_FILE: Final = N_("video file")
PICTURE_FOLDER: Final = N_("picture folder")
RECORDED: Final = frozenset({VIDEO_FILE, PICTURE_FOLDER})
"""Names of cameras that play what any camera may have taken."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One camera picture, never mirrored.

    `time_s` is stamped at capture, monotonic, 0 at the start of the stream. `rgb` is (height, width, 3) uint8.
    """

    index: int
    time_s: float
    rgb: NDArray[np.uint8]

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the picture in pixels."""
        return self.rgb.shape[1], self.rgb.shape[0]


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """What a camera is: `name` identifies it in a profile, `nominal_rate_hz` is what it claims."""

    name: str
    width_px: int
    height_px: int
    nominal_rate_hz: float


class Camera(Protocol):
    """A source of frames: webcam, video file, folder of pictures or simulated client."""

    @property
    def info(self) -> CameraInfo:
        """Name, resolution and claimed rate, known once the camera is open."""

    def frames(self) -> Iterator[Frame]:
        """Yield frames in order of time until the stream ends; raises CameraError when it is lost."""

    def __enter__(self) -> Self:
        """Open the camera; raises CameraError."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Release the camera."""
