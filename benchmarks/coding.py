"""Pictures through a video encoder and back, as a film file of a person holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import av
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.video_file import VideoFile
from gazetrainer.frame import Frame


@dataclass(frozen=True, slots=True)
class Coding:
    """An encoder by FFmpeg's name, and its options."""

    codec: str
    options: Mapping[str, str] = field(default_factory=dict)


class Writer(Protocol):
    """Takes one picture (h, w, 3) after the other."""

    def __call__(self, rgb: NDArray[np.uint8]) -> None:
        """Write it."""


@contextmanager
def film(path: Path, coding: Coding, size_px: tuple[int, int], rate_hz: float) -> Iterator[Writer]:
    """A film file that pictures (h, w, 3) are written to, whole when the context ends."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(coding.codec, rate=Fraction(rate_hz), options=dict(coding.options))
        stream.width, stream.height = size_px
        stream.pix_fmt = "yuv420p"
        yield lambda rgb: container.mux(stream.encode(av.VideoFrame.from_ndarray(rgb, format="rgb24")))
        container.mux(stream.encode(None))


def coded(
    pictures: Iterable[NDArray[np.uint8]], coding: Coding, size_px: tuple[int, int], rate_hz: float
) -> Iterator[Frame]:
    """The pictures (h, w, 3) as the program reads them out of a film file that was written with this coding."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        with film(path, coding, size_px, rate_hz) as write:
            for picture in pictures:
                write(picture)
        with VideoFile(path) as camera:
            yield from camera.frames()
