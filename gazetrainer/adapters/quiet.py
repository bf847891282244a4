"""Keep the start-up chatter of native libraries off the user's screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_STDERR = 2


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Send what native code writes to standard error nowhere, and always restore it.

    MediaPipe, TensorFlow Lite and OpenCV write there past Python, so only the file descriptor itself helps.
    """
    try:
        kept = os.dup(_STDERR)
    except OSError:  # a program without a standard error has nothing to keep quiet
        yield
        return
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STDERR)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)
