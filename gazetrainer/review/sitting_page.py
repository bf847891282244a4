"""A sitting's page: the answer in the first line, then how far it can be trusted, then every hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gazetrainer.judging.rejudge import Rederived
from gazetrainer.recording import Recording
from gazetrainer.report.page import shown_of
from gazetrainer.report.summary import summarise
from gazetrainer.report.timeline import timeline_of
from gazetrainer.review.facts import SittingFacts
from gazetrainer.review.filed import Filed
from gazetrainer.review.looks import Beside, grave_looks_of
from gazetrainer.review.pages import Crumb, fragment, render
from gazetrainer.review.plotly_figure import caption, figure_json
from gazetrainer.verify import Check, State, Verified
from targets.formats import apart, date_and_time
from targets.language import _

_REDERIVED: Final = {
    State.AGREES: Rederived.SAME,
    State.NOTED: Rederived.NOT_STARTED,
    State.DIFFERS: Rederived.DIFFERENT,
}
TIMELINE_MARK: Final = 'id="timeline-data"'


@dataclass(frozen=True, slots=True)
class Video:
    """A sitting's pictures: where they play, and the time on the recording's clock at which they begin."""

    address: str
    starts_at_s: float


def sitting_body(recording: Recording, verified: Verified | None, video: Video | None = None) -> str:
    """All of a sitting's page below its first line; verified None: not verified yet, video None: no pictures kept.

    It takes as long as reading the recording does, so it is worth keeping. Raises RecordingError when the plan cannot
    be read.
    """
    timeline = timeline_of(recording, summarise(recording))
    return fragment(
        "sitting_body.html",
        **shown_of(recording, _rederived(verified)),
        findings=verified.findings if verified is not None else (),
        checked_in_short=_in_short(verified),
        timeline=timeline,
        caption=caption(timeline),
        figure=figure_json(timeline),
        video=video,
        video_offset_s=timeline.start_s - video.starts_at_s if video is not None else 0.0,
    )


def sitting_page(filed: Filed, others: Beside, body: str, *, client_id: str = "") -> str:
    """The page of a sitting that is read; others: all sittings of the desk."""
    facts = filed.what
    if not isinstance(facts, SittingFacts):
        raise ValueError(f"{filed.name} is not read")
    crumbs = [Crumb("/", _("Desk"))]
    if client_id:
        crumbs.append(Crumb(f"/client/{client_id}", apart(facts.client) or _("no name given")))
    return render(
        "sitting.html",
        title=" · ".join(part for part in (apart(facts.client), date_and_time(facts.moment)) if part),
        crumbs=tuple(crumbs),
        grave=grave_looks_of(filed, others),
        headline=facts.headline,
        explanations=facts.explanations,
        actions=_actions(filed, client_id),
        answer=_("Answered: {decision}").format(decision=filed.answer) if filed.answer else "",
        body=body,
        has_timeline=TIMELINE_MARK in body,
    )


def _actions(filed: Filed, client_id: str) -> tuple[tuple[str, str], ...]:
    actions = [(f"/sitting/{filed.id}/answer", _("Answer")), (f"/sitting/{filed.id}/report", _("Report as one file"))]
    if client_id:
        actions.append((f"/client/{client_id}/over-time", _("Over time")))
        actions.append((f"/compare?a={filed.id}", _("Compare with another sitting")))
    return tuple(actions)


def _rederived(verified: Verified | None) -> Rederived | None:
    states = [each.state for each in verified.findings if each.check is Check.JUDGED_AGAIN] if verified else []
    return _REDERIVED[states[0]] if states else None


def _in_short(verified: Verified | None) -> str:
    if verified is None:
        return _("It is being checked.")
    differing = verified.differing()
    return differing[0].sentence if differing else _("Nothing speaks against it.")
