"""What is wrong with a picture of a screen: texts outside, cut, over each other or too faint, buttons outside."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from gazetrainer.adapters.pygame_display import PygameDisplay
from gazetrainer.adapters.pygame_display.canvas import Canvas
from gazetrainer.adapters.pygame_display.look import Colour

LEAST_CONTRAST = 4.5
_BESIDE_PX = 3


def faults_of(display: PygameDisplay) -> tuple[str, ...]:
    """Every fault of what was drawn last, in words; none for a good screen."""
    canvas = display.canvas
    if canvas is None:
        return ()
    return (*_outside(canvas), *_covered(canvas), *_cut(canvas), *_faint(canvas, display.picture()))


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in np.array(colour) / 255]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


def _outside(canvas: Canvas) -> Iterator[str]:
    for box in canvas.texts:
        if not canvas.bounds.contains(box):
            yield f"text outside the window: {box}"
    for button in canvas.buttons:
        if not canvas.bounds.contains(button.box):
            yield f"button outside the window: {button.box}"


def _covered(canvas: Canvas) -> Iterator[str]:
    for one, other in itertools.combinations(canvas.texts, 2):
        if one.colliderect(other):
            yield f"texts over each other: {one} {other}"


def _cut(canvas: Canvas) -> Iterator[str]:
    for block in canvas.blocks:
        if block.is_cut:
            yield f"cut: {' '.join(block.lines)}"


def _faint(canvas: Canvas, picture: NDArray[np.uint8]) -> Iterator[str]:
    """The ground of a text is what stands just beside it."""
    for block, box in zip(canvas.blocks, canvas.block_boxes, strict=True):
        columns = [max(0, box.left - _BESIDE_PX), min(canvas.width_px - 1, box.right + _BESIDE_PX - 1)]
        beside = picture[max(0, box.top) : box.bottom : 4, columns].reshape(-1, 3)
        grounds = {(int(red), int(green), int(blue)) for red, green, blue in beside}
        least = min((contrast(block.style.colour, ground) for ground in grounds), default=LEAST_CONTRAST)
        if least < LEAST_CONTRAST:
            yield f"contrast {least:.1f}: {' '.join(block.lines)}"
