"""`replay` with its options; it imports what does its work only when it is called."""

# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gazetrainer.cli.options import FullScreen, ScreenSize, ScreenWish, SoundsChoice, Volume, screen_mm, two_numbers


def replay_command(  # noqa: PLR0913, PLR0917  (typer declares options as parameters)
    file: Annotated[Path, typer.Argument(help="A recording (.mcap).")],
    speed: Annotated[float, typer.Option(min=0.1, max=64, help="How many times as fast as it was.")] = 1.0,
    from_s: Annotated[float, typer.Option("--from", min=0, help="Begin so many seconds after its beginning.")] = 0.0,
    film: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a film (.mp4) instead of opening a window.")
    ] = None,
    size: Annotated[str, typer.Option(help="Size of the film in pixels.")] = "1280x720",
    screen: ScreenSize = None,
    full_screen: FullScreen = False,  # noqa: FBT002  (a typer option that is a switch)
    volume: Volume = None,
    sounds: SoundsChoice = None,
) -> None:
    """Show a recorded sitting as it was, with a time line; or write it as a film."""
    from gazetrainer.cli.replaying import ReplayWish, film_of, show_replay

    wish = ReplayWish(file, speed, from_s, ScreenWish(screen_mm(screen), full_screen, volume, sounds))
    if film is None:
        show_replay(wish)
        return
    width_px, height_px = two_numbers(size, "--size", "1280x720")
    film_of(wish, film, (round(width_px), round(height_px)))
