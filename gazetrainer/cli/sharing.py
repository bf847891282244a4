"""`share` and `open`: a recording on its way from one computer to another."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from gazetrainer.adapters.age_key import file_content, is_locked, public_key_in
from gazetrainer.adapters.age_package import decrypt, encrypt
from gazetrainer.cli.keys import own_keys
from gazetrainer.cli.parts import console
from gazetrainer.cli.places import RECORDING_ENDING, writable_file, writable_folder
from gazetrainer.cli.sharing_sizes import copy_without_video, say_what_was_made
from gazetrainer.errors import OutputError, RecordingError, SharingError
from gazetrainer.recording import Recording, read_recording, read_video
from gazetrainer.report import write_report
from gazetrainer.seal import LARGEST_SEAL, seal_path
from gazetrainer.sharing import LARGEST_BYTES, PackageNames, read_package, unpack, write_package
from gazetrainer.verify import State
from gazetrainer.verify.sealed import Expected, seal_findings
from gazetrainer.whole_file import whole
from targets.language import _

_PLAIN: Final = ".zip"
_ENCRYPTED: Final = ".zip.age"
_ZIP: Final = b"PK"
_LONGEST_HEAD_BYTES: Final = 64
_LARGEST_FILE_BYTES: Final = LARGEST_BYTES + LARGEST_BYTES // 1000
"""age adds 16 bytes to each 64 KB."""
_OWN_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)  # only Windows has O_BINARY
_PLAN_KEY: Final = "practitioner_key"


@dataclass(frozen=True, slots=True)
class ShareWish:
    """What `share` was asked for; `to` None: the key in the plan."""

    recording: Path
    to: str | None = None
    output: Path | None = None
    unencrypted: bool = False
    without_video: bool = False


@dataclass(frozen=True, slots=True)
class OpenWish:
    """What `open` was asked for; `folder` None: one beside the package."""

    package: Path
    folder: Path | None = None
    unencrypted: bool = False


def share(wish: ShareWish) -> None:
    """Make a package of a recording and say how large it is; raises RecordingError, SharingError and OutputError."""
    recording = read_recording(wish.recording)
    key = _key_for(wish, recording)
    with ExitStack() as left_behind:
        files = _files(wish.recording, recording)
        if wish.without_video:
            files[0] = left_behind.enter_context(copy_without_video(wish.recording))
        _pack(wish, files, key)


def _pack(wish: ShareWish, files: list[Path], key: str | None) -> None:
    ending = _PLAIN if key is None else _ENCRYPTED
    path = writable_file(
        wish.output or Path(wish.recording.stem + ending), ending=Path("a" + ending).suffix, inputs=files
    )
    with _replacing(path) as output:
        if key is None:
            write_package(files, output)
        else:
            with _passing_file(path.parent) as plain:
                write_package(files, plain)
                plain.seek(0)
                encrypt(plain, output, public_key=key)
    say_what_was_made(path, key, video_bytes=0 if wish.without_video else read_video(wish.recording).size_bytes)


def open_package(wish: OpenWish) -> bool:
    """Unpack a package, write its report and check the seal; gives whether a seal that is there holds.

    Raises SharingError, OutputError and RecordingError.
    """
    with _opened(wish.package) as file:
        places = _unpacked(file, wish, wish.folder or _folder_beside(wish.package))
    for place in places:
        console.print(_("Unpacked: {path}").format(path=place), markup=False)
    recording = next(place for place in places if place.suffix == RECORDING_ENDING)
    _report(recording)
    return _seal_holds(recording)


def _key_for(wish: ShareWish, recording: Recording) -> str | None:
    """The public key to encrypt to; None: it was asked for a package that anybody can read."""
    if wish.unencrypted:
        return None
    if wish.to is not None:
        is_file = os.path.exists(wish.to)
        text = file_content(Path(wish.to)).decode("utf-8", errors="replace") if is_file else wish.to
        return public_key_in(text, wish.to)
    in_plan = recording.header.plan.get(_PLAN_KEY)
    if isinstance(in_plan, str):
        return public_key_in(in_plan, _("the plan"))
    raise SharingError(
        _("The plan names no key to send to. Ask your practitioner for one, and say it with --to KEY or --to FILE.")
    )


def _files(path: Path, recording: Recording) -> list[Path]:
    """The recording and what lies beside it; its report is written where there is none, if it can be."""
    names = PackageNames(path.stem)
    report = path.with_name(names.report)
    if not report.exists():
        try:
            write_report(recording, report)
        except (RecordingError, OutputError) as fault:  # the recording is what matters
            console.print(_("Without a report: {why}").format(why=fault), markup=False)
    return [path, *(place for name in names.all[1:] if (place := path.with_name(name)).is_file())]


def _unpacked(file: BinaryIO, wish: OpenWish, folder: Path) -> tuple[Path, ...]:
    if os.fstat(file.fileno()).st_size > _LARGEST_FILE_BYTES:
        said = _("{path} is larger than {most} GB, which no package is; it is refused.")
        raise SharingError(said.format(path=wish.package, most=LARGEST_BYTES // 2**30))
    head = file.read(_LONGEST_HEAD_BYTES)
    file.seek(0)
    if is_locked(head):
        own_keys().identities()  # that there is none is said before a folder is made
        with _made(folder), _passing_file(folder) as plain:
            decrypt(file, plain, keys=own_keys())
            return unpack(read_package(plain), folder)
    if not head.startswith(_ZIP):
        said = _("{path} is no package of this program, or it is damaged. Ask for it to be sent again.")
        raise SharingError(said.format(path=wish.package))
    if not wish.unencrypted:
        raise SharingError(
            _(
                "{path} is not encrypted: anybody could have read it or changed it on the way. If you expect that, "
                "open it with --unencrypted."
            ).format(path=wish.package)
        )
    package = read_package(file)
    with _made(folder):
        return unpack(package, folder)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except (OSError, ValueError) as fault:
        why = (getattr(fault, "strerror", None) or str(fault)).lower()
        raise SharingError(
            _("{path} cannot be read ({why}); check the name and the folder.").format(path=path, why=why)
        ) from fault


def _folder_beside(package: Path) -> Path:
    name = package.name.removesuffix(".age").removesuffix(".zip")
    return package.with_name(name if name not in (package.name, "") else f"{package.name}-opened")


def _report(path: Path) -> None:
    recording = read_recording(path)
    report = path.with_suffix(".html")
    write_report(recording, report)
    if not recording.complete:
        console.print(_("The recording was cut short; the report holds what could be read."))
    console.print(_("Report: {path}").format(path=report), markup=False)


def _seal_holds(recording: Path) -> bool:
    """Say what the seal says, if there is one."""
    path = seal_path(recording)
    if not path.exists():
        console.print(_("It has no seal, so a change would not show."))
        return True
    with path.open("rb") as file:
        findings, _seal = seal_findings(recording.read_bytes(), file.read(LARGEST_SEAL), str(path), Expected())
    for finding in findings:
        console.print(finding.sentence, markup=False)
    return all(finding.state is not State.DIFFERS for finding in findings)


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name when it is whole, readable by its owner alone."""
    with (
        _output_told(path),
        whole(path) as waiting,
        os.fdopen(os.open(waiting, _OWN_FILE, mode=0o600), "wb") as file,
    ):
        yield file


@contextmanager
def _passing_file(folder: Path) -> Iterator[BinaryIO]:
    """A file without a name, in a folder that has the room; what was readable in it is gone when it is closed."""
    with _output_told(folder), tempfile.TemporaryFile(dir=folder) as file:
        yield file


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """A folder; one that was not there goes again when nothing could be unpacked into it."""
    was_there = folder.exists()
    if not was_there:
        with suppress(OSError):  # what is wrong with it is said below
            folder.mkdir(parents=True, mode=0o700)
    writable_folder(folder)
    try:
        yield
    finally:
        if not was_there:
            with suppress(OSError):  # it stays with what is in it
                folder.rmdir()


@contextmanager
def _output_told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        said = _("{path} cannot be written ({why}). Choose another place.")
        raise OutputError(said.format(path=path, why=fault.strerror or fault)) from fault
