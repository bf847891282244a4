from __future__ import annotations

import re
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from recording_helpers import events, gazes, header
from recording_sittings import PLAN, RATE_HZ, human, record_sitting, steady

from gazetrainer.errors import OutputError
from gazetrainer.events import (
    Account,
    CameraFound,
    CameraLost,
    Command,
    Doubt,
    Event,
    HoldOutcome,
    SittingOutcome,
    SittingStarted,
)
from gazetrainer.gaze import GapReason, Gaze, GazeGap, angle_between_deg
from gazetrainer.recording import Recording, Subject, read_recording
from gazetrainer.recording.reader import parse_recording
from gazetrainer.report import render_report, summarise, write_report
from gazetrainer.report import words as report_words
from gazetrainer.report.answer import explanations, headline
from gazetrainer.report.calibration import calibration_of
from gazetrainer.report.traces import path, traces_of
from targets import Prescription, Step

VOID = {"meta", "link", "br", "img", "input", "hr"}
VALIDATION = {
    "mean_error_deg": 1.5,
    "points": [
        {"azimuth_deg": -10.0, "elevation_deg": 6.0, "error_deg": 1.5, "std_deg": 0.6, "data_loss": 0.03},
        {"azimuth_deg": 10.0, "elevation_deg": -6.0, "error_deg": None, "std_deg": None, "data_loss": 1.0},
    ],
}


