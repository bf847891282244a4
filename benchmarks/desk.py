"""How fast the desk is with many sittings: python benchmarks/desk.py [--sittings 500] [--seconds 60]

Writes one simulated sitting again and again under other names and days, lets `gazetrainer review` read them all, and
asks for pages as a browser does: the desk right after a second start, each of some sittings' pages for the first and a
second time, a client's page, the answer form. Memory is that of the program and of the processes that read beside it,
at their highest.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.request import HTTPRedirectHandler, Request, build_opener

from gazetrainer.recording import Recorder, read_recording

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

from desk_material import FIRST_DAY, PLAN, seal_recording, sitting  # noqa: E402

PROGRAM = (sys.executable, "-c", "from gazetrainer.cli import main; main()")
CLIENTS = 20
PAGES_ASKED_FOR = 12


def main() -> None:
    """Print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sittings", type=int, default=500)
    options.add_argument("--seconds", type=float, default=60.0, help="of each sitting")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="desk-benchmark-") as place:
        folder, home = Path(place) / "desk", Path(place) / "home"
        fill(folder, asked.sittings, asked.seconds)
        size_mb = sum(path.stat().st_size for path in folder.rglob("*.mcap")) / 1e6
        print(f"{asked.sittings} sittings of {asked.seconds:.0f} s, {size_mb:.0f} MB")
        with running(folder, home) as desk:
            print(f"first reading, verified to the last: {desk.until_read():.0f} s", flush=True)
        with running(folder, home) as desk:
            print(f"desk opens after the first reading, from the command on: {desk.opened_s:.2f} s")
            tell("desk", [desk.seconds_for("/") for _ in range(5)])
            page = desk.get("/")
            sittings = sorted(set(re.findall(r"/sitting/[0-9a-f]{16}", page)))
            chosen = sittings[:: max(1, len(sittings) // PAGES_ASKED_FOR)][:PAGES_ASKED_FOR]
            tell("sitting, first time", [desk.seconds_for(each) for each in chosen])
            tell("sitting, again", [desk.seconds_for(each) for each in chosen])
            tell("answer form", [desk.seconds_for(f"{each}/answer") for each in chosen])
            tell("client", [desk.seconds_for(each) for each in sorted(set(re.findall(r"/client/[0-9a-f]{16}", page)))])
            print(f"memory at its highest: {desk.memory_mb():.0f} MB")


def fill(folder: Path, count: int, seconds: float) -> None:
    """Record one sitting, and write it again for each client and day."""
    hold_s = max(1.0, seconds / len(PLAN.holds) - 2.0)
    steps = tuple(step.model_copy(update={"hold_s": hold_s, "time_limit_s": 3 * hold_s}) for step in PLAN.holds)
    first = read_recording(sitting(folder / "first.mcap", plan=PLAN.model_copy(update={"steps": steps})))
    for path in folder.iterdir():
        path.unlink()
    for number in range(count):
        client, moment = f"Client {number % CLIENTS + 1}", FIRST_DAY - timedelta(hours=12 * (number // CLIENTS))
        path = folder / client / f"{number:04d}.mcap"
        path.parent.mkdir(exist_ok=True)
        header = replace(first.header, client=client, started_at=moment.isoformat())
        with Recorder(path, header, flush_every_s=3600.0) as recorder:
            for event in first.events[:1]:
                recorder.on_event(event)
            for gaze in first.gazes:
                recorder.on_gaze(gaze)
            for event in first.events[1:]:
                recorder.on_event(event)
        seal_recording(path, client)


def tell(name: str, seconds: list[float]) -> None:
    """One line of the table."""
    print(f"{name}: median {statistics.median(seconds):.3f} s, longest {max(seconds):.3f} s ({len(seconds)} asked for)")


class Running:
    """A desk that runs in a process of its own."""

    def __init__(self, process: subprocess.Popen[str], address: str, began_s: float) -> None:
        self._process, self._base = process, address.split("/?", maxsplit=1)[0]
        self._cookie = self._entered(address)
        self.get("/")
        self.opened_s = time.perf_counter() - began_s

    def get(self, path: str) -> str:
        """A page."""
        with build_opener().open(Request(self._base + path, headers={"Cookie": self._cookie})) as answer:
            return str(answer.read().decode())

    def seconds_for(self, path: str) -> float:
        """How long a page takes."""
        began_s = time.perf_counter()
        self.get(path)
        return time.perf_counter() - began_s

    def until_read(self) -> float:
        """Wait until nothing is left to read."""
        began_s = time.perf_counter()
        while '"waiting":0' not in self.get("/progress"):
            time.sleep(0.2)
        return time.perf_counter() - began_s

    def memory_mb(self) -> float:
        """The most that the program and its children took."""
        own = self._process.pid
        lists = [path.read_text(encoding="ascii").split() for path in Path(f"/proc/{own}/task").glob("*/children")]
        children = [each for one in lists for each in one]
        return sum(_most_mb(int(each)) for each in [own, *children])

    def _entered(self, address: str) -> str:
        class Stay(HTTPRedirectHandler):
            def redirect_request(self, *_arguments: object) -> None:
                return None

        try:
            build_opener(Stay).open(address)
        except OSError as answer:
            cookie: SimpleCookie = SimpleCookie(answer.headers["set-cookie"])  # type: ignore[attr-defined]
            return "; ".join(f"{name}={each.value}" for name, each in cookie.items())
        raise ConnectionError("the desk did not take its own token")


@contextmanager
def running(folder: Path, home: Path) -> Iterator[Running]:
    """Start the program as a person does, and end it as Ctrl-C does."""
    began_s = time.perf_counter()
    command = [*PROGRAM, "review", str(folder), "--no-browser"]
    environment = os.environ | {"HOME": str(home), "PYTHONUNBUFFERED": "1"}
    environment |= {f"XDG_{kind}_HOME": str(home / kind) for kind in ("DATA", "CACHE", "CONFIG")}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    address = re.search(r"http://\S+", process.stdout.readline())
    if address is None:
        raise ConnectionError("the desk did not say its address")
    try:
        time.sleep(0.1)
        yield Running(process, address[0], began_s)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def _most_mb(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


if __name__ == "__main__":
    main()
