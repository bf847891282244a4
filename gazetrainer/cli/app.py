"""The commands and their options; each imports what does its work only when it is called, so that help comes fast."""

# ruff: noqa: PLC0415

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from gazetrainer.cli.calibration_commands import calibrate_command, recentre_command
from gazetrainer.cli.export_command import export_command
from gazetrainer.cli.forget import forget_command
from gazetrainer.cli.key_app import key_app
from gazetrainer.cli.language import OPTION, translate_help
from gazetrainer.cli.options import (
    CameraSpec,
    CameraWish,
    FaceModelPath,
    MeasureWish,
    PopulationPath,
    Rate,
    Resolution,
)
from gazetrainer.cli.people import population_from_environment
from gazetrainer.cli.plan_app import plan_app
from gazetrainer.cli.prior_app import prior_app
from gazetrainer.cli.profile_app import add_profile_commands
from gazetrainer.cli.replay_command import replay_command
from gazetrainer.cli.review_command import review_command
from gazetrainer.cli.share_commands import add_sharing_commands
from gazetrainer.cli.sitting_commands import demo_command, practice_command
from gazetrainer.cli.sounds_command import sounds_command
from gazetrainer.cli.verify_command import seal_command, verify_command

app = typer.Typer(
    help="Practise prescribed eye positions in front of an ordinary webcam, and see what was held.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("demo")(demo_command)
app.command("practice")(practice_command)
app.command("calibrate")(calibrate_command)
app.command("recentre")(recentre_command)
app.command("sounds")(sounds_command)
app.command("forget")(forget_command)
app.command("seal")(seal_command)
app.command("verify")(verify_command)
app.command("export")(export_command)
app.command("replay")(replay_command)
app.command("review")(review_command)
app.add_typer(key_app, name="key")
app.add_typer(plan_app, name="plan")
add_profile_commands(app)
add_sharing_commands(app)
app.add_typer(prior_app, name="prior")


def run_program(arguments: list[str]) -> None:
    """Run a command; help is in the language in use."""
    command = typer.main.get_command(app)
    translate_help(command)
    command(arguments, prog_name="gazetrainer")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"gazetrainer {version('gazetrainer')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def bare_program(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    _language: Annotated[  # read before the commands are, so that help speaks it too
        str, typer.Option(OPTION, metavar="CODE", help="The language to speak: en, de or es; the system's otherwise.")
    ] = "",
    camera: Annotated[
        str | None, typer.Option("--camera", "-c", help="The camera of this run, instead of the one in the settings.")
    ] = None,
) -> None:
    """Open the program: today's plan, one key to begin."""
    if context.invoked_subcommand is None:
        from gazetrainer.cli.program import open_program

        population_from_environment(context)
        open_program(camera=camera)


@app.command("track")
def track_command(
    camera: CameraSpec,
    profile: Annotated[Path, typer.Option("--profile", "-p", help="The calibration of the person in the pictures.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The CSV file to write, a line per frame.")] = Path(
        "gaze.csv"
    ),
    plan: Annotated[
        Path | None, typer.Option(help="A plan that runs from time 0: adds step, verdict, account.")
    ] = None,
    eyes: Annotated[
        str | None, typer.Option(help="Without a plan: measure both, left or right eye; as calibrated otherwise.")
    ] = None,
    resolution: Resolution = None,
    rate: Rate = None,
    face_model: FaceModelPath = None,
    _population: PopulationPath = None,
) -> None:
    """Measure the gaze in any video, folder of pictures or camera, frame by frame."""
    from gazetrainer.cli import measure

    camera_wish = CameraWish(camera, resolution, rate)
    measure.track(MeasureWish(camera_wish, profile, output, plan, eyes, face_model))


@app.command("report")
def report_command(
    files: Annotated[list[Path], typer.Argument(help="A recording (.mcap), or several of a span of time.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "--out", "-o", help="The HTML file to write; beside the first recording otherwise."),
    ] = None,
) -> None:
    """Write what was prescribed and what was held as one HTML page."""
    from gazetrainer.cli import check

    check.report(files, output)


@app.command("model")
def model_command(
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Download Google's official file if it is not here yet.")
    ] = False,
    face_model: FaceModelPath = None,
) -> None:
    """Say where the face model is, check it, or fetch it."""
    from gazetrainer.cli import check

    check.model(face_model, fetch=fetch)


@app.command("doctor")
def doctor_command() -> None:
    """Say what works on this machine, and where files are kept."""
    from gazetrainer.cli import check

    check.doctor()
