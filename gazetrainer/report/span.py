"""A span: the report of several sittings in one file, each position over time first, then every sitting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gazetrainer.judging.rejudge import rederive
from gazetrainer.recording import Recording
from gazetrainer.report.figures import SittingFigures, figures_of
from gazetrainer.report.over_time import moment_of, positions_over_time, share_in_words, strips_of, when
from gazetrainer.report.page import environment, keep_page, shown_of
from targets.language import _, language


@dataclass(frozen=True, slots=True)
class WholeSitting:
    """A sitting of the span: when it was in words, its figures, and its own report as HTML."""

    when: str
    figures: SittingFigures
    body: str


def write_span_report(recordings: Iterable[Recording], path: Path) -> None:
    """Write the page of several recordings; raises as `write_report` does."""
    keep_page(render_span(recordings), path)


def render_span(recordings: Iterable[Recording]) -> str:
    """Return the page of several recordings, which are taken one at a time, as HTML; raises RecordingError."""
    sittings = sorted(map(_whole, recordings), key=lambda each: moment_of(each.figures.started_at))
    names = tuple(dict.fromkeys(each.figures.client for each in sittings))
    clients = [
        (name, [(position, strips_of(position)) for position in positions_over_time(_of(name, sittings))])
        for name in names
    ]
    return (
        environment()
        .get_template("span.html")
        .render(
            title=", ".join(name for name in names if name) or _("Sittings"),
            span=" \u2013 ".join(dict.fromkeys((sittings[0].when, sittings[-1].when))) if sittings else "",
            sittings=sittings,
            clients=clients,
            several=len(names) > 1,
            share_in_words=share_in_words,
            language=language(),
        )
    )


def _of(name: str, sittings: Iterable[WholeSitting]) -> list[SittingFigures]:
    return [each.figures for each in sittings if each.figures.client == name]


def _whole(recording: Recording) -> WholeSitting:
    figures = figures_of(recording)
    parts = environment().get_template("sitting_parts.html")
    return WholeSitting(when(figures.started_at), figures, parts.render(**shown_of(recording, rederive(recording))))
