"""PictureFolder: a folder of still pictures as a camera."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.picture_size import is_too_large, size_px_of
from gazetrainer.adapters.quiet import quiet_stderr
from gazetrainer.errors import CameraError, CameraFault
from gazetrainer.frame import PICTURE_FOLDER, CameraInfo, Frame
from targets.language import _

ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff"})


class PictureFolder:
    """The pictures of a folder in the order a person would count them (2 before 10), at a chosen rate."""

    def __init__(self, folder: str | Path, *, rate_hz: float = 30.0) -> None:
        if not rate_hz > 0:
            raise ValueError(f"the rate must be above 0, not {rate_hz}")
        self._folder = Path(folder)
        self._rate_hz = rate_hz
        self._paths: tuple[Path, ...] = ()
        self._info: CameraInfo | None = None

    @property
    def info(self) -> CameraInfo:
        """Size of the first picture and the chosen rate, known once the folder is open."""
        if self._info is None:
            raise RuntimeError("the folder is not open")
        return self._info

    def __enter__(self) -> Self:
        """List the folder and look at its first picture; raises CameraError."""
        self._paths = _pictures_in(self._folder)
        height_px, width_px, _ = _read_rgb(self._paths[0]).shape
        self._info = CameraInfo(PICTURE_FOLDER, width_px, height_px, self._rate_hz)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Forget the list."""
        self._paths = ()

    def frames(self) -> Iterator[Frame]:
        """Yield the pictures in order; raises CameraError for one that cannot be read."""
        for index, path in enumerate(self._paths):
            yield Frame(index, index / self._rate_hz, _read_rgb(path))


def natural_order(name: str) -> tuple[tuple[int, int | str], ...]:
    """Sort key that counts numbers inside a name.

    >>> sorted(["eye10.png", "eye2.png", "Eye1.png"], key=natural_order)
    ['Eye1.png', 'eye2.png', 'eye10.png']
    """
    # isdecimal would also take signs that int() reads but a person does not count with.
    parts = re.split(r"([0-9]+)", name.casefold())
    return tuple((0, int(part)) if index % 2 else (1, part) for index, part in enumerate(parts))


def _pictures_in(folder: Path) -> tuple[Path, ...]:
    try:
        paths = [path for path in folder.iterdir() if _is_picture(path)]
    except OSError as error:
        raise CameraError(
            CameraFault.NOT_FOUND,
            _("The folder {folder} cannot be read ({why}). Check its name.").format(folder=folder, why=error.strerror),
        ) from None
    if not paths:
        raise CameraError(
            CameraFault.UNREADABLE,
            _(
                "The folder {folder} holds no pictures. Put pictures such as PNG or JPEG in it, or name another folder."
            ).format(folder=folder),
        )
    return tuple(sorted(paths, key=lambda path: natural_order(path.name)))


def _is_picture(path: Path) -> bool:
    # macOS lays hidden files of the same ending beside those on a memory stick.
    return path.suffix.lower() in ENDINGS and not path.name.startswith(".") and path.is_file()


def _read_rgb(path: Path) -> NDArray[np.uint8]:
    try:
        # Read here because OpenCV cannot open names beyond the local code page on Windows.
        content = path.read_bytes()
        size_px = size_px_of(content)
        if size_px is not None and is_too_large(size_px):
            raise _too_large(path, size_px)
        bgr = None if size_px is None else _decoded(content)
    except (OSError, cv2.error):
        bgr = None
    if bgr is None:
        raise CameraError(
            CameraFault.UNREADABLE,
            _("{path} is not a picture that can be read. Remove it from the folder.").format(path=path),
        )
    return cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB, dst=bgr).astype(np.uint8, copy=False)


def _decoded(content: bytes) -> NDArray[np.uint8] | None:
    with quiet_stderr():
        return cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)  # type: ignore[return-value]


def _too_large(path: Path, size_px: tuple[int, int]) -> CameraError:
    said = _(
        "{path} says that it is {width} x {height} pixels large, which no camera's picture is. Make it smaller or "
        "remove it from the folder."
    )
    return CameraError(CameraFault.UNREADABLE, said.format(path=path, width=size_px[0], height=size_px[1]))
