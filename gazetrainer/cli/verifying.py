"""Verifying many files at a time, with a progress bar, and saying what was found."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Final

from rich.progress import Progress

from gazetrainer.adapters.cluster import by_cluster
from gazetrainer.adapters.crew import Lost, by_processes
from gazetrainer.adapters.signing_key import known_signing_key
from gazetrainer.cli.language import spoken
from gazetrainer.cli.parts import console
from gazetrainer.cli.personal import profiles_among
from gazetrainer.cli.places import data_folder, writable_file
from gazetrainer.cli.tracking_again import tracking_here
from gazetrainer.errors import OutputError, SharingError
from gazetrainer.seal import LARGEST_SEAL, seal_path
from gazetrainer.verify import Check, Finding, State, Verified, verify
from gazetrainer.verify.sealed import Expected
from gazetrainer.whole_file import whole
from targets.language import N_, _, language

_MARKS: Final = {State.AGREES: N_("ok"), State.NOTED: N_("note"), State.DIFFERS: N_("differs")}


@dataclass(frozen=True, slots=True)
class VerifyWish:
    """What to verify; workers None: one for each core. cluster: address of a scheduler, empty: this computer."""

    files: tuple[Path, ...]
    signer: str = ""
    workers: int | None = None
    json_file: Path | None = None
    cluster: str = ""


def verify_files(wish: VerifyWish) -> bool:
    """Verify files and say what was found; gives whether nothing differs. Raises OutputError."""
    if wish.json_file is not None:
        writable_file(wish.json_file, ending=".json", inputs=(*wish.files, *profiles_among([wish.json_file])))
    with Progress(*Progress.get_default_columns(), console=console, transient=True) as progress:
        found = list(progress.track(_each(wish), len(wish.files), description=_("Verifying")))
    for verified in found:
        _say(verified)
    if wish.json_file is not None:
        _write(wish.json_file, found)
    return all(verified.is_good for verified in found)


def _each(wish: VerifyWish) -> Iterator[Verified]:
    """In the order of the files, whoever does the work; one file alone is looked at by this process."""
    look = partial(_look_at, expected=Expected(wish.signer, own_key()), code=language())
    if wish.cluster:
        found = by_cluster(look, wish.files, wish.cluster, load=_read)
    elif len(wish.files) == 1:
        found = iter([look(*_read(wish.files[0]))])
    else:
        workers = min(wish.workers or os.cpu_count() or 1, len(wish.files))
        found = by_processes(partial(_read_and_look_at, look), wish.files, workers)
    for each in found:
        yield _given_up(each) if isinstance(each, Lost) else each


def _read_and_look_at(look: partial[Verified], path: Path) -> Verified:
    return look(*_read(path))


def _read(path: Path) -> tuple[str, bytes | str, bytes | None]:
    """A recording's name, its bytes or why they cannot be read, and those of the seal beside it."""
    try:
        return str(path), path.read_bytes(), _seal_of(path)
    except (OSError, ValueError) as fault:
        return str(path), (getattr(fault, "strerror", None) or str(fault)).lower(), None


def _look_at(name: str, read: bytes | str, seal_file: bytes | None, *, expected: Expected, code: str) -> Verified:
    with spoken(code):
        if isinstance(read, str):
            said = _("{path} cannot be read ({why}); check the name.").format(path=name, why=read)
            return Verified(name, (Finding(Check.WHOLE, State.DIFFERS, said),))
        return verify(read, seal_file, name, expected, tracking_here)


def _given_up(lost: Lost[Path]) -> Verified:
    said = _("It could not be verified: looking at it ended the process that did.")
    if lost.why:
        said = _("It could not be verified ({why}).").format(why=lost.why)
    return Verified(str(lost.item), (Finding(Check.WHOLE, State.DIFFERS, said),))


def _seal_of(recording: Path) -> bytes | None:
    try:
        with seal_path(recording).open("rb") as file:
            return file.read(LARGEST_SEAL)
    except FileNotFoundError:
        return None


def own_key() -> bytes:
    """This installation's public key; empty: it has none."""
    try:
        own = known_signing_key(data_folder())
    except SharingError:  # a key that cannot be read keeps nobody from verifying
        return b""
    return own.public_key if own is not None else b""


def _say(verified: Verified) -> None:
    console.print(verified.name, markup=False, highlight=False)
    width = max(len(_(mark)) for mark in _MARKS.values())
    for finding in verified.findings:
        console.print(f"  {_(_MARKS[finding.state]):{width}}  {finding.sentence}", markup=False, highlight=False)


def _write(path: Path, found: list[Verified]) -> None:
    content = [
        {"file": each.name, "good": each.is_good, "findings": [asdict(finding) for finding in each.findings]}
        for each in found
    ]
    try:
        with whole(path) as waiting:
            waiting.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as fault:
        raise OutputError(
            _("The findings cannot be written to {path}: {why}.").format(path=path, why=fault.strerror)
        ) from fault