class _Page(HTMLParser):
    """Text, tags and balance of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.text = re.sub(r"\s+", " ", self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += f"{data} "


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    path = tmp_path_factory.mktemp("report") / "a.mcap"
    record_sitting(path, human, validation=VALIDATION, client="Client 3", smallest_tolerances_deg=(0.0, 0.0, 7.2))
    return read_recording(path)


@pytest.fixture(scope="module")
def page(recording: Recording) -> _Page:
    return _Page(render_report(recording))


def test_the_answer_comes_first_and_in_words(page: _Page) -> None:
    answer = "Two of three positions were held as prescribed."
    assert page.text.index(answer) < page.text.index("recording complete") < page.text.index("Prescribed and held")


def test_what_cannot_be_told_is_explained_and_never_counted(recording: Recording, page: _Page) -> None:
    assert "Down, right can't be told: glare or a shadow hid an iris" in page.text
    third = summarise(recording).steps[2]
    assert third.accounts.cannot_tell_s > third.accounts.held_s
    assert third.accounts.elapsed_s == pytest.approx(sum(third.accounts.of(account) for account in Account))


def test_trust_is_stated_beside_the_answer(page: _Page) -> None:
    for words in ("recording complete", "verdict re-derived: same", "calibration error 1.5° on average"):
        assert words in page.text


def test_a_tolerance_beyond_what_can_be_verified_is_said(page: _Page) -> None:
    assert "the plan asks for 6°; this set-up could verify 7.2°" in page.text


def test_every_account_of_every_hold_is_written_out(recording: Recording, page: _Page) -> None:
    for step in summarise(recording).steps:
        for account in Account:
            seconds = step.accounts.of(account)
            if seconds >= 0.1:
                assert f"{report_words.ACCOUNT_WORDS[account]} {report_words.duration(seconds)}" in page.text


def test_accounts_differ_in_pattern_as_well_as_in_colour() -> None:
    drawing = (Path(__file__).parents[1] / "gazetrainer/report/templates/drawing.html").read_text()
    shapes = {}
    for account in Account:
        pattern = re.search(rf'<pattern id="{account.value}".*?</pattern>', drawing)
        assert pattern is not None
        shapes[account] = re.sub(r"#\w{6}|id=\"\w+\"", "", pattern[0])
    told_apart_by_edge = {Account.HELD, Account.SETTLING, Account.PAUSED}
    others = [shape for account, shape in shapes.items() if account not in told_apart_by_edge]
    assert len(set(others)) == len(others)


def test_the_page_needs_nothing_else(page: _Page) -> None:
    assert page.open == []
    assert not [tag for tag, _ in page.tags if tag in {"script", "link", "img", "iframe", "object"}]
    outside = [value for _, attributes in page.tags for key, value in attributes.items() if key in {"src", "href"}]
    assert outside == []


def test_words_from_a_plan_are_shown_and_never_run(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x>"
    plan = PLAN.model_dump(mode="json") | {"title": evil, "author": evil}
    plan["steps"][0]["name"] = evil
    path = tmp_path / "a.mcap"
    changes = {"client": evil, "started_at": evil, "software": {evil: evil}}
    record_sitting(path, steady, plan=Prescription.model_validate(plan), until_s=15.0, **changes)
    page = _Page(render_report(read_recording(path)))
    assert not [tag for tag, _ in page.tags if tag in {"script", "img"}]
    assert page.text.count("<script>alert(1)</script>") >= 5


def test_a_simulated_client_is_never_taken_for_a_person(recording: Recording, page: _Page) -> None:
    assert "A simulated client sat here." in page.text
    person = replace(recording, header=replace(recording.header, subject=Subject.PERSON))
    assert "simulated" not in render_report(person).lower()


def test_a_recording_cut_short_still_gives_its_page(recording: Recording, tmp_path: Path) -> None:
    path = tmp_path / "a.mcap"
    record_sitting(path, human)
    data = path.read_bytes()
    for share in (0.1, 0.3, 0.5, 0.9):
        cut = parse_recording(data[: int(len(data) * share)], "cut")
        text = _Page(render_report(cut)).text
        assert "recording cut short after" in text
        assert "recording complete" not in text


def test_a_recording_of_nothing_still_gives_its_page(recording: Recording) -> None:
    empty = replace(recording, gazes=(), events=(), cut_short_at_s=0.0)
    text = _Page(render_report(empty)).text
    assert "None of three positions was held as prescribed." in text
    assert "Up, left was not reached." in text


def test_a_hold_without_one_direction_still_gives_its_page(tmp_path: Path) -> None:
    def unseen(time_s: float, step: Step | None) -> Gaze:
        return GazeGap(time_s, GapReason.TOO_DARK)

    record_sitting(tmp_path / "a.mcap", unseen)
    text = _Page(render_report(read_recording(tmp_path / "a.mcap"))).text
    assert "can't be told: it was too dark" in text
    assert "Too few directions for figures" in text


def test_skipped_and_stopped_positions_are_said_plainly(tmp_path: Path) -> None:
    commands = {10: Command.SKIP, 40: Command.PAUSE_OR_GO_ON, 100: Command.PAUSE_OR_GO_ON, 300: Command.STOP}
    record_sitting(tmp_path / "a.mcap", steady, commands=commands)
    summary = summarise(read_recording(tmp_path / "a.mcap"))
    told = " ".join(explanations(summary))
    assert headline(summary) == "None of three positions was held as prescribed."
    assert "Up, left was skipped." in told
    assert "Down, right was not reached." in told


def test_the_page_speaks_without_scores_praise_or_blame(page: _Page) -> None:
    forbidden = r"\b(score|well done|great|failed|fail|bad|wrong|patient|diagnos\w*|treat\w*|heal\w*)\b|!(?! )"
    assert re.findall(forbidden, page.text.lower()) == []


def test_ten_minutes_make_a_page_that_loads_at_once(tmp_path: Path) -> None:
    step = PLAN.steps[0].model_copy(update={"hold_s": 590.0, "time_limit_s": 1770.0})
    record_sitting(
        tmp_path / "a.mcap", steady, plan=PLAN.model_copy(update={"steps": (step,)}), until_s=600.0, rate_hz=12.0
    )
    assert len(render_report(read_recording(tmp_path / "a.mcap"))) < 300_000


@settings(max_examples=40, deadline=None)
@given(st.lists(gazes, max_size=12), st.lists(events, max_size=12))
@example([], [CameraLost(0.0), CameraFound(0.0, sys.float_info.max / 10)])
def test_no_readable_recording_is_too_odd_for_a_page(some_gazes: list[Gaze], some_events: list[Event]) -> None:
    plan = PLAN.model_dump(mode="json")
    odd = Recording(header(plan=plan), tuple(some_gazes), (SittingStarted(0.0), *some_events), (), None)
    assert _Page(render_report(odd)).open == []


def test_thinning_a_trace_keeps_its_peaks_and_its_gaps() -> None:
    x, y = np.linspace(0, 500, 20_000), np.zeros(20_000)
    y[7777], y[12_000:12_100] = 9.0, np.nan
    thinned = path(x, y, columns=100)
    assert " 9.0" in thinned
    assert thinned.count("M") == 2
    assert thinned.count("L") < 450


def test_errors_are_great_circle_angles() -> None:
    gaze = steady(3.0, PLAN.steps[1])
    error_deg = traces_of([gaze], PLAN.steps[0]).error_deg[0]
    expected = angle_between_deg(gaze.azimuth_deg, gaze.elevation_deg, -10.0, 8.0)  # type: ignore[union-attr]
    assert error_deg == pytest.approx(expected)


def test_a_calibration_is_found_in_the_profile_too() -> None:
    points = [{**point, "error_deg": 2.0} for point in VALIDATION["points"]]  # type: ignore[attr-defined]
    found = calibration_of(header(profile={"validation": {"method": "left_out_in_turn", "points": points}}))
    assert (found.mean_error_deg, len(found.points)) == (2.0, 2)


@pytest.mark.parametrize(
    "odd", [{"points": 3}, {"points": [None, {"error_deg": "x"}]}, {"mean_error_deg": float("nan")}]
)
def test_an_odd_calibration_is_an_unknown_one(odd: dict[str, object]) -> None:
    assert calibration_of(header(validation=odd)).mean_error_deg is None


def test_every_reason_and_outcome_has_its_words() -> None:
    assert set(report_words.REASON_WORDS) == {*GapReason, *Doubt, None}
    assert set(report_words.ACCOUNT_WORDS) == set(Account)
    assert set(report_words.HOLD_OUTCOME_WORDS) == {*HoldOutcome, None}
    assert set(report_words.SITTING_OUTCOME_WORDS) == {*SittingOutcome, None}


def test_a_page_that_cannot_be_written_is_an_output_error(recording: Recording, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="choose another place"):
        write_report(recording, tmp_path / "file" / "report.html")
    write_report(recording, tmp_path / "new" / "report.html")
    assert [entry.name for entry in (tmp_path / "new").iterdir()] == ["report.html"]


def test_recorded_rate_is_what_the_times_say(page: _Page) -> None:
    assert f"{RATE_HZ:.1f} pictures a second recorded" in page.text


def test_a_camera_that_was_gone_is_said_with_how_long_the_sitting_waited(tmp_path: Path) -> None:
    record_sitting(tmp_path / "sitting.mcap", steady)
    recording = read_recording(tmp_path / "sitting.mcap")
    start_s = recording.events[0].time_s
    gone = (CameraLost(start_s + 5), CameraFound(start_s + 17, 12.0), CameraLost(start_s + 20))
    page = _Page(render_report(replace(recording, events=(*recording.events, *gone)))).text
    assert "After 5 s the camera was gone for 12 s; the sitting waited for it." in page
    assert "After 20 s the camera was gone and did not come back." in page
