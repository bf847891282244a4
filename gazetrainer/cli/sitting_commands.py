"""`practice` and `demo` with their options; they import what does their work only when they are called."""

# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gazetrainer.cli.lsl_option import LslOption
from gazetrainer.cli.options import (
    USUAL_DOTS,
    USUAL_FIELD_OF_VIEW_DEG,
    CameraSpec,
    CameraWish,
    DemoWish,
    FaceModelPath,
    FieldOfView,
    FullScreen,
    Headless,
    Person,
    PopulationPath,
    PracticeWish,
    ProfilePath,
    Rate,
    RecentreDots,
    Resolution,
    ScreenSize,
    ScreenWish,
    SoundsChoice,
    Speed,
    Volume,
    screen_mm,
)
from gazetrainer.cli.video_option import VideoOption


def demo_command(
    seed: Annotated[int, typer.Option(min=0, help="Which simulated client, and what happens to it.")] = 0,
    speed: Speed = 1.0,
    headless: Headless = False,
    full_screen: FullScreen = False,
    volume: Volume = None,
    sounds: SoundsChoice = None,
    screen: ScreenSize = None,
    camera: Annotated[str, typer.Option(help="More about the simulated client: simulated:key=value,...")] = "simulated",
    plan: Annotated[Path | None, typer.Option(help="The plan; the demonstration otherwise.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Folder for recording and report.")] = None,
    face_model: FaceModelPath = None,
    video: VideoOption = None,
) -> None:
    """Show a whole sitting with a simulated client, and how the verdicts compare with the known truth."""
    from gazetrainer.cli.demo import run_demo

    run_demo(
        DemoWish(
            seed=seed,
            camera=camera,
            speed=speed,
            headless=headless,
            screen=ScreenWish(screen_mm(screen), full_screen, volume, sounds),
            plan=plan,
            output=output,
            face_model=face_model,
            video=video,
        )
    )


def practice_command(
    plan: Annotated[Path, typer.Argument(help="The plan file your practitioner sent.")],
    camera: CameraSpec = "0",
    profile: ProfilePath = None,
    person: Person = "",
    recalibrate: Annotated[
        bool, typer.Option("--recalibrate", help="Calibrate again before practising; what was learned is kept.")
    ] = False,
    recentre_dots: RecentreDots = USUAL_DOTS,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the recording goes: a .mcap file or a folder.")
    ] = None,
    resolution: Resolution = None,
    rate: Rate = None,
    field_of_view: FieldOfView = USUAL_FIELD_OF_VIEW_DEG,
    screen: ScreenSize = None,
    full_screen: FullScreen = False,
    volume: Volume = None,
    sounds: SoundsChoice = None,
    speed: Speed = 1.0,
    face_model: FaceModelPath = None,
    _population: PopulationPath = None,
    share_features: Annotated[
        bool,
        typer.Option(
            "--share-features",
            help="Note in the recording that the figures of this calibration, with all its sittings so far and never a "
            "picture, may be used to measure other people better. Nothing is sent.",
        ),
    ] = False,
    video: VideoOption = None,
    lsl: LslOption = False,
) -> None:
    """Practise a plan: camera check, calibration where needed, the positions, a recording and a report."""
    from gazetrainer.cli.practice import run_practice

    run_practice(
        PracticeWish(
            plan=plan,
            camera=CameraWish(camera, resolution, rate, field_of_view),
            profile=profile,
            person=person,
            recalibrate=recalibrate,
            recentre_dots=recentre_dots,
            output=output,
            screen=ScreenWish(screen_mm(screen), full_screen, volume, sounds),
            speed=speed,
            face_model=face_model,
            share_features=share_features,
            lsl=lsl,
            video=video,
        )
    )
