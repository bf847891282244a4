"""Packages that nobody in good faith would send, and those that one would."""

from __future__ import annotations

import io
import stat
import struct
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from recording_helpers import PLAN, header

from gazetrainer.events import SittingEnded, SittingOutcome, SittingStarted
from gazetrainer.recording import Recorder
from gazetrainer.sharing import read_package

MARK = b"gazetrainer package 1"


def zip_of(*entries, mark=MARK, mode=stat.S_IFREG | 0o600, method=ZIP_STORED):
    """A package of (name, content) pairs, whatever the names are."""
    output = io.BytesIO()
    with ZipFile(output, "w") as archive:
        archive.comment = mark
        for name, content in entries:
            entry = ZipInfo(name)
            entry.external_attr = mode << 16
            entry.compress_type = method
            archive.writestr(entry, content)
    return output.getvalue()


def with_size(data, size_bytes):
    """The same package, whose first entry says that it has so many bytes."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", changed, data.index(signature) + offset, size_bytes)
    return bytes(changed)


def bomb(size_bytes):
    """Nothing but zeros, squeezed a thousandfold."""
    return zip_of(("sitting.mcap", bytes(size_bytes)), method=ZIP_DEFLATED)


def contents(data):
    """What a package holds, by name."""
    package = read_package(io.BytesIO(data))
    return {part.name: b"".join(package.content(part)) for part in package.parts}


def small_recording(path: Path, *, client_age_key: str | None = None, **plan: object) -> Path:
    with Recorder(path, header(plan={"schema": 1, **PLAN, **plan}, client_age_key=client_age_key)) as recorder:
        recorder.on_event(SittingStarted(0.0))
        recorder.on_event(SittingEnded(1.0, SittingOutcome.FINISHED))
    return path
