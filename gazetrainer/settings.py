"""Settings: what a person has chosen about how the program looks, sounds and keeps things."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final

from annotated_types import Ge, Le, MaxLen, MinLen

from gazetrainer.own_times import LONGEST_FACTOR, SHORTEST_FACTOR

SMALLEST_TEXT: Final = 1.0
LARGEST_TEXT: Final = 2.0
LONGEST_NAME: Final = 60


class Theme(StrEnum):
    """Light paper lights the face; dark is for eyes that cannot bear it; contrast is black, white and little else."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Motion(StrEnum):
    """Whether anything but the timer moves."""

    FULL = "full"
    REDUCED = "reduced"


class Sounds(StrEnum):
    """What is heard."""

    ALL = "all"
    TONES = "tones"
    VOICE = "voice"
    SILENT = "silent"


class GazeDot(StrEnum):
    """Whether a dot shows where the eyes are."""

    OFF = "off"
    ON = "on"


class Hand(StrEnum):
    """The hand that is on the keys."""

    RIGHT = "right"
    LEFT = "left"


class Keys(StrEnum):
    """How many keys can be pressed; with one of them a check-in takes turns between choosing and going on."""

    ALL = "all"
    ONE = "one"


class AskVideo(StrEnum):
    """When a client is asked which pictures of a sitting may be kept; where nobody asks, none are."""

    AS_PLAN = "as_plan"
    ALWAYS = "always"
    NEVER = "never"


Millimetres = Annotated[float, Ge(50.0), Le(5000.0)]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be chosen; the defaults are what nobody has to think about.

    text_size: 1 to 2. volume: 0 to 1. language: a code such as "es"; empty: the system's. display: which screen, from
    0. screen_mm: width and height of the whole screen, None: as the system says. retention_days: sittings older than
    this are removed, None: never. speak_every_s: a voice says where to go no oftener than this. person: whose
    calibration is used. camera: as after --camera. get_ready_factor: how many times as long countdowns and rests take.
    """

    theme: Theme = Theme.LIGHT
    text_size: Annotated[float, Ge(SMALLEST_TEXT), Le(LARGEST_TEXT)] = 1.0
    motion: Motion = Motion.FULL
    volume: Annotated[float, Ge(0.0), Le(1.0)] = 0.5
    sounds: Sounds = Sounds.ALL
    speak_every_s: Annotated[float, Ge(2.0), Le(60.0)] = 6.0
    gaze_dot: GazeDot = GazeDot.OFF
    language: Annotated[str, MaxLen(12)] = ""
    hand: Hand = Hand.RIGHT
    keys: Keys = Keys.ALL
    display: Annotated[int, Ge(0), Le(15)] = 0
    screen_mm: tuple[Millimetres, Millimetres] | None = None
    retention_days: Annotated[int, Ge(1), Le(3650)] | None = None
    person: Annotated[str, MinLen(1), MaxLen(LONGEST_NAME)] = "me"
    camera: Annotated[str, MinLen(1), MaxLen(500)] = "0"
    ask_video: AskVideo = AskVideo.AS_PLAN
    get_ready_factor: Annotated[float, Ge(SHORTEST_FACTOR), Le(LONGEST_FACTOR)] = 1.0
