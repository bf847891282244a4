"""`find`: a sitting of its own in which a pointer moves over the field and places in it are marked."""

from __future__ import annotations

from pydantic import ValidationError

from gazetrainer.cli.options import FindWish
from gazetrainer.cli.parts import chosen_camera
from gazetrainer.cli.practice import practise_in, prepared
from gazetrainer.cli.window import opened_window
from gazetrainer.errors import GazeTrainerError
from targets import SCHEMA, FindStep, Prescription, WrittenPlan
from targets.language import _


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
        said = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in fault.errors())
        raise GazeTrainerError(
            _("The pointer cannot go this way ({faults}). Choose other rows, another range or speed.").format(
                faults=said
            )
        ) from fault
