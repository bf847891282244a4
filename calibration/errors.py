"""The one fault of this package."""

from __future__ import annotations


class CalibrationError(Exception):
    """The measured points cannot be fitted: too few of them, or all alike."""
