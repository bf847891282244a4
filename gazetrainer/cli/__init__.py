"""The command line: the composition root, and the only place that names concrete adapters.

Here stands only what must be there before anything is loaded; loading takes a second or two.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Final

EXIT_FAULT: Final = 1
EXIT_MISTAKE: Final = 70
"""The program's own mistake (EX_SOFTWARE of sysexits.h)."""
EXIT_INTERRUPTED: Final = 130


def main() -> None:
    """Run the program; every fault a person can act on is one clear message on stderr and exit code 1."""
    # While modules are loaded an exception may be lost, with a word about Python's insides. Nothing is open yet.
    usual = signal.signal(signal.SIGINT, _leave_at_once)
    try:
        from gazetrainer.cli.start_to_end import run  # noqa: PLC0415  (Ctrl-C while it loads ends it as calmly)
    finally:
        signal.signal(signal.SIGINT, usual)
    try:
        run()
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)


def _leave_at_once(_number: int, _frame: FrameType | None) -> None:
    os._exit(EXIT_INTERRUPTED)
