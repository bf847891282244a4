"""MediaPipe's own messages to its maker stay on this computer."""

from __future__ import annotations

import os
from typing import Final

_NOBODY: Final = "http://127.0.0.1:9"
"""The port of this computer that throws everything away (discard, RFC 863); usually nobody listens there at all."""


def keep_mediapipe_at_home() -> None:
    """Send what this process would say to secure addresses elsewhere to nobody; called before MediaPipe is used.

    MediaPipe 1.x reports its use to https://play.googleapis.com/log through the curl it carries, which asks the
    environment for a proxy each time; it has no setting of its own to be silent (seen with strace, 1.2.2 on Linux).
    """
    os.environ.update(https_proxy=_NOBODY, HTTPS_PROXY=_NOBODY, no_proxy="", NO_PROXY="")
