"""Which addresses the program's commands speak to: each command as a person starts it, under strace, and its sockets.

    python -m benchmarks.no_network                 # every command, with strace
    python -m benchmarks.no_network --without-network  # the same in a network namespace that has nothing but loopback

Needs Linux with strace (or unshare), and the face model on this machine. Ends with 1 when anything but this computer
itself was spoken to. A line begins with the exit code; `prior train` ends with 1, as nobody agreed to share the sample.
"""

from __future__ import annotations

import argparse
import ipaddress
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gazetrainer.cli import EXIT_INTERRUPTED

SAMPLES: Final = Path(__file__).resolve().parent.parent / "samples"
_RUN: Final = (sys.executable, "-c", "from gazetrainer.cli import main; main()")
_CALL: Final = re.compile(r"\b(connect|sendto|sendmsg|sendmmsg|bind)\(")
_ADDRESS: Final = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')
_PORT: Final = re.compile(r"sin6?_port=htons\((\d+)\)")
_CLIP_S: Final = 4
_REVIEW: Final = "review"
_PRACTICE: Final = "practice"
"""They end when they are told to: a desk by Ctrl-C, a sitting's last page by a key."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one command did: its exit code, and each call with an internet address, as `call address:port`."""

    command: str
    code: int
    calls: tuple[str, ...]

    @property
    def is_silent(self) -> bool:
        """Nothing but this computer itself was spoken to."""
        return all(is_own(each) for each in self.calls)


def is_own(call: str) -> bool:
    """Whether a call stays on this computer: to loopback, or listening on no more than it."""
    return ipaddress.ip_address(call.split()[1].rpartition(":")[0]).is_loopback


def calls_in(trace: str) -> tuple[str, ...]:
    """The calls of a trace that name an internet address, each once; sockets of files and of the kernel name none."""
    found: dict[str, None] = {}
    for line in trace.splitlines():
        call, address, port = _CALL.search(line), _ADDRESS.search(line), _PORT.search(line)
        if call and address:
            found[f"{call[1]} {address[1] or address[2]}:{port[1] if port else 0}"] = None
    return tuple(found)


def commands(folder: Path) -> tuple[tuple[str, ...], ...]:
    """Every command, in an order in which each finds what it works on."""
    recording, samples = str(folder / "recording.mcap"), str(SAMPLES)
    package, key, profile = str(folder / "package.zip"), str(folder / "me.key"), f"{samples}/profile.json"
    short, plan = str(folder / "short.mp4"), f"{samples}/plans/sample.toml"
    taught = str(folder / "profile.json")
    return (
        ("--help",),
        ("doctor",),
        ("model",),
        ("key", "make"),
        ("key", "show"),
        ("key", "export", key),
        ("key", "known"),
        (
            "plan",
            "new",
            str(folder / "new.toml"),
            "--title",
            "A plan",
            "--author",
            "A practitioner",
            "--position",
            "5,5,10",
        ),
        ("plan", "check", plan),
        ("plan", "sign", str(folder / "plan.toml")),
        ("plan", "print", plan, "--output", str(folder / "plan.html")),
        ("sounds", "--output", str(folder / "sounds")),
        ("profile", profile),
        (
            "calibrate",
            "-c",
            f"{samples}/calibration.mp4",
            "--looked-at",
            f"{samples}/calibration_looked_at.csv",
            "-o",
            str(folder / "own.json"),
        ),
        ("track", "-c", short, "-p", profile, "-o", str(folder / "gaze.csv")),
        ("teach", "there", "-c", short, "-p", taught, "--from", "0", "--to", "2"),
        (_PRACTICE, plan, "-c", short, "-p", profile, "-o", str(folder / "practised.mcap"), "--video", "eyes"),
        (
            _PRACTICE,
            plan,
            "-c",
            "simulated:seed=3",
            "--speed",
            "8",
            "--recentre-dots",
            "0",
            "-p",
            taught,
            "--sounds",
            "silent",
            "-o",
            str(folder / "simulated.mcap"),
        ),
        ("demo", "--headless", "--video", "none", "--output", str(folder / "demo")),
        ("seal", recording),
        ("verify", recording),
        ("report", recording, "-o", str(folder / "report.html")),
        ("export", recording, "--format", "bids", "-o", str(folder / "bids")),
        ("export", recording, "--format", "csv", "-o", str(folder / "csv")),
        ("export", recording, "--format", "etdq", "-o", str(folder / "etdq")),
        ("replay", recording, "--film", str(folder / "film.mp4"), "--from", "40", "--size", "640x360", "--volume", "0"),
        ("share", recording, "--to", key, "-o", package),
        ("open", package, "--folder", str(folder / "opened")),
        (
            "answer",
            recording,
            "--accept",
            "--comment",
            "Well held.",
            "--name",
            "A practitioner",
            "--to",
            key,
            "-o",
            str(folder / "answer.zip"),
        ),
        ("prior", "train", recording, recording, recording, "--with-simulated", "-o", str(folder / "population.npz")),
        (_REVIEW, str(folder / "opened"), "--no-browser", "--port", "0"),
        ("forget", "--sitting", recording),
    )


