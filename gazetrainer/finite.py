"""finite(value): a number out of a file that may hold anything."""

from __future__ import annotations

import math


def finite(value: object) -> float | None:
    """The number as a float; None for what is no number, not finite, or beyond all floats.

    >>> finite(3), finite(True), finite("3"), finite(10**400), finite(float("nan"))
    (3.0, None, None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None
