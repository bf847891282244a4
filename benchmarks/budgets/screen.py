"""A screen to draw on: the one that is here, one without a monitor (Xvfb), or none at all."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def a_screen() -> Iterator[tuple[dict[str, str], str]]:
    """What the environment of a program with a window must hold, and what to note beside its figures."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        yield {}, ""
        return
    program = shutil.which("Xvfb")
    if program is None:
        yield {"SDL_VIDEODRIVER": "dummy"}, "; there is no screen here: nothing is sent to one"
        return
    told, telling = os.pipe()
    command = [program, "-displayfd", str(telling), "-screen", "0", "1920x1200x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(telling,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as xvfb:
        os.close(telling)
        try:
            with os.fdopen(told) as said:
                number = said.readline().strip()
            yield {"DISPLAY": f":{number}"}, ""
        finally:
            xvfb.terminate()
