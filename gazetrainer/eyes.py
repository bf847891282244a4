"""Eyes: which of the client's eyes take part."""

from __future__ import annotations

from enum import StrEnum


class Eyes(StrEnum):
    """Which eye is measured, and not covered; the client's own sides."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"
