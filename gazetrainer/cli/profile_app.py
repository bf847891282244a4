"""The commands about a person's calibration: what it holds, and positions that are taught to it."""

# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gazetrainer.cli.options import (
    CameraSpec,
    CameraWish,
    FaceModelPath,
    FindWish,
    FullScreen,
    Person,
    PopulationPath,
    PracticeWish,
    ProfilePath,
    Rate,
    Resolution,
    ScreenSize,
    ScreenWish,
    TeachWish,
    Volume,
    numbers,
    screen_mm,
)


def add_profile_commands(app: typer.Typer) -> None:
    """Add `teach`, `find` and `profile` to the program."""
    app.command("teach")(teach_command)
    app.command("find")(find_command)
    app.command("profile")(profile_command)


def teach_command(
    name: Annotated[str, typer.Argument(help='What the position is called, such as "far left"; plans name it so.')],
    camera: CameraSpec = "0",
    profile: ProfilePath = None,
    person: Person = "",
    from_s: Annotated[
        float | None, typer.Option("--from", min=0, help="Recorded pictures: held from this second on.")
    ] = None,
    to_s: Annotated[
        float | None, typer.Option("--to", min=0, help="Recorded pictures: held up to this second.")
    ] = None,
    resolution: Resolution = None,
    rate: Rate = None,
    screen: ScreenSize = None,
    full_screen: FullScreen = False,
    volume: Volume = None,
    face_model: FaceModelPath = None,
    _population: PopulationPath = None,
) -> None:
    """Teach a position: take it and hold it, now or in a video, and plans can ask for it by its name."""
    from gazetrainer.cli.teach import teach

    teach(
        TeachWish(
            name=name,
            camera=CameraWish(camera, resolution, rate),
            profile=profile,
            person=person,
            from_s=from_s,
            to_s=to_s,
            screen=ScreenWish(screen_mm(screen), full_screen, volume),
            face_model=face_model,
        )
    )


def find_command(
    camera: CameraSpec = "0",
    rows: Annotated[str, typer.Option(help="How high the rows are, in degrees, one after another.")] = "10,0,-10",
    across: Annotated[str, typer.Option(help="From where to where rows run, in degrees; left is less.")] = "-20,20",
    speed: Annotated[float, typer.Option("--pointer-speed", help="How many degrees a second it goes.")] = 3,
    dwell: Annotated[float, typer.Option(help="Eyes that rest so many seconds mark a place by themselves.")] = 3,
    profile: ProfilePath = None,
    person: Person = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the recording goes: a .mcap file or a folder.")
    ] = None,
    resolution: Resolution = None,
    rate: Rate = None,
    screen: ScreenSize = None,
    full_screen: FullScreen = False,
    volume: Volume = None,
    face_model: FaceModelPath = None,
    _population: PopulationPath = None,
) -> None:
    """Find a position: a pointer moves slowly over the field, one key marks places, and the recording holds them."""
    from gazetrainer.cli.find import find

    practice = PracticeWish(
        plan=Path(),
        camera=CameraWish(camera, resolution, rate),
        profile=profile,
        person=person,
        output=output,
        screen=ScreenWish(screen_mm(screen), full_screen, volume),
        face_model=face_model,
    )
    heights, ends = numbers(rows, "--rows", "10,0,-10"), numbers(across, "--across", "-20,20")
    find(FindWish(practice, heights, ends, speed, dwell))


def profile_command(
    file: Annotated[Path | None, typer.Argument(help="The calibration; the person's own otherwise.")] = None,
    person: Person = "",
    at: Annotated[
        str | None, typer.Option(metavar="AZ,EL", help="Also the error to be expected there, such as -20,5 (degrees).")
    ] = None,
    picture: Annotated[Path | None, typer.Option(help="Also a map of the error to be expected: an SVG file.")] = None,
) -> None:
    """Say in words what a calibration holds, and how exact it is where."""
    from gazetrainer.cli.about_profile import about_profile, direction_from

    about_profile(file, person, None if at is None else direction_from(at), picture)
