"""Text: words broken into lines and made smaller until they fit the room there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, partial

from gazetrainer.adapters.pygame_display.fonts import font
from gazetrainer.adapters.pygame_display.look import Colour
from gazetrainer.adapters.pygame_display.quiet import pygame

_SHRINK = 0.92
_SMALLEST_SHARE = 0.55
_SPLIT_BELOW = 0.75
"""Whole words are kept until the text is this much smaller; only then are long words split."""
_MOST_BALANCED = 8
_NEARLY_PX = 8


class Align(StrEnum):
    """How the lines of a block stand to each other."""

    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Style:
    """Size in pixels, weight, colour and alignment of a block."""

    size_px: float
    colour: Colour
    weight: str = "regular"
    align: Align = Align.CENTRE


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that were made to fit, with the size in which they do; `is_cut`: not even the smallest size did."""

    lines: tuple[str, ...]
    style: Style
    width_px: int
    height_px: int
    is_cut: bool = False


@lru_cache(maxsize=512)
def fit(text: str, style: Style, width_px: int, height_px: int) -> Block:
    """Break text into lines within a box, smaller step by step; in the smallest size the rest becomes an ellipsis."""
    share, is_cut = 1.0, False
    while True:
        size_px = round(style.size_px * share)
        measure = partial(_width_px, size_px, style.weight)
        lines = _wrap(text, width_px, measure, split=share < _SPLIT_BELOW)
        line_px = font(size_px, style.weight).get_linesize()
        widest_px = max((measure(line) for line in lines), default=0)
        if widest_px <= width_px and len(lines) * line_px <= height_px:
            break
        if share * _SHRINK < _SMALLEST_SHARE:
            is_cut = True
            lines = _cut(lines, max(1, height_px // line_px), width_px, measure)
            widest_px = max(measure(line) for line in lines)
            break
        share *= _SHRINK
    if style.align is Align.CENTRE and not is_cut and 1 < len(lines) <= _MOST_BALANCED:
        lines = _balanced(text, lines, width_px, measure, split=share < _SPLIT_BELOW)
        widest_px = max(measure(line) for line in lines)
    small = Style(size_px, style.colour, style.weight, style.align)
    return Block(tuple(lines), small, widest_px, len(lines) * line_px, is_cut)


@lru_cache(maxsize=256)
def rendered(block: Block) -> pygame.Surface:
    """The picture of a block."""
    picture = pygame.Surface((max(1, block.width_px), max(1, block.height_px)), pygame.SRCALPHA)
    face = font(round(block.style.size_px), block.style.weight)
    for number, line in enumerate(block.lines):
        words = face.render(line, True, block.style.colour)  # noqa: FBT003 - Pygame takes "smooth" by position
        left = 0 if block.style.align is Align.LEFT else (block.width_px - words.get_width()) // 2
        picture.blit(words, (left, number * face.get_linesize()))
    return picture


def forget_text() -> None:
    """Let go of everything measured and drawn with fonts that are no more."""
    fit.cache_clear()
    rendered.cache_clear()


def _width_px(size_px: int, weight: str, line: str) -> int:
    return int(font(size_px, weight).size(line)[0])


def _wrap(text: str, width_px: int, measure: Callable[[str], int], *, split: bool) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if measure(longer) <= width_px:
                line = longer
                continue
            if line:
                lines.append(line)
            *pieces, line = _pieces(word, width_px, measure) if split else [word]
            lines += pieces
        lines.append(line)
    return lines


def _balanced(text: str, lines: list[str], width_px: int, measure: Callable[[str], int], *, split: bool) -> list[str]:
    """The same number of lines, as equal as they can be: no word is left alone on the last one."""
    low_px, high_px = width_px // 2, width_px
    while high_px - low_px > _NEARLY_PX:
        middle_px = (low_px + high_px) // 2
        tried = _wrap(text, middle_px, measure, split=split)
        if len(tried) <= len(lines) and max(measure(line) for line in tried) <= middle_px:
            lines, high_px = tried, middle_px
        else:
            low_px = middle_px
    return lines


def _pieces(word: str, width_px: int, measure: Callable[[str], int]) -> list[str]:
    """A word too long for a line, in pieces with hyphens."""
    pieces = []
    while measure(word) > width_px and len(word) > 1:
        length = max((n for n in range(1, len(word)) if measure(word[:n] + "-") <= width_px), default=1)
        pieces.append(word[:length] + "-")
        word = word[length:]
    return [*pieces, word]


def _cut(lines: list[str], most: int, width_px: int, measure: Callable[[str], int]) -> list[str]:
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += "…"
    return [_cut_line(line, width_px, measure) for line in kept]


def _cut_line(line: str, width_px: int, measure: Callable[[str], int]) -> str:
    while measure(line) > width_px and len(line) > 1:
        line = line.rstrip("…")[:-1] + "…"
    return line
