"""`forget`: what the program keeps is removed, and it is said what was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gazetrainer.cli.options import Person
from targets.language import _


def forget_command(
    sitting: Annotated[
        Path | None, typer.Option(help="A recording (.mcap): it is removed with its report and the note beside it.")
    ] = None,
    profile: Annotated[bool, typer.Option("--profile", help="The calibration of --person.")] = False,
    everything: Annotated[
        bool, typer.Option("--everything", help="Sittings, calibrations, plans and settings of everybody.")
    ] = False,
    person: Person = "",
) -> None:
    """Remove a sitting, a calibration or everything from this computer, and say what was removed."""
    from gazetrainer.adapters.desk.forgetting import forget_at_desk, forget_desk  # noqa: PLC0415
    from gazetrainer.cli.parts import console  # noqa: PLC0415  (so that help comes fast)
    from gazetrainer.cli.places import RECORDING_ENDING, cache_folder, data_folder, profile_path  # noqa: PLC0415
    from gazetrainer.errors import OutputError  # noqa: PLC0415
    from gazetrainer.history import forget_everything, forget_profile, forget_sittings  # noqa: PLC0415
    from gazetrainer.rooms.forgetting_pages import forgotten_in_words  # noqa: PLC0415

    if (sitting is not None) + profile + everything != 1:
        raise typer.BadParameter(_("Name one of --sitting FILE, --profile or --everything."))
    if sitting is not None and sitting.suffix != RECORDING_ENDING:
        raise OutputError(_("{file} is no recording; name a file that ends in .mcap.").format(file=sitting))
    if sitting is not None:
        forgotten = forget_sittings([sitting])
        forget_at_desk(cache_folder(), sitting)
    elif profile:
        forgotten = forget_profile(profile_path(person))
    else:
        forgotten = forget_everything(data_folder())
        forget_desk(cache_folder())
    console.print(forgotten_in_words(forgotten), markup=False)
    if forgotten.left:
        raise typer.Exit(1)
