"""Look: colours with a job, and the settings of size and motion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Colour = tuple[int, int, int]


class Theme(StrEnum):
    """Light paper lights the face; dark is for eyes that cannot bear it."""

    LIGHT = "light"
    DARK = "dark"


class Motion(StrEnum):
    """Whether the dot breathes."""

    FULL = "full"
    REDUCED = "reduced"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they stand for; `fault` is for faults of the machine only."""

    paper: Colour
    card: Colour
    ink: Colour
    quiet: Colour
    track: Colour
    held: Colour
    slipped: Colour
    unsure: Colour
    fault: Colour


@dataclass(frozen=True, slots=True)
class Look:
    """How scenes are drawn; `size` scales all text and shapes."""

    theme: Theme = Theme.LIGHT
    size: float = 1.0
    motion: Motion = Motion.FULL

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return _PALETTES[self.theme]


def _colour(code: str) -> Colour:
    return int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)


_PALETTES = {
    Theme.LIGHT: Palette(
        paper=_colour("F3EFE7"),
        card=_colour("FFFFFF"),
        ink=_colour("22313A"),
        quiet=_colour("55636D"),
        track=_colour("D6CEC0"),
        held=_colour("1F7A74"),
        slipped=_colour("A9651B"),
        unsure=_colour("5F6E7A"),
        fault=_colour("A4483F"),
    ),
    Theme.DARK: Palette(
        paper=_colour("1B2327"),
        card=_colour("F3EFE7"),
        ink=_colour("EDE7DB"),
        quiet=_colour("AEB8BE"),
        track=_colour("3D494F"),
        held=_colour("66C2B9"),
        slipped=_colour("E3A657"),
        unsure=_colour("A3B0BA"),
        fault=_colour("DE938A"),
    ),
}
