"""Where Google's face model lies: given, in the user's data, inside an installed package, or downloaded once.

Every way ends in the same SHA-256 check, so that every machine measures with the same model.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import tempfile
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from gazetrainer.errors import FaceModelError
from gazetrainer.whole_file import UNFINISHED
from targets.language import N_, _

FILE_NAME = "face_landmarker.task"
SHA256 = "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff"
SIZE_BYTES = 3_758_596
ADDRESS = (
    "https://storage.googleapis.com/mediapipe-models/face_landmarker/face_landmarker/float16/1/face_landmarker.task"
)
ENVIRONMENT_VARIABLE = "GAZETRAINER_FACE_MODEL"
_TIMEOUT_S = 20.0
_CHUNK_BYTES = 1 << 16
_OTHER_WAYS = N_(
    'install the extra that brings it (pip install "gazetrainer[offline]"), or set {variable} to a copy of {file}'
)

Progress = Callable[[int, int], None]


class ModelSource(StrEnum):
    """How the face model was found."""

    GIVEN = "given"
    USER_DATA = "user_data"
    PACKAGE = "package"
    DOWNLOADED = "downloaded"


@dataclass(frozen=True, slots=True)
class FaceModel:
    """A face model file that passed the check."""

    path: Path
    source: ModelSource


class Download(Protocol):
    """An open download."""

    def read(self, size: int, /) -> bytes:
        """Give up to size bytes, none at the end."""

    def close(self) -> None:
        """Let go of the connection."""


def open_download() -> Download:
    """Open Google's official file; raises OSError."""
    download: Download = urllib.request.urlopen(ADDRESS, timeout=_TIMEOUT_S)
    return download


def resolve_face_model(given: Path | None = None, *, data_folder: Path, progress: Progress | None = None) -> FaceModel:
    """Find the face model or else download it once; raises FaceModelError."""
    return find_face_model(given, data_folder=data_folder) or fetch_face_model(data_folder, progress=progress)


def find_face_model(
    given: Path | None = None,
    *,
    data_folder: Path,
    environment: Mapping[str, str] = os.environ,
    packaged: Callable[[], Iterator[Path]] | None = None,
) -> FaceModel | None:
    """Look for the face model without touching the network; raises FaceModelError for a wrong file.

    A given path or environment variable is final. A package may carry another version of the model for itself; it is
    passed over.
    """
    chosen = given or Path(environment.get(ENVIRONMENT_VARIABLE, ""))
    if chosen.name:
        check_face_model(chosen)
        return FaceModel(chosen, ModelSource.GIVEN)
    stored = data_folder / FILE_NAME
    if os.path.exists(stored):  # unlike a path's own `exists`, it says no where nobody may look
        check_face_model(stored)
        return FaceModel(stored, ModelSource.USER_DATA)
    for path in (packaged or packaged_models)():
        if path.is_file() and _digest(path) == SHA256:
            return FaceModel(path, ModelSource.PACKAGE)
    return None


def check_face_model(path: Path) -> None:
    """Compare a file with the official model; raises FaceModelError that says what to do."""
    try:
        digest = _digest(path)
    except FileNotFoundError:
        raise FaceModelError(
            _("There is no face model at {path}. Correct the path, or {other_ways}.").format(
                path=path, other_ways=_other_ways()
            )
        ) from None
    except OSError as error:
        raise FaceModelError(
            _("The face model {path} cannot be read ({why}). Make it readable, or {other_ways}.").format(
                path=path, why=error.strerror, other_ways=_other_ways()
            )
        ) from None
    if digest != SHA256:
        raise FaceModelError(
            _(
                "{path} is not the official face model: it was altered or is another version. Delete or "
                "replace this file, or {other_ways}."
            ).format(path=path, other_ways=_other_ways())
        )


def fetch_face_model(
    data_folder: Path,
    *,
    progress: Progress | None = None,
    open_source: Callable[[], Download] = open_download,
) -> FaceModel:
    """Download the model into the data folder; progress gets (bytes so far, bytes in all); raises FaceModelError."""
    target = data_folder / FILE_NAME
    try:
        data_folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=data_folder, prefix=FILE_NAME, suffix=UNFINISHED)
    except OSError as error:
        raise FaceModelError(
            _("The folder {data_folder} cannot be written ({why}). Make it writable, or {other_ways}.").format(
                data_folder=data_folder, why=error.strerror, other_ways=_other_ways()
            )
        ) from None
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in _chunks(open_source, progress or _no_progress):
                file.write(chunk)
        _check_download(part)
        part.replace(target)
    except OSError as error:
        reason = getattr(error, "reason", None) or error.strerror or type(error).__name__
        raise FaceModelError(
            _(
                "The face model could not be downloaded ({reason}). Connect to the internet and try "
                "again, or {other_ways}."
            ).format(reason=reason, other_ways=_other_ways())
        ) from None
    finally:
        part.unlink(missing_ok=True)
    return FaceModel(target, ModelSource.DOWNLOADED)


def packaged_models() -> Iterator[Path]:
    """Find the file in installed packages by their lists of files; nothing of them is imported."""
    for package in importlib.metadata.distributions():
        if FILE_NAME not in (package.read_text("RECORD") or ""):
            continue  # reading the text first is much faster than parsing every list
        for file in package.files or ():
            if file.name == FILE_NAME:
                yield Path(str(file.locate()))


def _chunks(open_source: Callable[[], Download], progress: Progress) -> Iterator[bytes]:
    source = open_source()
    done = 0
    try:
        while done <= SIZE_BYTES and (chunk := source.read(_CHUNK_BYTES)):
            done += len(chunk)
            progress(min(done, SIZE_BYTES), SIZE_BYTES)
            yield chunk
    finally:
        source.close()


def _check_download(path: Path) -> None:
    if _digest(path) != SHA256:
        raise FaceModelError(
            _(
                "What came from {address} is not the official face model (cut short, or changed on the "
                "way). Try again, or {other_ways}."
            ).format(address=ADDRESS, other_ways=_other_ways())
        )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _no_progress(_done_bytes: int, _all_bytes: int) -> None:
    pass


def _other_ways() -> str:
    return _(_OTHER_WAYS).format(variable=ENVIRONMENT_VARIABLE, file=FILE_NAME)
