"""Options that several commands share, declared once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gazetrainer.cli.own_settings import person_or_chosen
from gazetrainer.cli.people import POPULATION_VARIABLE, measure_with
from gazetrainer.cli.video_option import VideoAnswer
from gazetrainer.settings import Sounds
from targets import MOST_RECENTRE_DOTS, PointCount
from targets.language import _

CAMERA_HELP = "A number (0 is the first camera), a video file, a folder of pictures, or simulated[:key=value,...]."


class PointChoice(StrEnum):
    """How many dots a calibration has."""

    FIVE = "5"
    NINE = "9"
    THIRTEEN = "13"

    @property
    def number(self) -> PointCount:
        """The number itself."""
        counts: dict[PointChoice, PointCount] = {
            PointChoice.FIVE: 5,
            PointChoice.NINE: 9,
            PointChoice.THIRTEEN: 13,
        }
        return counts[self]


CameraSpec = Annotated[str, typer.Option("--camera", "-c", help=CAMERA_HELP)]
Resolution = Annotated[str | None, typer.Option(help="Picture size to ask the camera for, such as 1280x720.")]
Rate = Annotated[float | None, typer.Option(min=1, max=240, help="Pictures per second to ask the camera for.")]
FieldOfView = Annotated[
    float, typer.Option(min=20, max=150, help="The camera's horizontal field of view in degrees; distances rest on it.")
]
ScreenSize = Annotated[str | None, typer.Option("--screen-mm", help="Size of the screen in mm, such as 344x194.")]
FaceModelPath = Annotated[Path | None, typer.Option(help="The face model file; found or fetched by itself otherwise.")]
PopulationPath = Annotated[
    Path | None,
    typer.Option(
        "--population",
        envvar=POPULATION_VARIABLE,
        show_envvar=False,
        callback=measure_with,
        help="A population file made with prior train, to measure with; the one that comes with the program otherwise.",
    ),
]
ProfilePath = Annotated[Path | None, typer.Option("--profile", "-p", help="The calibration to use.")]
Person = Annotated[
    str,
    typer.Option(
        callback=person_or_chosen,
        show_default=False,
        help="Whose calibration it is; a name for the file. As chosen in the settings otherwise.",
    ),
]
FullScreen = Annotated[bool, typer.Option("--full-screen", help="Use the whole screen.")]
RecentreDots = Annotated[
    int,
    typer.Option(
        min=0, max=MOST_RECENTRE_DOTS, help="How many dots a sitting with a known calibration begins with; 0: none."
    ),
]
Headless = Annotated[bool, typer.Option("--headless", help="Open no window; go as fast as possible.")]
Points = Annotated[PointChoice, typer.Option(help="How many dots to calibrate on the screen with.")]
Speed = Annotated[float, typer.Option(min=0.1, max=100, help="In a window: how many times as fast as real time.")]
Volume = Annotated[
    float | None, typer.Option(min=0, max=1, help="How loud it may be; 0 is silence. As in the settings otherwise.")
]
SoundsChoice = Annotated[Sounds | None, typer.Option(help="What is heard; as in the settings otherwise.")]

USUAL_FIELD_OF_VIEW_DEG = 62.0
USUAL_DOTS = 3


@dataclass(frozen=True, slots=True)
class CameraWish:
    """What was said about the camera."""

    spec: str
    resolution: str | None = None
    rate_hz: float | None = None
    field_of_view_deg: float = USUAL_FIELD_OF_VIEW_DEG

    @property
    def size_px(self) -> tuple[int | None, int | None]:
        """Width and height that were asked for; raises typer.BadParameter."""
        if self.resolution is None:
            return None, None
        width, height = two_numbers(self.resolution, "--resolution", "640x480")
        return round(width), round(height)

    @property
    def is_simulated(self) -> bool:
        """Nobody is in front of this camera."""
        return self.spec.strip().startswith("simulated")


@dataclass(frozen=True, slots=True)
class ScreenWish:
    """What was said about screen and sound; None: as the system or the settings say."""

    size_mm: tuple[float, float] | None = None
    full_screen: bool = False
    volume: float | None = None
    sounds: Sounds | None = None


@dataclass(frozen=True, slots=True)
class MeasureWish:
    """What `track` was asked for."""

    camera: CameraWish
    profile: Path
    output: Path
    plan: Path | None = None
    eyes: str | None = None
    face_model: Path | None = None


@dataclass(frozen=True, slots=True)
class PracticeWish:
    """What `practice` was asked for."""

    plan: Path
    camera: CameraWish
    profile: Path | None = None
    person: str = "me"
    recalibrate: bool = False
    recentre_dots: int = USUAL_DOTS
    output: Path | None = None
    screen: ScreenWish = ScreenWish()
    speed: float = 1.0
    face_model: Path | None = None
    share_features: bool = False
    lsl: bool = False
    video: VideoAnswer | None = None


@dataclass(frozen=True, slots=True)
class PriorWish:
    """What `prior train` was asked for."""

    recordings: tuple[Path, ...]
    output: Path
    with_simulated: bool = False


@dataclass(frozen=True, slots=True)
class CalibrationWish:
    """What `calibrate` was asked for; `looked_at` None: in front of the screen; `again`: a profile that it adds to."""

    camera: CameraWish
    person: str
    looked_at: Path | None = None
    again: Path | None = None
    output: Path | None = None
    points: PointCount = 9
    eyes: str | None = None
    screen: ScreenWish = ScreenWish()
    face_model: Path | None = None


@dataclass(frozen=True, slots=True)
class TeachWish:
    """What `teach` was asked for; from_s, to_s: the part of recorded pictures in which the position is held."""

    name: str
    camera: CameraWish
    profile: Path | None = None
    person: str = "me"
    from_s: float | None = None
    to_s: float | None = None
    screen: ScreenWish = ScreenWish()
    face_model: Path | None = None


@dataclass(frozen=True, slots=True)
class FindWish:
    """What `find` was asked for; `practice`: all else that a sitting needs, its plan aside."""

    practice: PracticeWish
    rows_deg: tuple[float, ...]
    azimuth_range_deg: tuple[float, ...]
    speed_deg_s: float
    dwell_s: float


@dataclass(frozen=True, slots=True)
class RecentreWish:
    """What `recentre` was asked for; `output` None: the profile itself."""

    camera: CameraWish
    profile: Path
    looked_at: Path
    output: Path | None = None
    face_model: Path | None = None


@dataclass(frozen=True, slots=True)
class DemoWish:
    """What `demo` was asked for."""

    seed: int = 0
    camera: str = "simulated"
    speed: float = 1.0
    headless: bool = False
    screen: ScreenWish = ScreenWish()
    plan: Path | None = None
    output: Path | None = None
    face_model: Path | None = None
    video: VideoAnswer | None = None


def screen_mm(text: str | None) -> tuple[float, float] | None:
    """Read the size of the screen; raises typer.BadParameter."""
    return None if text is None else two_numbers(text, "--screen-mm", "344x194")


def two_numbers(text: str, option: str, example: str) -> tuple[float, float]:
    """Read "WIDTHxHEIGHT"; raises typer.BadParameter."""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*[xX*]\s*(\d+(?:\.\d+)?)\s*", text)
    if match is None or not (0 < float(match[1]) < 20_000 and 0 < float(match[2]) < 20_000):
        raise typer.BadParameter(
            _("{text} should be two numbers such as {example}").format(text=repr(text), example=example),
            param_hint=option,
        )
    return float(match[1]), float(match[2])


def numbers(text: str, option: str, example: str) -> tuple[float, ...]:
    """Read numbers with commas between them; raises typer.BadParameter."""
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError as fault:
        said = _("{text} should be numbers such as {example}").format(text=repr(text), example=example)
        raise typer.BadParameter(said, param_hint=option) from fault
