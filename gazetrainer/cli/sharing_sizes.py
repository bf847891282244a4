"""How large a package is, and the copy of a recording without its video that makes it small."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from gazetrainer.cli.parts import console
from gazetrainer.errors import OutputError
from gazetrainer.recording.reader import bytes_of
from gazetrainer.recording.without_video import without_video
from targets.formats import number
from targets.language import _

_LARGEST_MAIL_BYTES: Final = 15_000_000
"""Mail services take 20 to 25 MB, and attachments grow by a third on the way."""


@contextmanager
def copy_without_video(recording: Path) -> Iterator[Path]:
    """A copy of the same name without the pictures, gone afterwards; raises RecordingError and OutputError."""
    left = without_video(bytes_of(recording), str(recording))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / recording.name
        try:
            path.write_bytes(left)
        except OSError as fault:
            said = _("{path} cannot be written ({why}). Choose another place.")
            raise OutputError(said.format(path=path, why=fault.strerror or fault)) from fault
        yield path


def say_what_was_made(path: Path, key: str | None, *, video_bytes: int) -> None:
    """Say how large a package is and who can open it; of one with video also how large it would be without."""
    size_bytes = path.stat().st_size
    console.print(_("Package: {path} ({size})").format(path=path, size=_megabytes(size_bytes)), markup=False)
    if key is None:
        console.print(_("It is not encrypted: anybody who gets it can read it."))
    else:
        console.print(_("Only the owner of this key can open it: {key}").format(key=key), markup=False)
    if size_bytes > _LARGEST_MAIL_BYTES:
        console.print(_("That is more than many mail services take; send it by a file transfer or on a stick."))
    if video_bytes:
        said = _("It holds the video of the sitting. Without it, it would take about {size}: --without-video")
        console.print(said.format(size=_megabytes(size_bytes - video_bytes)), markup=False)


def _megabytes(size_bytes: int) -> str:
    return _("{size} MB").format(size=number(max(0.1, size_bytes / 1e6), ".1f"))
