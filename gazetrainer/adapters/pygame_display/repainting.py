"""Repainting: of a picture that differs little from the one before, only what differs is drawn and sent on.

A scene is painted twice: once where nothing can be seen, which tells the pieces it is laid of, then where pieces differ
from those on the screen. Most of a picture's cost is its paper, its glow and the way to the screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from gazetrainer.adapters.pygame_display.canvas import Box, Canvas, Piece
from gazetrainer.adapters.pygame_display.painter import paint, paint_too_small
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.scene import (
    CameraCheckScene,
    DotScene,
    GetReadyScene,
    GuidedScene,
    HoldScene,
    MessageScene,
    PausedScene,
    PointerScene,
    RestScene,
    Scene,
)

LAID: Final = (
    CameraCheckScene
    | DotScene
    | GetReadyScene
    | GuidedScene
    | HoldScene
    | MessageScene
    | PausedScene
    | PointerScene
    | RestScene
)
"""Scenes that are laid of pieces and nothing else; those of the practice itself."""
_NOWHERE: Final = Box(0, 0, 0, 0)


def repaint(canvas: Canvas, scene: Scene, before: Canvas | None) -> list[Box]:
    """Draw a scene over the one drawn before; gives the boxes in which the surface changed.

    before: what the surface shows now; None where that is not known.
    """
    if canvas.is_too_small:
        paint_too_small(canvas)
    elif not isinstance(scene, LAID) or before is None or not _is_comparable(canvas, before):
        paint(canvas, scene)
    else:
        with _only_in(canvas.surface, _NOWHERE):
            paint(canvas, scene)
        areas = _differing(before.pieces, canvas.pieces, canvas.bounds)
        for area in areas:
            _lay_again(canvas, area)
        return areas
    if not isinstance(scene, LAID):
        canvas.pieces.clear()
    return [canvas.bounds]


def _is_comparable(canvas: Canvas, before: Canvas) -> bool:
    """Both are laid of pieces on the same paper."""
    return bool(before.pieces) and (canvas.look, canvas.bounds.size) == (before.look, before.bounds.size)


def _differing(before: Sequence[Piece], now: Sequence[Piece], bounds: Box) -> list[Box]:
    """Boxes around what is no more, is new or has moved; boxes that touch are one."""
    old, new = ({(id(piece.picture), tuple(piece.box)): piece.box for piece in pieces} for pieces in (before, now))
    areas: list[Box] = []
    for key in old.keys() ^ new.keys():
        area = (old.get(key) or new[key]).clip(bounds)
        while (touched := area.collidelist(areas)) >= 0:
            area = area.union(areas.pop(touched))
        if area.width and area.height:
            areas.append(area)
    return areas


def _lay_again(canvas: Canvas, area: Box) -> None:
    with _only_in(canvas.surface, area):
        canvas.surface.fill(canvas.palette.paper)
        for piece in canvas.pieces:
            if piece.box.colliderect(area):
                canvas.surface.blit(piece.picture, piece.box)


@contextmanager
def _only_in(surface: pygame.Surface, area: Box) -> Iterator[None]:
    """What is drawn meanwhile is seen within this box alone."""
    surface.set_clip(area)
    try:
        yield
    finally:
        surface.set_clip(None)
