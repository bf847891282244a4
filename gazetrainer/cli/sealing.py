"""Sealing recordings at the end of a sitting, and those that a crash left without a seal."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from mcap.writer import MCAP0_MAGIC

from gazetrainer.adapters.signing_key import own_signing_key
from gazetrainer.cli.parts import console
from gazetrainer.cli.places import data_folder, now
from gazetrainer.errors import OutputError, RecordingError, SharingError
from gazetrainer.fingerprint import spoken_fingerprint
from gazetrainer.history.index import is_recording
from gazetrainer.recording import read_recording, read_story
from gazetrainer.recording.reader import bytes_of
from gazetrainer.seal import Seal, seal, seal_path
from gazetrainer.whole_file import whole
from targets.language import _

_BEING_WRITTEN_S: Final = 10.0
"""A sitting that still goes on is written every second; a file left alone for longer is not."""


def seal_recording(recording: Path) -> Seal:
    """Write the seal beside a recording; raises RecordingError, OutputError (also when it is sealed), SharingError."""
    path = seal_path(recording)
    if os.path.lexists(path):
        raise OutputError(_("{path} is sealed already; a seal is never replaced.").format(path=recording))
    story = read_story(recording)
    cut_short_at_s = None if story.complete else read_recording(recording).cut_short_at_s
    made = seal(
        bytes_of(recording),
        own_signing_key(data_folder()),
        sealed_at=now().isoformat(),
        cut_short_at_s=cut_short_at_s,
    )
    _write(path, made.to_bytes())
    return made


def seal_at_end(recording: Path) -> OutputError | None:
    """Seal what a sitting left, however it ended; why it cannot be sealed is given, and ends nothing."""
    with contextlib.suppress(PermissionError):  # sealing tells it
        if not recording.exists():
            return None
    try:
        seal_recording(recording)
    except (OutputError, RecordingError, SharingError) as fault:
        return OutputError(_("The recording is not sealed. {why}").format(why=fault))
    return None


def seal_files(files: Iterable[Path]) -> None:
    """Seal recordings and say by which key."""
    for file in files:
        made = seal_recording(file)
        words = spoken_fingerprint(made.key)
        said = _("{path}: sealed by the key {words}.")
        if made.cut_short_at_s is not None:
            said = _("{path}: cut short, and sealed so by the key {words}.")
        console.print(said.format(path=file, words=words), markup=False)


def left_open(folder: Path) -> tuple[Path, ...]:
    """The recordings that were not closed and have no seal, such as a crash leaves; by name."""
    if not folder.is_dir():
        return ()
    found = sorted(path for path in folder.iterdir() if is_recording(path))
    return tuple(path for path in found if not seal_path(path).exists() and _was_left_open(path))


def mention_left_open(folder: Path) -> None:
    """Say how to close what a crash left."""
    for path in left_open(folder):
        console.print(
            _("{path} was not closed properly. To seal it as cut short: gazetrainer seal {path}").format(path=path),
            markup=False,
        )


def _was_left_open(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - len(MCAP0_MAGIC)))
            is_closed = file.read() == MCAP0_MAGIC and path.stat().st_size > len(MCAP0_MAGIC)
        if is_closed or time.time() - path.stat().st_mtime < _BEING_WRITTEN_S:
            return False
        read_story(path)
    except (OSError, RecordingError):
        return False
    return True


def _write(path: Path, data: bytes) -> None:
    try:
        with whole(path) as waiting:
            waiting.write_bytes(data)
    except OSError as fault:
        raise OutputError(
            _(
                "The seal cannot be written to {path}: {why}. Once its folder can be written to: gazetrainer seal "
                "{recording}"
            ).format(path=path, why=fault.strerror, recording=path.with_suffix(""))
        ) from fault
