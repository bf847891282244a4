"""Every command killed at random moments: nothing half-written carries a final name, and the next start cleans up.

    python -m benchmarks.killed_commands --kills 4 --seed 0
    python -m benchmarks.killed_commands share report   # some of them

Each command of `benchmarks.no_network` runs once to its end; then it begins again so many times from what lay there
before, and its processes get SIGKILL: every second time at a moment drawn from how long it took, otherwise when it is
about to open, rename, link or remove the n-th file, n drawn from how many there were. Each time are looked at: the
files with a final name that are new or other than before (whole or not), the rights of all, and what a next start
leaves of unfinished and temporary files in the program's own folders. What the killed command had begun elsewhere,
beside the file it would have become, ends in `.part`; it is counted apart. Needs POSIX and the face model.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

import numpy as np

from benchmarks.no_network import Asked, commands, environment, prepare
from benchmarks.whole_finals import is_whole
from gazetrainer import cli
from gazetrainer.adapters import mediapipe_tracker, pygame_display  # noqa: F401  (what is here need not be brought again)
from gazetrainer.adapters.desk import server  # noqa: F401
from gazetrainer.cli import app, practice, reviewing, sharing  # noqa: F401
from gazetrainer.whole_file import UNFINISHED

_OWN: Final = ("data", "config", "cache")
_NEXT: Final = ("key", "known")
_TOUCHING: Final = frozenset({"os.rename", "os.link", "os.remove"})
_LONGEST_S: Final = 300.0
_SHOWN_S: Final = 8.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended; touched: how many files it was about to open for writing, rename, link or remove."""

    code: int
    took_s: float
    touched: int


@dataclass(frozen=True, slots=True)
class Killed:
    """What one kill left; names of files. is_late: it had ended before the moment came."""

    is_late: bool
    damaged: tuple[str, ...]
    open_to_others: tuple[str, ...]
    left_over: tuple[str, ...]
    waiting: tuple[str, ...]
    next_code: int

    @property
    def is_good(self) -> bool:
        """As it should be; what waits beside a file elsewhere may."""
        return not (self.damaged or self.open_to_others or self.left_over or self.next_code)


def killed(asked: Asked, folder: Path, kept: Path, *, kills: int, random: np.random.Generator) -> Iterator[Killed]:
    """Run a command to its end, then kill it so many times; the folder is left as its end left it.

    kept: an empty place beside the folder.
    """
    before, after = kept / "before", kept / "after"
    _copy(folder, before)
    whole = _run(asked, folder, kept / "said.txt")
    _copy(folder, after)
    for number in range(kills):
        _copy(before, folder)
        if number % 2 or not whole.touched:
            ended = _run(asked, folder, kept / "said.txt", at_s=float(random.uniform(0, whole.took_s)))
        else:
            ended = _run(asked, folder, kept / "said.txt", at_touch=int(random.integers(1, whole.touched + 1)))
        yield _left(folder, before, kept / "said.txt", is_late=ended.code != -signal.SIGKILL)
    _copy(after, folder)


def _left(folder: Path, before: Path, said: Path, *, is_late: bool) -> Killed:
    new = [path for path in _files(folder) if _stamp(path) != _stamp(before / path.relative_to(folder))]
    finals = [path for path in new if path.suffix != UNFINISHED and not _is_passing(path, folder)]
    damaged = [path for path in finals if path.name != "in-use" and not is_whole(path)]
    shared = [path for path in new if stat.S_IMODE(path.stat().st_mode) & 0o077]
    ended = _run(Asked(_NEXT, None, 0, may_speak=False), folder, said)
    waiting = [path for path in _files(folder) if path.suffix == UNFINISHED]
    own = [path for path in waiting if path.relative_to(folder).parts[0] in _OWN]
    own += [path for path in _files(folder) if _is_passing(path, folder)]
    found = ([str(path.relative_to(folder)) for path in each] for each in (damaged, shared, own, waiting))
    return Killed(is_late, *map(tuple, found), ended.code)  # type: ignore[arg-type]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _stamp(path: Path) -> tuple[int, int]:
    return (path.stat().st_size, path.stat().st_mtime_ns) if path.exists() else (0, 0)


def _is_passing(path: Path, folder: Path) -> bool:
    return (folder / "cache" / "gazetrainer" / "passing") in path.parents


def _copy(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True)


