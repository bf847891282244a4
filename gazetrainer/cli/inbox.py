"""Answers that lie in the folder of plans: opened, shown before the next sitting, and kept with what was decided."""

from __future__ import annotations

import hashlib
import io
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from gazetrainer.adapters.age_key import is_locked
from gazetrainer.adapters.age_package import decrypt
from gazetrainer.adapters.signing_key import known_signing_key
from gazetrainer.answers import (
    ANSWER_ENDING,
    LARGEST_ANSWER_BYTES,
    Answer,
    AnsweredSitting,
    parse_answer,
    refuse_if_not_for,
)
from gazetrainer.cli.keys import own_keys
from gazetrainer.cli.past import recordings_folder
from gazetrainer.cli.places import data_folder
from gazetrainer.cli.shelf import plans_folder
from gazetrainer.errors import RecordingError, SharingError
from gazetrainer.history.index import is_recording
from gazetrainer.seal import LARGEST_SEAL, parse_seal, seal_path
from targets.language import _

ENDINGS: Final = (ANSWER_ENDING, ANSWER_ENDING + ".age")
REFUSED: Final = ".refused"
_LARGEST_FILE_BYTES: Final = LARGEST_ANSWER_BYTES + LARGEST_ANSWER_BYTES // 1000 + 10_000
"""age adds 16 bytes to each 64 KB, and a head."""


def waiting_answers() -> tuple[Path, ...]:
    """The answers that lie there, by name."""
    folder = plans_folder()
    found = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted(path for path in found if path.name.endswith(ENDINGS) and not path.name.startswith(".")))


def opened_answer(path: Path) -> Answer:
    """Decrypt an answer where it is encrypted, check it, and see that it is for this computer; raises SharingError."""
    answer = parse_answer(plain_bytes(path), path.name)
    refuse_if_not_for(answer.sitting, _own_key(), _recorded_here(answer.sitting), path.name)
    return answer


def plain_bytes(path: Path) -> bytes:
    """What a received file says, decrypted where it is encrypted; raises SharingError, also for what is too large."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE_BYTES + 1)
    except (OSError, ValueError) as fault:
        why = (getattr(fault, "strerror", None) or str(fault)).lower()
        said = _("{path} cannot be read ({why}); check the name and the folder.")
        raise SharingError(said.format(path=path, why=why)) from fault
    if len(data) > _LARGEST_FILE_BYTES:
        said = _("{name} is larger than {most} MB, which no answer is; it is refused.")
        raise SharingError(said.format(name=path.name, most=LARGEST_ANSWER_BYTES // 1_000_000))
    if not is_locked(data):
        return data
    plain = io.BytesIO()
    decrypt(io.BytesIO(data), plain, keys=own_keys())
    return plain.getvalue()


def put_aside(path: Path) -> None:
    """Keep a refused file out of the way: it is told once."""
    with suppress(OSError):  # told again at the next start
        os.replace(path, path.with_name(path.name + REFUSED))


def take_away(path: Path) -> None:
    """Remove a file whose answer is kept elsewhere."""
    with suppress(OSError):  # recognised at the next start
        path.unlink()


def _own_key() -> bytes:
    own = known_signing_key(data_folder())
    return own.public_key if own is not None else b""


def _recorded_here(sitting: AnsweredSitting) -> frozenset[str]:
    """The sitting's SHA-256 if its recording is in the folder of recordings; looked for only where the key is not."""
    if sitting.client_key == _own_key().hex() or not recordings_folder().is_dir():
        return frozenset()
    files = [path for path in recordings_folder().iterdir() if is_recording(path)]
    return frozenset(digest for path in files if (digest := _digest(path)) == sitting.sha256)


def _digest(recording: Path) -> str:
    try:
        with seal_path(recording).open("rb") as file:
            return parse_seal(file.read(LARGEST_SEAL), recording.name).sha256
    except (OSError, RecordingError):
        with suppress(OSError), recording.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    return ""
