"""Verifying many files at a time, with a progress bar, and saying what was found."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Final

from rich.progress import Progress

from gazetrainer.adapters.signing_key import known_signing_key
from gazetrainer.cli.language import spoken
from gazetrainer.cli.parts import console
from gazetrainer.cli.places import data_folder, writable_file
from gazetrainer.errors import OutputError, SharingError
from gazetrainer.seal import LARGEST_SEAL, seal_path
from gazetrainer.verify import Check, Finding, State, Verified, verify
from gazetrainer.verify.sealed import Expected
from targets.language import N_, _, language

_MARKS: Final = {State.AGREES: N_("ok"), State.NOTED: N_("note"), State.DIFFERS: N_("differs")}


@dataclass(frozen=True, slots=True)
class VerifyWish:
    """What to verify; workers None: one for each core."""

    files: tuple[Path, ...]
    signer: str = ""
    workers: int | None = None
    json_file: Path | None = None


def verify_files(wish: VerifyWish) -> bool:
    """Verify files and say what was found; gives whether nothing differs. Raises OutputError."""
    if wish.json_file is not None:
        writable_file(wish.json_file, inputs=wish.files)
    look = partial(_verify_file, expected=Expected(wish.signer, own_key()), code=language())
    workers = min(wish.workers or os.cpu_count() or 1, len(wish.files))
    with Progress(*Progress.get_default_columns(), console=console, transient=True) as progress:
        found = list(progress.track(_each(look, wish.files, workers), len(wish.files), description=_("Verifying")))
    for verified in found:
        _say(verified)
    if wish.json_file is not None:
        _write(wish.json_file, found)
    return all(verified.is_good for verified in found)


def _each(look: partial[Verified], files: tuple[Path, ...], workers: int) -> Iterator[Verified]:
    """In the order of the files, whatever the number of workers."""
    if workers == 1:
        yield from map(look, files)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(look, files)


def _verify_file(path: Path, *, expected: Expected, code: str) -> Verified:
    with spoken(code):
        try:
            data = path.read_bytes()
            seal_file = _seal_of(path)
        except (OSError, ValueError) as fault:
            why = (getattr(fault, "strerror", None) or str(fault)).lower()
            said = _("{path} cannot be read ({why}); check the name.").format(path=path, why=why)
            return Verified(str(path), (Finding(Check.WHOLE, State.DIFFERS, said),))
        return verify(data, seal_file, str(path), expected)


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
        path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as fault:
        raise OutputError(
            _("The findings cannot be written to {path}: {why}.").format(path=path, why=fault.strerror)
        ) from fault
