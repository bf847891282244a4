"""Slowly changing whole numbers as bytes that compress well: differences, zigzag, one plane per byte.

Differences are taken over frames and then between neighbours in a frame: neighbouring landmarks move together, and of
a nodding head the second step saves a quarter.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def pack_planes(values: NDArray[np.float64], byte_count: int) -> bytes:
    """Return (frames, n) values, rounded and clipped to what the bytes hold, least significant plane first.

    >>> packed = pack_planes(np.array([[5.0, -3.0], [6.2, 400.0]]), 2)
    >>> unpack_planes(np.frombuffer(packed, np.uint8), byte_count=2, width=2).tolist()
    [[5, -3], [6, 400]]
    """
    limit = (1 << (8 * byte_count - 3)) - 1  # the difference of two differences still fits after the zigzag
    whole = np.clip(np.nan_to_num(np.rint(values)), -limit, limit).astype(np.int64)
    over_frames = np.diff(whole, axis=0, prepend=np.zeros((1, whole.shape[1]), np.int64))
    change = np.diff(over_frames, axis=1, prepend=np.zeros((len(whole), 1), np.int64))
    zigzag = ((change << 1) ^ (change >> 63)).astype("<u4")
    return bytes(zigzag.view(np.uint8).reshape(-1, 4).T[:byte_count].tobytes())


def unpack_planes(data: NDArray[np.uint8], byte_count: int, width: int) -> NDArray[np.int64]:
    """Return the (frames, width) whole numbers that `pack_planes` was given."""
    weights = 1 << (8 * np.arange(byte_count))
    zigzag = weights @ data.reshape(byte_count, data.size // byte_count).astype(np.int64)
    change = (zigzag >> 1) ^ -(zigzag & 1)
    return np.cumsum(np.cumsum(change.reshape(-1, width), axis=1), axis=0)
