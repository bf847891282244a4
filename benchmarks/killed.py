"""A running sitting killed at random moments: what is left opens, little is lost, and nothing else is harmed.

    python -m benchmarks.killed --kills 50 --seed 0

Each time the real command practises the sample plan in front of the sample video, and its process gets SIGKILL
when its recorder has taken a picture of a random time, a random moment later; some are killed while they start. What
was lost is counted from the last picture that the recorder was given.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NoReturn

import numpy as np

from gazetrainer import cli
from gazetrainer.adapters import mediapipe_tracker, pygame_display  # noqa: F401  (imported before the processes part)
from gazetrainer.cli import practice, sitting  # noqa: F401
from gazetrainer.cli.sealing import left_open, seal_recording
from gazetrainer.face import FaceObservation, NoFace
from gazetrainer.recording import Recorder, read_recording
from gazetrainer.seal import seal_path
from gazetrainer.verify import verify

SAMPLES: Final = Path(__file__).resolve().parent.parent / "samples"
LOST_AT_MOST_S: Final = 1.5
_LONG_AGO: Final = (1e9, 1e9)


@dataclass(frozen=True, slots=True)
class Killed:
    """One kill: the last picture given to the recorder and the last one in the file, in seconds of the sitting.

    told_s None: it had not begun to record. recorded_s None: there is no file. was_starting: it was killed before it
    could begin to record. is_offered: the next start offers to close it. is_sealed: closed so, it is good.
    others_are_whole: no other file was touched.
    """

    told_s: float | None
    recorded_s: float | None
    others_are_whole: bool
    was_starting: bool
    is_offered: bool = False
    is_sealed: bool = False

    @property
    def lost_s(self) -> float:
        """Seconds that were seen and are not in the file."""
        return 0.0 if self.told_s is None else self.told_s - (self.recorded_s or 0.0)

    @property
    def is_good(self) -> bool:
        """As it should be."""
        is_closed = (self.is_offered and self.is_sealed) if self.recorded_s is not None else self.was_starting
        return is_closed and self.others_are_whole and self.lost_s <= LOST_AT_MOST_S


def kills(count: int, seed: int, folder: Path, *, last_s: float = 4.0) -> Iterator[Killed]:
    """Kill so many sittings at moments up to `last_s` of their recordings, the first tenth of them while starting."""
    random = np.random.default_rng(seed)
    _put_others(folder)
    for number in range(count):
        at_s = -random.uniform(0, 4.0) if number < count // 10 else random.uniform(0, last_s)
        yield _kill(folder, at_s, float(random.uniform(0, 0.1)))


def _kill(folder: Path, at_s: float, later_s: float) -> Killed:
    others = _hashes(folder)
    told_s = _told_until_killed(folder, at_s, later_s)
    untouched = all(_hashes(folder).get(path) == what for path, what in others.items())
    new = [path for path in folder.glob("*.mcap") if path not in others]
    found = [_left(path, Killed(told_s, None, untouched, at_s < 0)) for path in new]
    for path in folder.iterdir():
        if path not in others:
            path.unlink()
    return found[0] if found else Killed(told_s, None, untouched, at_s < 0)


def _told_until_killed(folder: Path, at_s: float, later_s: float) -> float | None:
    """Run the command in a process of its own, kill it, and give the last time that its recorder was given."""
    reading, writing = os.pipe()
    process = os.fork()  # what is imported is there already, which saves most of the start
    if process == 0:
        os.setsid()
        os.close(reading)
        _sit_and_leave(folder, writing)
    os.close(writing)
    told: list[float] = []
    with os.fdopen(reading) as lines:
        if at_s < 0:
            time.sleep(-at_s)
        else:
            for line in lines:
                told.append(float(line))
                if told[-1] >= at_s:
                    break
            time.sleep(later_s)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        told += [float(line) for line in lines]
    return told[-1] if told else None


def _sit_and_leave(folder: Path, told: int) -> NoReturn:
    silent = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(silent, standard)
    try:
        sit(folder, told)
    finally:
        os._exit(0)


def _left(path: Path, killed: Killed) -> Killed:
    times_s = list(read_recording(path).observation_times_s())
    os.utime(path, _LONG_AGO)
    is_offered = left_open(path.parent) == (path,)
    seal_recording(path)
    verified = verify(path.read_bytes(), seal_path(path).read_bytes(), path.name)
    last_s = times_s[-1] if times_s else 0.0
    return replace(killed, recorded_s=last_s, is_offered=is_offered, is_sealed=verified.is_good)


def sit(folder: Path, told: int) -> None:
    """Practise with the real command; the recorder writes to `told` which pictures it is given."""

    class Telling(Recorder):
        def on_observation(self, seen: FaceObservation | NoFace) -> None:
            os.write(told, f"{seen.time_s}\n".encode())
            super().on_observation(seen)

    sitting.Recorder = Telling  # type: ignore[misc]
    plan, video, profile = (SAMPLES / name for name in ("plans/sample.toml", "sitting.mp4", "profile.json"))
    wish = ["--camera", video, "--profile", profile, "--output", folder, "--speed", 8]
    sys.argv = ["gazetrainer", "practice", str(plan), *map(str, wish)]
    cli.main()


def use_own_places(place: Path) -> None:
    """Keep settings and keys in a folder of their own, and open no window."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        os.environ[name] = str(place / name)
    os.environ |= {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}


def _put_others(folder: Path) -> None:
    """Files of other sittings."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(SAMPLES / "recording.mcap", folder / "an-earlier-one.mcap")
    (folder / "an-earlier-one.mcap.seal").write_text("its seal")
    (folder / "an-earlier-one.html").write_text("its report")


def _hashes(folder: Path) -> dict[Path, str]:
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def main() -> None:
    """Kill, and print each and what came of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        use_own_places(Path(place))
        found = []
        for killed in kills(wish.kills, wish.seed, Path(place) / "recordings"):
            found.append(killed)
            print(f"{len(found):3}  lost {killed.lost_s:5.2f} s  {'good' if killed.is_good else killed}", flush=True)
    lost_s = [each.lost_s for each in found]
    began = sum(each.recorded_s is not None for each in found)
    print(f"{sum(each.is_good for each in found)} of {len(found)} good, {began} had begun to record; ", end="")
    print(f"lost: median {np.median(lost_s):.2f} s, at most {max(lost_s):.2f} s")
    sys.exit(0 if all(each.is_good for each in found) else 1)


if __name__ == "__main__":
    main()
