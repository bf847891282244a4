"""`find`: a sitting of its own in which a pointer moves over the field and places in it are marked."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from pydantic import ValidationError

from gazetrainer.cli.options import FindWish
from gazetrainer.cli.parts import chosen_camera
from gazetrainer.cli.practice import practise_in, prepared
from gazetrainer.cli.window import opened_window
from gazetrainer.errors import GazeTrainerError
from targets import SCHEMA, FindStep, Prescription, WrittenPlan
from targets.language import _

_OPTIONS: Final = MappingProxyType(
    {
        "rows_deg": '--rows "10,0,-10"',
        "azimuth_range_deg": '--across "-20,20"',
        "speed_deg_s": "--pointer-speed 3",
        "dwell_s": "--dwell 3",
    }
)
"""How a field of the step can be given on the command line."""


def find(wish: FindWish) -> None:
    """Lead through camera check, calibration where needed, and the search; its recording holds the places."""
    step = search_of(wish)
    plan = Prescription(schema=SCHEMA, title=step.name, steps=(step,))
    todo = prepared(WrittenPlan(plan), wish.practice)
    chosen_camera(wish.practice.camera)
    with opened_window(wish.practice.screen) as window:
        fault = practise_in(window, todo, wish.practice)
        if fault is not None:
            raise fault


def search_of(wish: FindWish) -> FindStep:
    """The search as a step of a plan; raises GazeTrainerError naming what is not allowed."""
    try:
        return FindStep.model_validate(
            {
                "kind": "find",
                "rows_deg": wish.rows_deg,
                "azimuth_range_deg": wish.azimuth_range_deg,
                "speed_deg_s": float(wish.speed_deg_s),
                "dwell_s": float(wish.dwell_s),
            }
        )
    except ValidationError as fault:
        options = dict.fromkeys(_OPTIONS[str(each["loc"][0])] for each in fault.errors())
        said = _("The pointer cannot go this way. Possible is, for example: {options}")
        raise GazeTrainerError(said.format(options=" ".join(options))) from fault
