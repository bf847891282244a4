"""Look: colours with a job, and the settings of size, motion and hand."""

from __future__ import annotations

from dataclasses import dataclass

from gazetrainer.settings import LARGEST_TEXT, GazeDot, Hand, Motion, Settings, Theme

__all__ = ["Colour", "GazeDot", "Hand", "Look", "Motion", "Palette", "Theme", "look_by"]

Colour = tuple[int, int, int]
_SMALLEST_TEXT = 0.7


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they stand for; `fault` is for faults of the machine only, `button` what keys are drawn on."""

    paper: Colour
    card: Colour
    ink: Colour
    quiet: Colour
    track: Colour
    held: Colour
    slipped: Colour
    unsure: Colour
    fault: Colour
    button: Colour


@dataclass(frozen=True, slots=True)
class Look:
    """How scenes are drawn.

    size: scales all text, 1 to 2. hand: which keys are named and where they stand. gaze_dot: whether a ring shows where
    the eyes are.
    """

    theme: Theme = Theme.LIGHT
    size: float = 1.0
    motion: Motion = Motion.FULL
    hand: Hand = Hand.RIGHT
    gaze_dot: GazeDot = GazeDot.OFF

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return _PALETTES[self.theme]

    @property
    def text_scale(self) -> float:
        """How much larger than usual text is."""
        return max(_SMALLEST_TEXT, min(self.size, LARGEST_TEXT))


def look_by(settings: Settings) -> Look:
    """The look that a person has chosen."""
    return Look(settings.theme, settings.text_size, settings.motion, settings.hand, settings.gaze_dot)


def _colour(code: str) -> Colour:
    return int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)


_PALETTES = {
    Theme.LIGHT: Palette(
        paper=_colour("F3EFE7"),
        card=_colour("FFFFFF"),
        ink=_colour("22313A"),
        quiet=_colour("55636D"),
        track=_colour("D6CEC0"),
        held=_colour("1B716B"),
        slipped=_colour("8F5414"),
        unsure=_colour("566571"),
        fault=_colour("A4483F"),
        button=_colour("FBF9F5"),
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
        button=_colour("263136"),
    ),
    Theme.CONTRAST: Palette(
        paper=_colour("000000"),
        card=_colour("FFFFFF"),
        ink=_colour("FFFFFF"),
        quiet=_colour("FFFFFF"),
        track=_colour("5A5A5A"),
        held=_colour("4DF0E0"),
        slipped=_colour("FFC940"),
        unsure=_colour("C9D4DC"),
        fault=_colour("FF9D94"),
        button=_colour("000000"),
    ),
}
