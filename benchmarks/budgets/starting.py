"""From the command to the first picture and the first verdict: `practice` as a person starts it, over a video.

`starting BEGAN FOLDER` runs the program in this process and tells, in seconds since BEGAN (a monotonic time), when its
window was first drawn and when it first showed a verdict; then it ends.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent.parent
MOST_FIRST_PICTURE_S: Final = 3.0
_HEAVY: Final = ("mediapipe", "numpy", "cv2", "scipy", "pygame", "av", "gazetrainer", "pydantic", "cryptography")


def run(began_s: float, folder: str) -> None:
    """Start the program with a watch on its window."""
    from gazetrainer.adapters.pygame_display import PygameDisplay  # noqa: PLC0415  (the program's own start is timed)
    from gazetrainer.cli import main  # noqa: PLC0415
    from gazetrainer.scene import HoldScene  # noqa: PLC0415

    draw, told = PygameDisplay.draw, {}

    def noted(display: PygameDisplay, scene: Any) -> None:
        draw(display, scene)
        told.setdefault("picture_s", time.monotonic() - began_s)
        if isinstance(scene, HoldScene):
            print(json.dumps(told | {"verdict_s": time.monotonic() - began_s}), flush=True)
            os._exit(0)

    PygameDisplay.draw = noted  # type: ignore[method-assign]
    samples = ROOT / "samples"
    sys.argv = ["gazetrainer", "practice", str(samples / "plans" / "sample.toml")]
    sys.argv += ["--camera", str(samples / "sitting.mp4"), "--profile", str(samples / "profile.json")]
    sys.argv += ["--recentre-dots", "0", "--sounds", "silent", "--output", folder]
    main()


def started(environment: dict[str, str]) -> dict[str, float]:
    """Start it once; raises CalledProcessError and IndexError where it ends before a verdict."""
    with tempfile.TemporaryDirectory() as folder:
        own = {f"XDG_{kind}_HOME": f"{folder}/{kind}" for kind in ("CONFIG", "STATE")}
        command = [sys.executable, "-m", "benchmarks.budgets.starting", repr(time.monotonic()), folder]
        done = subprocess.run(
            command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | environment | own
        )
    told: dict[str, float] = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))
    return told


def forget_files() -> None:
    """Let the system drop the programs' files from its memory, as after a start of the machine (Linux)."""
    for path in _files():
        with suppress(OSError), path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _files() -> Iterator[Path]:
    for name in _HEAVY:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            yield from (path for path in Path(spec.origin).parent.rglob("*") if path.is_file())


if __name__ == "__main__":
    run(float(sys.argv[1]), sys.argv[2])
