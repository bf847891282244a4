"""Clock: the one source of time for devices; its fake moves only when told to or slept on."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final, Protocol

from gazetrainer.frame import Frame

_WHILE_ASLEEP: Final = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}


def clock_of(system: str) -> Callable[[], float]:
    """What tells the time on a system (as sys.platform names it), in seconds: even steps, also while it sleeps."""
    if system == "win32":  # up to Python 3.12 time.monotonic() moves in steps of 16 ms there, half of a camera's
        return time.perf_counter
    # Linux' and macOS' own time.monotonic() stands still in between, and an hour with the lid closed would be none.
    number = getattr(time, _WHILE_ASLEEP.get(system, ""), None)
    return time.monotonic if number is None else partial(time.clock_gettime, number)


_now_s: Final = clock_of(sys.platform)


class Clock(Protocol):
    """Tells the time and waits; times are in seconds from an arbitrary start and never go back."""

    def now_s(self) -> float:
        """Tell the time."""

    def sleep_s(self, duration_s: float) -> None:
        """Wait; a duration of zero or less returns at once."""


class MonotonicClock:
    """The machine's own clock; setting the time of day does not move it, and it goes on while the machine sleeps."""

    def now_s(self) -> float:
        """Tell the time."""
        return _now_s()

    def sleep_s(self, duration_s: float) -> None:
        """Wait."""
        if duration_s > 0:
            time.sleep(duration_s)


class FakeClock:
    """A clock that passes only by being slept on or moved.

    >>> clock = FakeClock()
    >>> clock.sleep_s(1.5)
    >>> clock.now_s()
    1.5
    """

    def __init__(self, start_s: float = 0.0) -> None:
        self._now_s = start_s

    def now_s(self) -> float:
        """Tell the time."""
        return self._now_s

    def sleep_s(self, duration_s: float) -> None:
        """Let the time pass at once."""
        self._now_s += max(duration_s, 0.0)


def paced(frames: Iterable[Frame], clock: Clock, *, speed: float = 1.0) -> Iterator[Frame]:
    """Yield frames no earlier than their own time, `speed` times as fast; late frames follow without waiting."""
    if not speed > 0:
        raise ValueError(f"the speed must be above 0, not {speed}")
    start_s: float | None = None
    for frame in frames:
        if start_s is None:
            start_s = clock.now_s() - frame.time_s / speed
        clock.sleep_s(start_s + frame.time_s / speed - clock.now_s())
        yield frame