def _run(asked: Asked, folder: Path, said: Path, *, at_s: float = _LONGEST_S, at_touch: int = 0) -> Ended:
    """Run a command in a process of its own group, and kill that at `at_s` or when it kills itself."""
    touched = said.with_suffix(".touched")
    touched.unlink(missing_ok=True)
    said.write_text("")
    began = time.monotonic()
    process = os.fork()  # what is imported is there already, which saves most of the start
    if process == 0:
        os.setsid()
        _command(asked, folder, said, touched, at_touch)
    code = _waited(process, asked, said, began, at_s)
    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    return Ended(code, time.monotonic() - began, touched.stat().st_size if touched.exists() else 0)


def _waited(process: int, asked: Asked, said: Path, began: float, at_s: float) -> int:
    """Its exit code, or the negative signal; Ctrl-C ends what does not end by itself, as for no_network."""
    is_asked_to_end = asked.until is None
    while True:
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        took_s = time.monotonic() - began
        if took_s >= at_s:
            with suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)
        elif not is_asked_to_end and _is_done(asked.until or "", said, took_s):
            is_asked_to_end = True
            os.killpg(process, signal.SIGINT)
        time.sleep(0.001 if at_s < _LONGEST_S else 0.02)


def _is_done(until: str, said: Path, took_s: float) -> bool:
    if not until:
        return took_s > _SHOWN_S
    return re.search(until, said.read_text()) is not None and (not until.startswith("http") or took_s > _SHOWN_S)


def _command(asked: Asked, folder: Path, said: Path, touched: Path, at_touch: int) -> NoReturn:
    os.environ.update(environment(folder))
    os.chdir(folder)
    for number, standard in enumerate((os.open(os.devnull, os.O_RDONLY), os.open(said, os.O_WRONLY))):
        os.dup2(standard, number)
    os.dup2(1, 2)
    sys.addaudithook(_killer(os.open(touched, os.O_WRONLY | os.O_CREAT | os.O_APPEND), at_touch))
    sys.argv = ["gazetrainer", *asked.words]
    code = 0
    try:
        cli.main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:
        code = 70
    finally:
        with suppress(Exception):
            sys.stdout.flush()
        os._exit(code)


def _killer(counted: int, at_touch: int) -> Any:
    """Hear what is about to happen to files; at the n-th such moment, end by SIGKILL."""
    lock, heard = threading.Lock(), [0]

    def hear(event: str, about: tuple[Any, ...]) -> None:
        is_written = event == "open" and isinstance(about[2], int) and about[2] & (os.O_WRONLY | os.O_RDWR)
        if not (is_written or event in _TOUCHING):
            return
        with lock:
            heard[0] += 1
            os.write(counted, b".")
            if heard[0] == at_touch:
                os.killpg(os.getpid(), signal.SIGKILL)

    return hear


def _say(asked: Asked, found: list[Killed], folder: Path) -> None:
    words = " ".join(asked.words).replace(str(folder), ".")
    finals, waiting = sum(len(each.damaged) for each in found), sum(len(each.waiting) for each in found)
    left = sum(len(each.left_over) for each in found)
    print(f"{len(found):3} kills, {sum(each.is_late for each in found)} too late   {words[:58]:58}  ", end="")
    print(f"damaged {finals}  left over {left}  beside their file {waiting}", flush=True)
    for each in found:
        if not each.is_good:
            print(f"     {each}", flush=True)


def main() -> None:
    """Kill, and print a line for each command and what came of all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=4, help="of each command")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("names", nargs="*", help="commands, such as share; all otherwise")
    wish = parser.parse_args()
    random, every = np.random.default_rng(wish.seed), []
    with tempfile.TemporaryDirectory() as name:
        folder, kept = Path(name) / "place", Path(name) / "kept"
        folder.mkdir(mode=0o700)
        kept.mkdir()
        prepare(folder)
        for asked in commands(folder):
            if wish.names and asked.words[0] not in wish.names:
                continue
            found = list(killed(asked, folder, kept, kills=wish.kills, random=random))
            _say(asked, found, folder)
            every += found
    print(
        f"{sum(not each.is_late for each in every)} kills: damaged finals {sum(len(e.damaged) for e in every)}, ",
        end="",
    )
    print(f"open to others {sum(len(e.open_to_others) for e in every)}, ", end="")
    print(f"left over after the next start {sum(len(e.left_over) for e in every)}, ", end="")
    print(f"waiting beside their file {sum(len(e.waiting) for e in every)}")
    sys.exit(0 if all(each.is_good for each in every) else 1)


if __name__ == "__main__":
    main()
