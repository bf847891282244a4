"""Package: a ZIP file of a few known names; whatever the bytes of a received one are, a Package or a SharingError."""

from __future__ import annotations

import shutil
import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from gazetrainer.errors import SharingError
from gazetrainer.sharing.names import PackageNames, names_in
from targets.language import _

LARGEST_BYTES: Final = 2 * 2**30
"""Half an hour with the full picture takes less than half of it."""
_MARK: Final = b"gazetrainer package 1"
"""The comment of the ZIP file, at the very end of it."""
_END: Final = struct.Struct("<4s4H2LH")
"""End of central directory: signature, disks, entries, size and offset of the directory, length of the comment."""
_LARGER_KIND: Final = b"PK\x06\x07"
_LARGER_KIND_BYTES: Final = 20
"""What stands before the end in files beyond 4 GB; it overrules what the end says."""
_LARGEST_LIST_BYTES: Final = 16 * 1024
_AT_ONCE_BYTES: Final = 1024 * 1024
_IS_ENCRYPTED: Final = 0x1
_BROKEN: Final = (
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    struct.error,
    zlib.error,
    EOFError,
    ValueError,
    OverflowError,
    LookupError,
    OSError,
)
"""What the library raises on bytes that are not as they were written."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a package, with the size in bytes that it says it has."""

    name: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Package:
    """An open package whose names and sizes were found to be in order."""

    archive: ZipFile
    names: PackageNames
    parts: tuple[Part, ...]

    def content(self, part: Part) -> Iterator[bytes]:
        """The bytes of a part, never more than it says it has; raises SharingError when they are damaged."""
        with _damage_told(), self.archive.open(part.name) as file:
            while data := file.read(_AT_ONCE_BYTES):
                yield data


def write_package(files: Sequence[Path], output: BinaryIO) -> None:
    """Write files into one package; raises SharingError for names and sizes that could not be opened again."""
    if names_in([path.name for path in files]) is None:
        raise SharingError(
            _("{path} has a name that other computers cannot take; give it one of letters and figures.").format(
                path=files[0].name
            )
        )
    _refuse_too_large(sum(path.stat().st_size for path in files))
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        archive.comment = _MARK
        for path in files:
            with path.open("rb") as file, archive.open(_entry(path), "w") as inside:
                shutil.copyfileobj(file, inside, _AT_ONCE_BYTES)


def read_package(file: BinaryIO) -> Package:
    """Look at a package before anything of it is unpacked; raises SharingError if it is none, or not in order."""
    with _damage_told():
        _check_end(file)
        archive = ZipFile(file)
        entries = archive.infolist()
        names = names_in([entry.orig_filename for entry in entries])
        if names is None or not all(map(_is_plain_file, entries)):
            raise SharingError(
                _("The package holds other files than a recording and what belongs to it; nothing was unpacked.")
            )
        _refuse_too_large(sum(entry.file_size for entry in entries))
        return Package(archive, names, tuple(Part(entry.filename, entry.file_size) for entry in entries))


def _entry(path: Path) -> ZipInfo:
    entry = ZipInfo(path.name)  # dated 1980: when a file was last touched is nobody's business
    entry.external_attr = (stat.S_IFREG | 0o600) << 16
    # A recording is compressed already.
    entry.compress_type = ZIP_STORED if path.suffix == ".mcap" else ZIP_DEFLATED
    return entry


def _check_end(file: BinaryIO) -> None:
    """Bound the list of files before the library reads it."""
    tail_bytes = _END.size + len(_MARK)
    size_bytes = file.seek(0, 2)
    file.seek(max(0, size_bytes - tail_bytes - _LARGER_KIND_BYTES))
    tail = file.read()
    end = tail[-tail_bytes:]
    if len(end) < tail_bytes or not end.endswith(_MARK) or tail[:-tail_bytes].startswith(_LARGER_KIND):
        raise SharingError(_("This is no package of this program, or it is damaged. Ask for it to be sent again."))
    _signature, _disk, _first, _here, count, list_bytes, _offset, _comment = _END.unpack(end[: _END.size])
    if count > len(PackageNames("").all) or list_bytes > _LARGEST_LIST_BYTES:
        raise SharingError(
            _("The package holds other files than a recording and what belongs to it; nothing was unpacked.")
        )


def _is_plain_file(entry: ZipInfo) -> bool:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return (
        entry.filename == entry.orig_filename
        and kind in (0, stat.S_IFREG)
        and entry.compress_type in (ZIP_STORED, ZIP_DEFLATED)
        and not entry.flag_bits & _IS_ENCRYPTED
    )


def _refuse_too_large(size_bytes: int) -> None:
    if size_bytes > LARGEST_BYTES:
        raise SharingError(
            _("The package is larger than {most} GB when it is unpacked, which no sitting is; it is refused.").format(
                most=LARGEST_BYTES // 2**30
            )
        )


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except _BROKEN as fault:
        raise SharingError(_("The package is damaged. Ask for it to be sent again.")) from fault
