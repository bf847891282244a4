"""Which addresses the program's commands speak to: each command as a person starts it, under strace, and its sockets.

    python -m benchmarks.no_network                 # every command, with strace
    python -m benchmarks.no_network --without-network  # the same in a network namespace that has nothing but loopback

Needs Linux with strace (or unshare), and the face model on this machine. Ends with 1 when anything but this computer
itself was spoken to, or when a command did not do its work. A line begins with the exit code: 1 where a key that is
in use already is brought again, and where nobody's key is forgotten; 130 where Ctrl-C ended it. `practice --lsl` runs
where pylsl is installed; it alone may speak to the local network, as it is asked to.
"""

from __future__ import annotations

import argparse
import importlib.util
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
_DESK: Final = r"http://127\.0\.0\.1:\d+/\S+"
_REPORTED: Final = r"Report: "
_SHOWN: Final = ""
_SHOWN_S: Final = 8.0
"""The window says nothing; it is ended after so long."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One command; until: what it says, or nothing, before it is ended by Ctrl-C (None: it ends by itself).

    may_speak: to other computers, because it was asked to.
    """

    words: tuple[str, ...]
    until: str | None
    expected: int
    may_speak: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one command did: its exit code, and each call with an internet address, as `call address:port`."""

    command: Asked
    code: int
    calls: tuple[str, ...]
    is_as_expected: bool

    @property
    def is_good(self) -> bool:
        """It did its work, and spoke to nothing but this computer itself."""
        return self.is_as_expected and (self.command.may_speak or all(is_own(each) for each in self.calls))


def asked(*words: object, until: str | None = None, expected: int = 0, may_speak: bool = False) -> Asked:
    """A command as it is typed."""
    return Asked(tuple(map(str, words)), until, expected, may_speak)


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


def commands(folder: Path) -> tuple[Asked, ...]:
    """Every command, in an order in which each finds what it works on."""
    return (*_before_practice(folder), *_practised(folder), *_afterwards(folder))


def _before_practice(folder: Path) -> Iterator[Asked]:
    plan, passphrase = f"{SAMPLES}/plans/sample.toml", ("--passphrase-file", folder / "passphrase.txt")
    new = ("--title", "A plan", "--author", "A practitioner", "--position", "5,5,10")
    yield asked("--help")
    yield asked("doctor")
    yield asked("model")
    yield asked("key", "make")
    yield asked("key", "show")
    yield asked("key", "export", folder / "me.key")
    yield asked("key", "known")
    yield asked("key", "forget", "Nobody", expected=1)
    yield asked("key", "backup", folder / "key.age", *passphrase)
    yield asked("key", "import", folder / "key.age", *passphrase, expected=1)
    yield asked("plan", "new", folder / "new.toml", *new)
    yield asked("plan", "check", plan)
    yield asked("plan", "sign", folder / "plan.toml")
    yield asked("plan", "print", plan, "--output", folder / "plan.html")
    yield asked("sounds", "--output", folder / "sounds")
    yield asked("-c", "simulated:seed=3", until=_SHOWN)


def _practised(folder: Path) -> Iterator[Asked]:
    plan, given, short = f"{SAMPLES}/plans/sample.toml", f"{SAMPLES}/profile.json", folder / "short.mp4"
    new = folder / "new.toml"  # one short position
    shown = ("-c", f"{SAMPLES}/calibration.mp4", "--looked-at", f"{SAMPLES}/calibration_looked_at.csv")
    kept = ("--video", "eyes", "--share-features")
    simulated = ("-c", "simulated:seed=3", "--speed", "8", "--recentre-dots", "0", "--sounds", "silent")
    yield asked("profile", given)
    yield asked("calibrate", *shown, "-o", folder / "own.json")
    yield asked("recentre", *shown, "-p", given, "-o", folder / "again.json")
    yield asked("track", "-c", short, "-p", given, "-o", folder / "gaze.csv")
    yield asked("teach", "there", "-c", short, "-p", folder / "profile.json", "--from", "0", "--to", "2")
    yield asked("find", "-c", short, "-p", given, "-o", folder / "found.mcap", until=_REPORTED)
    yield asked("practice", plan, "-c", short, "-p", given, "-o", folder / "practised.mcap", *kept, until=_REPORTED)
    yield asked("practice", new, *simulated, "-p", folder / "profile.json", "-o", folder, until=_REPORTED)
    if importlib.util.find_spec("pylsl"):
        into = folder / "streamed.mcap"
        yield asked("practice", plan, "-c", short, "-p", given, "-o", into, "--lsl", until=_REPORTED, may_speak=True)
    yield asked("demo", "--headless", "--plan", new, "--video", "none", "--output", folder / "demo")


def _afterwards(folder: Path) -> Iterator[Asked]:
    recording, package, key = folder / "recording.mcap", folder / "package.zip", folder / "me.key"
    written = ("--comment", "Well held.", "--name", "A practitioner", "--to", key, "-o", folder / "answer.age")
    film = ("--film", folder / "film.mp4", "--from", "40", "--size", "640x360", "--volume", "0")
    yield asked("seal", recording)
    yield asked("verify", recording)
    yield asked("report", recording, "-o", folder / "report.html")
    for form in ("bids", "csv", "etdq"):
        yield asked("export", recording, "--format", form, "-o", folder / form)
    yield asked("replay", recording, *film)
    yield asked("share", recording, "--to", key, "-o", package)
    yield asked("open", package, "--folder", folder / "opened")
    yield asked("answer", recording, "--accept", *written)
    yield asked("open", folder / "answer.age")
    # One person is too few: it reads the recording and says so.
    yield asked("prior", "train", folder / "practised.mcap", "-o", folder / "population.npz", expected=1)
    yield asked("review", folder / "opened", "--no-browser", "--port", "0", until=_DESK)
    yield asked("forget", "--sitting", recording)


def spoken_by(command: Asked, folder: Path, *, before: tuple[str, ...]) -> Spoken:
    """Run a command behind a tracer (`before`) and read what it left; Ctrl-C ends what does not end by itself."""
    trace = folder / "trace.txt"
    trace.unlink(missing_ok=True)
    with (folder / "said.txt").open("w") as said:
        running = subprocess.Popen(
            (*before, *_RUN, *command.words), cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL,
            stdout=said, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        if command.until is not None:
            _end(running, command.until, folder / "said.txt")
        code = running.wait(timeout=3600)
    is_expected = code in {command.expected, EXIT_INTERRUPTED if command.until is not None else command.expected}
    if not is_expected:
        print((folder / "said.txt").read_text()[-600:], file=sys.stderr)
    calls = calls_in(trace.read_text(errors="replace")) if trace.exists() else ()
    return Spoken(command, code, calls, is_as_expected=is_expected)


def _end(running: subprocess.Popen[bytes], until: str, said: Path) -> None:
    if until == _SHOWN:
        time.sleep(_SHOWN_S)
    else:
        found = _wait_for(until, said)
        if found.startswith("http"):
            with suppress(OSError):  # in a namespace of its own the desk cannot be reached from here
                urllib.request.urlopen(found, timeout=20).read()
            time.sleep(3)
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGINT)


def _wait_for(pattern: str, said: Path) -> str:
    """What was said that fits; empty when it did not come within ten minutes."""
    until = time.monotonic() + 600
    while time.monotonic() < until:
        if found := re.search(pattern, said.read_text()):
            return found[0]
        time.sleep(0.2)
    return ""


def environment(folder: Path) -> dict[str, str]:
    """A person's own places within a folder, no window and no sound."""
    own = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "CONFIG", "CACHE")}
    quiet = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "PYTHONUNBUFFERED": "1", "COLUMNS": "200"}
    return os.environ | own | quiet | {"HOME": str(folder)}


def prepare(folder: Path) -> None:
    """Put into a folder what the commands work on."""
    import av  # noqa: PLC0415  (only where a clip is cut)

    shutil.copy(SAMPLES / "recording.mcap", folder)
    shutil.copy(SAMPLES / "profile.json", folder)
    (folder / "passphrase.txt").write_text("quite a long passphrase\n", encoding="utf-8")
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
    prepare(folder)
    for command in commands(folder):
        if not names or command.words[0] in names:
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
            is_good &= spoken.is_good
            said = ", ".join(spoken.calls) or "no internet address"
            words = " ".join(spoken.command.words).replace(name, ".").replace(str(SAMPLES), "samples")
            print(f"{spoken.code:<3}  {words[:90]:90}  {said}", flush=True)
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
