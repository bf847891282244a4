"""Reading and verifying recordings in a process beside, so that pages do not wait for it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from gazetrainer.adapters.catalogues import catalogue
from gazetrainer.adapters.desk.folder import Stamp
from gazetrainer.adapters.desk.index import DeskIndex
from gazetrainer.adapters.desk.sitting_pages import video_in
from gazetrainer.errors import RecordingError
from gazetrainer.recording import read_story
from gazetrainer.recording.reader import parse_recording
from gazetrainer.report.figures import SittingFigures, figures_of
from gazetrainer.review.facts import SittingFacts, facts_of
from gazetrainer.review.filed import Checked, Filed, Unreadable, checked_of
from gazetrainer.review.sitting_page import sitting_body
from gazetrainer.seal import LARGEST_SEAL, parse_seal, seal_path
from gazetrainer.verify import verify
from gazetrainer.verify.sealed import Expected
from targets.language import _, language, speaking

_NICE: Final = 10
_IDLE_S: Final = 0.2


class Reader:
    """Reads what the index has not read yet, first the story of every file, then all of it; a context manager.

    tell: is told of mistakes of the program while a file was read; the others are read all the same.
    """

    def __init__(
        self, folder: Path, index: DeskIndex, *, own_key: bytes = b"", tell: Callable[[Exception], None]
    ) -> None:
        self._folder, self._index, self._own_key, self._tell = folder, index, own_key, tell
        self._language = language()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="desk-reader", daemon=True)
        self._pool = self._new_pool()
        self._crashing: set[str] = set()

    def __enter__(self) -> Self:
        """Begin to read."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop; what is being read is left."""
        self._stop.set()
        for process in (self._pool._processes or {}).values():  # a long file is not waited for
            process.terminate()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._thread.join(5.0)

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=_stand_back)

    def _run(self) -> None:
        while not self._stop.is_set():
            filed = next_to_read(self._index.filed())
            if filed is None:
                self._stop.wait(_IDLE_S)
            else:
                self._read(filed)

    def _read(self, filed: Filed) -> None:
        stamp, task = self._index.stamp(filed.name), story_of if filed.what is None else check_of
        if stamp is None:
            return
        path, key = self._folder / filed.name, self._own_key
        try:
            told = self._pool.submit(task, path, filed.name, self._language, key).result()
        except BrokenProcessPool:
            self._crashed(filed.name, stamp)
        except Exception as fault:
            if not self._stop.is_set():  # else the pool was shut down meanwhile
                self._tell(fault)
                said = _("A mistake of the program stood in the way of reading it.")
                self._index.put(filed.name, stamp, Unreadable(said))
        else:
            for each in told:
                self._index.put(filed.name, stamp, each)

    def _crashed(self, name: str, stamp: Stamp) -> None:
        """Try once more: whatever ended the process may have had nothing to do with the file."""
        if self._stop.wait(_IDLE_S):
            return
        self._pool = self._new_pool()
        if name in self._crashing:
            said = _("Reading it ended the process that read it; ask for the file again.")
            self._index.put(name, stamp, Unreadable(said))
        self._crashing.add(name)


def next_to_read(filed: tuple[Filed, ...]) -> Filed | None:
    """The next file with something left to read: those not read at all come first."""
    unread = (each for each in filed if each.what is None)
    unverified = (each for each in filed if isinstance(each.what, SittingFacts) and each.checked is None)
    return next(unread, None) or next(unverified, None)


def _stand_back() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError, AttributeError):  # Windows has no such thing
        os.nice(_NICE)
    threading.Thread(target=_end_with_the_desk, daemon=True).start()


def _end_with_the_desk() -> None:
    """Nobody else ends this process when the desk's own was killed."""
    desk = multiprocessing.parent_process()
    if desk is not None:
        desk.join()
        os._exit(0)


def story_of(path: Path, name: str, code: str, _own_key: bytes) -> tuple[SittingFacts | Unreadable, ...]:
    """Read header and events of a recording in a language; `name` stands for it in messages."""
    with speaking(catalogue(code)):
        try:
            return (facts_of(read_story(path)),)
        except RecordingError as fault:
            return (Unreadable(str(fault).replace(str(path), name)),)
        except ValueError:
            return (Unreadable(_("{path} does not say when it was made.").format(path=name)),)


def check_of(
    path: Path, name: str, code: str, own_key: bytes
) -> tuple[Checked | SittingFigures | Unreadable | str, ...]:
    """Verify a recording, work its figures out, and make the part of its page that takes long, which is a string.

    All in a language; `name` stands for the recording in messages.
    """
    with speaking(catalogue(code)):
        try:
            data, seal = path.read_bytes(), _seal_of(path)
        except OSError as fault:
            why = (fault.strerror or str(fault)).lower()
            return (Unreadable(_("{path} cannot be read ({why}); check the name.").format(path=name, why=why)),)
        verified = verify(data, seal, name, Expected("", own_key))
        checked = checked_of(verified, signer=_signer(seal, name))
        try:
            recording = parse_recording(data, name)
            return figures_of(recording), sitting_body(recording, verified, video_in(data, name)), checked
        except (RecordingError, ValueError):  # what is wrong with it is among the findings
            return (checked,)


def _seal_of(path: Path) -> bytes | None:
    try:
        with seal_path(path).open("rb") as file:
            return file.read(LARGEST_SEAL)
    except FileNotFoundError:
        return None


def _signer(seal: bytes | None, name: str) -> bytes:
    try:
        return parse_seal(seal, name).key if seal is not None else b""
    except RecordingError:
        return b""
