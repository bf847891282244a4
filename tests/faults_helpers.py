"""Faults of cameras and machines, made at the edge."""

from __future__ import annotations

import numpy as np

from gazetrainer.face import NoFace, NoFaceReason
from gazetrainer.frame import Frame

WIDTH, HEIGHT = 160, 120


def picture(seed=0):
    """A textured room with a living sensor's noise."""
    rng = np.random.default_rng(seed)
    x, y = np.meshgrid(np.arange(WIDTH), np.arange(HEIGHT))
    room = 110 + 50 * np.sin(x / 11) * np.cos(y / 7)
    return np.clip(room[..., None] + rng.normal(0, 2.5, (HEIGHT, WIDTH, 3)), 0, 255).astype(np.uint8)


def film(count, rate_hz=15.0, change=lambda _index, rgb: rgb):
    """Pictures at a rate; `change` spoils some of them."""
    return [Frame(i, i / rate_hz, change(i, picture(i))) for i in range(count)]


def black(_index, rgb):
    return np.zeros_like(rgb)


def dark_noise(index, rgb):
    return np.clip(np.random.default_rng(index).normal(3, 2, rgb.shape), 0, 255).astype(np.uint8)


def green(_index, rgb):
    return np.broadcast_to(np.array((0, 135, 0), np.uint8), rgb.shape).copy()


def torn(_index, rgb):
    return np.concatenate((rgb[: HEIGHT // 2], green(0, rgb[HEIGHT // 2 :])))


def smaller(_index, rgb):
    return np.ascontiguousarray(rgb[::2, ::2])


class BreakingTracker:
    """A tracker whose graph breaks with some pictures, and stays broken until it is loaded again."""

    def __init__(self, breaks_with, *, loads_again=True):
        self._breaks_with, self._loads_again = set(breaks_with), loads_again
        self.is_broken, self.loaded = False, 0

    def __enter__(self):
        self.loaded += 1
        if self.loaded > 1 and not self._loads_again:
            raise RuntimeError("no graph")
        self.is_broken = False
        return self

    def __exit__(self, *_):
        if self.is_broken:
            raise RuntimeError("the graph had an error")

    def observe(self, frame):
        if self.is_broken or frame.index in self._breaks_with:
            self.is_broken = True
            raise RuntimeError("the graph had an error")
        return NoFace(frame.time_s, NoFaceReason.NO_FACE)
