"""Ctrl-C, a closed terminal or a shut-down while a sitting runs: once ends it well, again ends the program at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from gazetrainer.loop import Interrupted

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Windows has no SIGHUP."""


@contextmanager
def interrupts() -> Iterator[Callable[[], bool]]:
    """Give a question whether the program was asked to end; signals reach only the main thread of a program."""
    asked = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        if asked.is_set():
            raise Interrupted
        asked.set()

    before = {number: signal.signal(number, ask) for number in _SIGNALS}
    try:
        yield asked.is_set
    finally:
        for number, handler in before.items():
            # None: it was set by native code, which no longer runs when the window is closed.
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
