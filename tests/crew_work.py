"""Work that a crew is given in tests: it must be importable from another process."""

from __future__ import annotations

import os
import signal


def doubled(number: int) -> int:
    """Twice the number; 3 ends its process, 5 raises."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 5:
        raise ArithmeticError("five")
    return 2 * number


def doubled_of(number: int, _ballast: bytes) -> int:
    """The same, given two arguments."""
    return doubled(number)
