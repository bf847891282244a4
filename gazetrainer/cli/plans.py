"""What the `plan` commands do: check, print and write plan files."""

from __future__ import annotations

from pathlib import Path

from gazetrainer.cli.parts import console
from gazetrainer.plan_words import beyond_a_small_screen, not_translated, plan_in_words
from targets import load_plan
from targets.language import _


def check_plan(file: Path) -> None:
    """Say in words what a plan asks for; raises PrescriptionError with all faults."""
    written = load_plan(file)
    for line in plan_in_words(written):
        console.print(line, markup=False, highlight=False)
    beyond = beyond_a_small_screen(written.draft)
    if beyond:
        said = _("Beyond the edge of a 13-inch screen, where an arrow and the sound lead: {names}.")
        console.print(said.format(names="; ".join(beyond)), markup=False)
    if written.asked:
        console.print(_("Taught positions are known from a calibration; teach them with: gazetrainer teach NAME"))
    missing = not_translated(written.draft)
    if missing:
        said = _("Not translated, and shown in English or in the first language there is: {texts}.")
        console.print(said.format(texts="; ".join(missing)), markup=False)
    console.print(_("The plan is in order."))
