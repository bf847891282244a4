"""Check-ins, the stop rule and places found, as the practitioner reads them."""

import re
from dataclasses import replace

import pytest
from recording_sittings import record_sitting, steady

from gazetrainer.check_in import CheckedIn, CheckIn, Rating, StopCause, StopReason, StopRuleMet, When
from gazetrainer.finding.found import FoundBy, PlaceFound, PlaceMeasured
from gazetrainer.recording import read_recording
from gazetrainer.report.page import render_report

MEASURED = PlaceMeasured(-12.34, 5.0, 1.26, 0.81, 3.4, 0.97)


@pytest.fixture(scope="module")
def quiet(tmp_path_factory):
    path = tmp_path_factory.mktemp("recordings") / "sitting.mcap"
    record_sitting(path, steady)
    return read_recording(path)


def page(recording, *events):
    start, *rest = recording.events
    return re.sub(r"\s+", " ", render_report(replace(recording, events=(start, *events, *rest))))


def test_answers_stand_side_by_side_before_and_after(quiet):
    html = page(
        quiet,
        CheckedIn(0.0, When.BEFORE, CheckIn(dizziness=1, ease=6)),
        CheckedIn(40.0, When.AFTER, CheckIn(dizziness=2, double_vision=False)),
    )
    assert '<th>dizziness</th><td class="number">1</td><td class="number">2</td>' in html
    assert '<th>at ease</th><td class="number">6</td><td class="number">–</td>' in html
    assert '<th>double vision</th><td class="number">–</td><td class="number">no</td>' in html


def test_words_are_shown_as_they_were_written_and_never_as_markup(quiet):
    html = page(quiet, CheckedIn(0.0, When.BEFORE, CheckIn(body="<b>eng</b> & müde", emotions="穏やか")))
    assert "&lt;b&gt;eng&lt;/b&gt; &amp; müde" in html
    assert "<th>emotions, before</th><td>穏やか</td>" in html


def test_the_stop_rule_and_its_reasons_come_first_of_all_to_look_at(quiet):
    reasons = (StopReason(StopCause.RISEN, Rating.DIZZINESS, 6, 2), StopReason(StopCause.DOUBLE_VISION))
    html = page(quiet, CheckedIn(3.0, When.DURING, CheckIn(dizziness=6)), StopRuleMet(3.0, reasons))
    first, second = re.findall(r"<li>([^<]*)</li>", html[html.index("To look at") :])[:2]
    assert first == "After 3 s the stop rule was met: dizziness: from 2 to 6, double vision."
    assert second == "After 3 s the client pressed the key for not feeling well."


def test_places_stand_with_where_how_surely_and_how_steadily(quiet):
    places = (
        PlaceFound(9.0, FoundBy.KEY, 4.0, 8.5, -12.0, 5.0, 2, MEASURED),
        PlaceFound(12.0, FoundBy.REST, 9.0, 12.0, 3.0, 0.0, 0, None),
    )
    html = page(quiet, *places)
    for figure in (
        "marked by the client",
        "-12.3°",
        "+5.0°",
        "1.3°",
        "0.8°",
        "3.4 deg²",
        "27",
        "the eyes rested there",
    ):
        assert figure in html, figure


def test_a_sitting_without_them_has_no_empty_tables(quiet):
    html = page(quiet)
    assert "How the client was" not in html
    assert "Places found" not in html


def test_old_recordings_are_judged_as_before_beside_such_events(quiet):
    assert "verdict re-derived: same" in page(quiet, CheckedIn(0.0, When.BEFORE, CheckIn()))
