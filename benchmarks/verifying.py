"""How long recordings take to verify, and to open, judge again and report; and many of them at a time.

    python -m benchmarks.verifying                    # 10 and 60 minutes
    python -m benchmarks.verifying --many 200         # the same findings from one worker, all cores and a local cluster
    python -m benchmarks.verifying --altered          # 500 changed bits, 100 cuts: is each reported?

Seconds are of the clock and, in brackets, of the processor: the second is what counts on a busy machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.long_recordings import SAMPLE, long_recording
from gazetrainer.adapters.signing_key import SigningKey
from gazetrainer.events import Event
from gazetrainer.judging.rejudge import rejudge
from gazetrainer.recording.reader import parse_recording
from gazetrainer.report import write_report
from gazetrainer.seal import seal, seal_path
from gazetrainer.verify import verify

_KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(32)))
_SEALED_AT = "2026-11-22T07:45:00+01:00"


def timed(called: str, work: Callable[[], object]) -> float:
    """Do it once, print how long it took, and give the processor's seconds."""
    clock_s, processor_s = time.perf_counter(), time.process_time()
    work()
    clock_s, processor_s = time.perf_counter() - clock_s, time.process_time() - processor_s
    print(f"  {called:32} {clock_s:6.1f} s  ({processor_s:.1f} s)", flush=True)
    return processor_s


def one(folder: Path, minutes: float) -> None:
    """A recording of so many minutes: verified; and opened, judged again, reported."""
    path = folder / f"{minutes:g}.mcap"
    long_recording(path, minutes)
    data = path.read_bytes()
    beside = _sealed(data)
    print(f"{minutes:g} minutes, {len(data) / 1e6:.1f} MB")
    timed("verify", partial(verify, data, beside, path.name))
    recording = parse_recording(data, path.name)
    took_s = timed("open", partial(parse_recording, data, path.name))
    again: list[tuple[Event, ...]] = []
    took_s += timed("judge again", lambda: again.append(rejudge(recording)))
    took_s += timed("report of it", partial(write_report, recording, path.with_suffix(".html"), again=again[0]))
    print(f"  {'open, judge again and report':32} {'':6}    ({took_s:.1f} s)")


def many(folder: Path, count: int) -> None:
    """Whether everybody finds the same in so many recordings; some are altered, cut short or not sealed."""
    files = _various(folder, count)
    from distributed import LocalCluster  # noqa: PLC0415  (an extra)

    with LocalCluster(n_workers=os.cpu_count(), threads_per_worker=1, dashboard_address=None) as cluster:
        wishes = {
            "one worker": ["--workers", "1"],
            "all cores": [],
            "local cluster": ["--cluster", cluster.scheduler_address],
        }
        found = {}
        for called, wish in wishes.items():
            written = folder / f"{called}.json"
            command = [sys.executable, "-c", "from gazetrainer.cli import main; main()", "verify", *map(str, files)]
            run = partial(subprocess.run, [*command, *wish, "--json", str(written)], stdout=subprocess.DEVNULL)
            timed(f"{count} recordings, {called}", run)
            found[called] = written.read_bytes()
    print(f"the same to the byte: {len(set(found.values())) == 1}; {found['all cores'].count(b'true')} of {count} good")


def altered() -> None:
    """Change a bit at 500 random places, cut at 100 random lengths."""
    data = SAMPLE.read_bytes()
    beside, random = _sealed(data), np.random.default_rng(7)
    changed = 0
    for at, bit in zip(random.integers(0, len(data), 500), random.integers(0, 8, 500), strict=True):
        other = bytearray(data)
        other[at] ^= 1 << bit
        changed += not verify(bytes(other), beside, "x").is_good
    cuts = sum(not verify(data[:length], beside, "x").is_good for length in random.integers(0, len(data), 100))
    print(f"reported: {changed} of 500 changed bits, {cuts} of 100 cuts")


def _various(folder: Path, count: int) -> list[Path]:
    data, random = SAMPLE.read_bytes(), np.random.default_rng(3)
    short = data[: len(data) // 4]
    files = [folder / f"{number:03}.mcap" for number in range(count)]
    for number, path in enumerate(files):
        content = bytearray(short)
        if number % 5 == 1:
            content[int(random.integers(0, len(short)))] ^= 4
        if number % 5 == 2:
            del content[int(random.integers(100, len(short))) :]
        path.write_bytes(content)
        if number % 5 != 3:
            seal_path(path).write_bytes(_sealed(short))
    shutil.copy(SAMPLE, files[0])
    seal_path(files[0]).write_bytes(_sealed(data))
    return files


def _sealed(data: bytes) -> bytes:
    cut_short_at_s = parse_recording(data, "x").cut_short_at_s
    return seal(data, _KEY, sealed_at=_SEALED_AT, cut_short_at_s=cut_short_at_s).to_bytes()


def main() -> None:
    """Measure what was asked for, in a folder that is removed afterwards."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, nargs="*", default=[10.0, 60.0])
    parser.add_argument("--many", type=int, default=0)
    parser.add_argument("--altered", action="store_true")
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        if wish.many:
            many(Path(place), wish.many)
        elif wish.altered:
            altered()
        else:
            for minutes in wish.minutes:
                one(Path(place), minutes)


if __name__ == "__main__":
    main()
