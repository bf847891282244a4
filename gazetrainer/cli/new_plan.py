"""`plan new`: asks what a plan needs, as far as the options do not say it, and writes a commented file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import typer

from gazetrainer.cli.parts import console
from gazetrainer.cli.places import writable_folder
from gazetrainer.errors import OutputError
from gazetrainer.whole_file import whole
from targets import Step, WrittenPlan, commented_toml, parse_plan, to_toml_data
from targets.language import _
from targets.wording import allowed_for, must_be

_ANYWHERE: Final = {"azimuth_deg": 0.0, "elevation_deg": 0.0}


@dataclass(frozen=True, slots=True)
class NewPlanWish:
    """What `plan new` was told; positions as "AZIMUTH,ELEVATION[,SECONDS[,TIMES]]", taught positions by their names.

    longest_minutes: per day; 0: no limit. None: not said.
    """

    file: Path
    title: str | None = None
    author: str | None = None
    positions: tuple[str, ...] = ()
    taught: tuple[str, ...] = ()
    check_in: bool | None = None
    longest_minutes: float | None = None

    @property
    def says_enough(self) -> bool:
        """Whether a plan can be made of it without asking."""
        return self.title is not None and bool(self.positions or self.taught)


def new_plan(wish: NewPlanWish) -> None:
    """Write a new plan file; raises OutputError and PrescriptionError, and typer.BadParameter for what was said."""
    if wish.file.exists():
        said = _("{path} is already there, and plans are never overwritten. Choose another name.")
        raise OutputError(said.format(path=wish.file))
    writable_folder(wish.file.parent)
    steps = [*(_position(text) for text in wish.positions), *({"taught": name} for name in wish.taught)]
    if not wish.says_enough:
        wish = _asked(wish)
        steps = steps or list(_asked_positions())
    written = _plan(wish, steps)
    try:
        with whole(wish.file) as waiting:
            waiting.write_text(commented_toml(written), encoding="utf-8")
    except OSError as fault:
        said = _("{path} cannot be written ({why}). Choose another place.")
        raise OutputError(said.format(path=wish.file, why=fault.strerror or fault)) from fault
    console.print(_("Plan: {path}").format(path=wish.file), markup=False)
    console.print(_("Look at it with: gazetrainer plan check {path}").format(path=wish.file), markup=False)


def _plan(wish: NewPlanWish, steps: list[dict[str, Any]]) -> WrittenPlan:
    data: dict[str, Any] = {"schema": 1, "title": wish.title or ""}
    if wish.author:
        data["author"] = wish.author
    if wish.longest_minutes:
        data["longest_s_per_day"] = 60.0 * wish.longest_minutes
    check_in = [{"kind": "checkin"}] if wish.check_in is not False else []
    return parse_plan(to_toml_data(data, [*check_in, *steps, *check_in]), wish.file.name)


def _asked(wish: NewPlanWish) -> NewPlanWish:
    if not sys.stdin.isatty():
        console.print(_("Without questions: give --title and at least one --position or --taught."))
    title = wish.title or typer.prompt(_("Title"))
    author = typer.prompt(_("Who writes it"), default="", show_default=False) if wish.author is None else wish.author
    check_in = wish.check_in
    if check_in is None:
        check_in = typer.confirm(_("Ask the client before and after how they are?"), default=True)
    longest = wish.longest_minutes
    if longest is None:
        longest = typer.prompt(_("Longest practice time per day, in minutes; 0: no limit"), default=0.0, type=float)
    return replace(wish, title=title, author=author, check_in=check_in, longest_minutes=longest)


def _asked_positions() -> Iterator[dict[str, Any]]:
    number = 1
    while True:
        console.print(_("Position {number}").format(number=number), markup=False)
        yield _asked_position()
        if not typer.confirm(_("Another position?"), default=False):
            return
        number += 1


def _asked_position() -> dict[str, Any]:
    question = _("Name of a position that the client was taught; empty: give its angles")
    name = typer.prompt(question, default="", show_default=False)
    where: dict[str, Any] = {"taught": name}
    if not name:
        sideways = _("Sideways in degrees, + to the client's right, - to the left")
        up = _("Up or down in degrees, + up, - down")
        where = {
            "azimuth_deg": _figure(sideways, "azimuth_deg"),
            "elevation_deg": _figure(up, "elevation_deg"),
        }
    seconds = _figure(_("Seconds to hold"), "hold_s", usual="30")
    times = _figure(_("How many times"), "repetitions", usual="1")
    return where | {"hold_s": seconds, "repetitions": int(times)}


def _figure(question: str, key: str, usual: str | None = None) -> float:
    """Ask until the answer is what a step of a plan may have."""
    while True:
        said = typer.prompt(question, default=usual)
        try:
            figure = float(str(said).replace(",", "."))
            Step.model_validate({**_ANYWHERE, key: int(figure) if key == "repetitions" else figure})
        except ValueError:  # Pydantic's is one as well
            console.print(must_be(allowed_for(Step, key)), markup=False)
        else:
            return figure


def _position(text: str) -> dict[str, Any]:
    """Read what an option says of a position; whether its figures are allowed is found out with the whole plan."""
    parts = [part.strip() for part in text.split(",")]
    try:
        figures = [float(part) for part in parts]
    except ValueError:
        figures = []
    if not 2 <= len(figures) <= 4 or not all(abs(each) < 1e6 for each in figures):
        said = _("{text} should be AZIMUTH,ELEVATION or AZIMUTH,ELEVATION,SECONDS,TIMES such as -10,8,30,2")
        raise typer.BadParameter(said.format(text=f'"{text}"'), param_hint="--position")
    keys = ("azimuth_deg", "elevation_deg", "hold_s", "repetitions")
    values: dict[str, Any] = dict(zip(keys, figures, strict=False))
    if "repetitions" in values and values["repetitions"].is_integer():
        values["repetitions"] = int(values["repetitions"])
    return values
