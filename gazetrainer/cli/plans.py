"""What the `plan` commands do: check, print and write plan files."""

from __future__ import annotations

from pathlib import Path

from gazetrainer.cli.parts import console
from gazetrainer.cli.places import writable_file
from gazetrainer.cli.signing import signature_in_words
from gazetrainer.errors import OutputError
from gazetrainer.sheet import render_sheet
from gazetrainer.trust.plan_signature import plan_signature
from gazetrainer.whole_file import whole
from gazetrainer.wording.plan_words import beyond_a_small_screen, not_translated, plan_in_words
from targets import load_plan, plan_text
from targets.language import _


def check_plan(file: Path) -> None:
    """Say in words what a plan asks for; raises PrescriptionError, and SharingError when it was changed."""
    written = load_plan(file)
    signature = plan_signature(plan_text(file), file.name)
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
    for line in signature_in_words(signature):
        console.print(line, markup=False, highlight=False)
    console.print(_("The plan is in order."))


def print_plan(file: Path, output: Path | None) -> None:
    """Write a plan's sheet; raises PrescriptionError and OutputError."""
    written = load_plan(file)
    path = writable_file(output or file.with_suffix(".html"), ending=".html", inputs=(file,))
    _write(path, render_sheet(written))
    console.print(_("Sheet: {path}").format(path=path), markup=False)


def _write(path: Path, text: str) -> None:
    try:
        with whole(path) as waiting:
            waiting.write_text(text, encoding="utf-8")
    except OSError as fault:
        said = _("{path} cannot be written ({why}). Choose another place with --output.")
        raise OutputError(said.format(path=path, why=fault.strerror or fault)) from fault
