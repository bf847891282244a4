"""`calibrate` and `recentre` with their options; each imports what does its work only when it is called."""

# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gazetrainer.cli.options import (
    USUAL_FIELD_OF_VIEW_DEG,
    CalibrationWish,
    CameraSpec,
    CameraWish,
    FaceModelPath,
    FieldOfView,
    FullScreen,
    Person,
    PointChoice,
    Points,
    PopulationPath,
    Rate,
    RecentreWish,
    Resolution,
    ScreenSize,
    ScreenWish,
    Volume,
    screen_mm,
)


def calibrate_command(
    camera: CameraSpec = "0",
    looked_at: Annotated[
        Path | None,
        typer.Option(
            help="For recorded pictures: a CSV file of what was looked at (time_s,azimuth_deg,elevation_deg,head)."
        ),
    ] = None,
    again: Annotated[
        Path | None,
        typer.Option(help="This person's profile: what its sittings taught is kept, and the new one is added to it."),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where the profile goes.")] = None,
    person: Person = "",
    points: Points = PointChoice.NINE,
    eyes: Annotated[
        str | None, typer.Option(help="For recorded pictures: the eyes in use, both, left or right.")
    ] = None,
    resolution: Resolution = None,
    rate: Rate = None,
    field_of_view: FieldOfView = USUAL_FIELD_OF_VIEW_DEG,
    screen: ScreenSize = None,
    full_screen: FullScreen = False,
    volume: Volume = None,
    face_model: FaceModelPath = None,
    _population: PopulationPath = None,
) -> None:
    """Calibrate: on the screen, or from a video and a file that says what was looked at and when."""
    wish = CalibrationWish(
        camera=CameraWish(camera, resolution, rate, field_of_view),
        person=person,
        looked_at=looked_at,
        again=again,
        output=output,
        points=points.number,
        eyes=eyes,
        screen=ScreenWish(screen_mm(screen), full_screen, volume),
        face_model=face_model,
    )
    if looked_at is not None:
        from gazetrainer.cli.measure import calibrate_recorded

        calibrate_recorded(wish, looked_at)
    else:
        from gazetrainer.cli.practice import calibrate_live

        calibrate_live(wish)


def recentre_command(
    camera: CameraSpec,
    profile: Annotated[Path, typer.Option("--profile", "-p", help="The calibration that learns from it.")],
    looked_at: Annotated[
        Path, typer.Option(help="A CSV file of the dots that were looked at; the first is 0,0 with a still head.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the profile goes; in place of the old one otherwise.")
    ] = None,
    resolution: Resolution = None,
    rate: Rate = None,
    face_model: FaceModelPath = None,
    _population: PopulationPath = None,
) -> None:
    """Add a sitting to a calibration, from a video of a few dots: where things are today, and a little more learned."""
    from gazetrainer.cli.recentre import recentre

    recentre(RecentreWish(CameraWish(camera, resolution, rate), profile, looked_at, output, face_model))
