"""Spoilt files for all that reads files: only the declared faults may come, soon, without filling the memory.

    python -m benchmarks.fuzz --minutes 10                    # every loader for ten minutes of the processor
    python -m benchmarks.fuzz --minutes 10 --loader plan      # one of them, may be given several times
    python -m benchmarks.fuzz --minutes 10 --loader plan --guided   # led by coverage; pip install atheris

Prints runs and distinct crashes; a crash's input is made small and kept in --keep. Exit code 1: something was found.
Inputs that were found belong into tests/corpora/<loader>/, where tests/test_fuzz_corpora.py reads them again.
"""

from __future__ import annotations

import argparse
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType, FunctionType
from typing import Final

from benchmarks.fuzz_loaders import LOADERS, Loader
from benchmarks.fuzz_mutations import spoilt

LONGEST_S: Final = 2.0
LONGEST_S_PER_MB: Final = 1.0
"""Of the processor, for one file, and for what there is to read in it."""
MOST_MEMORY_BYTES: Final = 200_000_000
_SHRINKING_S: Final = 5.0


class TooLong(BaseException):
    """A file took longer than it may; no Exception, so that no reader takes it for damage."""


@dataclass(slots=True)
class Found:
    """What came of one loader: crashes by where they happened, each with the smallest input known."""

    runs: int = 0
    declared: int = 0
    crashes: dict[str, bytes] = field(default_factory=dict)


def crash_of(loader: Loader, data: bytes, folder: Path) -> str | None:
    """Read one file; what went wrong and where, "" for a declared fault, None when it was read."""
    path = folder / loader.file
    path.write_bytes(data)
    before = _peak_bytes()
    try:
        with _at_most(LONGEST_S + LONGEST_S_PER_MB * len(data) / 1e6):
            loader.use(path)
    except loader.declared as fault:
        str(fault).encode()  # a sentence that no terminal can show is a crash as well
        return _memory(before) or ""
    except (Exception, TooLong) as fault:
        return _place_of(fault)
    return _memory(before)


def fuzz(loader: Loader, seconds: float, seed: int, keep: Path) -> Found:
    """Read spoilt files for so many seconds of the processor."""
    found, random, valid = Found(), Random(f"{loader.name} {seed}"), loader.valid()
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        end_s = time.process_time() + seconds
        while time.process_time() < end_s:
            data = valid if found.runs == 0 else spoilt(random, valid, structured=loader.structured)
            crash = _safely(loader, data, folder)
            found.runs += 1
            found.declared += crash == ""
            if crash and crash not in found.crashes:
                found.crashes[crash] = small = smaller(
                    data, lambda each, crash=crash: _safely(loader, each, folder) == crash
                )
                _keep(keep / loader.name, small, crash)
    return found


def smaller(data: bytes, still: Callable[[bytes], bool]) -> bytes:
    """Take pieces away as long as the same goes wrong, for a few seconds."""
    end_s = time.process_time() + _SHRINKING_S
    piece = len(data) // 2
    while piece and time.process_time() < end_s:
        at = 0
        while at < len(data) and time.process_time() < end_s:
            shorter = data[:at] + data[at + piece :]
            if still(shorter):
                data = shorter
            else:
                at += piece
        piece //= 2
    return data


def _safely(loader: Loader, data: bytes, folder: Path) -> str | None:
    try:
        return crash_of(loader, data, folder)
    except UnicodeEncodeError as fault:
        return _place_of(fault)


def _place_of(fault: BaseException) -> str:
    """Kind and place: the last line of our own that was at work."""
    frames = [each for each in traceback.extract_tb(fault.__traceback__) if "site-packages" not in each.filename]
    own = [each for each in frames if "/gazetrainer/" in each.filename or "/targets/" in each.filename] or frames
    return f"{type(fault).__name__} at {'/'.join(own[-1].filename.rsplit('/', 2)[-2:])}:{own[-1].lineno}"


def _memory(before: int) -> str | None:
    taken = _peak_bytes() - before
    return f"memory: {taken // 1_000_000 // 100 * 100} MB" if taken > MOST_MEMORY_BYTES else None


def _peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooLong

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _keep(folder: Path, data: bytes, crash: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = "".join(sign if sign.isalnum() else "_" for sign in crash)[:100]
    (folder / name).write_bytes(data)


def guided(loader: Loader, seconds: float, keep: Path) -> None:
    """Let atheris lead the way, from the valid file on; it ends the process, and stops at the first crash."""
    import atheris  # noqa: PLC0415  (its own package, and only for this)

    keep.mkdir(parents=True, exist_ok=True)
    seeds = Path(tempfile.mkdtemp())
    (seeds / "valid").write_bytes(loader.valid())
    folder = Path(tempfile.mkdtemp())

    def once(data: bytes) -> None:
        crash = _safely(loader, data, folder)
        if crash:
            _keep(keep / loader.name, data, crash)
            raise RuntimeError(crash)

    for function in _own_functions():  # everything that is imported would be twenty thousand
        atheris.instrument_func(function)
    atheris.Setup([sys.argv[0], f"-max_total_time={int(seconds)}", "-max_len=100000", str(seeds)], once)
    atheris.Fuzz()


def _own_functions() -> Iterator[FunctionType]:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in {"gazetrainer", "targets", "calibration", "tomllib", "csv", "zipfile"}:
            yield from (each for each in vars(module).values() if isinstance(each, FunctionType))


def main() -> int:
    """Fuzz what was asked for; the exit code says whether something was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0, help="of the processor, for each loader")
    parser.add_argument("--loader", action="append", choices=sorted(LOADERS), help="all of them otherwise")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzzed"), help="where inputs that crash are kept")
    parser.add_argument("--guided", action="store_true", help="by atheris, one loader")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    names = asked.loader or list(LOADERS)
    if asked.guided:
        guided(LOADERS[names[0]], asked.minutes * 60, asked.keep)
    count = 0
    for name in names:
        found = fuzz(LOADERS[name], asked.minutes * 60, asked.seed, asked.keep)
        count += len(found.crashes)
        print(f"{name:14} {found.runs:8} files, {found.declared:8} refused, {len(found.crashes)} crashes", flush=True)
        for crash, data in found.crashes.items():
            print(f"    {crash}: {data[:80]!r}", flush=True)
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
