"""Canvas: the surface being drawn on, with the measures of its size and the record of what is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gazetrainer.adapters.pygame_display.look import Colour, Look, Palette
from gazetrainer.adapters.pygame_display.quiet import pygame
from gazetrainer.adapters.pygame_display.text import Align, Block, Style, fit, rendered
from gazetrainer.scene import Key, place_typed

DESIGN_SIZE = (1280, 720)
TITLE, HEADLINE, BODY, DETAIL, SMALL = 34.0, 30.0, 25.0, 20.0, 18.0
FOOTER = 56.0
SMALLEST_PX = (640, 360)
"""In a smaller window no text could be read."""

Box = pygame.Rect


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A picture and where on the surface it was laid."""

    picture: pygame.Surface
    box: Box


@dataclass(frozen=True, slots=True)
class Button:
    """A place that sends keys, or text, when it is clicked or touched; a line types where along it that was."""

    box: Box
    keys: tuple[Key, ...]
    typed: str = ""
    is_line: bool = False

    def typed_at(self, x_px: int) -> str:
        """What a click there types."""
        return place_typed((x_px - self.box.left) / max(1, self.box.width)) if self.is_line else self.typed


class Canvas:
    """Draws in the units of a 1280x720 design, scaled to the real surface; remembers every box it has filled.

    Shapes are measured by `px`, texts and the rooms they stand in by `tx`, which grows with the size of text.
    """

    def __init__(self, surface: pygame.Surface, look: Look) -> None:
        self.surface = surface
        self.look = look
        self.width_px, self.height_px = surface.get_size()
        self.unit_px = min(self.width_px / DESIGN_SIZE[0], self.height_px / DESIGN_SIZE[1])
        self.pieces: list[Piece] = []
        self.taken: list[Box] = []
        self.texts: list[Box] = []
        self.blocks: list[Block] = []
        self.block_boxes: list[Box] = []
        self.buttons: list[Button] = []

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return self.look.palette

    @property
    def bounds(self) -> Box:
        """The whole surface."""
        return self.surface.get_rect()

    @property
    def is_too_small(self) -> bool:
        """No text could be read on it."""
        return self.width_px < SMALLEST_PX[0] or self.height_px < SMALLEST_PX[1]

    def px(self, units: float) -> int:
        """Design units in whole pixels, for shapes."""
        return round(units * self.unit_px)

    def tx(self, units: float) -> int:
        """Design units in whole pixels, for texts and the rooms they stand in: more where text is larger."""
        return round(units * self.unit_px * self.look.text_scale)

    def style(
        self, size: float, colour: Colour, *, weight: str = "regular", align: Align = Align.CENTRE, scale: float = 1.0
    ) -> Style:
        """A text style with its size in design units; `scale` makes it smaller where there is little room."""
        return Style(size * self.unit_px * self.look.text_scale * scale, colour, weight, align)

    def lay(self, picture: pygame.Surface, box: Box) -> None:
        """Draw a picture with its corner at a box's, over everything laid before."""
        self.pieces.append(Piece(picture, Box(box.topleft, picture.get_size())))
        self.surface.blit(picture, box)

    def put(self, block: Block, left_px: float, top_px: float) -> Box:
        """Draw a block of text and remember its box."""
        box = Box(round(left_px), round(top_px), block.width_px, block.height_px)
        self.lay(rendered(block), box)
        self.taken.append(box)
        self.texts.append(box)
        self.blocks.append(block)
        self.block_boxes.append(box)
        return box

    def write(self, text: str, style: Style, room: Box, *, at_top: float = 0.0) -> Box:
        """Fit text into a room and draw it there: lines left or centred; `at_top` 0 top, 0.5 middle, 1 bottom."""
        if not text:
            return Box(room.left, room.top, 0, 0)
        block = fit(text, style, max(1, room.width), max(1, room.height))
        left = room.left if style.align is Align.LEFT else room.centerx - block.width_px / 2
        return self.put(block, left, room.top + (room.height - block.height_px) * at_top)

    def stamp(self, picture: pygame.Surface, centre_px: tuple[float, float]) -> Box:
        """Draw a picture around a point and remember its box."""
        width_px, height_px = picture.get_size()
        # Coverage pictures have their middle between pixels: rounding the corner keeps it within half a pixel.
        box = Box(round(centre_px[0] - width_px / 2), round(centre_px[1] - height_px / 2), width_px, height_px)
        self.lay(picture, box)
        self.taken.append(box)
        return box

    def offer(self, box: Box, *keys: Key, typed: str = "") -> None:
        """Let a click or a touch on a box do what these keys would do, or what typing this text would."""
        self.buttons.append(Button(box, keys, typed))

    def offer_line(self, box: Box) -> None:
        """Let a click or a touch on a box tell where along its width it was."""
        self.buttons.append(Button(box, (), is_line=True))

    def is_free(self, box: Box) -> bool:
        """The box lies on the surface and touches nothing drawn so far."""
        return bool(self.bounds.contains(box)) and box.collidelist(self.taken) < 0

    def first_free(self, boxes: Sequence[Box]) -> Box | None:
        """The first box with room; None when none has."""
        return next((box for box in boxes if self.is_free(box)), None)
