"""Rows of starting the program, cold and warm."""

from __future__ import annotations

from benchmarks.budgets.rows import Row, median_row
from benchmarks.budgets.screen import a_screen
from benchmarks.budgets.starting import MOST_FIRST_PICTURE_S, forget_files, started


def rows(times: int) -> list[Row]:
    """Start it so many times warm, and once after its files were dropped from memory."""
    with a_screen() as (environment, _note):
        forget_files()
        cold = started(environment)
        warm = [started(environment) for _time in range(times)]
    about = "as far as no other program holds them"
    floor = "see 'Budgets' in benchmarks/README.md"
    return [
        Row("start to first picture, cold", cold["picture_s"], "s", note=f"files dropped from memory, {about}"),
        median_row(
            "start to first picture, warm",
            [each["picture_s"] for each in warm],
            "s",
            most=MOST_FIRST_PICTURE_S,
            floor=floor,
        ),
        Row("start to first verdict, cold", cold["verdict_s"], "s"),
        median_row(
            "start to first verdict, warm", [each["verdict_s"] for each in warm], "s", note="with the countdown"
        ),
    ]
