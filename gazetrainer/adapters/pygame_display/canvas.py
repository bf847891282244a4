"""Canvas: the surface being drawn on, with the measures of its size and the record of what is taken."""

from __future__ import annotations

from collections.abc import Sequence

from gazetrainer.adapters.pygame_display.look import Colour, Look, Palette
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.text import Align, Block, Style, fit, rendered

DESIGN_SIZE = (1280, 720)
TITLE, HEADLINE, BODY, DETAIL, SMALL = 34.0, 30.0, 25.0, 20.0, 18.0
FOOTER = 56.0

Box = pygame.Rect


class Canvas:
    """Draws in the units of a 1280x720 design, scaled to the real surface; remembers every box it has filled."""

    def __init__(self, surface: pygame.Surface, look: Look) -> None:
        self.surface = surface
        self.look = look
        self.width_px, self.height_px = surface.get_size()
        room = min(self.width_px / DESIGN_SIZE[0], self.height_px / DESIGN_SIZE[1])
        self.unit_px = room * max(0.5, min(look.size, 1.6))
        self.taken: list[Box] = []
        self.texts: list[Box] = []

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return self.look.palette

    @property
    def bounds(self) -> Box:
        """The whole surface."""
        return self.surface.get_rect()

    def px(self, units: float) -> int:
        """Design units in whole pixels."""
        return round(units * self.unit_px)

    def style(self, size: float, colour: Colour, *, weight: str = "regular", align: Align = Align.CENTRE) -> Style:
        """A text style with its size in design units."""
        return Style(size * self.unit_px, colour, weight, align)

    def put(self, block: Block, left_px: float, top_px: float) -> Box:
        """Draw a block of text and remember its box."""
        box = Box(round(left_px), round(top_px), block.width_px, block.height_px)
        self.surface.blit(rendered(block), box)
        self.taken.append(box)
        self.texts.append(box)
        return box

    def write(self, text: str, style: Style, room: Box, *, at_top: float = 0.0) -> Box:
        """Fit text into a room and draw it there: lines left or centred; `at_top` 0 top, 0.5 middle, 1 bottom."""
        if not text:
            return Box(room.left, room.top, 0, 0)
        block = fit(text, style, room.width, max(1, room.height))
        left = room.left if style.align is Align.LEFT else room.centerx - block.width_px / 2
        return self.put(block, left, room.top + (room.height - block.height_px) * at_top)

    def stamp(self, picture: pygame.Surface, centre_px: tuple[float, float]) -> Box:
        """Draw a picture around a point and remember its box."""
        width_px, height_px = picture.get_size()
        # Coverage pictures have their middle between pixels: rounding the corner keeps it within half a pixel.
        box = Box(round(centre_px[0] - width_px / 2), round(centre_px[1] - height_px / 2), width_px, height_px)
        self.surface.blit(picture, box)
        self.taken.append(box)
        return box

    def is_free(self, box: Box) -> bool:
        """The box lies on the surface and touches nothing drawn so far."""
        return bool(self.bounds.contains(box)) and box.collidelist(self.taken) < 0

    def first_free(self, boxes: Sequence[Box]) -> Box:
        """The first box with room; the first of all when none has."""
        return next((box for box in boxes if self.is_free(box)), boxes[0])