def spoken_by(command: tuple[str, ...], folder: Path, *, before: tuple[str, ...]) -> Spoken:
    """Run a command behind a tracer (`before`) and read what it left; the desk is asked for its page and then ended."""
    trace = folder / "trace.txt"
    trace.unlink(missing_ok=True)
    with (folder / "said.txt").open("w") as said:
        running = subprocess.Popen(
            (*before, *_RUN, *command), cwd=folder, env=_environment(folder), stdin=subprocess.DEVNULL, stdout=said,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        if command[0] == _REVIEW:
            _ask_the_desk(folder / "said.txt")
            os.killpg(running.pid, signal.SIGINT)
        if command[0] == _PRACTICE:
            _wait_for(r"Report: ", folder / "said.txt")
            os.killpg(running.pid, signal.SIGINT)
        code = running.wait(timeout=600)
        if command[0] in (_REVIEW, _PRACTICE) and code == EXIT_INTERRUPTED:
            code = 0
    calls = calls_in(trace.read_text(errors="replace")) if trace.exists() else ()
    if code:
        print((folder / "said.txt").read_text()[-600:], file=sys.stderr)
    return Spoken(" ".join(command), code, calls)


def _ask_the_desk(said: Path) -> None:
    address = _wait_for(r"http://127\.0\.0\.1:\d+/\S+", said)
    with suppress(OSError):  # in a namespace of its own the desk cannot be reached from here
        urllib.request.urlopen(address, timeout=20).read()
    time.sleep(3)


def _wait_for(pattern: str, said: Path) -> str:
    """What was said that fits; empty when it did not come within ten minutes."""
    until = time.monotonic() + 600
    while time.monotonic() < until:
        if found := re.search(pattern, said.read_text()):
            return found[0]
        time.sleep(0.2)
    return ""


def _environment(folder: Path) -> dict[str, str]:
    own = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "CONFIG", "CACHE")}
    quiet = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "PYTHONUNBUFFERED": "1", "COLUMNS": "200"}
    return os.environ | own | quiet | {"HOME": str(folder)}


def _prepare(folder: Path) -> None:
    import av  # noqa: PLC0415  (only where a clip is cut)

    shutil.copy(SAMPLES / "recording.mcap", folder)
    shutil.copy(SAMPLES / "profile.json", folder)
    plan = (SAMPLES / "plans" / "sample.toml").read_text(encoding="utf-8")
    (folder / "plan.toml").write_text(f'author = "A practitioner"\n{plan}', encoding="utf-8")
    with av.open(str(SAMPLES / "sitting.mp4")) as source, av.open(str(folder / "short.mp4"), "w") as target:
        stream = target.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.pts is None or packet.pts * packet.time_base > _CLIP_S:
                break
            packet.stream = stream
            target.mux(packet)


def _tracers(folder: Path, *, without_network: bool) -> tuple[str, ...]:
    if without_network:
        return (
            "unshare",
            "--user",
            "--map-root-user",
            "--net",
            "sh",
            "-c",
            'ip link set lo up 2>/dev/null; exec "$@"',
            "sh",
        )
    return (
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-e",
        "trace=network",
        "-e",
        "signal=none",
        "-o",
        str(folder / "trace.txt"),
    )


def _spoken(folder: Path, *, before: tuple[str, ...], names: list[str]) -> Iterator[Spoken]:
    _prepare(folder)
    for command in commands(folder):
        if not names or command[0] in names:
            yield spoken_by(command, folder, before=before)


def main() -> None:
    """Run all and print a line for each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--without-network", action="store_true")
    parser.add_argument("names", nargs="*", help="commands, such as track; all otherwise")
    wish = parser.parse_args()
    is_good = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before = _tracers(folder, without_network=wish.without_network)
        for spoken in _spoken(folder, before=before, names=wish.names):
            is_good &= spoken.is_silent
            said = ", ".join(spoken.calls) or "no internet address"
            print(f"{spoken.code}  {spoken.command.replace(name, '.')[:90]:90}  {said}", flush=True)
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
